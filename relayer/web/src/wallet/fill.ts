// Taking a part of an ask with a wallet. What counts is read from the chain through the wallet, at one block: nothing of it is the
// server's word. The wallet alone signs.
//
// Who could steal: the contract takes what it is allowed, of this account, for an offer that this account sends; so it is let take
// the most that the part may cost and no more, and only once its code was found to be the one known here and to open forwards in
// the escrow that this page is about. Who could forge: nobody but the maker signs, and the contract is asked for the same part that was computed
// here before it is paid. Who could lock: the maker, until settle-by, which is shown and bounded (judge.ts).
import { decodeEventLog, encodeFunctionData, erc20Abi, getAddress, parseAbi, stringToHex, type Address, type EIP1193Provider, type Hex } from 'viem'
import { call, getBlock, getCode, getContractEvents, readContract, simulateContract } from 'viem/actions'
import { money, moment, type Token } from '../format'
import { escrowAbi, offersAbi } from './abi'
import { Account, Refused, steps } from './account'
import { isEscrow, offersOf } from './code'
import { locks, type Place } from './judge'
import { digestOf, hashOffer, isSignedByKey, maxBytes, type Signed } from './offer'
import { dearest, partOf, partPrice, saltOf, termsOf, type Choice, type Part, type Taken } from './part'
import { forwardId } from './terms'
import { words } from './words'

const magic = '0x1626ba7e' // of EIP-1271
const mostGas = 1_500_000n // for a contract that is asked whether it stands by its signature
const signerAbi = parseAbi(['function isValidSignature(bytes32 hash, bytes signature) view returns (bytes4)'])
const permit2Abi = parseAbi(['function allowance(address owner, address token, address spender) view returns (uint160 amount, uint48 expiration, uint48 nonce)'])

// Wanted is what a person takes of an ask.
export interface Wanted {
  choice: Choice
  task: string
  bound: bigint | null // the most that the part may cost; null for what it costs when it is looked at
}

// Survey is how an ask and the account stood at one block.
export interface Survey {
  block: bigint
  time: bigint
  taken: Taken
  permit2: Address
  balance: bigint // of the account
  allowed: bigint // to the offers' contract
}

// Bill is what will be signed.
export interface Bill {
  survey: Survey
  part: Part
  forward: Hex | null // its id; null where that depends on the block that it comes into
  bound: bigint
  pays: bigint // what the contract has to be allowed
  approvals: bigint[]
}

// Shown is what of a bill the transaction is held against afterwards.
export interface Shown {
  bound: bigint
  survey: Pick<Survey, 'block' | 'taken'>
}

// Made is what the chain made of it.
export interface Made {
  forward: Hex
  price: bigint
  left: bigint
}

// Taker is an account that takes asks.
export class Taker {
  private constructor(
    private readonly by: Account,
    readonly place: Place,
  ) {}

  static async connect(provider: EIP1193Provider, place: Place): Promise<Taker> {
    return new Taker(await Account.connect(provider, place.chainId), { chainId: place.chainId, escrow: getAddress(place.escrow), offers: getAddress(place.offers) })
  }

  get account(): Address {
    return this.by.address
  }

  // survey finds out through the wallet that contracts and token are what the server said, and how the ask stands.
  async survey(s: Signed, token: Token): Promise<Survey> {
    await this.by.onChain()
    const { client, place } = { client: this.by.client, place: this.place }
    const { number, timestamp } = await getBlock(client, { blockTag: 'latest' })
    const at = { blockNumber: number } as const
    const [offers, escrow] = await Promise.all([getCode(client, { address: place.offers, ...at }), getCode(client, { address: place.escrow, ...at })])
    const known = offersOf(offers ?? '0x')
    if (!known) throw new Error(`What stands at ${place.offers} is not the contract that this page takes offers in: nothing is signed.`)
    if (known.escrow !== place.escrow) throw new Error(`The contract at ${place.offers} opens its forwards in escrow ${known.escrow}, and not in ${place.escrow}: nothing is signed.`)
    if (!isEscrow(escrow ?? '0x')) throw new Error(`What stands at ${place.escrow} is not the escrow that this page knows: nothing is signed.`)
    const balance = await this.by.look(token, number)
    const ask = { abi: offersAbi, address: place.offers, ...at } as const
    const [taken, nonces, allowed] = await Promise.all([
      readContract(client, { ...ask, functionName: 'takenOf', args: [hashOffer(s)] }),
      readContract(client, { ...ask, functionName: 'cancelledNonces', args: [s.terms.provider, s.nonce >> 8n] }),
      this.by.allowance(s.terms.token, place.offers, number),
    ])
    const byNonce = ((nonces >> (s.nonce & 0xffn)) & 1n) === 1n
    await this.isSigned(s, number)
    return {
      block: number,
      time: timestamp,
      taken: { filled: taken.filled, carry: taken.carry, cancelled: taken.cancelled || byNonce },
      permit2: known.permit2,
      balance,
      allowed,
    }
  }

  // isSigned throws unless the maker signed. Where the maker has code, that alone decides, as the contract has it.
  private async isSigned(s: Signed, blockNumber: bigint): Promise<void> {
    const maker = s.terms.provider
    const code = await getCode(this.by.client, { address: maker, blockNumber })
    if (!code || code === '0x') {
      if (!(await isSignedByKey(s))) throw new Error(`Its maker ${maker} did not sign exactly this offer, on this chain, for this contract: nothing is signed.`)
      return
    }
    const data = encodeFunctionData({ abi: signerAbi, functionName: 'isValidSignature', args: [digestOf(s), s.signature] })
    const answer = await call(this.by.client, { to: maker, data, gas: mostGas, blockNumber }).catch(() => ({ data: undefined }))
    if (answer.data !== `${magic}${'0'.repeat(56)}`) throw new Error(`Its maker is contract ${maker}, which does not stand by its signature: nothing is signed.`)
  }

  // judge says what taking a part comes to now, and throws with the reason where it cannot be taken.
  async judge(s: Signed, wanted: Wanted, token: Token): Promise<Bill> {
    const survey = await this.survey(s, token)
    const { choice } = wanted
    const lock = locks(s.terms.settleBy, survey.time)
    if (lock) throw new Error(lock)
    if (s.terms.provider === this.account) throw new Error('It is your own offer. To call it off: `tercet offer cancel FILE`.')
    if ((s.params.length - 2) / 2 + new TextEncoder().encode(wanted.task).length > maxBytes) throw new Error(`Task and parameters have more than ${maxBytes} bytes together: nobody reads them.`)
    const part = partOf(s, choice, survey.taken, survey.time)
    const bound = wanted.bound ?? part.terms.price
    if (part.terms.price > bound) throw new Error(`The part costs ${money(part.terms.price, token, true)} by now, and you pay ${money(bound, token, true)} at most.`)
    timely(part, survey)
    await this.isSame(s, wanted, part, survey)
    await this.hasMeans(s, part, survey)
    const most = dearest(s, choice.quantity)
    const pays = most < bound ? most : bound
    this.by.afford(token, survey.balance, pays)
    const fixed = s.rampEnd === 0n && s.review === 0n
    return { survey, part, bound, pays, forward: fixed ? this.idOf(part) : null, approvals: survey.allowed >= pays ? [] : steps(survey.allowed, pays) }
  }

  private idOf(part: Pick<Part, 'terms' | 'buyer' | 'salt'>): Hex {
    return forwardId(part.terms, part.buyer, part.salt, BigInt(this.place.chainId), this.place.escrow)
  }

  private fillOf(wanted: Wanted, bound: bigint) {
    const { choice } = wanted
    return {
      quantity: choice.quantity,
      maxPrice: bound,
      buyer: choice.buyer,
      byPermit2: false,
      sealX: choice.sealX,
      sealY: choice.sealY,
      taskHash: choice.taskHash,
      task: stringToHex(wanted.task),
    }
  }

  // isSame holds the part that was computed here against what the contract makes of it. They never differ, unless one is wrong.
  private async isSame(s: Signed, wanted: Wanted, part: Part, survey: Survey): Promise<void> {
    const args = [askOf(s), this.fillOf(wanted, part.terms.price)] as const
    const [terms, salt] = await readContract(this.by.client, { abi: offersAbi, address: this.place.offers, functionName: 'quoteAsk', args, blockNumber: survey.block })
    if (this.idOf({ terms, buyer: part.buyer, salt }) !== this.idOf(part))
      throw new Error('The contract would open another forward than the one that was computed here: nothing is signed.')
  }

  // hasMeans throws where the provider took back, or lacks, what its bond is taken from.
  private async hasMeans(s: Signed, part: Part, survey: Survey): Promise<void> {
    if (s.review !== 0n) return
    const { client, place } = { client: this.by.client, place: this.place }
    const { provider, token, bond } = part.terms
    const at = { blockNumber: survey.block }
    const operator = await readContract(client, { abi: escrowAbi, address: place.escrow, functionName: 'isApprovedForAll', args: [provider, place.offers], ...at })
    if (!operator) throw new Error('The provider took back, or never gave, its consent to be made the provider of what is taken.')
    const erc20 = { abi: erc20Abi, address: token, ...at } as const
    const holds = await readContract(client, { ...erc20, functionName: 'balanceOf', args: [provider] })
    if (holds < bond) throw new Error('The provider lacks the money for its bond.')
    let allowed = await readContract(client, { ...erc20, functionName: 'allowance', args: [provider, place.offers] })
    if (allowed < bond && (await getCode(client, { address: survey.permit2, ...at }))) {
      const [whole, [within, until]] = await Promise.all([
        readContract(client, { ...erc20, functionName: 'allowance', args: [provider, survey.permit2] }),
        readContract(client, { abi: permit2Abi, address: survey.permit2, functionName: 'allowance', args: [provider, token, place.offers], ...at }),
      ])
      if (BigInt(until) >= survey.time) allowed = whole < within ? whole : within
    }
    if (allowed < bond) throw new Error('The provider does not allow its bond to be taken any more.')
  }

  // approve lets the contract take so much of this account's tokens, no matter what it was let take before.
  approve(token: Address, amount: bigint, sent?: (hash: Hex) => void): Promise<void> {
    return this.by.approve(token, this.place.offers, amount, sent)
  }

  // ended waits until a transaction is in a block, whatever becomes of it there.
  async ended(hash: Hex): Promise<void> {
    await this.by.mined(hash)
  }

  allowance(token: Address): Promise<bigint> {
    return this.by.allowance(token, this.place.offers)
  }

  // take has the wallet send the transaction that takes the part, and gives its hash. What would be refused is refused before, with the
  // reason; MaybeSent is thrown, and nothing else, where the wallet may have sent it.
  async take(s: Signed, wanted: Wanted, bill: Bill): Promise<Hex> {
    await this.by.onChain()
    const args = [askOf(s), s.signature, this.fillOf(wanted, bill.bound)] as const
    await simulateContract(this.by.client, { abi: [...offersAbi, ...escrowAbi], address: this.place.offers, functionName: 'fillAsk', args, account: this.account })
    return this.by.send(this.place.offers, encodeFunctionData({ abi: offersAbi, functionName: 'fillAsk', args }))
  }

  // found is the transaction by which this account took a part after it looked at the ask, null where none is in a block yet.
  async found(s: Signed, bill: Shown): Promise<Hex | null> {
    await this.by.onChain()
    const of = { abi: offersAbi, address: this.place.offers, eventName: 'AskFilled', args: { ask: hashOffer(s) }, strict: true } as const
    const logs = await getContractEvents(this.by.client, { ...of, fromBlock: bill.survey.block })
    const mine = logs.find(({ args }) => args.taker === this.account && args.filled - args.quantity >= bill.survey.taken.filled)
    return mine?.transactionHash ?? null
  }

  // taken waits until a transaction that takes a part is in a block, and holds what it opened against what was shown.
  async taken(s: Signed, wanted: Wanted, bill: Shown, hash: Hex): Promise<Made> {
    const receipt = await this.by.mined(hash)
    if (receipt.status !== 'success') throw new Refused(await this.why(s, wanted, bill))
    const logs = (of: Address) => receipt.logs.filter((log) => log.address.toLowerCase() === of.toLowerCase())
    const event = logs(this.place.offers).flatMap(filledIn).find((e) => e.ask === hashOffer(s) && e.taker === this.account)
    if (!event) throw new Refused('The transaction was replaced or called off in the wallet, and took nothing.')
    const { id, price, quantity, filled } = event
    const { timestamp } = await getBlock(this.by.client, { blockHash: receipt.blockHash })
    const before = filled - quantity
    const opened = { terms: termsOf(s, wanted.choice, price, timestamp), buyer: wanted.choice.buyer, salt: saltOf(s, before) }
    const expected = before === bill.survey.taken.filled ? partPrice(s, quantity, bill.survey.taken.carry, timestamp)[0] : price
    const known = logs(this.place.escrow).flatMap(openedIn).some((e) => e.id === id && e.buyer === this.account)
    if (quantity !== wanted.choice.quantity || price > bill.bound || price !== expected || this.idOf(opened) !== id || !known)
      throw new Refused(`The transaction ${receipt.transactionHash} went through, and opened another forward (${id}) than was shown: look at it before you sign anything else.`)
    return { forward: id, price, left: s.terms.quantity - filled }
  }

  // why finds out for what the chain refused.
  private async why(s: Signed, wanted: Wanted, bill: Shown): Promise<string> {
    const args = [askOf(s), s.signature, this.fillOf(wanted, bill.bound)] as const
    const abi = [...offersAbi, ...escrowAbi] as const
    const reason = await simulateContract(this.by.client, { abi, address: this.place.offers, functionName: 'fillAsk', args, account: this.account }).then(
      () => 'something changed just then.',
      (error: unknown) => words(error),
    )
    return `The chain refused it, and nothing was taken: ${reason}`
  }
}

// timely throws for what time alone stands against.
function timely(part: Part, survey: Survey): void {
  const { price, end, acceptBy, start } = part.terms
  const at = (seconds: bigint) => moment(Number(seconds) * 1000)
  if (price === 0n) throw new Error('The part’s price is rounded to nothing: take a larger one.')
  if (end <= survey.time) throw new Error(`The time to deliver is over: it ended at ${at(end)}.`)
  if (acceptBy <= survey.time || acceptBy > start) throw new Error(`It would have to be accepted by ${at(acceptBy)}, which has to be ahead of now and not after its start at ${at(start)}.`)
}

function askOf(s: Signed) {
  const { terms, params, lastPrice, rampStart, rampEnd, minFill, expiry, nonce, salt } = s
  return { offer: { terms, params, lastPrice, rampStart, rampEnd, minFill, expiry, nonce, salt }, review: s.review }
}

interface Log {
  topics: [] | [Hex, ...Hex[]]
  data: Hex
}

function filledIn({ topics, data }: Log) {
  try {
    return [decodeEventLog({ abi: offersAbi, eventName: 'AskFilled', topics, data }).args]
  } catch {
    return [] // another event of the offers
  }
}

function openedIn({ topics, data }: Log) {
  try {
    return [decodeEventLog({ abi: escrowAbi, eventName: 'Opened', topics, data }).args]
  } catch {
    return [] // another event of the escrow
  }
}
