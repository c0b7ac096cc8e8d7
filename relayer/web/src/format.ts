// Amounts, times and other people's texts, as the page shows them.

// units is a whole number of smallest units with its decimal point, such as 150000 with 8 decimals: 0.0015.
export function units(amount: string | bigint, decimals: number): string {
  const digits = amount.toString().padStart(decimals + 1, '0')
  const whole = digits.slice(0, digits.length - decimals)
  const part = digits.slice(digits.length - decimals).replace(/0+$/, '')
  return whole.replace(/\B(?=(\d{3})+$)/g, ' ') + (part ? '.' + part : '')
}

export interface Token {
  address: string
  symbol: string | null
  decimals: number | null
}

// symbolOf is what a token calls itself, null if that could be taken for more than a symbol: for digits of an amount, or for nothing.
export function symbolOf(symbol: string | null): string | null {
  return symbol !== null && /^[A-Za-z][A-Za-z0-9.$_-]{0,15}$/.test(symbol) ? symbol : null
}

// tokenName is a token's symbol, and its address where nobody but the token vouches for the symbol.
export function tokenName(token: Token, named: boolean): string {
  const symbol = symbolOf(token.symbol)
  if (symbol === null) return short(token.address)
  return named ? symbol : `${symbol} (unknown token ${short(token.address)})`
}

// money is an amount with its token's name, in smallest units where the token's decimals are not known.
export function money(amount: string | bigint, token: Token, named: boolean): string {
  if (token.decimals === null) return `${units(amount, 0)} smallest units of ${short(token.address)}`
  return `${units(amount, token.decimals)} ${symbolOf(token.symbol) === null ? 'of ' : ''}${tokenName(token, named)}`
}

// parseUnits undoes units. It is null for what is no amount, or has more digits behind the point than the token.
export function parseUnits(text: string, decimals: number): bigint | null {
  const match = /^(\d+)(?:\.(\d*))?$/.exec(text.trim().replace(/ /g, ''))
  const part = match?.[2] ?? ''
  if (!match || part.length > decimals) return null
  return BigInt(match[1] + part.padEnd(decimals, '0'))
}

// short is the beginning and the end of a hash or an address.
export function short(hex: string): string {
  return hex.length > 14 ? hex.slice(0, 8) + '…' + hex.slice(-4) : hex
}

// clean makes a text that a stranger wrote safe to show: nothing invisible, nothing that turns its neighbours around, and no heap
// of marks on a letter that runs over the lines beside it.
export function clean(text: string, length = Infinity): string {
  const shown = text
    .replace(/(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/gu, '\ufffd')
    .replace(/(\p{M}{2})\p{M}+/gu, '$1\ufffd')
  return shown.length > length ? shown.slice(0, length) + '…' : shown
}

// moment is a time in UTC, to the minute.
export function moment(time: string | number | Date): string {
  return new Date(time).toISOString().slice(0, 16).replace('T', ' ') + ' UTC'
}

const spans: [number, string][] = [
  [86400, 'd'],
  [3600, 'h'],
  [60, 'min'],
]

// ago is how far a time lies from now, such as "in 3 d" or "5 min ago".
export function ago(time: string | number | Date, now: number): string {
  const seconds = Math.round((new Date(time).getTime() - now) / 1000)
  const size = Math.abs(seconds)
  const [length, unit] = spans.find(([length]) => size >= length) ?? [1, 's']
  const span = `${Math.floor(size / length)} ${unit}`
  return seconds > 0 ? `in ${span}` : `${span} ago`
}

// plural is a number with what it counts.
export function plural(n: number, one: string, many = one + 's'): string {
  return `${units(String(n), 0)} ${n === 1 ? one : many}`
}
