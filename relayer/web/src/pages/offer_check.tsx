import { useEffect, useMemo, useState } from 'preact/hooks'
import type { OfferDetail } from '../api/client'
import { clean } from '../format'
import { readTold } from '../wallet/judge'
import { isSignedByKey } from '../wallet/offer'
import { words } from '../wallet/words'

// OfferCheck reads the file that the server gave of an offer, and says where the server says something else than the file.
export function OfferCheck({ of: told, hash }: { of: OfferDetail; hash: string }) {
  const read = useMemo(() => {
    try {
      return readTold(hash, told)
    } catch (error) {
      return { signed: null, faults: [words(error)] }
    }
  }, [hash, told])
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
  return signed === null ? null : (
    <p class="quiet">
      This page has made the hash out of the file itself, and all that stands here is what the file says.{' '}
      {signed ? 'Its maker’s key has signed it.' : 'No key of its maker’s has signed it: its maker may be a contract, which the chain has to be asked about.'}
    </p>
  )
}
