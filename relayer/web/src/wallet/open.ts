// Opening a forward with a wallet: what is asked of it, step by step. The wallet alone signs.
import {
  createClient,
  custom,
  decodeEventLog,
  encodeFunctionData,
  erc20Abi,
  getAddress,
  keccak256,
  numberToHex,
  stringToHex,
  BaseError,
  type Address,
  type EIP1193Provider,
  type Hex,
} from 'viem'
import { getChainId, readContract, requestAddresses, simulateContract, switchChain, waitForTransactionReceipt } from 'viem/actions'
import { money, symbolOf, type Token } from '../format'
import { escrowAbi } from './abi'
import { forwardId, type Terms } from './terms'

export interface Order {
  terms: Terms
  params: Hex // the preimage
  task: string
}

export interface Place {
  chainId: number
  escrow: Address
}

// Purse is an account of a wallet, at the chain that the page is about.
export class Purse {
  private constructor(
    readonly account: Address,
    readonly place: Place,
    private readonly provider: EIP1193Provider,
  ) {}

  // connect asks the wallet for an account, and for the chain.
  static async connect(provider: EIP1193Provider, place: Place): Promise<Purse> {
    const [account] = await requestAddresses(createClient({ transport: custom(provider) }))
    if (!account) throw new Error('The wallet names no account.')
    const purse = new Purse(account, { chainId: place.chainId, escrow: getAddress(place.escrow) }, provider)
    await purse.onChain(true)
    return purse
  }

  private get client() {
    return createClient({ transport: custom(this.provider), pollingInterval: 500 })
  }

  // onChain makes sure that the wallet is at the page's chain: it may have been moved to another one meanwhile.
  private async onChain(move = false): Promise<void> {
    if ((await getChainId(this.client)) === this.place.chainId) return
    if (move) {
      await switchChain(this.client, { id: this.place.chainId }).catch(() => undefined)
      if ((await getChainId(this.client)) === this.place.chainId) return
    }
    throw new Error(`The wallet is at another chain than ${this.place.chainId}: switch it there, then try again.`)
  }

  balance(token: Address): Promise<bigint> {
    return readContract(this.client, { abi: erc20Abi, address: token, functionName: 'balanceOf', args: [this.account] })
  }

  // look asks the chain what the server said of a token, and throws if that was not so or if the account holds less than the price.
  async look(token: Token, price: bigint): Promise<void> {
    await this.onChain()
    const read = { abi: erc20Abi, address: token.address as Address } as const
    const [decimals, symbol, balance] = await Promise.all([
      readContract(this.client, { ...read, functionName: 'decimals' }),
      readContract(this.client, { ...read, functionName: 'symbol' }).catch(() => null), // some tokens have none
      this.balance(read.address),
    ])
    if (decimals !== token.decimals) throw new Error(`The chain says that the token has ${decimals} decimals, and the server that it has ${token.decimals}: nothing is signed.`)
    // The server leaves out what is no ASCII. Where it says no symbol, the page showed the address, and there is nothing to be wrong.
    const [says, said] = [symbolOf(symbol?.replace(/[^ -~]/g, '').slice(0, 16) ?? null), symbolOf(token.symbol)]
    if (said !== null && says !== said)
      throw new Error(`The token calls itself ${says ?? 'nothing that is a symbol'}, and the server calls it ${said}: nothing is signed.`)
    if (balance < price) throw new Error(`${this.account} holds ${money(balance, token, true)}, and the price is ${money(price, token, true)}.`)
  }

  allowance(token: Address): Promise<bigint> {
    return readContract(this.client, { abi: erc20Abi, address: token, functionName: 'allowance', args: [this.account, this.place.escrow] })
  }

  // approvals are the amounts that the escrow has to be allowed one after another: some tokens change one only from and to zero.
  async approvals(token: Address, amount: bigint): Promise<bigint[]> {
    await this.onChain()
    const allowed = await this.allowance(token)
    if (allowed === amount) return []
    return allowed === 0n ? [amount] : [0n, amount]
  }

  async approve(token: Address, amount: bigint): Promise<void> {
    await this.send(token, encodeFunctionData({ abi: erc20Abi, functionName: 'approve', args: [this.place.escrow, amount] }))
  }

  // open opens a forward for this account, and says its id once it is in a block.
  async open(order: Order, salt: Hex): Promise<Hex> {
    await this.onChain()
    const args = [order.terms, this.account, salt, order.params, stringToHex(order.task)] as const
    // Tried first: what would be refused is refused here, with the reason, and costs nothing.
    await simulateContract(this.client, { abi: escrowAbi, address: this.place.escrow, functionName: 'open', args, account: this.account })
    const receipt = await this.send(this.place.escrow, encodeFunctionData({ abi: escrowAbi, functionName: 'open', args }))
    const mine = this.idOf(order, salt)
    for (const log of receipt.logs) {
      if (log.address.toLowerCase() !== this.place.escrow.toLowerCase()) continue
      try {
        const event = decodeEventLog({ abi: escrowAbi, eventName: 'Opened', topics: log.topics, data: log.data })
        if (event.args.id === mine) return mine
      } catch {
        continue // another event of the escrow
      }
    }
    throw new Error('The transaction went through, and opened another forward than was shown: look at it in your wallet.')
  }

  // idOf is the id that a forward will have.
  idOf(order: Order, salt: Hex): Hex {
    return forwardId(order.terms, this.account, salt, BigInt(this.place.chainId), this.place.escrow)
  }

  private async send(to: Address, data: Hex) {
    await this.onChain()
    // With the chain's id in it, which viem leaves out, a wallet that is moved before it asks its owner signs nothing.
    const transaction = { from: this.account, to, data, chainId: numberToHex(this.place.chainId) }
    const hash = await this.client.request({ method: 'eth_sendTransaction', params: [transaction] }, { retryCount: 0 })
    const receipt = await waitForTransactionReceipt(this.client, { hash, timeout: 300_000 })
    if (receipt.status !== 'success') throw new Error(`The transaction ${hash} was refused by the chain.`)
    return receipt
  }
}

// newSalt tells equal forwards of one buyer apart.
export const newSalt = (): Hex => numberToHex(crypto.getRandomValues(new Uint8Array(32)).reduce((n, byte) => (n << 8n) | BigInt(byte), 0n), { size: 32 })

export const taskHash = (task: string): Hex => keccak256(stringToHex(task))

// words are what went wrong, for the page.
export function words(error: unknown): string {
  if (error instanceof BaseError) return error.shortMessage
  if (error instanceof Error) return error.message
  const message = (error as { message?: unknown } | null)?.message
  return typeof message === 'string' ? message : 'The wallet did not do it.'
}
