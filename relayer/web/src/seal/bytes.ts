// Bytes and Keccak, from viem, which the rest of the page has them from.
import { keccak256 as keccak } from 'viem/utils'

export { concatBytes, stringToBytes }

export const keccak256 = (bytes: Uint8Array): Uint8Array => keccak(bytes, 'bytes')

// numberToBytes is a number as 32 bytes.
export function numberToBytes(x: bigint): Uint8Array {
  return hexToBytes(x.toString(16).padStart(64, '0'))
}

export function hexToBytes(hex: string): Uint8Array {
  const digits = hex.replace(/^0x/, '')
  return Uint8Array.from({ length: digits.length / 2 }, (_, i) => parseInt(digits.slice(2 * i, 2 * i + 2), 16))
}

function stringToBytes(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

function concatBytes(...parts: Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((n, part) => n + part.length, 0))
  let at = 0
  for (const part of parts) {
    out.set(part, at)
    at += part.length
  }
  return out
}
