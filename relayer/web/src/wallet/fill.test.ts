import { decodeFunctionData, encodeErrorResult, erc20Abi, getAddress, hexToString, keccak256, stringToHex, type Hex } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { expect, it } from 'vitest'
import type { OfferDetail, Schemas } from '../api/client'
import { offersAbi } from './abi'
import { Refused } from './account'
import { Taker, type Wanted } from './fill'
import { readTold, refusals } from './judge'
import { account, deployed, escrowCode, file, Market, now, offersCode, place, provider, told, token, unreviewed, type Sent } from './market_stub'
import { readOffer } from './offer'
import { words } from './words'

const want = (changes: Partial<Wanted['choice']> = {}, bound: bigint | null = null): Wanted => ({
  task: 'a poem',
  bound,
  choice: { quantity: 100n, buyer: account, taskHash: keccak256(stringToHex('a poem')), sealX: 5n, sealY: 6n, ...changes },
})

async function market(change: (made: Schemas['OfferFile']) => void = () => undefined, bend: (m: Market) => void = () => undefined) {
  const signed = readOffer(await file(change))
  const m = new Market(signed)
  const taker = await Taker.connect(m.provider, place)
  bend(m)
  return { m, signed, taker }
}

// fill does what the page does, step by step.
async function fill({ signed, taker }: Awaited<ReturnType<typeof market>>, wanted: Wanted) {
  const looked = await taker.judge(signed, wanted, token)
  for (const amount of looked.approvals) await taker.approve(signed.terms.token, amount)
  const bill = await taker.judge(signed, { ...wanted, bound: looked.bound }, token)
  return taker.taken(signed, wanted, bill, await taker.take(signed, wanted, bill))
}

const allowances = (sent: Sent[]) => sent.filter((s) => s.to === getAddress(token.address)).map((s) => decodeFunctionData({ abi: erc20Abi, data: s.data }).args)

it('takes the part that was shown, for its price and no more', async () => {
  const all = await market()
  const made = await fill(all, want())
  expect(made).toEqual({ forward: expect.stringMatching(/^0x[0-9a-f]{64}$/), price: 150_001n, left: 900n })
  const { sent } = all.m
  expect(sent.map(({ from, to, chainId, value }) => [from, to, Number(chainId), value])).toEqual([
    [account, getAddress(token.address), place.chainId, undefined],
    [account, place.offers, place.chainId, undefined],
  ])
  expect(allowances(sent)).toEqual([[place.offers, 150_001n]])
  const { functionName, args } = decodeFunctionData({ abi: offersAbi, data: sent[1]!.data })
  expect(functionName).toBe('fillAsk')
  const [ask, signature, taken] = args as unknown as [{ offer: { terms: unknown }; review: bigint }, Hex, { task: Hex }]
  expect([ask.offer.terms, ask.review, signature]).toEqual([all.signed.terms, 600n, all.signed.signature])
  expect({ ...taken, task: hexToString(taken.task) }).toEqual({ ...want().choice, maxPrice: 150_001n, byPermit2: false, task: 'a poem' })
})

it('knows a forward’s id before, where it depends on no block', async () => {
  const all = await market(unreviewed)
  const { forward } = await all.taker.judge(all.signed, want(), token)
  expect((await fill(all, want())).forward).toBe(forward)
})

it('pays what a moving price is in the block, and not more than was said', async () => {
  const rising = (made: Schemas['OfferFile']) => Object.assign(made, { rampStart: '2027-01-15T08:00:00Z', rampEnd: '2027-01-15T08:10:00Z', lastPrice: '3000001' })
  const all = await market(rising)
  const made = await fill(all, want({}, 160_000n))
  expect([made.price, allowances(all.m.sent)]).toEqual([153_001n, [[place.offers, 160_000n]]])
  const late = await market(rising, (m) => (m.time = now + 300n))
  await expect(fill(late, want({}, 160_000n))).rejects.toThrow('costs 0.00225001 TEST by now, and you pay 0.0016 TEST at most')
  expect(late.m.sent).toEqual([])
})

it.each<[string, bigint, bigint[]]>([
  ['nothing is allowed', 0n, [150_001n]],
  ['too little is', 7n, [0n, 150_001n]],
  ['just that is', 150_001n, []],
  ['more is, for offers of the account’s own', 9_999_999n, []],
])('where %s, asks for just what is missing', async (_, allowed, asked) => {
  const all = await market(undefined, (m) => (m.allowed = allowed))
  await fill(all, want())
  expect(allowances(all.m.sent)).toEqual(asked.map((amount) => [place.offers, amount]))
})

// The server lies about an offer, or names one that is not what it seems.
const judged = (asked: string, said: OfferDetail) => refusals(readTold(asked, said), said, place, deployed, now)

it('finds nothing against an honest one', async () => {
  for (const change of [undefined, unreviewed]) {
    const said = told(await file(change))
    expect(judged(said.hash, said)).toEqual([])
  }
})

it.each<[string, Partial<OfferDetail>, string]>([
  ['price', { price: '1' }, 'its price is 1, and its maker signed 1500001'],
  ['left', { left: '1001' }, '1001 of it are left'],
  ['quantity', { quantity: '10000' }, 'its quantity is 10000, and its maker signed 1000'],
  ['token', { token: { ...token, address: `0x${'71'.repeat(20)}` } }, 'its token is 0x7171'],
  ['predicate', { predicate: { address: `0x${'71'.repeat(20)}`, name: 'poems' } }, 'its predicate is 0x7171'],
  ['maker', { maker: account.toLowerCase() }, 'its maker is 0x00'],
  ['provider', { provider: null }, 'its provider is '],
  ['bond', { bond: '1000000' }, 'its bond is 1000000'],
  ['smallest part', { minFill: '1' }, 'its smallest part is 1,'],
  ['last price', { lastPrice: '1' }, 'its last price is 1,'],
  ['unit', { unit: `0x${'ac'.repeat(32)}` }, 'its unit is 0xac'],
  ['task', { taskHash: `0x${'ac'.repeat(32)}` }, 'its hash of the task is 0xac'],
  ['review', { reviewSeconds: 60 }, 'its time for review is 60'],
  ['expiry', { expiry: '2028-01-01T00:00:00Z' }, 'its expiry is'],
  ['acceptance', { acceptBy: '2027-01-15T08:00:00Z' }, 'its acceptance is'],
  ['start', { start: '2027-01-15T08:00:00Z' }, 'its beginning is'],
  ['end', { end: '2027-01-15T10:00:01Z' }, 'its end is'],
  ['settlement', { settleBy: '2027-01-15T12:00:00Z' }, 'its settlement is'],
  ['kind', { kind: 'open' }, 'its kind is open'],
  ['parameters', { parameters: { data: '0x00', decoded: {}, matches: true } }, 'its parameters is 0x00'],
  ['meaning of the parameters', { parameters: { data: '0x7b7d', decoded: {}, matches: false } }, 'not those that its terms commit to'],
  ['reading of the parameters', { parameters: { data: '0x7b7d', decoded: null, matches: null } }, 'Nothing here can read its parameters'],
])('refuses an offer whose %s the server tells otherwise', async (_, lie, reason) => {
  const said = { ...told(await file()), ...lie }
  const faults = judged(told(said.file).hash, said)
  expect(faults).toEqual([expect.stringContaining(reason)])
})

it('refuses another offer than the one that was asked for, whoever signed it', async () => {
  const asked = told(await file()).hash
  const said = told(await file((made) => (made.terms.price = '2000000')))
  expect(judged(asked, said)).toEqual([expect.stringContaining(`is of offer ${said.hash}, and not of ${asked}`)])
})

it.each<[string, (made: Schemas['OfferFile']) => void, string]>([
  ['another chain', (f) => (f.chainId = '1'), 'for chain 1'],
  ['another contract', (f) => (f.offers = account), 'the one that the server’s deployment names is'],
  ['Permit2', (f) => (f.permit2 = account), 'signed for Permit2'],
  ['an unknown token', (f) => (f.terms.token = account), 'which the server’s deployment does not name'],
  ['an unknown predicate', (f) => (f.terms.predicate = account), 'is unknown'],
  ['a second round', (f) => (f.terms.beaconBlock = '9'), 'two rounds'],
  ['a lock of years', (f) => (f.terms.settleBy = '2037-01-15T12:00:00Z'), 'locked until 2037-01-15'],
  ['a sealing key', (f) => (f.terms.sealX = `0x${'0'.repeat(63)}1`), 'names a sealing key'],
  ['no price', (f) => (f.terms.price = '0'), 'price is zero'],
  ['a task and a review', (f) => (f.terms.taskHash = `0x${'01'.repeat(32)}`), 'names what comes with the buyer'],
  ['times out of order', (f) => (f.terms.end = f.terms.settleBy), 'do not follow each other'],
])('refuses an offer that was signed with %s', async (_, change, reason) => {
  const said = told(await file(change))
  expect(judged(said.hash, said)).toEqual([expect.stringContaining(reason)])
})

it('refuses a predicate that is not to be trusted', async () => {
  const said = told(await file())
  const distrusted = { ...deployed, predicates: deployed.predicates.map((p) => ({ ...p, distrust: 'nobody knows its key' })) }
  expect(refusals(readTold(said.hash, said), said, place, distrusted, now)).toEqual([expect.stringContaining('nobody knows its key')])
})

it('asks everything that it judges by at one block', async () => {
  const all = await market(unreviewed)
  await all.taker.judge(all.signed, want(), token)
  expect(all.m.read.length).toBeGreaterThan(8)
  expect(new Set(all.m.read)).toEqual(new Set(['0x5']))
})

// What the chain says, or what has changed on it, when the wallet is asked.
it.each<[string, (m: Market) => void, string]>([
  ['another contract', (m) => (m.code[place.offers] = '0x6001'), 'is not the contract that this page takes offers in'],
  ['a contract with one byte changed', (m) => (m.code[place.offers] = `0x61${offersCode(place.escrow).slice(4)}`), 'is not the contract that this page takes offers in'],
  ['another escrow behind it', (m) => (m.code[place.offers] = offersCode(account)), 'opens its forwards in escrow'],
  ['a false escrow', (m) => (m.code[place.escrow] = `${escrowCode()}00`), 'is not the escrow that this page knows'],
  ['another price by the contract', (m) => (m.quotes = (t) => ({ ...t, price: t.price + 1n })), 'would open another forward'],
  ['another provider by the contract', (m) => (m.quotes = (t) => ({ ...t, provider: account })), 'would open another forward'],
  ['less left', (m) => (m.taken = { filled: 950n, carry: 0n, cancelled: false }), 'There are 50 left of 1000, and 100 cannot be taken'],
  ['nothing left', (m) => (m.taken = { filled: 1000n, carry: 0n, cancelled: false }), 'others took it all'],
  ['a cancellation', (m) => (m.taken = { filled: 0n, carry: 0n, cancelled: true }), 'cancelled it'],
  ['its nonce cancelled', (m) => (m.nonces = 1n << 6n), 'cancelled it'],
  ['a clock that was moved ahead until a lock of years is a short one', (m) => (m.time = now - 400n * 86_400n), 'locked until 2027-01-15'],
  ['its expiry', (m) => (m.time = now + 3000n), 'It has expired'],
  ['a change of what the maker signed', (m) => (m.signed.expiry = now + 9000n), 'did not sign exactly this offer'],
  ['too little money', (m) => (m.balance = 150_000n), 'holds 0.0015 TEST, and the price is 0.00150001 TEST'],
  ['a maker with code', (m) => ((m.makerCode = '0x6001'), (m.stands = `0x${'0'.repeat(64)}`)), 'does not stand by its signature'],
])('goes no further with %s', async (_, bend, reason) => {
  const all = await market(undefined, bend)
  await expect(fill(all, want())).rejects.toThrow(reason)
  expect(all.m.sent).toEqual([])
})

it.each<[string, (m: Market) => void, string]>([
  ['the bond’s allowance taken back', (m) => (m.bond.allowed = 30_000n - 1n), 'does not allow its bond to be taken any more'],
  ['no money for the bond', (m) => (m.bond.balance = 1n), 'lacks the money for its bond'],
  ['the provider’s consent taken back', (m) => (m.operator = false), 'consent'],
])('goes no further with %s', async (_, bend, reason) => {
  const all = await market(unreviewed, bend)
  await expect(fill(all, want())).rejects.toThrow(reason)
  expect(all.m.sent).toEqual([])
})

it('goes no further where there would be no time for review', async () => {
  const all = await market((made) => (made.expiry = made.terms.start), (m) => (m.time = now + 3001n))
  await expect(fill(all, want())).rejects.toThrow('not after its start')
  expect(all.m.sent).toEqual([])
})

it('takes the offer of a contract that stands by it', async () => {
  const all = await market(undefined, (m) => (m.makerCode = '0x6001'))
  all.signed.signature = '0x1234'
  expect((await fill(all, want())).left).toBe(900n)
})

it('does not take what somebody else signed, whatever the server says', async () => {
  const signed = readOffer(await file(undefined, privateKeyToAccount(`0x${'12'.repeat(32)}`)))
  const m = new Market(signed)
  const taker = await Taker.connect(m.provider, place)
  await expect(taker.judge(signed, want(), token)).rejects.toThrow(`Its maker ${provider.address} did not sign`)
})

it('brings the provider’s task, and no other', async () => {
  const all = await market(unreviewed)
  await expect(fill(all, want({ taskHash: keccak256(stringToHex('two poems')) }))).rejects.toThrow('not the one that the provider signed for')
  expect(all.m.sent).toEqual([])
})

it.each<[string, string, readonly unknown[], string]>([
  ['taken in between', 'Offers_QuantityInvalid', [100n, 100n, 50n], 'somebody may have taken some in between'],
  ['cancelled in between', 'Offers_Cancelled', [`0x${'00'.repeat(32)}`], 'cancelled the offer'],
  ['expired in between', 'Offers_Expired', [1n, 2n], 'has expired'],
  ['dearer by then', 'Offers_PriceTooHigh', [2n, 1n], 'costs more by now'],
])('says in words that it was %s, and sends nothing', async (_, errorName, args, reason) => {
  const all = await market()
  all.m.refuses = encodeErrorResult({ abi: offersAbi, errorName, args } as never)
  const said = await fill(all, want()).catch(words)
  expect(said).toContain(reason)
  expect(all.m.sent.map((s) => s.to)).toEqual([getAddress(token.address)])
})

it('says in words that the wallet’s owner rejected it', async () => {
  const all = await market(undefined, (m) => (m.rejects = true))
  expect(await fill(all, want()).catch(words)).toContain('rejected it in the wallet')
})

it('asks for nothing to be signed at another chain', async () => {
  const all = await market(undefined, (m) => (m.allowed = 150_001n))
  const bill = await all.taker.judge(all.signed, want(), token)
  all.m.chainId = 1
  await expect(all.taker.judge(all.signed, want(), token)).rejects.toThrow('another chain')
  await expect(all.taker.approve(all.signed.terms.token, 1n)).rejects.toThrow('another chain')
  await expect(all.taker.take(all.signed, want(), bill)).rejects.toThrow('another chain')
  expect(all.m.sent).toEqual([])
})

it.each<[string, (m: Market) => void, string]>([
  ['another forward', (m) => (m.opens = () => `0x${'cd'.repeat(32)}`), 'opened another forward'],
  ['a transaction that was replaced', (m) => (m.events = false), 'replaced or called off'],
  ['a refusal by the chain', (m) => (m.status = '0x0'), 'nothing was taken'],
])('does not take %s for what was shown', async (_, bend, reason) => {
  const all = await market(undefined, (m) => ((m.allowed = 150_001n), bend(m)))
  const failed = fill(all, want())
  await expect(failed).rejects.toThrow(reason)
  await expect(failed).rejects.toBeInstanceOf(Refused)
})
