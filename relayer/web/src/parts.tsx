// Small parts that several views are made of.
import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Forward, Place, Trouble } from './api/client'
import { ago, moment, short } from './format'
import { useKnown } from './known'
import { useNow } from './live'
import { isConfirmed, statusText } from './status'

// Hex is a hash or an address, short, which is copied whole at a click.
export function Hex({ of, to }: { of: string; to?: string }) {
  const [copied, set] = useState(false)
  const shown = <code title={of}>{short(of)}</code>
  if (to) return <a href={to}>{shown}</a>
  const copy = () =>
    void navigator.clipboard?.writeText(of).then(() => {
      set(true)
      setTimeout(() => set(false), 1500)
    })
  return (
    <button type="button" class="hex" onClick={copy} title={`Copy ${of}`}>
      {copied ? 'copied' : shown}
    </button>
  )
}

// Whole is a hash or an address with all of its digits, where somebody signs for it.
export function Whole({ of }: { of: string }) {
  return <code class="whole">{of}</code>
}

// When is a time and how far away it is.
export function When({ at }: { at: string }) {
  const now = useNow()
  return (
    <time dateTime={at}>
      {moment(at)} <small>({ago(at, now)})</small>
    </time>
  )
}

export function Where({ at }: { at: Place }) {
  return (
    <small>
      block {at.block}
      {isConfirmed(at, useKnown().status) ? '' : ', not confirmed yet'}
    </small>
  )
}

const meanings: Record<string, string> = {
  proposed: 'waits for a provider',
  lapsed: 'found no provider; the money can go back',
  pending: 'before its window',
  deliverable: 'can be delivered now',
  expired: 'past its time; what is left can go back',
  settled: 'delivered and paid',
  reclaimed: 'what was left went back',
  closed: 'ended by both sides',
}

export const statuses = Object.keys(meanings)

export function Badge({ of: f }: { of: Pick<Forward, 'status' | 'changed'> }) {
  return (
    <span class={`badge ${f.status}`} title={meanings[f.status]}>
      {statusText(f, useKnown().status)}
    </span>
  )
}

export function Failure({ of, retry }: { of: Trouble; retry?: () => void }) {
  return (
    <div class="trouble" role="alert">
      <p>
        {of.message} {of.help && <span>To do: {of.help}</span>}
      </p>
      {retry && (
        <button type="button" onClick={retry}>
          Try again
        </button>
      )}
    </div>
  )
}

export function Facts({ children }: { children: ComponentChildren }) {
  return <dl class="facts">{children}</dl>
}

export function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

// Scroll is something wide, which scrolls by itself, also with the keyboard.
export function Scroll({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <div class="scroll" role="region" aria-label={label} tabIndex={0}>
      {children}
    </div>
  )
}

// describes names what stands beside an input of a Field, for those who do not see it there.
export function describes(id: string, hint: boolean, wrong: string | null | undefined): string | undefined {
  return [hint && `${id}-hint`, wrong && `${id}-fault`].filter(Boolean).join(' ') || undefined
}

// useFocus moves the focus to the element of that id each time that another one is named: what had it may be gone.
export function useFocus(id: string): void {
  const last = useRef(id)
  useEffect(() => {
    if (id !== last.current) document.getElementById(id)?.focus()
    last.current = id
  }, [id])
}

// Field is an input with its label, a hint and what is wrong with it.
export function Field({
  label,
  hint,
  wrong,
  children,
  id,
}: {
  label: string
  hint?: ComponentChildren
  wrong?: string | null | undefined
  id: string
  children: ComponentChildren
}) {
  return (
    <div class={wrong ? 'field wrong' : 'field'}>
      <label for={id}>{label}</label>
      {children}
      {hint && <small id={`${id}-hint`}>{hint}</small>}
      {wrong && (
        <small class="fault" id={`${id}-fault`} role="alert">
          {wrong}
        </small>
      )}
    </div>
  )
}

// save offers a text or bytes as a file.
export function save(name: string, content: BlobPart, type: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
