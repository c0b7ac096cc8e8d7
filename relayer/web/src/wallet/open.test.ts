import { decodeFunctionData, encodeAbiParameters, encodeEventTopics, encodeFunctionResult, erc20Abi, hexToString, type EIP1193Provider, type Hex } from 'viem'
import { expect, it } from 'vitest'
import { escrowAbi } from './abi'
import { newSalt, Purse, taskHash, type Order } from './open'
import { zeroAddress } from './terms'

const account = '0x00000000000000000000000000000000000000AA'
const place = { chainId: 31337, escrow: '0x00000000000000000000000000000000000000eE' } as const
const token = { address: '0x0000000000000000000000000000000000000070', symbol: 'TEST', decimals: 8 } as const
const order: Order = {
  terms: {
    predicate: '0x0000000000000000000000000000000000000011',
    params: 12n,
    taskHash: taskHash('a poem'),
    token: token.address,
    price: 150_000n,
    quantity: 1n,
    unit: `0x${'ab'.repeat(32)}`,
    acceptBy: 0n,
    start: 1000n,
    end: 2000n,
    settleBy: 3000n,
    bond: 0n,
    provider: zeroAddress,
    beaconBlock: 0n,
    sealX: 5n,
    sealY: 6n,
  },
  params: '0x7b7d',
  task: 'a poem',
}

interface Sent {
  from: string
  to: string
  data: Hex
  chainId: Hex
  value?: Hex
}

// Fake is a wallet at a chain of one token: what it is asked to sign, it keeps.
class Fake {
  sent: Sent[] = []
  chainId: number = place.chainId
  decimals = 8
  symbol: string | null = 'TEST'
  balance = 150_000n
  allowance = 0n
  status = '0x1'
  opens = (id: Hex) => id // which forward the transaction opens instead

  readonly provider = { request: (r: { method: string; params?: unknown[] }) => this.answer(r.method, r.params ?? []) } as unknown as EIP1193Provider

  private async answer(method: string, params: unknown[]): Promise<unknown> {
    switch (method) {
      case 'eth_requestAccounts':
        return [account]
      case 'eth_chainId':
        return '0x' + this.chainId.toString(16)
      case 'wallet_switchEthereumChain':
        throw new Error('no such chain')
      case 'eth_call':
        return this.call(params[0] as { to: string; data: Hex })
      case 'eth_sendTransaction':
        this.sent.push(params[0] as Sent)
        return '0x' + String(this.sent.length).padStart(64, '0')
      case 'eth_blockNumber':
        return '0x5'
      case 'eth_getTransactionReceipt':
        return this.receipt(params[0] as Hex)
    }
    throw new Error(`not expected: ${method}`)
  }

  private call({ to, data }: { to: string; data: Hex }): Hex {
    if (to === place.escrow) return `0x${'0'.repeat(64)}`
    expect(to).toBe(token.address)
    const { functionName } = decodeFunctionData({ abi: erc20Abi, data })
    const word = (n: bigint): Hex => `0x${n.toString(16).padStart(64, '0')}`
    switch (functionName) {
      case 'decimals':
        return word(BigInt(this.decimals))
      case 'balanceOf':
        return word(this.balance)
      case 'allowance':
        return word(this.allowance)
      case 'symbol':
        if (this.symbol === null) return '0x'
        return encodeFunctionResult({ abi: erc20Abi, functionName: 'symbol', result: this.symbol })
    }
    throw new Error(`not expected: ${functionName}`)
  }

  private receipt(hash: Hex) {
    const { to, data } = this.sent[Number(hash) - 1]!
    const place5 = { transactionHash: hash, blockNumber: '0x5', blockHash: hash, transactionIndex: '0x0' }
    const logs = []
    if (to === place.escrow) {
      const args = openOf(data)
      const id = this.opens(purseId(args[2]))
      const event = escrowAbi.find((e) => e.type === 'event' && e.name === 'Opened') as Extract<(typeof escrowAbi)[number], { name: 'Opened' }>
      const values: Record<string, unknown> = { id, buyer: account, predicate: args[0].predicate, terms: args[0], salt: args[2], params: args[3], task: args[4] }
      const rest = event.inputs.filter((i) => !('indexed' in i && i.indexed))
      logs.push({
        ...place5,
        address: place.escrow,
        logIndex: '0x0',
        removed: false,
        topics: encodeEventTopics({ abi: escrowAbi, eventName: 'Opened', args: values as never }),
        data: encodeAbiParameters(rest as never, rest.map((i) => values[i.name!]) as never),
      })
    }
    return { ...place5, from: account, to, status: this.status, logs, type: '0x2', gasUsed: '0x1', cumulativeGasUsed: '0x1', effectiveGasPrice: '0x1' }
  }
}

let purseId: (salt: Hex) => Hex = () => '0x'

function openOf(data: Hex) {
  const { functionName, args } = decodeFunctionData({ abi: escrowAbi, data })
  if (functionName !== 'open') throw new Error(`${functionName} is signed`)
  return args
}

async function connected(changes: Partial<Fake> = {}): Promise<[Fake, Purse]> {
  const fake = Object.assign(new Fake(), changes)
  const purse = await Purse.connect(fake.provider, place)
  purseId = (salt) => purse.idOf(order, salt)
  return [fake, purse]
}

it('signs the opening that was shown, and nothing else', async () => {
  const [fake, purse] = await connected()
  const salt = newSalt()
  expect(await purse.open(order, salt)).toBe(purse.idOf(order, salt))
  expect(fake.sent).toHaveLength(1)
  const [{ from, to, data, chainId, value }] = fake.sent as [Sent]
  expect([from, to, BigInt(chainId), value]).toEqual([account, place.escrow, BigInt(place.chainId), undefined])
  const [terms, buyer, signedSalt, params, task] = openOf(data)
  expect(terms).toEqual(order.terms)
  expect([buyer, signedSalt, params, hexToString(task)]).toEqual([account, salt, order.params, order.task])
})

it.each([
  [0n, [150_000n]],
  [150_000n, []],
  [1n, [0n, 150_000n]],
  [2n ** 256n - 1n, [0n, 150_000n]],
])('with an allowance of %d has the escrow allowed the price and no more', async (allowance, amounts) => {
  const [fake, purse] = await connected({ allowance })
  for (const amount of await purse.approvals(token.address, order.terms.price)) await purse.approve(token.address, amount)
  const signed = fake.sent.map(({ to, data, chainId, value }) => ({ to, chainId: Number(chainId), value, ...decodeFunctionData({ abi: erc20Abi, data }) }))
  expect(signed).toEqual(amounts.map((amount) => ({ to: token.address, chainId: place.chainId, value: undefined, functionName: 'approve', args: [place.escrow, amount] })))
})

it.each<[string, Partial<Fake>, string]>([
  ['other decimals', { decimals: 18 }, 'has 18 decimals'],
  ['another symbol', { symbol: 'WBTC' }, 'calls itself WBTC'],
  ['digits for a symbol', { symbol: '000 TEST' }, 'nothing that is a symbol'],
  ['no symbol', { symbol: null }, 'nothing that is a symbol'],
  ['too little money', { balance: 149_999n }, 'holds 0.00149999 TEST'],
])('goes no further with %s', async (_, changes, fault) => {
  const [fake, purse] = await connected(changes)
  await expect(purse.look(token, order.terms.price)).rejects.toThrow(fault)
  expect(fake.sent).toEqual([])
})

it('takes a token that is as the server says, also where its symbol is no ASCII', async () => {
  await (await connected())[1].look(token, order.terms.price)
  await (await connected({ symbol: 'USD₮0' }))[1].look({ ...token, symbol: 'USD0' }, order.terms.price)
  await (await connected({ symbol: 'USD₮0' }))[1].look({ ...token, symbol: null }, order.terms.price)
})

it('asks for nothing to be signed at another chain', async () => {
  await expect(connected({ chainId: 1 })).rejects.toThrow('another chain')
  const [fake, purse] = await connected()
  fake.chainId = 1
  await expect(purse.look(token, 1n)).rejects.toThrow('another chain')
  await expect(purse.approvals(token.address, 1n)).rejects.toThrow('another chain')
  await expect(purse.approve(token.address, 1n)).rejects.toThrow('another chain')
  await expect(purse.open(order, newSalt())).rejects.toThrow('another chain')
  expect(fake.sent).toEqual([])
})

it('does not take another forward, or a refusal, for what was shown', async () => {
  const [fake, purse] = await connected({ opens: () => `0x${'cd'.repeat(32)}` })
  await expect(purse.open(order, newSalt())).rejects.toThrow('another forward')
  fake.status = '0x0'
  await expect(purse.open(order, newSalt())).rejects.toThrow('refused by the chain')
})
