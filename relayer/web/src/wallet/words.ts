// What went wrong at the wallet or at the chain, in words.
import { BaseError, ContractFunctionRevertedError, decodeErrorResult, parseAbi, UserRejectedRequestError, WaitForTransactionReceiptTimeoutError } from 'viem'
import { clean } from '../format'
import { escrowAbi, offersAbi } from './abi'

const tokens = parseAbi([
  'error ERC20InsufficientBalance(address sender, uint256 balance, uint256 needed)',
  'error ERC20InsufficientAllowance(address spender, uint256 allowance, uint256 needed)',
])

// Refusals are thrown through one another: the offers' contract passes on those of escrow and token.
const errors = [...offersAbi, ...escrowAbi, ...tokens].filter((entry) => entry.type === 'error')

const meanings: Record<string, string> = {
  Offers_Expired: 'The offer has expired.',
  Offers_Cancelled: 'Its maker cancelled the offer.',
  Offers_QuantityInvalid: 'So much of it is not left, or the part is too small: somebody may have taken some in between.',
  Offers_PriceTooHigh: 'The part costs more by now than the most that you said you would pay.',
  Offers_SignatureInvalid: 'Its maker did not sign exactly this offer, for this chain and this contract, or does not stand by it any more.',
  Offers_TaskInvalid: 'The task is another one than the provider signed for.',
  Offers_RampInvalid: 'Its price would have to move backwards in time.',
  Offers_ReviewInvalid: 'The offer has a time for review, and names what comes with the buyer.',
  Offers_AskWithSealingKey: 'The offer names a sealing key, which is the buyer’s to choose.',
  ForwardEscrow_AcceptByInvalid: 'There is no time left to accept it in: it would have to be accepted before now, or after its start.',
  ForwardEscrow_HolderDidNotAgree: 'The provider took back its consent to be made the provider of what is taken.',
  ForwardEscrow_PriceZero: 'The part’s price is rounded to nothing: take a larger one.',
  ForwardEscrow_WindowOver: 'The time to deliver and to be paid is over.',
  ForwardEscrow_BeaconBlockPassed: 'The block that brings its challenge is there, or about to be.',
  ForwardEscrow_SealingKeyInvalid: 'The sealing key is no point of the curve.',
  ForwardEscrow_AlreadyOpened: 'This very forward was opened already.',
  ForwardEscrow_TokenDeliversOther: 'The token delivers another amount than was sent: such tokens are not taken.',
  ForwardEscrow_PredicateWithoutCode: 'No contract stands at the address of its predicate.',
  ForwardEscrow_TokenWithoutCode: 'No contract stands at the address of its token.',
  ERC20InsufficientBalance: 'The token says that somebody who pays has too little of it.',
  ERC20InsufficientAllowance: 'The token says that somebody who pays has not allowed enough of it to be taken.',
  SafeERC20FailedOperation: 'The token did not move: somebody who pays has too little of it, or has not allowed it to be taken.',
}

// refusal is why a contract refused, null where it did not say.
function refusal(error: ContractFunctionRevertedError): string | null {
  const { raw } = error
  let name = error.data?.errorName
  let args: readonly unknown[] = error.data?.args ?? []
  if (raw && raw !== '0x') {
    try {
      const decoded = decodeErrorResult({ abi: errors, data: raw })
      name = decoded.errorName
      args = decoded.args ?? []
    } catch {
      // none of ours
    }
  }
  if (name === 'Error' && typeof args[0] === 'string') return `It was refused: ${clean(args[0], 200)}`
  if (!name) return null
  return meanings[name] ?? `It was refused with ${name}(${args.map(String).join(', ')}).`
}

// isRejected says that the wallet’s owner said no: nothing was sent.
export function isRejected(error: unknown): boolean {
  if (error instanceof BaseError) return error.walk((e) => e instanceof UserRejectedRequestError) !== null
  return (error as { code?: unknown } | null)?.code === UserRejectedRequestError.code
}

// words are what went wrong, for the page.
export function words(error: unknown): string {
  if (error instanceof BaseError) {
    const reverted = error.walk((e) => e instanceof ContractFunctionRevertedError)
    if (reverted instanceof ContractFunctionRevertedError) return refusal(reverted) ?? 'The contract refuses it, and does not say why: mostly money or an allowance is missing.'
    if (isRejected(error)) return 'You rejected it in the wallet: it was not sent.'
    if (error.walk((e) => e instanceof WaitForTransactionReceiptTimeoutError))
      return 'The transaction was sent, and is in no block yet. It may still come: look at it in your wallet before you send another one.'
    return error.shortMessage
  }
  if (error instanceof Error) return error.message
  const message = (error as { message?: unknown } | null)?.message
  return typeof message === 'string' ? message : 'The wallet did not do it.'
}
