/**
 * The servers that this account is signed in to: `$XDG_CONFIG_HOME/berth/config.json`, readable by its owner alone,
 * since it holds tokens. Written beside and renamed, so that it is never half written.
 */
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { exitCodes, Failure } from './failure.ts'
import type { Io } from './terminal-io.ts'

export interface SavedLogin {
  readonly token: string
  readonly expiresAt: string
  readonly email: string
}

export interface SavedLogins {
  /** The server that was signed in to last. */
  readonly current?: string
  readonly servers: Readonly<Record<string, SavedLogin>>
}

function configFile(env: Io['env']): string {
  const base = env['XDG_CONFIG_HOME'] || join(env['HOME'] || homedir(), '.config')
  return join(base, 'berth', 'config.json')
}

export async function readSavedLogins(env: Io['env']): Promise<SavedLogins> {
  const file = configFile(env)
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { servers: {} }
    throw new Failure(exitCodes.usage, `${file} cannot be read: ${(error as Error).message}`)
  }
  try {
    const { current, servers } = JSON.parse(text) as Partial<SavedLogins>
    return { ...(current === undefined ? {} : { current }), servers: servers ?? {} }
  } catch {
    throw new Failure(exitCodes.usage, `${file} is not valid JSON.`, 'Remove it and sign in again: berth login URL')
  }
}

export async function writeSavedLogins(env: Io['env'], logins: SavedLogins): Promise<void> {
  const file = configFile(env)
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  const beside = `${file}.${process.pid}`
  await writeFile(beside, `${JSON.stringify(logins, null, 2)}\n`, { mode: 0o600 })
  await chmod(beside, 0o600)
  await rename(beside, file)
}
