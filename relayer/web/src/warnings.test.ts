import { expect, it } from 'vitest'
import type { ForwardDetail, Predicate } from './api/client'
import { warningsOf } from './warnings'

const forward = { parameters: { matches: true }, task: { matches: true } } as ForwardDetail
const predicate = (state: Predicate['state'], developmentKey: boolean | null) => ({ state, developmentKey }) as Predicate

it.each<[string, Predicate | undefined]>([
  ['not looked at yet', undefined],
  ['not looked at yet', predicate('unknown', null)],
  ['not looked at yet', predicate('unknown', false)],
  ['could not be read', predicate('trouble', null)],
  ['could not be read', predicate('trouble', false)],
  ['may pay anybody', predicate('foreign', null)],
  ['may pay anybody', predicate('foreign', false)],
  ['development key', predicate('known', true)],
  ['how its key was made', predicate('known', null)],
])('warns that a predicate is %s: %o', (words, of) => {
  expect(warningsOf(forward, of, true)).toEqual([expect.stringContaining(words)])
})

it('warns of nothing only where the key is from a ceremony and the deployment names the token', () => {
  const good = predicate('known', false)
  expect(warningsOf(forward, good, true)).toEqual([])
  expect(warningsOf(forward, good, false)).toEqual([expect.stringContaining('token')])
  expect(warningsOf({ parameters: { matches: false }, task: { matches: false } } as ForwardDetail, good, true)).toHaveLength(2)
})
