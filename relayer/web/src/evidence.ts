// What a predicate's proofs rest on, where that is more than the delivered data itself.

// meters is what whoever buys GPU-hours has to know, wherever they are shown: circuits/gpuhours has it, and a test holds the two together.
export const meters =
  'that as many of the meters as must sign are honest: no proof says that a GPU ran, it says that they signed. In class C ' +
  'a device answered that is as good as the one named or better, wherever it stands.'

// trustedOf is what is trusted under a predicate, null where nothing is known beside its key.
export function trustedOf({ evidence }: { evidence: string }): string | null {
  return evidence === 'signatures of meters' ? `Trusted of GPUs: ${meters}` : null
}
