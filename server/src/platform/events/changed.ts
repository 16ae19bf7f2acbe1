/**
 * Word to pages that a kind of thing which they may show is no longer as it was. It says no more, so that whoever hears
 * it asks, and is answered what they may see. Most of it follows from what is recorded for the audit log
 * (protocols/events/changes.ts); this is for what does not.
 */
import type { ChangedThing } from '@berth/contract/changed-things.ts'
import type { NewEvent } from './outbox.ts'

export const changedKind = 'changed'

/** Somebody, or the members of a project or a workspace, or every person who is signed in. */
export type ChangedTo =
  | { readonly user: string }
  | { readonly project: string }
  | { readonly workspace: string }
  | 'everyone'

export const changed = (what: ChangedThing, to: ChangedTo): NewEvent => {
  const payload = { what, to: to === 'everyone' ? to : Object.keys(to)[0] }
  if (to === 'everyone') return { kind: changedKind, payload }
  if ('project' in to) return { kind: changedKind, subject: to.project, payload }
  return { kind: changedKind, ...to, payload }
}
