import { expect, it } from 'vitest'
import type { Schemas } from '../api/client'
import { check, local, seconds, type Draft } from './draft'

const now = 1_800_000_000
const predicate: Schemas['OpenablePredicate'] = {
  address: '0x' + '1'.repeat(40),
  name: 'terza-rima',
  unitName: 'poem',
  evidence: 'proof',
  schema: {},
  developmentKey: true,
  distrust: null,
  twoRounds: false,
  assignedOnly: false,
  windowSeconds: 0,
  stepUnits: 0,
}
const good: Draft = {
  predicate: predicate.address,
  token: '0x' + '2'.repeat(40),
  price: '0.0015',
  quantity: '1',
  assigned: false,
  acceptBy: '',
  bond: '0',
  provider: '',
  start: local(now),
  end: local(now + 3600),
  settleBy: local(now + 7200),
  task: 'a poem',
  parameters: '',
  seal: 'new',
  sealTo: '',
}
const assigned: Partial<Draft> = { assigned: true, acceptBy: local(now + 60), start: local(now + 120), bond: '1' }
const faults = (changes: Partial<Draft>, of: Partial<Schemas['OpenablePredicate']> = {}) =>
  Object.keys(check({ ...good, ...changes }, { ...predicate, ...of }, 8, now))

it('takes what can be opened', () => {
  expect(faults({})).toEqual([])
  expect(faults(assigned)).toEqual([])
  expect(faults({ ...assigned, bond: '0', provider: '0x' + 'a'.repeat(40) })).toEqual([])
  expect(faults({ parameters: '{"required": ["proofs"]}' })).toEqual([])
})

it.each<[string, Partial<Draft>, Partial<Schemas['OpenablePredicate']>?]>([
  ['price', { price: '0' }],
  ['price', { price: '0.000000001' }],
  ['price', { price: '1e3' }],
  ['price', { price: '-1' }],
  ['price', { price: String(2n ** 128n) }],
  ['quantity', { quantity: '0.5' }],
  ['quantity', { quantity: '3' }, { stepUnits: 2 }],
  ['start', { start: '' }],
  ['start', { start: local(now - 60) }, { windowSeconds: 3600 }],
  ['end', { end: local(now - 60), start: local(now - 120) }],
  ['end', { end: good.start }],
  ['settleBy', { settleBy: good.end }],
  ['acceptBy', { ...assigned, acceptBy: local(now) }],
  ['acceptBy', { ...assigned, acceptBy: local(now + 180) }],
  ['bond', { ...assigned, bond: '0' }],
  ['bond', { ...assigned, bond: 'much' }],
  ['provider', { ...assigned, provider: '0x12' }],
  ['assigned', {}, { assignedOnly: true }],
  ['task', { task: ' ' }],
  ['parameters', { parameters: '{' }],
])('names %s in %o', (field, changes, of) => {
  expect(faults(changes, of)).toEqual([field])
})

it('reads times as UTC', () => {
  expect(seconds(local(now))).toBe(now)
})
