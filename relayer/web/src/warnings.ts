// What somebody who looks at a forward has to know of it. Whatever nobody here vouches for is warned of.
import type { ForwardDetail, Predicate } from './api/client'

const nobody = 'Nothing here vouches for its predicate'

function ofPredicate(p: Predicate | undefined): string | null {
  switch (p?.state) {
    case 'known':
      if (p.developmentKey === false) return null
      return p.developmentKey ? 'Its predicate has a development key: whoever made the key can collect without delivering.' : `${nobody}: how its key was made is not known.`
    case 'foreign':
      return 'Its predicate is none that is known here: whoever made it may pay anybody.'
    case 'trouble':
      return `${nobody}: it could not be read from the chain.`
  }
  return `${nobody}: it was not looked at yet.`
}

// warningsOf are a forward's. named says that the operator's deployment names its token.
export function warningsOf(f: Pick<ForwardDetail, 'parameters' | 'task'>, predicate: Predicate | undefined, named: boolean): string[] {
  return [
    ofPredicate(predicate),
    named ? null : 'Its token is none that this server’s deployment names: whatever it calls itself, it may be worth nothing.',
    f.parameters.matches === false ? 'The parameters in the opening are not those of the terms: what is to be delivered is not known.' : null,
    f.task.matches === false ? 'The task in the opening has another hash than the terms: it may only say where the task is.' : null,
  ].filter((w) => w !== null)
}
