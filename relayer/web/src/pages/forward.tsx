import { answer, api, type ForwardDetail } from '../api/client'
import { clean, short } from '../format'
import { amountOf, moneyOf, unnamed, useKnown } from '../known'
import { useLoaded } from '../live'
import { Badge, Fact, Facts, Failure, Hex, Where, When } from '../parts'
import { statusText } from '../status'
import { warningsOf } from '../warnings'
import { AuditPanel } from './audit'
import { Output } from './output'
import { Settlements } from './settlements'
import { Timeline } from './timeline'
import { PredicateFacts } from './trust'

// ForwardView is all there is of one forward, and changes as it does.
export function ForwardView({ id }: { id: string }) {
  const known = useKnown()
  const one = useLoaded(
    `forward ${id}`,
    () => answer(api.GET('/v1/forwards/{id}', { params: { path: { id } } })),
    (change, data) => (change.kind === 'forward' && change.data.id === id) || (change.kind === 'head' && data !== null && unnamed(known, [data])),
  )
  if (!one.data) return one.trouble ? <Failure of={one.trouble} retry={one.reload} /> : <p class="quiet">Reading the forward …</p>
  const f = one.data
  return (
    <section>
      <h1>
        Forward <code>{short(f.id)}</code> <Badge of={f} />
      </h1>
      <div aria-live="polite" class="hidden">
        The forward is {statusText(f, known.status)}.
      </div>
      {one.trouble && <Failure of={one.trouble} retry={one.reload} />}
      <Warnings of={f} />
      <Summary of={f} />
      <Timeline of={f} />
      <Settlements of={f} />
      <Output of={f} />
      <AuditPanel id={f.id} changed={f.changed.block} />
      <History of={f} />
      <Task of={f} />
      <Terms of={f} />
    </section>
  )
}

function Warnings({ of: f }: { of: ForwardDetail }) {
  const known = useKnown()
  const warnings = warningsOf(f, known.predicates.get(f.predicate.address), known.tokens.has(f.token.address))
  return warnings.length === 0 ? null : (
    <ul class="warnings">
      {warnings.map((w) => (
        <li key={w}>{w}</li>
      ))}
    </ul>
  )
}

function Summary({ of: f }: { of: ForwardDetail }) {
  const known = useKnown()
  return (
    <Facts>
      <Fact name="What">
        {amountOf(known, f.predicate.address, f.quantity)}, {f.predicate.name ? clean(f.predicate.name, 40) : 'of an unknown predicate'}, {f.kind}
      </Fact>
      <Fact name="Price">{moneyOf(known, f.price, f.token)}</Fact>
      <Fact name="Paid">
        {moneyOf(known, f.paid, f.token)} for {f.delivered} of {f.quantity}
      </Fact>
      <Fact name="Still in the escrow">
        {moneyOf(known, f.remaining.price, f.token)}
        {f.remaining.bond !== '0' && <> and a bond of {moneyOf(known, f.remaining.bond, f.token)}</>}
      </Fact>
      {f.kind === 'assigned' && <Fact name="Bond">{moneyOf(known, f.bond, f.token)}</Fact>}
      <Fact name="Buyer">
        <Hex of={f.buyer} />
      </Fact>
      {f.kind === 'assigned' && (
        <Fact name="Provider">
          {f.provider ? <Hex of={f.provider} /> : 'nobody yet'}
          {f.namedProvider && (
            <>
              {' '}
              (only <Hex of={f.namedProvider} /> may accept)
            </>
          )}
        </Fact>
      )}
      <Fact name="Output">{f.sealed ? 'sealed: only the buyer can read it' : 'public: everybody can read it'}</Fact>
      {f.ending && (
        <Fact name="Ending">
          {f.ending.how}: {moneyOf(known, f.ending.toBuyer, f.token)} to the buyer, {moneyOf(known, f.ending.toProvider, f.token)} to the provider
        </Fact>
      )}
    </Facts>
  )
}

function History({ of: f }: { of: ForwardDetail }) {
  const known = useKnown()
  return (
    <section aria-labelledby="history">
      <h2 id="history">Its way through time</h2>
      <ol class="history">
        {f.history.map((h) => (
          <li key={`${h.at.block} ${h.at.logIndex}`}>
            <strong>{h.what}</strong>{' '}
            {h.what === 'moved' ? (
              <>
                the {h.position}'s position from {h.from && <Hex of={h.from} />} to {h.account && <Hex of={h.account} />}
              </>
            ) : (
              <>
                {h.account && (
                  <>
                    {h.what === 'settled' ? 'to' : 'by'} <Hex of={h.account} />
                  </>
                )}{' '}
                {h.amount !== null && moneyOf(known, h.amount, f.token)}
                {h.h !== null && h.what === 'announced' && <Hex of={h.h} />}
              </>
            )}
            <br />
            <When at={h.at.time} /> <Where at={h.at} /> <Hex of={h.at.transaction} />
          </li>
        ))}
      </ol>
      {f.historyCount > f.history.length && <p>The latest {f.history.length} of {f.historyCount}.</p>}
    </section>
  )
}

function Task({ of: f }: { of: ForwardDetail }) {
  return (
    <section aria-labelledby="task">
      <h2 id="task">Task</h2>
      {f.task.text !== null ? (
        <pre class="stranger">{clean(f.task.text, 20_000)}</pre>
      ) : (
        <p>{f.task.data === null ? 'It could not be read from the chain.' : 'It is no text.'}</p>
      )}
      <p>
        <small>Whoever opened the forward wrote this. It may be anything.</small>
      </p>
      <h3>Parameters of the predicate</h3>
      {f.parameters.decoded !== null ? (
        <pre>{clean(JSON.stringify(f.parameters.decoded, null, 2), 20_000)}</pre>
      ) : (
        <p>{f.parameters.trouble ?? 'Nothing here can read them.'}</p>
      )}
      <p>
        <small>
          {f.parameters.matches === true && 'They make the commitment and the unit of the terms.'}
          {f.parameters.matches === null && 'Whether they make the commitment of the terms is not known here.'}
        </small>
      </p>
    </section>
  )
}

function Terms({ of: f }: { of: ForwardDetail }) {
  const predicate = useKnown().predicates.get(f.predicate.address)
  const hashes: [string, string | null][] = [
    ['Id', f.id],
    ['Parameters', f.terms.parameters],
    ['Unit', f.terms.unit],
    ['Hash of the task', f.terms.taskHash],
    ['Token', f.terms.token],
    ['Sealing key, x', f.terms.sealingKey?.x ?? null],
    ['Sealing key, y', f.terms.sealingKey?.y ?? null],
    ['Salt', f.terms.salt],
  ]
  return (
    <section aria-labelledby="terms">
      <h2 id="terms">Terms</h2>
      <details>
        <summary>What its id is the hash of</summary>
        <Facts>
          {hashes.map(
            ([name, value]) =>
              value && (
                <Fact key={name} name={name}>
                  <Hex of={value} />
                </Fact>
              ),
          )}
        </Facts>
      </details>
      <details>
        <summary>What decides about its delivery, and what is trusted for that</summary>
        {predicate ? <PredicateFacts of={predicate} /> : <p>Nothing is known of its predicate yet.</p>}
      </details>
    </section>
  )
}
