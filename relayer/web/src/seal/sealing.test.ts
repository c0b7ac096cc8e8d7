import { expect, it } from 'vitest'
import { opens, publicOf, publicText, readKey, writeKey } from './seal'
import { sealingOf } from './sealing'

const [file, typed] = [publicOf(5n), publicOf(7n)]

it('seals to the key that was chosen, and says whose it is', () => {
  expect(sealingOf('own', '', file)).toEqual({ key: file, whose: 'the key of the file that you chose', secret: null })
  expect(sealingOf('own', publicText(typed), null)).toEqual({ key: typed, whose: 'the key that you entered', secret: null })
  expect(sealingOf('none', publicText(typed), file).key).toBeNull()
  const made = sealingOf('new', publicText(typed), file)
  expect(made.key).toEqual(publicOf(readKey(made.secret!)))
})

it('refuses two keys, and none', () => {
  expect(() => sealingOf('own', publicText(typed), file)).toThrow('empty one of them')
  expect(() => sealingOf('own', ' ', null)).toThrow('Choose')
  expect(() => sealingOf('own', '0x00', null)).toThrow('128 digits')
  expect(() => sealingOf('own', '0x' + '0'.repeat(63) + '0' + '0'.repeat(63) + '1', null)).toThrow('low order')
})

it('tells the file of a key from others', () => {
  expect(opens(writeKey(5n), file)).toBe(true)
  expect(opens(writeKey(7n), file)).toBe(false)
  expect(() => opens('', file)).toThrow('no sealing key')
})
