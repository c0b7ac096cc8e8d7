import { useState } from 'preact/hooks'
import { answer, api, Trouble, type ForwardDetail, type Settlement } from '../api/client'
import { amountOf, moneyOf, useKnown } from '../known'
import { Fact, Facts, Failure, Hex, When, Where } from '../parts'

// Settlements are what was delivered, each with its proof.
export function Settlements({ of: f }: { of: ForwardDetail }) {
  return (
    <section aria-labelledby="settlements">
      <h2 id="settlements">Deliveries</h2>
      {f.settlements.length === 0 && <p>Nothing was delivered yet. When something is, it shows here by itself.</p>}
      {f.settlements.map((s) => (
        <article key={s.number} class="card">
          <h3>Delivery {s.number}</h3>
          <One of={s} forward={f} />
        </article>
      ))}
      {f.settlementCount > f.settlements.length && (
        <p>
          The latest {f.settlements.length} of {f.settlementCount}.
        </p>
      )}
    </section>
  )
}

function One({ of: s, forward: f }: { of: Settlement; forward: ForwardDetail }) {
  const known = useKnown()
  return (
    <>
      <Facts>
        <Fact name="Delivered">
          {amountOf(known, f.predicate.address, s.amount)} (step {s.from} to {s.to})
        </Fact>
        <Fact name="Paid">
          {moneyOf(known, s.paid, f.token)} to <Hex of={s.recipient} />
        </Fact>
        <Fact name="When">
          <When at={s.at.time} /> <Where at={s.at} />
        </Fact>
        {s.announcedAt && (
          <Fact name="Announced">
            <When at={s.announcedAt} />
          </Fact>
        )}
        <Fact name="Key">
          <Hex of={s.key} />
        </Fact>
        <Fact name="Hash h">
          <Hex of={s.h} />
        </Fact>
        {s.group && (
          <Fact name="Proved together">
            with {s.group.count - 1} others in one proof, {s.group.settled} of them paid
          </Fact>
        )}
      </Facts>
      <Body of={s} forward={f} />
    </>
  )
}

// Body is payload and proof, which a long list leaves out.
function Body({ of: s, forward: f }: { of: Settlement; forward: ForwardDetail }) {
  const [read, set] = useState<Settlement['body']>(null)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const body = s.body ?? read
  const fetch = () =>
    void answer(api.GET('/v1/forwards/{id}/settlements/{number}', { params: { path: { id: f.id, number: s.number } } })).then(
      (whole) => set(whole.body),
      (trouble: Trouble) => setTrouble(trouble),
    )
  if (!body)
    return trouble ? (
      <Failure of={trouble} retry={fetch} />
    ) : (
      <button type="button" onClick={fetch}>
        Read its proof and payload
      </button>
    )
  return (
    <details>
      <summary>
        Proof and payload ({s.payloadWords} {s.payloadWords === 1 ? 'word' : 'words'})
      </summary>
      <h4>Proof</h4>
      <pre class="bytes">{body.proof}</pre>
      <h4>Payload</h4>
      <pre class="bytes">{body.payload.length > 0 ? body.payload.join('\n') : 'none'}</pre>
    </details>
  )
}
