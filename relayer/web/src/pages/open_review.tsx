import { useState } from 'preact/hooks'
import { numberToHex, type EIP1193Provider } from 'viem'
import { clean, moment, money, symbolOf } from '../format'
import { useKnown } from '../known'
import { seen } from '../live'
import { Fact, Facts, useFocus, Whole } from '../parts'
import { go } from '../router'
import { publicText } from '../seal/seal'
import { newSalt, Purse } from '../wallet/open'
import { words } from '../wallet/words'
import { zeroAddress } from '../wallet/terms'
import type { Prepared } from './open'
import { SavedKey } from './sealing'
import { Wallets } from './wallets'

const at = (seconds: bigint) => moment(Number(seconds) * 1000)

// Review says what will be signed and what becomes of the money, and signs it with a wallet.
export function Review({ of: prepared, back }: { of: Prepared; back: () => void }) {
  const { status } = useKnown()
  const [purse, setPurse] = useState<Purse | null>(null)
  const [salt] = useState(newSalt)
  const [saved, setSaved] = useState(prepared.sealing.secret === null)
  const [read, setRead] = useState(false)
  const [steps, setSteps] = useState<string[]>([])
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<string | null>(null)
  const { terms } = prepared.order
  const price = money(terms.price, prepared.token, true)
  const step = (text: string) => setSteps((all) => [...all, text])

  useFocus(purse ? 'payer' : '')

  const connect = async (provider: EIP1193Provider) => {
    setFault(null)
    try {
      if (status.chainId !== prepared.place.chainId || status.escrow !== prepared.place.escrow)
        throw new Error('The server is now about another escrow than this was made for: nothing is signed. Load the page again.')
      const connected = await Purse.connect(provider, prepared.place)
      await connected.look(prepared.token, terms.price)
      setPurse(connected)
    } catch (error) {
      setFault(words(error))
    }
  }

  const sign = async (purse: Purse) => {
    setFault(null)
    setSteps([])
    setBusy(true)
    try {
      for (const amount of await purse.approvals(terms.token, terms.price)) {
        step(amount === 0n ? 'Taking back an old allowance: confirm it in the wallet …' : `Allowing the escrow to take ${price}: confirm it in the wallet …`)
        await purse.approve(terms.token, amount)
      }
      step('Opening the forward: confirm it in the wallet …')
      const wait = seen()
      const id = await purse.open(prepared.order, salt)
      step('Opened. Waiting until this server has read it …')
      await wait(id)
      go(`/forwards/${id}`)
      document.querySelector<HTMLElement>('main')?.focus()
    } catch (error) {
      setFault(words(error))
    } finally {
      setBusy(false)
    }
  }

  return (
    <div id="review" tabIndex={-1}>
      <h2>What you are about to sign</h2>
      <p>
        The escrow takes <strong>{price}</strong> from your wallet now. Whoever proves the delivery of {String(terms.quantity)} ×{' '}
        {clean(prepared.predicate.unitName, 40)} between <strong>{at(terms.start)}</strong> and <strong>{at(terms.end)}</strong> is paid, until{' '}
        <strong>{at(terms.settleBy)}</strong>. From then on what was not earned can go back to you; anybody can have it sent.
        {terms.acceptBy > 0n && (
          <>
            {' '}
            {terms.provider === zeroAddress ? 'Anybody' : <Whole of={terms.provider} />} may accept it until{' '}
            <strong>{at(terms.acceptBy)}</strong> with a bond of {money(terms.bond, prepared.token, true)}; if nobody does, the money can go back from then on.
          </>
        )}{' '}
        You cannot take it back before, and nobody can change the terms.
      </p>
      <Warnings of={prepared} />
      <Facts>
        <Fact name="Predicate">
          {clean(prepared.predicate.name, 40)} <Whole of={terms.predicate} />
        </Fact>
        <Fact name="Token">
          {symbolOf(prepared.token.symbol)} <Whole of={terms.token} />
        </Fact>
        <Fact name="Escrow">
          <Whole of={prepared.place.escrow} /> on chain {prepared.place.chainId}
        </Fact>
        <Fact name="Task">
          <pre class="stranger">{clean(prepared.order.task)}</pre>
        </Fact>
        <Fact name="Parameters">
          <code>{clean(JSON.stringify(prepared.decoded), 2000)}</code>
        </Fact>
        <Fact name="Commitment to them">
          <Whole of={numberToHex(terms.params, { size: 32 })} />
        </Fact>
        <Fact name="Unit">
          <Whole of={terms.unit} />
        </Fact>
        <Fact name="Sealed to">
          {prepared.sealing.key ? (
            <>
              <Whole of={publicText(prepared.sealing.key)} />, {prepared.sealing.whose}
            </>
          ) : (
            'nobody: everybody can read what is delivered'
          )}
        </Fact>
      </Facts>
      {prepared.sealing.secret !== null && <SavedKey of={prepared.sealing} saved={saved} set={setSaved} />}
      <p>
        <label>
          <input type="checkbox" class="tick" checked={read} onChange={(e) => setRead(e.currentTarget.checked)} /> I have read this, and I want to lock {price}.
        </label>
      </p>
      {purse ? (
        <p id="payer" tabIndex={-1}>
          Paid from <Whole of={purse.account} />. The forward will be <Whole of={purse.idOf(prepared.order, salt)} />.
        </p>
      ) : (
        <Wallets connect={(provider) => void connect(provider)} />
      )}
      <p>
        {purse && (
          <button type="button" disabled={busy || !read || !saved} onClick={() => void sign(purse)}>
            Sign and open
          </button>
        )}{' '}
        <button type="button" class="plain" disabled={busy} onClick={back}>
          Change it
        </button>
      </p>
      {purse && !saved && <p class="quiet">Save the sealing key first, and choose the file that you saved.</p>}
      {purse && !read && <p class="quiet">Say that you have read it first.</p>}
      <div aria-live="polite">
        <ol class="steps">
          {steps.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ol>
      </div>
      {fault && (
        <p class="trouble" role="alert">
          {fault}
        </p>
      )}
    </div>
  )
}

function Warnings({ of: prepared }: { of: Prepared }) {
  const { status } = useKnown()
  const warnings = [
    'This task is public: everybody can read it on the chain.',
    !prepared.sealing.key && 'The output will be public: whoever delivers it, everybody can read it on the chain.',
    prepared.predicate.developmentKey &&
      `The predicate has a development key: whoever made it can collect without delivering${status.developmentChain ? '. This is a development chain, nothing here has value' : ''}.`,
    prepared.predicate.distrust !== null && `Not to be trusted: ${clean(prepared.predicate.distrust)}`,
    'The addresses of escrow, token and predicate are this server’s word: compare them with those that you know from elsewhere.',
    'This server made the commitment to the parameters, and says what the predicate is. `tercet forward open` makes it on your own machine.',
  ].filter((w) => w !== false)
  return (
    <ul class="warnings">
      {warnings.map((w) => (
        <li key={w}>{w}</li>
      ))}
    </ul>
  )
}
