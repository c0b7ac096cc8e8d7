import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { meters, trustedOf } from './evidence'

const source = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')

it('says of meters what circuits/gpuhours says', () => {
  const [, text] = /const Trusted = ((?:"[^"]*"[ +\t\n]*)+)/.exec(source('circuits/gpuhours/params.go'))!
  expect([...text!.matchAll(/"([^"]*)"/g)].map((m) => m[1]).join('')).toBe(meters)
})

it('says it under the evidence that the plugin names', () => {
  const [, evidence] = /EvidenceClass: "([^"]+)"/.exec(source('plugins/gpuhours/gpuhours.go'))!
  expect(trustedOf({ evidence: evidence! })).toContain(meters)
  expect(trustedOf({ evidence: 'proof' })).toBe(null)
})
