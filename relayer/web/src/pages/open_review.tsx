import { useState } from 'preact/hooks'
import type { EIP1193Provider } from 'viem'
import { clean, moment, money, short } from '../format'
import { useKnown } from '../known'
import { seen } from '../live'
import { Fact, Facts, Hex, save } from '../parts'
import { go } from '../router'
import { useWallets } from '../wallet/discover'
import { newSalt, Purse, words } from '../wallet/open'
import type { Prepared } from './open'

const at = (seconds: bigint) => moment(Number(seconds) * 1000)

// Review says what will be signed and what becomes of the money, and signs it with a wallet.
export function Review({ of: prepared, back }: { of: Prepared; back: () => void }) {
  const { status } = useKnown()
  const [purse, setPurse] = useState<Purse | null>(null)
  const [salt] = useState(newSalt)
  const [saved, setSaved] = useState(prepared.secret === null)
  const [read, setRead] = useState(false)
  const [steps, setSteps] = useState<string[]>([])
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<string | null>(null)
  const { terms } = prepared.order
  const price = money(terms.price, prepared.token)
  const step = (text: string) => setSteps((all) => [...all, text])

  const connect = async (provider: EIP1193Provider) => {
    setFault(null)
    try {
      const connected = await Purse.connect(provider, { chainId: status.chainId, escrow: status.escrow as `0x${string}` })
      const [decimals, balance] = await Promise.all([connected.decimals(terms.token), connected.balance(terms.token)])
      if (decimals !== prepared.token.decimals)
        throw new Error(`The chain says that the token has ${decimals} decimals, and the server that it has ${prepared.token.decimals}: nothing is signed.`)
      if (balance < terms.price) throw new Error(`${connected.account} holds ${money(balance, prepared.token)}, and the price is ${price}.`)
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
            {terms.provider === '0x0000000000000000000000000000000000000000' ? 'Anybody' : short(terms.provider)} may accept it until{' '}
            <strong>{at(terms.acceptBy)}</strong> with a bond of {money(terms.bond, prepared.token)}; if nobody does, the money can go back from then on.
          </>
        )}{' '}
        You cannot take it back before, and nobody can change the terms.
      </p>
      <Warnings of={prepared} />
      <Facts>
        <Fact name="Predicate">
          {clean(prepared.predicate.name, 40)} <Hex of={terms.predicate} />
        </Fact>
        <Fact name="Token">
          <Hex of={terms.token} />
        </Fact>
        <Fact name="Escrow">
          <Hex of={status.escrow} /> on chain {status.chainId}
        </Fact>
        <Fact name="Parameters">
          <code>{clean(JSON.stringify(prepared.decoded), 2000)}</code>
        </Fact>
      </Facts>
      {prepared.secret !== null && (
        <div class="card">
          <h3>Your new sealing key</h3>
          <p>Without this file nobody, not even you, can read what is delivered. It is kept nowhere else.</p>
          <button
            type="button"
            onClick={() => {
              save('tercet-sealing.key', prepared.secret ?? '', 'text/plain')
              setSaved(true)
            }}
          >
            {saved ? 'Save the sealing key again' : 'Save the sealing key'}
          </button>
        </div>
      )}
      <p>
        <label>
          <input type="checkbox" class="tick" checked={read} onChange={(e) => setRead(e.currentTarget.checked)} /> I have read this, and I want to lock {price}.
        </label>
      </p>
      {purse ? (
        <p>
          Paid from <Hex of={purse.account} />. The forward will be <Hex of={purse.idOf(prepared.order, salt)} />.
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
      {purse && !saved && <p class="quiet">Save the sealing key first.</p>}
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
    !prepared.sealed && 'The output will be public: whoever delivers it, everybody can read it on the chain.',
    prepared.predicate.developmentKey &&
      `The predicate has a development key: whoever made it can collect without delivering${status.developmentChain ? '. This is a development chain, nothing here has value' : ''}.`,
    prepared.predicate.distrust !== null && `Not to be trusted: ${clean(prepared.predicate.distrust)}`,
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

function Wallets({ connect }: { connect: (provider: EIP1193Provider) => void }) {
  const wallets = useWallets()
  if (wallets.length === 0) return <p>No wallet has told this page of itself. Install one in your browser, or use the command line.</p>
  return (
    <p>
      {wallets.map((w) => (
        <button key={w.id} type="button" onClick={() => connect(w.provider)}>
          Connect {clean(w.name, 40)}
        </button>
      ))}
    </p>
  )
}
