// Opening a forward with a wallet: what is asked of it, step by step. The wallet alone signs.
import { decodeEventLog, encodeFunctionData, getAddress, keccak256, numberToHex, stringToHex, type Address, type EIP1193Provider, type Hex } from 'viem'
import { simulateContract } from 'viem/actions'
import type { Token } from '../format'
import { escrowAbi } from './abi'
import { Account, steps } from './account'
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

// Purse opens forwards for an account of a wallet, with its money.
export class Purse {
  private constructor(
    private readonly by: Account,
    readonly place: Place,
  ) {}

  // connect asks the wallet for an account, and for the chain.
  static async connect(provider: EIP1193Provider, place: Place): Promise<Purse> {
    return new Purse(await Account.connect(provider, place.chainId), { chainId: place.chainId, escrow: getAddress(place.escrow) })
  }

  get account(): Address {
    return this.by.address
  }

  // look asks the chain what the server said of a token, and throws if that was not so or if the account holds less than the price.
  async look(token: Token, price: bigint): Promise<void> {
    this.by.afford(token, await this.by.look(token), price)
  }

  // approvals are the amounts that the escrow has to be allowed one after another.
  async approvals(token: Address, amount: bigint): Promise<bigint[]> {
    await this.by.onChain()
    return steps(await this.by.allowance(token, this.place.escrow), amount)
  }

  approve(token: Address, amount: bigint): Promise<void> {
    return this.by.approve(token, this.place.escrow, amount)
  }

  // open opens a forward for this account, and says its id once it is in a block.
  async open(order: Order, salt: Hex): Promise<Hex> {
    await this.by.onChain()
    const args = [order.terms, this.account, salt, order.params, stringToHex(order.task)] as const
    // Tried first: what would be refused is refused here, with the reason, and costs nothing.
    await simulateContract(this.by.client, { abi: escrowAbi, address: this.place.escrow, functionName: 'open', args, account: this.account })
    const receipt = await this.by.done(await this.by.send(this.place.escrow, encodeFunctionData({ abi: escrowAbi, functionName: 'open', args })))
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
}

// newSalt tells equal forwards of one buyer apart.
export const newSalt = (): Hex => numberToHex(crypto.getRandomValues(new Uint8Array(32)).reduce((n, byte) => (n << 8n) | BigInt(byte), 0n), { size: 32 })

export const taskHash = (task: string): Hex => keccak256(stringToHex(task))
