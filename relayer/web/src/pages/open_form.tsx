import type { Schemas } from '../api/client'
import { clean, short, symbolOf } from '../format'
import { describes, Field } from '../parts'
import type { Draft, Faults } from '../wallet/draft'
import { SealChoice, type OwnKey } from './sealing'

interface Props {
  openable: Schemas['Openable']
  draft: Draft
  faults: Faults
  change: (changes: Partial<Draft>) => void
  own: OwnKey
  review: () => void
  trouble: string | null
}

type Text = 'price' | 'quantity' | 'bond' | 'provider' | 'start' | 'end' | 'settleBy' | 'acceptBy'

// DraftForm is what a person says of a forward that they want to open.
export function DraftForm({ openable, draft, faults, change, own, review, trouble }: Props) {
  const predicate = openable.predicates.find((p) => p.address === draft.predicate)
  const token = openable.tokens.find((t) => t.address === draft.token)
  const symbol = (token && symbolOf(token.symbol)) ?? 'the token'
  const input = (name: Text, label: string, type: 'text' | 'datetime-local', hint?: string) => {
    const rest = {
      id: name,
      value: draft[name],
      autocomplete: 'off',
      'aria-invalid': faults[name] ? true : undefined,
      'aria-describedby': describes(name, hint !== undefined, faults[name]),
      onInput: (e: { currentTarget: HTMLInputElement }) => change({ [name]: e.currentTarget.value }),
    }
    return (
      <Field id={name} label={label} hint={hint} wrong={faults[name]}>
        {type === 'text' ? (
          <input type="text" spellcheck={false} inputMode={name === 'price' || name === 'bond' ? 'decimal' : undefined} {...rest} />
        ) : (
          <input type="datetime-local" {...rest} />
        )}
      </Field>
    )
  }
  const radio = (name: string, checked: boolean, label: string, choose: () => void) => (
    <label>
      <input type="radio" name={name} checked={checked} onChange={choose} /> {label}
    </label>
  )
  const submit = (event: Event) => {
    event.preventDefault()
    review()
  }
  return (
    <form id="draft" tabIndex={-1} onSubmit={submit} noValidate>
      <fieldset>
        <legend>What is delivered</legend>
        <Field id="predicate" label="Predicate: what decides about the delivery">
          <select id="predicate" value={draft.predicate} onChange={(e) => change({ predicate: e.currentTarget.value, parameters: '' })}>
            {openable.predicates.map((p) => (
              <option key={p.address} value={p.address}>
                {clean(p.name, 40)}, by the {clean(p.unitName, 40)}
              </option>
            ))}
          </select>
        </Field>
        {predicate?.distrust && <p class="warnings">{clean(predicate.distrust)}</p>}
        <Field id="task" label="Task" hint="Everybody can read it on the chain, for good." wrong={faults.task}>
          <textarea
            id="task"
            rows={3}
            value={draft.task}
            aria-invalid={faults.task ? true : undefined}
            aria-describedby={describes('task', true, faults.task)}
            onInput={(e) => change({ task: e.currentTarget.value })}
          />
        </Field>
        <Field id="parameters" label="Parameters of the predicate, as JSON" hint="Empty for its defaults. Everybody can read them." wrong={faults.parameters}>
          <textarea
            id="parameters"
            rows={2}
            spellcheck={false}
            value={draft.parameters}
            aria-invalid={faults.parameters ? true : undefined}
            aria-describedby={describes('parameters', true, faults.parameters)}
            onInput={(e) => change({ parameters: e.currentTarget.value })}
          />
        </Field>
        <Properties of={predicate?.schema} />
        {input('quantity', `Quantity, in units of ${predicate ? clean(predicate.unitName, 40) : 'the predicate'}`, 'text')}
      </fieldset>
      <fieldset>
        <legend>What is paid</legend>
        <div class="pair">
          <Field id="token" label="Token">
            <select id="token" value={draft.token} onChange={(e) => change({ token: e.currentTarget.value })}>
              {openable.tokens.map((t) => (
                <option key={t.address} value={t.address}>
                  {symbolOf(t.symbol) ?? 'unknown'} {short(t.address)}
                </option>
              ))}
            </select>
          </Field>
          {input('price', `Price of the whole quantity, in ${symbol}`, 'text')}
        </div>
      </fieldset>
      <fieldset>
        <legend>Who delivers, and when</legend>
        <div class="choices">
          {radio('kind', !draft.assigned, 'Open: anybody, all at once', () => change({ assigned: false }))}
          {radio('kind', draft.assigned, 'Assigned: one provider, who accepts it first and may deliver in steps', () => change({ assigned: true }))}
        </div>
        {faults.assigned && (
          <p class="fault" role="alert">
            {faults.assigned}
          </p>
        )}
        <div class="pair">
          {draft.assigned && input('acceptBy', 'Accepted by (UTC)', 'datetime-local', 'Afterwards you can take the money back at once.')}
          {draft.assigned && input('bond', `Bond that the provider stakes, in ${symbol}`, 'text')}
          {draft.assigned && input('provider', 'The only provider that may accept', 'text', 'An address. Empty: anybody.')}
          {input('start', 'Delivered from (UTC)', 'datetime-local')}
          {input('end', 'to (UTC)', 'datetime-local')}
          {input('settleBy', 'Paid until (UTC)', 'datetime-local', 'From then on what is left goes back to you.')}
        </div>
      </fieldset>
      <fieldset>
        <legend>Who can read what is delivered</legend>
        <SealChoice of={draft} fault={faults.sealTo} change={change} own={own} />
      </fieldset>
      {trouble && (
        <p class="trouble" role="alert">
          {trouble}
        </p>
      )}
      <button>See what will be signed</button>
    </form>
  )
}

interface Schema {
  properties?: Record<string, { type?: unknown; description?: unknown; default?: unknown }>
}

// Properties are the parameters that there are, from the predicate's schema.
function Properties({ of }: { of: unknown }) {
  const properties = Object.entries((of as Schema | null | undefined)?.properties ?? {})
  if (properties.length === 0) return null
  return (
    <details>
      <summary>What can be set</summary>
      <dl>
        {properties.map(([name, p]) => (
          <div key={name}>
            <dt>
              <code>{clean(name, 60)}</code>
            </dt>
            <dd>
              {typeof p.description === 'string' && clean(p.description, 300)}
              {p.default !== undefined && ` (${clean(JSON.stringify(p.default), 60)} by default)`}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
