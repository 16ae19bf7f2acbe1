/** Where a server's SSH is, and by what it is known: asked of the server itself, so that nobody has to compare anything. */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Me } from '@berth/contract/accounts.ts'
import type { Session } from '@berth/contract/sessions.ts'
import { sshUser } from '@berth/contract/ssh-server.ts'
import { exitCodes, Failure } from './failure.ts'
import type { Server } from './server.ts'
import type { Io } from './terminal-io.ts'

export interface SshPlace {
  readonly host: string
  readonly port: number
  /** A file of its keys. */
  readonly knownHosts: string
}

/** Beside the saved sign-ins. */
export const sshFile = (env: Io['env'], name: 'known_hosts' | 'ssh_config'): string =>
  join(env['XDG_CONFIG_HOME'] || join(env['HOME'] || homedir(), '.config'), 'berth', name)

export async function findSshPlace({ client }: Server, env: Io['env']): Promise<SshPlace> {
  const { enabled, host, port, hostKeys } = await client.sshServer.show()
  if (!enabled) throw new Failure(exitCodes.refused, 'This site has no SSH server.', 'Use: berth sessions exec -t NAME')
  const knownHosts = sshFile(env, 'known_hosts')
  // Names and keys come from a server: nothing of them may become a second line or another option.
  const place = `[${checked(host, /^[A-Za-z0-9.:_-]+$/)}]:${port}`
  const lines = hostKeys.map(({ publicKey }) => `${place} ${checked(publicKey, /^[a-z0-9@.-]+ [A-Za-z0-9+/]+=*$/)}`)
  const others = (await readText(knownHosts)).split('\n').filter((line) => line !== '' && !line.startsWith(`${place} `))
  await writeWhole(knownHosts, [...others, ...lines, ''].join('\n'))
  return { host, port, knownHosts }
}

/** Who is asked for: of several of the same name, each by its id. */
export const userFor = (session: Session, me: Me, all: readonly Session[] = [session]): string =>
  all.filter(({ name }) => name === session.name).length === 1 ? sshUser(session, me) : session.id

/** The options of ssh that lead there, and to no impostor. */
export const sshSettings = ({ host, port, knownHosts }: SshPlace, user: string): [name: string, value: string][] => [
  ['HostName', host],
  ['Port', String(port)],
  ['User', user],
  ['HostKeyAlias', `[${host}]:${port}`],
  ['UserKnownHostsFile', quoted(knownHosts)],
  ['StrictHostKeyChecking', 'yes'],
  ['ForwardAgent', 'no'],
]

const quoted = (path: string) => (/\s/.test(path) ? `"${path}"` : path)

function checked(text: string, form: RegExp): string {
  if (form.test(text)) return text
  throw new Failure(exitCodes.noAnswer, 'The server answered something that is no host and no key.')
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch {
    return ''
  }
}

/** Beside and renamed, so that it is never half written. */
export async function writeWhole(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  const beside = `${file}.${process.pid}`
  await writeFile(beside, text, { mode: 0o600 })
  await rename(beside, file)
}
