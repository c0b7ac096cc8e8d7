// Client of the API that serves this page. Its types are generated from the API's document: `npm run client`.
import createClient from 'openapi-fetch'
import type { components, paths } from './schema'

export type Schemas = components['schemas']
export type Forward = Schemas['Forward']
export type ForwardDetail = Schemas['ForwardDetail']
export type Settlement = Schemas['Settlement']
export type Status = Schemas['Status']
export type Predicate = Schemas['Predicate']
export type Offer = Schemas['Offer']
export type OfferDetail = Schemas['OfferDetail']
export type Place = Schemas['Place']

export const api = createClient<paths>({ baseUrl: location.origin })

// Trouble is a request that was not answered as it should be, in words for whoever looks at the page.
export class Trouble extends Error {
  constructor(
    message: string,
    readonly help: string,
    readonly status: number,
  ) {
    super(message)
  }
}

// answer is what a request brings, or a Trouble.
export async function answer<T>(request: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  let result: { data?: T; error?: unknown; response: Response }
  try {
    result = await request
  } catch {
    throw new Trouble('The server does not answer.', 'Look whether `tercet serve` still runs, then try again.', 0)
  }
  if (result.data !== undefined) return result.data
  const problem = result.error as Partial<Schemas['Problem']> | undefined
  const { status } = result.response
  throw new Trouble(problem?.detail ?? `The server answered with status ${status}.`, problem?.help ?? 'Try again in a moment.', status)
}
