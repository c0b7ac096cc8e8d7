// Whether what happened to a forward may still go away again.
import type { Forward, Place, Status } from './api/client'

// isConfirmed says that a place counts as confirmed: it did when it was loaded, or the chain has grown far enough since.
export function isConfirmed(at: Pick<Place, 'block' | 'confirmed'>, status: Pick<Status, 'confirmed'>): boolean {
  return at.confirmed || (status.confirmed?.number ?? -1) >= at.block
}

// statusText is a forward's status, with a mark as long as what made it so may go away again.
export function statusText(f: Pick<Forward, 'status' | 'changed'>, status: Pick<Status, 'confirmed'>): string {
  return isConfirmed(f.changed, status) ? f.status : `${f.status}, not confirmed yet`
}
