import { expect, it } from 'vitest'
import type { Forward, Status } from './api/client'
import { statusText } from './status'

it.each<[string, boolean, number | null]>([
  ['settled', true, null],
  ['settled', true, 5],
  ['settled', false, 10], // the chain has grown since it was loaded
  ['settled, not confirmed yet', false, 9],
  ['settled, not confirmed yet', false, null],
])('says %j where it was loaded as confirmed: %s, and block %s counts as confirmed', (text, confirmed, head) => {
  const f = { status: 'settled', changed: { block: 10, confirmed } } as Forward
  expect(statusText(f, { confirmed: head === null ? null : { number: head } } as Status)).toBe(text)
})
