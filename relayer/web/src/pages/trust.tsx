import { Hex, Facts, Fact } from '../parts'
import { clean, plural } from '../format'
import { useKnown } from '../known'
import type { Predicate } from '../api/client'

// Trust says what whoever uses this page relies on, predicate by predicate.
export function Trust() {
  const { predicates, status } = useKnown()
  return (
    <section>
      <h1>What remains trusted</h1>
      <p class="lead">A proof takes the place of trust in whoever delivers. These things it does not replace.</p>
      <ul class="plain">
        <li>
          <strong>This server.</strong> What the page shows, it was told by the server that it came from. An audit there reads the chain again and verifies
          every proof, and a server that lies can lie about that too: <code>tercet audit</code> on a machine of your own asks nobody but the chain.
        </li>
        <li>
          <strong>The escrow's code</strong> at <code>{status.escrow}</code>. It has no owner and cannot be changed.
        </li>
        <li>
          <strong>The token.</strong> Whoever made it may be able to freeze or inflate it. What it calls itself proves nothing.
        </li>
        <li>
          <strong>The key of a predicate.</strong> Whoever knows how a development key was made can collect without delivering. A key from a ceremony is safe as
          long as one participant threw their secret away.
        </li>
        <li>
          <strong>What a predicate's proof rests on</strong>, its evidence: of a poem the text alone; of GPU-hours the meters that sign.
        </li>
      </ul>
      <h2>Predicates of forwards here</h2>
      {predicates.size === 0 && <p>No forward was opened yet, or nothing is known of its predicate yet.</p>}
      {[...predicates.values()].map((p) => (
        <article key={p.address} class="card">
          <h3>{p.name ? clean(p.name, 40) : 'Unknown predicate'}</h3>
          <PredicateFacts of={p} />
        </article>
      ))}
    </section>
  )
}

const states: Record<Predicate['state'], string> = {
  unknown: 'not looked at yet',
  known: 'its code is one of ours, with the keys that it tells',
  foreign: 'not ours: whoever made it may pay anybody',
  trouble: 'could not be read from the chain',
}

export function PredicateFacts({ of: p }: { of: Predicate }) {
  return (
    <Facts>
      <Fact name="Contract">
        <Hex of={p.address} /> {p.contract && clean(p.contract, 60)}
      </Fact>
      <Fact name="Code">{states[p.state]}</Fact>
      <Fact name="Key">
        {p.key ? <Hex of={p.key} /> : 'unknown'}{' '}
        {p.developmentKey === true && <strong class="warn">a development key: its maker can forge proofs</strong>}
        {p.developmentKey === false && 'from a ceremony'}
        {p.developmentKey === null && p.state === 'known' && <strong class="warn">nothing here tells how it was made</strong>}
      </Fact>
      <Fact name="Evidence">{p.evidence ? clean(p.evidence, 80) : 'not known here'}</Fact>
      <Fact name="Named by">{plural(p.forwards, 'forward')}</Fact>
    </Facts>
  )
}
