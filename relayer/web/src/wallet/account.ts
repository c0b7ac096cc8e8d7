// An account of a wallet, at the chain that the page is about. The wallet alone signs, and it is asked what the chain says.
import { createClient, custom, encodeFunctionData, erc20Abi, numberToHex, type Address, type EIP1193Provider, type Hex } from 'viem'
import { getChainId, readContract, requestAddresses, switchChain, waitForTransactionReceipt } from 'viem/actions'
import { money, symbolOf, type Token } from '../format'
import { isRejected, words } from './words'

const patience = 300_000 // milliseconds until a transaction that is in no block is left to its owner

// Refused says that a transaction has come to its end without what it was for: there is nothing to wait for any more.
export class Refused extends Error {}

// MaybeSent says that the wallet failed after it was asked to send a transaction. Only its owner’s refusal says that it sent none.
export class MaybeSent extends Error {}

export class Account {
  private constructor(
    readonly address: Address,
    readonly chainId: number,
    private readonly provider: EIP1193Provider,
  ) {}

  // connect asks the wallet for an account, and for the chain.
  static async connect(provider: EIP1193Provider, chainId: number): Promise<Account> {
    const [address] = await requestAddresses(createClient({ transport: custom(provider) }))
    if (!address) throw new Error('The wallet names no account.')
    const account = new Account(address, chainId, provider)
    await account.onChain(true)
    return account
  }

  get client() {
    return createClient({ transport: custom(this.provider), pollingInterval: 500 })
  }

  // onChain makes sure that the wallet is at the page's chain: it may have been moved to another one meanwhile.
  async onChain(move = false): Promise<void> {
    if ((await getChainId(this.client)) === this.chainId) return
    if (move) {
      await switchChain(this.client, { id: this.chainId }).catch(() => undefined)
      if ((await getChainId(this.client)) === this.chainId) return
    }
    throw new Error(`The wallet is at another chain than ${this.chainId}: switch it there, then try again.`)
  }

  // look asks the chain what the server said of a token, and throws if that was not so. It gives what the account has of it. All of it
  // is asked at one block, at the latest where none is named.
  async look(token: Token, blockNumber?: bigint): Promise<bigint> {
    await this.onChain()
    const read = { abi: erc20Abi, address: token.address as Address, ...at(blockNumber) } as const
    const [decimals, symbol, balance] = await Promise.all([
      readContract(this.client, { ...read, functionName: 'decimals' }),
      readContract(this.client, { ...read, functionName: 'symbol' }).catch(() => null), // some tokens have none
      readContract(this.client, { ...read, functionName: 'balanceOf', args: [this.address] }),
    ])
    if (decimals !== token.decimals) throw new Error(`The chain says that the token has ${decimals} decimals, and the server that it has ${token.decimals}: nothing is signed.`)
    // The server leaves out what is no ASCII. Where it says no symbol, the page showed the address, and there is nothing to be wrong.
    const [says, said] = [symbolOf(symbol?.replace(/[^ -~]/g, '').slice(0, 16) ?? null), symbolOf(token.symbol)]
    if (said !== null && says !== said)
      throw new Error(`The token calls itself ${says ?? 'nothing that is a symbol'}, and the server calls it ${said}: nothing is signed.`)
    return balance
  }

  // afford throws if the account has less than what is to be paid.
  afford(token: Token, balance: bigint, price: bigint): void {
    if (balance < price) throw new Error(`${this.address} holds ${money(balance, token, true)}, and the price is ${money(price, token, true)}.`)
  }

  allowance(token: Address, spender: Address, blockNumber?: bigint): Promise<bigint> {
    return readContract(this.client, { abi: erc20Abi, address: token, functionName: 'allowance', args: [this.address, spender], ...at(blockNumber) })
  }

  // approve says the hash of its transaction as soon as it is sent, and ends when it is in a block.
  async approve(token: Address, spender: Address, amount: bigint, sent: (hash: Hex) => void = () => undefined): Promise<void> {
    const hash = await this.send(token, encodeFunctionData({ abi: erc20Abi, functionName: 'approve', args: [spender, amount] }))
    sent(hash)
    await this.done(hash)
  }

  // send has the wallet sign and send a transaction. Once the wallet was asked, whatever it answers but its owner’s refusal may come
  // after it was sent.
  async send(to: Address, data: Hex): Promise<Hex> {
    await this.onChain()
    // With the chain's id in it, which viem leaves out, a wallet that is moved before it asks its owner signs nothing.
    const transaction = { from: this.address, to, data, chainId: numberToHex(this.chainId) }
    try {
      return await this.client.request({ method: 'eth_sendTransaction', params: [transaction] }, { retryCount: 0 })
    } catch (error) {
      if (isRejected(error)) throw error
      throw new MaybeSent(`The wallet failed, and may have sent the transaction all the same: look into it before you send another one. It says: ${words(error)}`)
    }
  }

  // mined is the receipt of a transaction, or of the one that took its place.
  mined(hash: Hex) {
    return waitForTransactionReceipt(this.client, { hash, timeout: patience })
  }

  // done is the receipt of a transaction that did what it was for.
  async done(hash: Hex) {
    const receipt = await this.mined(hash)
    if (receipt.status !== 'success') throw new Refused(`The transaction ${hash} was refused by the chain.`)
    return receipt
  }
}

// at names a block, or leaves it to the latest.
const at = (blockNumber?: bigint) => (blockNumber === undefined ? {} : { blockNumber })

// steps are the amounts that a spender has to be allowed one after another: some tokens change one only from and to zero.
export function steps(allowed: bigint, amount: bigint): bigint[] {
  if (allowed === amount) return []
  return allowed === 0n || amount === 0n ? [amount] : [0n, amount]
}
