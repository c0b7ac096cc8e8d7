// Whether what stands at an address is a contract that this page knows, from its code. What the code was deployed with is left out of
// the comparison, and read out of it. relayer/web/code_test.go writes what it is held against.
import { getAddress, hexToBytes, keccak256, slice, type Address, type Hex } from 'viem'
import known from './code.json'

interface Known {
  length: number
  gaps: number[][]
  hash: string
}

function matches(code: Hex, of: Known): boolean {
  const bytes = hexToBytes(code)
  if (bytes.length !== of.length) return false
  for (const [at, length] of of.gaps) bytes.fill(0, at, at! + length!)
  return keccak256(bytes) === of.hash
}

// isEscrow says that the code is the escrow's.
export const isEscrow = (code: Hex): boolean => matches(code, known.escrow)

// offersOf is the escrow in which offers with this code open their forwards, and the Permit2 that they believe; null for any other code.
export function offersOf(code: Hex): { escrow: Address; permit2: Address } | null {
  if (!matches(code, known.offers)) return null
  const one = (gaps: number[]): Address | null => {
    const [value, ...others] = new Set(
      gaps.map((i) => {
        const [at, length] = known.offers.gaps[i]!
        return slice(code, at!, at! + length!)
      }),
    )
    return value && others.length === 0 ? getAddress(value) : null
  }
  const [escrow, permit2] = [one(known.offers.escrow), one(known.offers.permit2)]
  return escrow && permit2 && { escrow, permit2 }
}
