// Who will be able to read what a forward delivers.
import type { Point } from './field'
import { newKey, parsePublic, publicOf, SealFault, writeKey } from './seal'

export interface Sealing {
  key: Point | null // null where everybody can read it
  whose: string // where the key is from
  secret: string | null // content of a new key's file, which has to be saved before anything is signed
}

// sealingOf is the key that was chosen: a new one, or that of a file or of a text, of which only one may be there.
export function sealingOf(choice: 'new' | 'own' | 'none', text: string, file: Point | null): Sealing {
  switch (choice) {
    case 'none':
      return { key: null, whose: '', secret: null }
    case 'new': {
      const made = newKey()
      return { key: publicOf(made), whose: 'the new key below', secret: writeKey(made) }
    }
    case 'own': {
      const typed = text.trim() !== ''
      if (typed && file) throw new SealFault('There is a key’s file and a public key: empty one of them.')
      if (typed) return { key: parsePublic(text), whose: 'the key that you entered', secret: null }
      if (file) return { key: file, whose: 'the key of the file that you chose', secret: null }
      throw new SealFault('Choose the key’s file, or enter its public key.')
    }
  }
}
