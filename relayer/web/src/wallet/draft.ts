// What a person enters to open a forward, and what is wrong with it.
import type { Schemas } from '../api/client'
import { parseUnits, units } from '../format'

export interface Draft {
  predicate: string
  token: string
  price: string
  quantity: string
  assigned: boolean
  acceptBy: string
  bond: string
  provider: string
  start: string // as datetime-local has it, in UTC
  end: string
  settleBy: string
  task: string
  parameters: string
  seal: 'new' | 'own' | 'none'
  sealTo: string
}

export type Faults = Partial<Record<keyof Draft, string>>

// local is a time in unix seconds as datetime-local has it, in UTC.
export const local = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 16)

// seconds undoes local; NaN for what is no time.
export const seconds = (text: string): number => Date.parse(text + 'Z') / 1000

const bits = (n: bigint) => (n === 0n ? 0 : n.toString(2).length)

// check names whatever the escrow would refuse, and what it cannot know to be wrong. now is the chain's time in unix seconds.
export function check(draft: Draft, predicate: Schemas['OpenablePredicate'], decimals: number, now: number): Faults {
  const faults: Faults = {}
  const price = parseUnits(draft.price, decimals)
  if (price === null || price === 0n || bits(price) > 128) faults.price = `An amount of more than zero with at most ${decimals} digits behind the point.`
  const quantity = parseUnits(draft.quantity, 0)
  if (quantity === null || quantity === 0n || bits(quantity) > 96) faults.quantity = 'A whole number of at least 1.'
  else if (predicate.stepUnits > 0 && !draft.assigned && quantity > BigInt(predicate.stepUnits))
    faults.quantity = `An open forward is delivered at once, and at most ${units(String(predicate.stepUnits), 0)} units can be.`
  const [start, end, settleBy] = [seconds(draft.start), seconds(draft.end), seconds(draft.settleBy)]
  for (const [name, at] of [
    ['start', start],
    ['end', end],
  ] as const) {
    if (Number.isNaN(at)) faults[name] = 'A date and a time.'
    else if (predicate.windowSeconds > 0 && at % predicate.windowSeconds !== 0)
      faults[name] = `This predicate wants a multiple of ${predicate.windowSeconds / 3600} hours.`
  }
  if (Number.isNaN(settleBy)) faults.settleBy = 'A date and a time.'
  if (!faults.end && end <= start) faults.end = 'After the beginning.'
  if (!faults.end && end <= now) faults.end = 'It has passed.'
  if (!faults.settleBy && settleBy <= end) faults.settleBy = 'After the end of the window.'
  if (draft.assigned) {
    const acceptBy = seconds(draft.acceptBy)
    if (Number.isNaN(acceptBy) || acceptBy <= now || acceptBy > start) faults.acceptBy = 'Ahead of now, and not after the beginning.'
    const bond = parseUnits(draft.bond, decimals)
    if (bond === null || bits(bond) > 128) faults.bond = `An amount with at most ${decimals} digits behind the point.`
    if (draft.provider !== '' && !/^0x[0-9a-fA-F]{40}$/.test(draft.provider)) faults.provider = 'An address, 0x and 40 digits.'
    if (bond === 0n && draft.provider === '') faults.bond = 'Anybody could accept it and let it lapse: ask for a bond, or name a provider.'
  } else if (predicate.assignedOnly) faults.assigned = 'This predicate’s forwards are delivered by whoever accepted them: choose assigned.'
  if (draft.task.trim() === '') faults.task = 'Say what is to be done.'
  if (draft.parameters.trim() !== '') {
    try {
      JSON.parse(draft.parameters)
    } catch {
      faults.parameters = 'It is no JSON.'
    }
  }
  return faults
}
