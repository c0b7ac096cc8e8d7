import { expect, it } from 'vitest'
import { ago, clean, money, parseUnits, tokenName, units } from './format'

it('writes amounts with their point', () => {
  expect(units('150000', 8)).toBe('0.0015')
  expect(units('123456789012', 2)).toBe('1 234 567 890.12')
  expect(units('0', 8)).toBe('0')
  expect(money('5', { address: '0x' + '1'.repeat(40), symbol: null, decimals: null }, true)).toContain('smallest units')
})

const token = (symbol: string | null) => ({ address: '0x123456' + '0'.repeat(30) + 'abcd', symbol, decimals: 0 })

it.each(['000 WBTC', '', ' ', '.5', '1', '000', 'W BTC', 'WBTC\u202e', 'WBTC\n', 'x'.repeat(17), null])('takes %j for no symbol', (symbol) => {
  expect(money('1', token(symbol), true)).toBe('1 of 0x123456…abcd')
})

it('says which token it is where nobody vouches for its symbol', () => {
  expect(money('1000', token('WBTC'), true)).toBe('1 000 WBTC')
  expect(money('1000', token('WBTC'), false)).toBe('1 000 WBTC (unknown token 0x123456…abcd)')
  expect(tokenName(token('USDC.e'), true)).toBe('USDC.e')
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
  for (const blank of '\u3164\u115f\u1160\uffa0\u2800\u034f\ufe0f\u00ad') expect(clean(`a${blank}b`)).toBe('a\ufffdb')
  expect(clean('e' + '\u0301'.repeat(1000) + 'f')).toBe('e\u0301\u0301\ufffdf')
  expect(clean('e\u0323\u0301')).toBe('e\u0323\u0301')
  expect(clean('x'.repeat(20), 16)).toBe('x'.repeat(16) + '…')
})

it('says how far away a time is', () => {
  expect(ago(90_000, 0)).toBe('in 1 min')
  expect(ago(0, 3 * 86_400_000)).toBe('3 d ago')
})
