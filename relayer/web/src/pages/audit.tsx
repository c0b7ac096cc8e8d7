import { useState } from 'preact/hooks'
import { answer, api, Trouble, type Schemas } from '../api/client'
import { Failure, Scroll } from '../parts'

const trusted = [
  'that the server, and the node it reads the chain from, tell the truth: `tercet audit` on your own machine asks them nothing',
  'the code of the escrow, of the token and of the chain itself',
  'that somebody of those who made the predicate’s key threw their secret away; with a development key, that its maker is honest',
]

// AuditPanel has the server find out anew whether a forward's payments were earned.
export function AuditPanel({ id, changed }: { id: string; changed: number }) {
  const [made, set] = useState<{ audit: Schemas['Audit'] | null; trouble: Trouble | null; changed: number } | 'running' | null>(null)
  const run = () => {
    set('running')
    answer(api.GET('/v1/forwards/{id}/audit', { params: { path: { id } } })).then(
      (audit) => set({ audit, trouble: null, changed }),
      (trouble: Trouble) => set({ audit: null, trouble, changed }),
    )
  }
  return (
    <section aria-labelledby="audit">
      <h2 id="audit">Audit</h2>
      <p>Reads the forward from the chain again, verifies each proof, key and payment, and says what holds.</p>
      <button type="button" onClick={run} disabled={made === 'running'}>
        {made === 'running' ? 'Auditing …' : made ? 'Audit again' : 'Audit now'}
      </button>
      <div aria-live="polite">
        {made !== null && made !== 'running' && made.trouble && <Failure of={made.trouble} />}
        {made !== null && made !== 'running' && made.audit && <Report of={made.audit} old={made.changed !== changed} />}
      </div>
    </section>
  )
}

function Report({ of: audit, old }: { of: Schemas['Audit']; old: boolean }) {
  return (
    <>
      <p>
        At block {audit.block} it was {audit.status}. Verdict: <strong class={`verdict ${audit.verdict.replace(' ', '-')}`}>{audit.verdict}</strong>
        {old && '. Something has happened to the forward since.'}
      </p>
      <Scroll label="Checks of the audit">
        <table>
          <thead>
            <tr>
              <th scope="col">Check</th>
              <th scope="col">Result</th>
              <th scope="col">Why</th>
            </tr>
          </thead>
          <tbody>
            {audit.checks.map((c, i) => (
              <tr key={i}>
                <th scope="row">{c.check}</th>
                <td>
                  <span class={`verdict ${c.result.replace(' ', '-')}`}>{c.result}</span>
                </td>
                <td>{c.words}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {audit.warnings.length > 0 && (
        <ul class="warnings">
          {audit.warnings.map((w) => (
            <li key={w}>{w}</li>
          ))}
        </ul>
      )}
      <h3>What remains trusted</h3>
      <ul>
        {trusted.map((t) => (
          <li key={t}>{t}</li>
        ))}
      </ul>
    </>
  )
}
