/** Who comes in: whoever proves to have the private half of a registered key. There is no other way. */
import type { AuthAttempt, ParsedKey } from 'ssh2'
import type { NamedSession, SessionName } from '../../features/sessions/sessions.service.ts'
import type { KeyHolder } from '../../features/ssh-keys/ssh-entry.service.ts'
import { chooseFolders, chooseSession, type Choice } from './choose-session.ts'
import { foldersName, parseSshName } from './ssh-name.ts'

export interface AuthenticationDeps {
  readonly holdersOf: (blob: Buffer, address: string) => Promise<KeyHolder[]>
  readonly named: (name: SessionName) => Promise<NamedSession[]>
  readonly parseKey: (line: string) => ParsedKey | Error
}

/** `refused`: try another key; `would-do`: now prove it; else where it leads. */
export type Answer = 'refused' | 'would-do' | Choice

export async function answerAttempt(deps: AuthenticationDeps, attempt: AuthAttempt, address: string): Promise<Answer> {
  const { method, username, key, signature, blob, hashAlgo } = attempt
  // RSA without a hash is SHA-1, which nobody can be believed by any more.
  if (method !== 'publickey' || !key || (key.algo === 'ssh-rsa' && hashAlgo === undefined)) return 'refused'
  const holders = await deps.holdersOf(key.data, address)
  const [first] = holders
  if (!first) return 'refused'
  if (!signature || !blob) return 'would-do'
  const parsed = deps.parseKey(`${first.type} ${key.data.toString('base64')}`)
  if (parsed instanceof Error || !isSigned(parsed, blob, signature, hashAlgo)) return 'refused'
  const name = parseSshName(username)
  const { owner, session, isId } = name
  if (session === foldersName) return chooseFolders(name, holders)
  const found = await deps.named(
    isId
      ? { id: session }
      : owner === null
        ? { name: session, ofUsers: holders.map(({ user }) => user) }
        : { name: session, ofUsername: owner },
  )
  return chooseSession(name, holders, found)
}

function isSigned(key: ParsedKey, blob: Buffer, signature: Buffer, hash: string | undefined): boolean {
  try {
    return key.verify(blob, signature, hash) === true
  } catch {
    return false
  }
}
