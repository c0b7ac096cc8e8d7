import { expect, it } from 'vitest'
import { ago, clean, money, parseUnits, units } from './format'

it('writes amounts with their point', () => {
  expect(units('150000', 8)).toBe('0.0015')
  expect(units('123456789012', 2)).toBe('1 234 567 890.12')
  expect(units('0', 8)).toBe('0')
  expect(money('5', { address: '0x' + '1'.repeat(40), symbol: null, decimals: null })).toContain('smallest units')
})

it('reads the amounts that it writes, and no others', () => {
  for (const amount of ['0', '1', '150000', '123456789012345678901234567890']) expect(parseUnits(units(amount, 8), 8)).toBe(BigInt(amount))
  for (const wrong of ['', '.', '1.', 'x', '1,5', '0x10', '1.000000001', '-1', '1e8', '٣']) {
    if (wrong === '1.') expect(parseUnits(wrong, 8)).toBe(100000000n)
    else expect(parseUnits(wrong, 8)).toBeNull()
  }
})

it('shows nothing invisible of what strangers write', () => {
  expect(clean('a\u202eb\u200bc\u0000d\ne')).toBe('a\ufffdb\ufffdc\ufffdd\ne')
  expect(clean('x'.repeat(20), 16)).toBe('x'.repeat(16) + '…')
})

it('says how far away a time is', () => {
  expect(ago(90_000, 0)).toBe('in 1 min')
  expect(ago(0, 3 * 86_400_000)).toBe('3 d ago')
})
