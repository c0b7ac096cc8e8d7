import { useEffect, useMemo, useState } from 'preact/hooks'
import type { OfferDetail } from '../api/client'
import { clean } from '../format'
import { useNow } from '../live'
import { readTold } from '../wallet/judge'
import { isSignedByKey } from '../wallet/offer'
import { priceByFile } from '../wallet/part'
import { words } from '../wallet/words'

// OfferCheck reads the file that the server gave of an offer, and says where the server says something else than the file, and what of
// the view no file says.
export function OfferCheck({ of: told, hash }: { of: OfferDetail; hash: string }) {
  const read = useMemo(() => {
    try {
      return readTold(hash, told)
    } catch (error) {
      return { signed: null, faults: [words(error)] }
    }
  }, [hash, told])
  const now = useNow()
  const [signed, set] = useState<boolean | null>(null)
  useEffect(() => {
    if (read.signed) void isSignedByKey(read.signed).then(set)
  }, [read])
  if (read.faults.length > 0)
    return (
      <ul class="warnings" role="alert">
        {read.faults.map((words) => (
          <li key={words}>{clean(words, 1000)} Do not take it from here.</li>
        ))}
      </ul>
    )
  if (signed === null || !read.signed) return null
  return (
    <>
      <p class="quiet">
        This page has made the hash out of the file itself. Maker, addresses, quantities, bond, times, task and the bytes of the parameters stand here as the file has them.{' '}
        {signed ? 'Its maker’s key has signed it.' : 'No key of its maker’s has signed it: its maker may be a contract, which the chain has to be asked about.'}
      </p>
      <p class="quiet">{priceByFile(read.signed, BigInt(Math.floor(now / 1000)))}</p>
      <p class="quiet">
        This server’s word alone is how it stands and how much of it is left, what token, predicate and unit are called, where the point stands in amounts, and what the parameters mean.
      </p>
    </>
  )
}
