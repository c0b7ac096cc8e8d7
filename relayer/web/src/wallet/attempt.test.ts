import { decodeFunctionData, erc20Abi, getAddress, keccak256, stringToHex, type Address } from 'viem'
import { expect, it } from 'vitest'
import { Refused } from './account'
import { Attempts, Taking } from './attempt'
import { Taker, type Wanted } from './fill'
import { account, file, Market, place, token, type Sent } from './market_stub'
import { hashOffer, readOffer } from './offer'

const wanted: Wanted = { task: 'a poem, 5n', bound: null, choice: { quantity: 100n, buyer: account, taskHash: keccak256(stringToHex('a poem, 5n')), sealX: 5n, sealY: 6n } }
const tokenAddress = getAddress(token.address)

// kept is a tab's storage.
function kept() {
  const all = new Map<string, string>()
  return { getItem: (name: string) => all.get(name) ?? null, setItem: (name: string, text: string) => void all.set(name, text), removeItem: (name: string) => void all.delete(name) }
}

async function stage(bend: (m: Market) => void = () => undefined) {
  const signed = readOffer(await file())
  const m = new Market(signed)
  bend(m)
  const taker = await Taker.connect(m.provider, place)
  const offer = hashOffer(signed)
  const storage = kept()
  const attempts = new Attempts(storage)
  const looks = { there: true }
  const said: string[] = []
  // view is the page anew: what it shows is made again, and after a reload what it knows, too.
  const view = (of = attempts) => new Taking(taker, signed, token, offer, of, { step: (text) => said.push(text), there: () => looks.there })
  const take = async (of = attempts) => view(of).take(wanted, await taker.judge(signed, wanted, token), String)
  return { m, offer, attempts, looks, said, view, take, reloaded: () => new Attempts(storage) }
}

const approvals = (sent: Sent[]) => sent.filter((s) => s.to === tokenAddress).map((s) => decodeFunctionData({ abi: erc20Abi, data: s.data }).args![1])

it('leaves nothing of what went well but what is to be taken back', async () => {
  const all = await stage((m) => (m.allowed = 7n))
  const made = await all.take()
  expect(made.price).toBe(150_001n)
  expect(all.attempts.of(all.offer)).toMatchObject({ account, before: 7n, approval: null, take: null, made: made.forward })
  all.m.allowed = 0n // it was spent
  await all.view().restore()
  expect([all.attempts.of(all.offer), approvals(all.m.sent)]).toEqual([null, [0n, 150_001n]])
})

it('asks the wallet for nothing more once nobody looks at what is signed', async () => {
  const all = await stage()
  all.m.waits = () => void (all.looks.there = false) // while the approval is waited for
  await expect(all.take()).rejects.toThrow('Nobody looks at it any more')
  expect(all.m.sent.map((s) => s.to)).toEqual([tokenAddress])
  expect(all.attempts.of(all.offer)).toMatchObject({ before: 0n, approval: null, take: null }) // shown again, to be taken back
})

it.each([true, false])('takes no second part while the first may have been sent, where the wallet failed and sent it: %s', async (sends) => {
  const all = await stage((m) => (m.fails = { to: place.offers, sends }))
  await expect(all.take()).rejects.toThrow('may have sent the transaction all the same')
  all.m.fails = null
  for (const attempts of [all.attempts, all.reloaded()]) await expect(all.take(attempts)).rejects.toThrow('sent already')
  expect(all.m.taking().length).toBe(sends ? 1 : 0)
  const after = all.reloaded()
  if (sends) {
    expect((await all.view(after).finish()).price).toBe(150_001n) // found by what it did
    expect(after.of(all.offer)?.take).toBe(null)
    return
  }
  await expect(all.view(after).finish()).rejects.toThrow('Look into your wallet')
  after.change(all.offer, account, { take: null }) // its owner says that it will not come
  expect((await all.take(after)).price).toBe(150_001n)
})

it('takes no second part while the first is in no block yet', async () => {
  const all = await stage((m) => (m.allowed = 150_001n))
  let mined = () => {}
  const comes = new Promise<void>((done) => (mined = done))
  all.m.waits = () => comes
  const first = all.take()
  await expect.poll(() => all.attempts.of(all.offer)?.take?.hash).toMatch(/^0x0+1$/)
  await expect(all.take(all.reloaded())).rejects.toThrow('sent already')
  mined()
  await first
  expect([all.attempts.of(all.offer), all.m.taking().length]).toEqual([null, 1])
})

it('forgets what the wallet’s owner rejected, and what the chain refused', async () => {
  const rejected = await stage((m) => (m.rejects = true))
  await expect(rejected.take()).rejects.toThrow('rejected')
  expect(rejected.attempts.of(rejected.offer)).toBe(null)
  const refused = await stage((m) => ((m.allowed = 150_001n), (m.status = '0x0')))
  await expect(refused.take()).rejects.toBeInstanceOf(Refused)
  expect(refused.attempts.of(refused.offer)).toBe(null)
})

it('takes back an approval only once it is in a block', async () => {
  const all = await stage()
  const hash = `0x${'1'.padStart(64, '0')}` as const
  all.m.sent.push({ from: account, to: tokenAddress, data: '0x', chainId: '0x539' })
  all.attempts.change(all.offer, account, { before: 0n, approval: { hash } }) // of a page that was left
  all.m.waits = () => void (all.m.waits = () => undefined, all.m.allowed = 150_001n) // it lets something be taken when it comes, and not before
  await all.view(all.reloaded()).restore()
  expect([all.m.allowed, approvals(all.m.sent.slice(1))]).toEqual([0n, [0n]])
})

it('outdoes an approval that may still come', async () => {
  const all = await stage((m) => (m.fails = { to: tokenAddress, sends: false }))
  await expect(all.take()).rejects.toThrow('may have sent')
  all.m.fails = null
  all.m.allowed = 0n
  await all.view().restore()
  expect([approvals(all.m.sent), all.attempts.of(all.offer)]).toEqual([[0n], null])
})

it('goes on with the account that began it, and no other', async () => {
  const all = await stage()
  const other: Address = '0x00000000000000000000000000000000000000bb'
  all.attempts.change(all.offer, other, { before: 1n })
  await expect(all.view().restore()).rejects.toThrow(`begun with account ${other}`)
  await expect(all.take()).rejects.toThrow(`begun with account ${other}`)
  expect(all.m.sent).toEqual([])
})
