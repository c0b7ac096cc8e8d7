import { useState } from 'preact/hooks'
import { trustedOf } from '../evidence'
import { clean, moment, money, symbolOf } from '../format'
import { useKnown } from '../known'
import { Fact, Facts, Whole } from '../parts'
import { publicText } from '../seal/seal'
import type { Prepared } from './fill'
import { Progress, useTaking } from './fill_attempt'
import { SavedKey } from './sealing'

const at = (seconds: bigint) => moment(Number(seconds) * 1000)

// FillReview says what will be signed and what becomes of the money, and takes the part with the wallet.
export function FillReview({ of: prepared, back }: { of: Prepared; back: () => void }) {
  const { taker, wanted, bill, token, sealing } = prepared
  const [saved, setSaved] = useState(sealing.secret === null)
  const [agreed, setAgreed] = useState(false)
  const work = useTaking(prepared)
  const { attempt, busy, made } = work
  const sent = attempt !== null && attempt.take !== null
  const amount = (of: bigint) => money(of, token, true)

  return (
    <div id="review" tabIndex={-1}>
      <h2>What you are about to sign</h2>
      <Sentence of={prepared} />
      <Warnings of={prepared} />
      <Details of={prepared} />
      {sealing.secret !== null && <SavedKey of={sealing} saved={saved} set={setSaved} />}
      <p>
        <label>
          <input type="checkbox" class="tick" checked={agreed} onChange={(e) => setAgreed(e.currentTarget.checked)} /> I have read this, and I want to lock {amount(bill.pays)}
          {bill.pays !== bill.part.terms.price && ' at most'}.
        </label>
      </p>
      {!made && (
        <p>
          <button type="button" disabled={busy || sent || !agreed || !saved} onClick={() => work.take(taker, wanted, bill)}>
            Sign and take
          </button>{' '}
          <button type="button" class="plain" disabled={busy || sent} onClick={back}>
            Change it
          </button>
        </p>
      )}
      {!sent && !made && !saved && <p class="quiet">Save the sealing key first, and choose the file that you saved.</p>}
      {!sent && !made && !agreed && <p class="quiet">Say that you have read it first.</p>}
      <Progress of={work} taker={taker} />
    </div>
  )
}

function Sentence({ of: { taker, bill, token, predicate, read } }: { of: Prepared }) {
  const { terms } = bill.part
  const review = read.signed.review
  const amount = (of: bigint) => <strong>{money(of, token, true)}</strong>
  return (
    <>
      <p>
        The contract takes {amount(terms.price)}
        {bill.pays !== terms.price && <>, or what it costs by then, {amount(bill.pays)} at most,</>} from your wallet <Whole of={taker.account} /> and locks it in a forward of{' '}
        {String(terms.quantity)} × {clean(predicate.unitName, 40)} with provider <Whole of={terms.provider} />. What it proves to have delivered between{' '}
        <strong>{at(terms.start)}</strong> and <strong>{at(terms.end)}</strong> is paid to it, until <strong>{at(terms.settleBy)}</strong>. From then on what was not earned can go
        back to you; anybody can have it sent.
      </p>
      {review === 0n ? (
        <p>The provider is bound at once, with a bond of {amount(terms.bond)}. What it does not deliver of all of that, it loses to you in proportion.</p>
      ) : (
        <p>
          The provider has until about <strong>{at(terms.acceptBy)}</strong> to look at the task and to accept with a bond of {amount(terms.bond)}. If it does not, nothing is delivered, and your
          money can go back from then on.
        </p>
      )}
      <p>You cannot take it back before, and nobody can change the terms.</p>
      <p>
        {bill.approvals.length > 0 ? (
          <>
            Before that your wallet is asked to let the contract take {amount(bill.pays)} of the token and no more.
            {bill.survey.allowed > 0n && (
              <>
                {' '}
                It may take {amount(bill.survey.allowed)} already: that is replaced and used up. If it was for offers of your own, allow it again afterwards.
              </>
            )}
            {bill.pays !== terms.price && ' What is not used of it, you are asked to take back afterwards.'}
          </>
        ) : (
          <>
            It comes out of the {amount(bill.survey.allowed)} that you let the contract take before: so much less is left for offers of your own, and nothing else has to be allowed.
          </>
        )}
      </p>
    </>
  )
}

function Details({ of: { bill, place, token, predicate, read, told, sealing, wanted } }: { of: Prepared }) {
  const { terms } = bill.part
  return (
    <Facts>
      <Fact name="Offer">
        <Whole of={read.hash} />
      </Fact>
      <Fact name="Predicate">
        {clean(predicate.name, 40)} <Whole of={terms.predicate} />
      </Fact>
      <Fact name="Evidence">{clean(predicate.evidence, 80)}</Fact>
      <Fact name="Token">
        {symbolOf(token.symbol)} <Whole of={terms.token} />
      </Fact>
      <Fact name="Taken in">
        <Whole of={place.offers} />
      </Fact>
      <Fact name="Escrow">
        <Whole of={place.escrow} /> on chain {place.chainId}
      </Fact>
      <Fact name="Forward">{bill.forward ? <Whole of={bill.forward} /> : 'its id follows from the block that it comes into, and is held against it'}</Fact>
      {wanted.task !== '' && (
        <Fact name="Task">
          <pre class="stranger">{clean(wanted.task)}</pre>
        </Fact>
      )}
      <Fact name="Parameters">
        <code>{clean(JSON.stringify(told.parameters.decoded), 2000)}</code>
      </Fact>
      <Fact name="Unit">
        <Whole of={terms.unit} />
      </Fact>
      <Fact name="Sealed to">
        {sealing.key ? (
          <>
            <Whole of={publicText(sealing.key)} />, {sealing.whose}
          </>
        ) : (
          'nobody: everybody can read what is delivered'
        )}
      </Fact>
    </Facts>
  )
}

function Warnings({ of: { predicate, sealing, wanted } }: { of: Prepared }) {
  const { status } = useKnown()
  const warnings = [
    wanted.task !== '' && 'This task is public: everybody can read it on the chain.',
    !sealing.key && 'The output will be public: whoever delivers it, everybody can read it on the chain.',
    predicate.developmentKey &&
      `The predicate has a development key: whoever made it can collect without delivering${status.developmentChain ? '. This is a development chain, nothing here has value' : ''}.`,
    'Signature, prices and contracts were checked here. Which escrow, token and predicate are the right ones is this server’s word: compare them with those that you know from elsewhere.',
    trustedOf(predicate),
    'What predicate and unit are called, what the predicate’s proofs rest on and what the parameters mean is this server’s word, too. `tercet offer fill` reads them on your own machine.',
  ].filter((w) => w !== false && w !== null)
  return (
    <ul class="warnings">
      {warnings.map((w) => (
        <li key={w}>{w}</li>
      ))}
    </ul>
  )
}
