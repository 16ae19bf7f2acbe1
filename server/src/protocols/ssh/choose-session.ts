/**
 * Which session somebody means, and as whom they come in. Pure. A public key is no secret, and anybody may register
 * anybody's: so where a name alone could lead into a session of somebody else, it has to be said whose it is.
 */
import type { NamedSession } from '../../features/sessions/sessions.service.ts'
import type { KeyHolder } from '../../features/ssh-keys/ssh-entry.service.ts'
import type { SshName } from './ssh-name.ts'
import { sshWords } from './ssh-words.ts'

/** Without a session: to the folders of whoever comes in. */
export type Choice =
  | { readonly holder: KeyHolder; readonly session: NamedSession | null }
  | { readonly refusal: string }

export function chooseSession(name: SshName, holders: readonly KeyHolder[], found: readonly NamedSession[]): Choice {
  if (name.owner === null && !name.isId && holders.length > 1) return { refusal: sshWords.severalHolders(name.session) }
  const choices = found.flatMap((session) => {
    const holder = whoComesIn(session, holders)
    return holder ? [{ holder, session }] : []
  })
  const [choice, ...others] = choices
  if (!choice) return { refusal: sshWords.noSession(name.session) }
  if (others.length > 0) return { refusal: sshWords.severalSessions(choices.map(({ session }) => session)) }
  const { holder, session } = choice
  if (holder.mustFirst !== null) return { refusal: sshWords.mustFirst }
  if (session.status !== 'RUNNING') return { refusal: sshWords.notRunning(session) }
  return choice
}

/** Everybody comes to their own alone, whatever an administrator may see. */
export function chooseFolders({ owner }: Pick<SshName, 'owner'>, holders: readonly KeyHolder[]): Choice {
  const [holder, ...others] =
    owner === null ? holders : holders.filter(({ username }) => username.toLowerCase() === owner.toLowerCase())
  if (!holder) return { refusal: sshWords.noFoldersOf(owner ?? '') }
  if (others.length > 0) return { refusal: sshWords.severalHoldersOfFolders }
  return holder.mustFirst === null ? { holder, session: null } : { refusal: sshWords.mustFirst }
}

/** Its owner; else an administrator, if it is clear which one. */
function whoComesIn(session: NamedSession, holders: readonly KeyHolder[]): KeyHolder | undefined {
  const owner = holders.find(({ user }) => user === session.owner)
  if (owner) return owner
  const administrators = holders.filter(({ role }) => role === 'superadmin')
  return administrators.length === 1 ? administrators[0] : undefined
}
