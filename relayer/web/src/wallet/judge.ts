// Whether an ask is what it seems, as far as that is told without a chain. Who could steal here: the server, by showing a person another
// price, token, term or contract than the one that the maker signed or that the wallet is asked to pay; and the maker, by signing
// what locks the taker's money for an age or delivers nothing. Both are refused before a wallet is asked for anything.
import { hexToString, type Address, type Hex } from 'viem'
import type { OfferDetail, Schemas } from '../api/client'
import { moment } from '../format'
import { faultsOf, hashOffer, makerOf, readOffer, type Signed } from './offer'
import { zeroAddress } from './terms'

const longestLock = 366n * 86_400n

// locks says that a buyer’s money would be locked for too long from now on, null where it would not.
export function locks(settleBy: bigint, now: bigint): string | null {
  return settleBy > now + longestLock ? `Your money would be locked until ${moment(Number(settleBy) * 1000)}: more than a year is not taken.` : null
}

export interface Place {
  chainId: number
  escrow: Address
  offers: Address // where offers are taken
}

// Read is an offer read from the file that the server gave, with what its hash is here.
export interface Read {
  signed: Signed
  hash: Hex
  faults: string[]
}

// readTold reads the file of an offer that was asked for by its hash, and names whatever the server says of it that the file does not.
export function readTold(asked: string, told: OfferDetail): Read {
  const signed = readOffer(told.file)
  const hash = hashOffer(signed)
  const faults: string[] = []
  if (hash !== asked) faults.push(`The file that the server gave is of offer ${hash}, and not of ${asked}.`)
  for (const [what, said, is] of differences(told, signed)) if (said !== is) faults.push(`The server says that its ${what} is ${said}, and its maker signed ${is}.`)
  const left = BigInt(told.left)
  if (left > signed.terms.quantity) faults.push(`The server says that ${told.left} of it are left, and it is for ${signed.terms.quantity}.`)
  const prices = signed.rampEnd === 0n ? [signed.terms.price] : [signed.terms.price, signed.lastPrice].sort((a, b) => (a < b ? -1 : 1))
  const price = BigInt(told.price)
  if (price < prices[0]! || price > prices.at(-1)!) faults.push(`The server says that its price is ${told.price}, and its maker signed ${prices.join(' to ')}.`)
  return { signed, hash, faults }
}

const lower = (text: string | null | undefined) => (text ?? '').toLowerCase()

function differences(told: OfferDetail, s: Signed): [what: string, said: string, is: string][] {
  const t = s.terms
  const orNone = (a: Address) => (a === zeroAddress ? '' : lower(a))
  const at = (time: string | null) => (time === null ? '0' : String(Date.parse(time) / 1000))
  return [
    ['hash', lower(told.hash), hashOffer(s)],
    ['side', told.side, s.side],
    ['maker', lower(told.maker), lower(makerOf(s))],
    ['kind', told.kind, s.side === 'ask' || t.acceptBy !== 0n ? 'assigned' : 'open'],
    ['predicate', lower(told.predicate.address), lower(t.predicate)],
    ['token', lower(told.token.address), lower(t.token)],
    ['unit', lower(told.unit), t.unit],
    ['quantity', told.quantity, String(t.quantity)],
    ['smallest part', told.minFill, String(s.minFill)],
    ['last price', told.lastPrice ?? '', s.rampEnd === 0n ? '' : String(s.lastPrice)],
    ['bond', told.bond, String(t.bond)],
    ['provider', lower(told.provider), orNone(t.provider)],
    ['hash of the task', lower(told.taskHash), t.taskHash],
    ['task', told.task ?? '', told.task === null ? '' : hexToString(s.task)],
    ['parameters', told.parameters.data, s.params],
    ['time for review', String(told.reviewSeconds ?? 0), String(s.review)],
    ['expiry', at(told.expiry), String(s.expiry)],
    ['acceptance', at(told.acceptBy), String(t.acceptBy)],
    ['beginning', at(told.start), String(t.start)],
    ['end', at(told.end), String(t.end)],
    ['settlement', at(told.settleBy), String(t.settleBy)],
  ]
}

// Deployed is what the server's deployment names.
export interface Deployed {
  predicates: Schemas['OpenablePredicate'][]
  tokens: Schemas['Token'][]
}

// refusals are why this page does not take an ask, whoever wants to: each is a reason by itself. The time has to be this machine’s: a
// server that names a later one would have money locked for longer.
export function refusals(read: Read, told: OfferDetail, place: Place, deployed: Deployed, now: bigint): string[] {
  const { signed: s } = read
  const t = s.terms
  const faults = [...read.faults]
  const refuse = (wrong: boolean, words: string) => void (wrong && faults.push(words))
  refuse(s.side !== 'ask', 'It is a bid: that is taken with the command line.')
  refuse(s.chainId !== BigInt(place.chainId), `It is for chain ${s.chainId}, and this server is about chain ${place.chainId}.`)
  refuse(lower(s.contract) !== lower(place.offers), `It is taken in the contract ${s.contract}, and the one that the server’s deployment names is ${place.offers}.`)
  refuse(s.permit2 !== null, 'It is signed for Permit2: take it with the command line.')
  faults.push(...faultsOf(s))
  const token = deployed.tokens.find((known) => known.address === t.token.toLowerCase())
  refuse(!token, `It is paid in token ${t.token}, which the server’s deployment does not name, whatever it calls itself. The command line takes it with --token ${t.token}.`)
  refuse(token?.decimals === null, 'The decimals of its token could not be read from the chain. Try again in a moment.')
  const predicate = deployed.predicates.find((known) => known.address === t.predicate.toLowerCase())
  if (!predicate) refuse(true, `Its predicate ${t.predicate} is unknown: the server’s deployment does not name it, and whoever made it may pay itself. The command line takes it with --predicate ${t.predicate}.`)
  else {
    refuse(predicate.distrust !== null, `Its predicate is not to be trusted: ${predicate.distrust}.`)
    refuse(predicate.twoRounds || t.beaconBlock !== 0n, 'Its forwards have two rounds: take it with the command line.')
    const step = BigInt(predicate.windowSeconds)
    refuse(step > 0n && (t.start % step !== 0n || t.end % step !== 0n), `Its predicate delivers for windows of multiples of ${step} seconds, and this one is none.`)
  }
  refuse(told.parameters.matches === false, 'Its parameters are not those that its terms commit to: what is to be delivered is not known.')
  refuse(told.parameters.matches === null, 'Nothing here can read its parameters: what is to be delivered is not known.')
  const lock = locks(t.settleBy, now)
  if (lock) faults.push(lock)
  return faults
}
