// A forward's terms and its id: circuits/statement/terms.go in TypeScript, so that what is signed is what the page says.
import { encodeAbiParameters, keccak256, stringToBytes, type Address, type Hex } from 'viem'

export interface Terms {
  predicate: Address
  params: bigint
  taskHash: Hex
  token: Address
  price: bigint
  quantity: bigint
  unit: Hex
  acceptBy: bigint // unix seconds; 0 for an open forward
  start: bigint
  end: bigint
  settleBy: bigint
  bond: bigint
  provider: Address
  beaconBlock: bigint
  sealX: bigint
  sealY: bigint
}

const fields = [
  ['address', 'predicate'],
  ['uint256', 'params'],
  ['bytes32', 'taskHash'],
  ['address', 'token'],
  ['uint128', 'price'],
  ['uint96', 'quantity'],
  ['bytes32', 'unit'],
  ['uint64', 'acceptBy'],
  ['uint64', 'start'],
  ['uint64', 'end'],
  ['uint64', 'settleBy'],
  ['uint128', 'bond'],
  ['address', 'provider'],
  ['uint64', 'beaconBlock'],
  ['uint256', 'sealX'],
  ['uint256', 'sealY'],
] as const

export const termsType = `Terms(${fields.map(([type, name]) => `${type} ${name}`).join(',')})`
const termsHash = keccak256(stringToBytes(termsType))
const forwardHash = keccak256(stringToBytes('Forward(Terms terms,address buyer,bytes32 salt,uint256 chainId,address escrow)' + termsType))

// hashOf is the keccak of values, each of which Solidity's abi.encode makes one word of.
export function hashOf(...words: [type: string, value: unknown][]): Hex {
  return keccak256(
    encodeAbiParameters(
      words.map(([type]) => ({ type })),
      words.map(([, value]) => value),
    ),
  )
}

// hashTerms is the EIP-712 struct hash of terms.
export const hashTerms = (terms: Terms): Hex => hashOf(['bytes32', termsHash], ...fields.map(([type, name]): [string, unknown] => [type, terms[name]]))

// forwardId names one forward of one escrow on one chain.
export function forwardId(terms: Terms, buyer: Address, salt: Hex, chainId: bigint, escrow: Address): Hex {
  return hashOf(['bytes32', forwardHash], ['bytes32', hashTerms(terms)], ['address', buyer], ['bytes32', salt], ['uint256', chainId], ['address', escrow])
}

export const zeroAddress: Address = '0x0000000000000000000000000000000000000000'
