// Who can read what is delivered: the choice, and the new key that must not be lost.
import { useState } from 'preact/hooks'
import { describes, Field, save } from '../parts'
import type { Point } from '../seal/field'
import { opens, publicOf, publicText, readKey } from '../seal/seal'
import type { Sealing } from '../seal/sealing'
import { words } from '../wallet/words'

const most = 4096 // bytes of a key's file

async function textOf(file: File): Promise<string> {
  if (file.size > most) throw new Error('The file is too long for a sealing key.')
  return file.text()
}

export interface OwnKey {
  key: Point | null // public half of a key's file that was chosen
  fault: string | null // with the file
  choose: (file: File | null) => Promise<void>
}

// useOwnKey reads the file of a key that somebody has, and keeps its public half.
export function useOwnKey(chosen: () => void): OwnKey {
  const [key, set] = useState<Point | null>(null)
  const [fault, setFault] = useState<string | null>(null)
  const choose = async (file: File | null) => {
    chosen()
    setFault(null)
    try {
      set(file && publicOf(readKey(await textOf(file))))
    } catch (error) {
      set(null)
      setFault(words(error))
    }
  }
  return { key, fault, choose }
}

export interface Seal {
  seal: 'new' | 'own' | 'none'
  sealTo: string
}

export function SealChoice({ of, fault, change, own }: { of: Seal; fault: string | undefined; change: (changes: Partial<Seal>) => void; own: OwnKey }) {
  const radio = (seal: Seal['seal'], label: string) => (
    <label>
      <input type="radio" name="seal" checked={of.seal === seal} onChange={() => change({ seal })} /> {label}
    </label>
  )
  return (
    <>
      <div class="choices">
        {radio('new', 'Only I, with a new sealing key that this page makes')}
        {radio('own', 'Only I, with a sealing key that I have')}
        {radio('none', 'Everybody: it stands on the chain as it is')}
      </div>
      {of.seal === 'own' && (
        <>
          <Field id="own-key" label="The key's file" hint={own.key ? 'Read. Only its public half is used.' : 'It is read here, and only its public half is used.'} wrong={own.fault}>
            <input
              id="own-key"
              type="file"
              aria-invalid={own.fault ? true : undefined}
              aria-describedby={describes('own-key', true, own.fault)}
              onChange={(e) => void own.choose(e.currentTarget.files?.[0] ?? null)}
            />
          </Field>
          {own.key && (
            <button
              type="button"
              class="plain"
              onClick={() => {
                document.querySelector<HTMLInputElement>('#own-key')!.value = ''
                void own.choose(null)
              }}
            >
              Use no file
            </button>
          )}
          <Field id="sealTo" label="or its public key" hint="As `tercet key show FILE` prints it: 0x and 128 digits." wrong={fault}>
            <input
              id="sealTo"
              type="text"
              spellcheck={false}
              autocomplete="off"
              value={of.sealTo}
              aria-invalid={fault ? true : undefined}
              aria-describedby={describes('sealTo', true, fault)}
              onInput={(e) => change({ sealTo: e.currentTarget.value })}
            />
          </Field>
        </>
      )}
    </>
  )
}

// SavedKey has a new key saved, and believes that it was once the file was chosen again.
export function SavedKey({ of: sealing, saved, set }: { of: Sealing; saved: boolean; set: (saved: boolean) => void }) {
  const [fault, setFault] = useState<string | null>(null)
  const check = async (file: File | undefined) => {
    set(false)
    setFault(null)
    const { key } = sealing
    if (!file || !key) return
    try {
      if (!opens(await textOf(file), key)) throw new Error('That file holds another key: choose the one that was saved here.')
      set(true)
    } catch (error) {
      setFault(words(error))
    }
  }
  return (
    <div class="card">
      <h3>Your new sealing key</h3>
      <p>Without this file nobody, not even you, can read what is delivered. It is kept nowhere else.</p>
      <button
        type="button"
        onClick={() => {
          const name = sealing.key ? publicText(sealing.key).slice(2, 10) : ''
          save(`tercet-sealing-${name}.key`, sealing.secret ?? '', 'text/plain')
        }}
      >
        Save the sealing key
      </button>
      <Field
        id="saved-key"
        label="The file that you saved"
        hint={saved ? 'It is there, and it is the right one. For `tercet output open`, make it yours alone: chmod 600.' : 'Choose it: so the page knows that the key is not lost.'}
        wrong={fault}
      >
        <input
          id="saved-key"
          type="file"
          aria-invalid={fault ? true : undefined}
          aria-describedby={describes('saved-key', true, fault)}
          onChange={(e) => void check(e.currentTarget.files?.[0])}
        />
      </Field>
    </div>
  )
}
