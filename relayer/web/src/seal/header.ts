// The words of a settlement's header that sealing depends on: circuits/statement/header.go in TypeScript.
import { concatBytes, hexToBytes, keccak256, numberToBytes, stringToBytes } from './bytes'
import { u248 } from './hash'

const claimType = keccak256(stringToBytes('Claim(uint256 chainId,address escrow,bytes32 forward,address recipient)'))

export interface Recipient {
  chainId: bigint
  escrow: string
  forward: string
  recipient: string
}

// claimOf binds a proof to one recipient, one forward, one escrow and one chain.
export function claimOf(r: Recipient): bigint {
  const address = (hex: string) => numberToBytes(BigInt(hex))
  return u248(keccak256(concatBytes(claimType, numberToBytes(r.chainId), address(r.escrow), hexToBytes(r.forward), address(r.recipient))))
}

export interface Step {
  from: bigint
  to: bigint
  amount: bigint
}

// progressOf packs a step into a word.
export function progressOf({ from, to, amount }: Step): bigint {
  return from + (to << 64n) + (amount << 128n)
}
