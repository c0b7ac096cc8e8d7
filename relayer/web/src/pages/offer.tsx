import { answer, api, type OfferDetail } from '../api/client'
import { clean, units } from '../format'
import { amountOf, moneyOf, unnamed, useKnown } from '../known'
import { later } from '../later'
import { useLoaded } from '../live'
import { Fact, Facts, Failure, save, When, Whole } from '../parts'
import { Standing } from './offers'

// What reads signatures is large, and loaded where it is needed.
const OfferCheck = later(() => import('./offer_check').then((m) => m.OfferCheck))

// OfferView is one offer, what whoever takes it signs, and the file that it is taken by.
export function OfferView({ hash }: { hash: string }) {
  const known = useKnown()
  const offer = useLoaded(
    `offer ${hash}`,
    () => answer(api.GET('/v1/offers/{hash}', { params: { path: { hash } } })),
    (change, data) => (change.kind === 'offer' && change.data.hash === hash) || (change.kind === 'head' && !!data && unnamed(known, [data])),
  )
  if (!offer.data) return offer.trouble ? <Failure of={offer.trouble} retry={offer.reload} /> : <p class="quiet">Asking for the offer …</p>
  return <Shown of={offer.data} hash={hash} />
}

function Shown({ of: o, hash }: { of: OfferDetail; hash: string }) {
  const known = useKnown()
  return (
    <section>
      <h1>
        {o.side === 'bid' ? 'Bid' : 'Ask'} <Standing of={o} />
      </h1>
      <p class="lead">{lead(o)}</p>
      {o.reason && <p class="warnings">It cannot be taken: {clean(o.reason, 1000)}</p>}
      <Facts>
        <Fact name="Hash">
          <Whole of={o.hash} />
        </Fact>
        <Fact name={o.side === 'bid' ? 'Buyer' : 'Provider'}>
          <Whole of={o.maker} />
        </Fact>
        {o.side === 'bid' && o.provider && (
          <Fact name="Who alone can take it">
            <Whole of={o.provider} />
          </Fact>
        )}
        <Fact name="Predicate">
          {o.predicate.name ? clean(o.predicate.name, 40) : 'unknown'} <Whole of={o.predicate.address} />
        </Fact>
        <Fact name="Left">
          {amountOf(known, o.predicate.address, units(o.left, 0))} of {units(o.quantity, 0)}, in parts of {units(o.minFill, 0)} or more
        </Fact>
        <Fact name="Price of all, now">{moneyOf(known, o.price, o.token)}</Fact>
        {o.lastPrice && <Fact name="Moving to">{moneyOf(known, o.lastPrice, o.token)}</Fact>}
        {o.kind === 'assigned' && <Fact name="Bond on all">{moneyOf(known, o.bond, o.token)}</Fact>}
        <Fact name="Token">
          <Whole of={o.token.address} />
        </Fact>
        <Fact name="Expires">
          <When at={o.expiry} />
        </Fact>
        <Fact name="Delivered from">
          <When at={o.start} />
        </Fact>
        <Fact name="to">
          <When at={o.end} />
        </Fact>
        <Fact name="Paid until">
          <When at={o.settleBy} />
        </Fact>
        {o.task !== null && (
          <Fact name="Task">
            <pre class="stranger">{clean(o.task)}</pre>
          </Fact>
        )}
        <Fact name="Parameters">
          <code>{o.parameters.decoded === null ? o.parameters.data : clean(JSON.stringify(o.parameters.decoded), 2000)}</code>
        </Fact>
      </Facts>
      <OfferCheck of={o} hash={hash} />
      {o.standing === 'open' && <Taking of={o} />}
    </section>
  )
}

// Taking says how an offer is taken: an ask with a wallet, or like a bid with the command line.
function Taking({ of: o }: { of: OfferDetail }) {
  const file = `${o.hash}.json`
  return (
    <div class="card">
      <h2>Take it</h2>
      {o.side === 'ask' && (
        <p>
          <a class="button" href={`/offers/${o.hash}/fill`}>
            Take it with a wallet
          </a>
        </p>
      )}
      {o.side === 'ask' && <p>Or with the command line, which judges it anew, asks nobody but a node, and takes what you looked at by its hash:</p>}
      {o.side === 'bid' && (
        <p>
          {o.kind === 'assigned'
            ? 'A bid is not taken with a browser’s wallet: whoever takes it stakes the bond at once, and loses of it what is then not delivered in time. Delivering takes `tercet run` with the same account, which this page cannot start. So take it with the account that delivers:'
            : 'A bid is not taken with a browser’s wallet: it only opens the buyer’s forward, and pays whoever delivers it. Take it where you deliver:'}
        </p>
      )}
      <p>
        <button type="button" class={o.side === 'ask' ? 'plain' : ''} onClick={() => save(file, JSON.stringify(o.file, null, 2) + '\n', 'application/json')}>
          Save the file
        </button>
      </p>
      <pre>
        tercet offer fill {file} --dry-run --key-file KEY{'\n'}tercet offer fill {file} --offer {o.hash} --key-file KEY
        {o.side === 'bid' && '\ntercet run --key-file KEY …'}
      </pre>
      {o.side === 'bid' && o.kind === 'assigned' && (
        <p>
          Or have a relayer take it by itself, and deliver: <code>tercet run --accept --bids FOLDER --max-bond TOKEN=AMOUNT</code> fills the bids whose files lie in the folder.
        </p>
      )}
    </div>
  )
}

function lead(o: OfferDetail): string {
  if (o.side === 'bid')
    return o.kind === 'open'
      ? 'A buyer pays for this. Whoever takes it opens a forward with the buyer’s money, and anybody delivers.'
      : 'A buyer pays for this. Whoever takes it opens a forward with the buyer’s money, stakes the bond, and is the provider.'
  return o.reviewSeconds === null
    ? 'A provider delivers this. Whoever takes it pays the price into a forward, and the provider’s bond is staked with it.'
    : 'A provider delivers this, for a task that it looks at first. Whoever takes it pays the price into a forward, which the provider accepts in time, or the price goes back.'
}
