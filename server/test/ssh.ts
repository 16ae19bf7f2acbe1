/** The programs of OpenSSH, and rsync, as a person would use them; with nothing of who runs the tests. */
import { spawn, type ChildProcess } from 'node:child_process'
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSshPrivateKey } from '../src/features/ssh-keys/private-key.ts'
import { blobOf, publicLine } from '../src/features/ssh-keys/public-key.ts'
import type { TestApp } from './test-app.ts'

export interface SshPerson {
  readonly folder: string
  readonly publicKey: string
  readonly privateKey: string
  /** Of every program: which key, which known host, which port. */
  readonly options: readonly string[]
}

export interface Ran {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Somebody with a key that the account of this token has registered; without a token, one that nobody has. */
export async function sshPerson(
  app: TestApp,
  token: string | null,
  type: 'ed25519' | 'rsa' = 'ed25519',
): Promise<SshPerson> {
  const folder = mkdtempSync(join(tmpdir(), 'berth-ssh-'))
  const pair = type === 'rsa' ? generateKeyPairSync('rsa', { modulusLength: 2048 }) : generateKeyPairSync('ed25519')
  const made = blobOf(pair.publicKey)
  const publicKey = publicLine(made.type, made.blob, '')
  const privateKey = openSshPrivateKey(pair.privateKey, made.type, made.blob, '').reveal()
  writeFileSync(join(folder, 'key'), privateKey, { mode: 0o600 })
  if (token !== null) {
    const name = `key ${randomBytes(4).toString('hex')}`
    await app.as(token).sshKeys.add({ body: { name, publicKey } })
    const { hostKeys } = await app.as(token).sshServer.show()
    writeFileSync(join(folder, 'known'), `[127.0.0.1]:${app.sshPort} ${hostKeys[0]?.publicKey}\n`)
  }
  const settings = {
    IdentityFile: join(folder, 'key'),
    IdentitiesOnly: 'yes',
    UserKnownHostsFile: join(folder, 'known'),
    StrictHostKeyChecking: token === null ? 'no' : 'yes',
    BatchMode: 'yes',
    LogLevel: 'ERROR',
    Port: String(app.sshPort),
  }
  const options = ['-F', 'none', ...Object.entries(settings).flatMap(([name, value]) => ['-o', `${name}=${value}`])]
  return { folder, publicKey, privateKey, options }
}

/** `ssh`, `sftp` or `scp`; rsync is told of ssh by its own option. */
export const start = (program: string, args: readonly string[]): ChildProcess =>
  spawn(program, args, { stdio: 'pipe', env: { PATH: process.env['PATH'] ?? '', LANG: 'C.UTF-8', TERM: 'xterm' } })

export async function run(program: string, args: readonly string[], input = ''): Promise<Ran> {
  const child = start(program, args)
  const output = collect(child)
  child.stdin?.on('error', () => {})
  child.stdin?.end(input)
  return output.ended
}

/** What it says, while it runs and at its end. */
export function collect(child: ChildProcess) {
  const text = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const)
    child[name]?.on('data', (bytes: Buffer) => {
      text[name] += bytes.toString()
    })
  const ended = new Promise<Ran>((resolve) => {
    child.once('error', ({ message }) => resolve({ code: null, stdout: '', stderr: message }))
    child.once('close', (code) => resolve({ code, ...text }))
  })
  return { text, ended }
}
