// What the server knows of predicates and tokens, for all views.
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Forward, Predicate, Status } from './api/client'
import { money, type Token } from './format'

export interface Known {
  status: Status
  predicates: Map<string, Predicate>
  tokens: Set<string> // addresses of those that the operator's deployment names
}

export const KnownContext = createContext<Known | null>(null)

// useKnown is there wherever a view is shown: views are only shown once it is known.
export function useKnown(): Known {
  const known = useContext(KnownContext)
  if (!known) throw new Error('a view is shown before the server told what it is')
  return known
}

// amountOf is a quantity in words, such as "3 poem".
export function amountOf(known: Known, predicate: string, quantity: string): string {
  return `${quantity} × ${known.predicates.get(predicate)?.unitName ?? 'unit'}`
}

// moneyOf is an amount of a token, which is marked if the deployment does not name it.
export function moneyOf(known: Known, amount: string, token: Token): string {
  return money(amount, token, known.tokens.has(token.address))
}

// unnamed says that the server is still finding out what a forward's predicate or token is called.
export function unnamed(known: Known, forwards: Pick<Forward, 'token' | 'predicate'>[]): boolean {
  return forwards.some((f) => f.token.decimals === null || (known.predicates.get(f.predicate.address)?.state ?? 'unknown') === 'unknown')
}
