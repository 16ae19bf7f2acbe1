/** What somebody may do with a folder as a whole: greyed in its menu where it is not theirs. The server decides. */
import type { Folder } from '@berth/contract/folders.ts'

type Of = Pick<Folder, 'type' | 'relation' | 'permission' | 'state'>

export const isManaged = ({ type, relation }: Of, isAdmin: boolean): boolean =>
  relation === 'owner' || (isAdmin && (type === 'group' || relation === 'administrator'))

export const canOpen = ({ state, permission }: Of): boolean => state === 'ready' && permission !== null
export const canShare = ({ type, relation, state }: Of): boolean =>
  type === 'user' && relation === 'owner' && state === 'ready'
export const canSetMembers = ({ type, state }: Of, isAdmin: boolean): boolean =>
  type === 'group' && isAdmin && state === 'ready'
/** Its name is its owner's, of a project's an administrator's. */
export const canEdit = ({ type, relation, state }: Of, isAdmin: boolean): boolean =>
  state === 'ready' && (type === 'group' ? isAdmin : relation === 'owner')
export const canLeave = ({ relation }: Of): boolean => relation === 'invited'
