/** A session in a real sandbox that somebody reaches by SSH. Call it at the top of a test file. */
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MiB, type Session } from '@berth/contract/sessions.ts'
import { afterAll, beforeAll } from 'vitest'
import type { Engine } from '../src/engines/engine.ts'
import { createLocalEngine } from '../src/engines/local/local.engine.ts'
import type { SshLimits } from '../src/protocols/ssh/ssh-limits.ts'
import { eventually } from './eventually.ts'
import { makeAdmin } from './make.ts'
import { run, sshPerson, type Ran, type SshPerson } from './ssh.ts'
import { testApp, type TestApp } from './test-app.ts'

export interface SshSession {
  /** Why nothing of it can be tested here; empty where it can. */
  readonly lacking: string
  readonly app: TestApp
  readonly token: string
  readonly person: SshPerson
  readonly session: Session
  /** What stands for the session in commands. */
  readonly host: string
  ssh(...args: string[]): Promise<Ran>
  /** What a command says. */
  inside(command: string): Promise<string>
  /** A path on the person's side. */
  local(name: string): string
}

const programs = ['ssh', 'sftp', 'scp', 'rsync', 'python3']

export async function sshSession(name: string, limits: Partial<SshLimits> = {}): Promise<SshSession> {
  const directory = await mkdtemp(join(tmpdir(), 'berth-ssh-session-'))
  const engine: Engine = createLocalEngine({ directory, nodeName: 'here' })
  const { available, remedy } = await engine.probe()
  const missing = programs.filter((program) => !existsSync(`/usr/bin/${program}`))
  const lacking = available ? (missing.length > 0 ? `${missing.join(', ')} missing` : '') : (remedy ?? 'no sandbox')
  const made: { app?: TestApp; token: string; person?: SshPerson; session?: Session } = { token: '' }

  beforeAll(async () => {
    if (lacking !== '') return
    made.app = await testApp({ engine, ssh: { limits } })
    made.token = await makeAdmin(made.app)
    made.person = await sshPerson(made.app, made.token)
    const { sessions } = made.app.as(made.token)
    const { id } = await sessions.create({
      body: {
        name,
        type: 'interactive',
        resources: { cpu: 1, memory: 512 * MiB, sharedMemory: 16 * MiB },
        env: { GREETING: 'hello' },
      },
    })
    made.session = await eventually(
      () => sessions.show({ params: { id } }),
      ({ status }) => status === 'RUNNING',
    )
  })
  afterAll(async () => {
    for (const { id } of await engine.list()) {
      await engine.stop(id, { graceMs: 0 })
      await engine.remove(id)
    }
    await made.app?.close()
    await engine[Symbol.asyncDispose]()
    await rm(directory, { recursive: true, force: true })
  })

  const needed = <Part>(part: Part | undefined): Part => {
    if (part === undefined) throw new Error('it is made before the first test')
    return part
  }
  const host = `${name}@127.0.0.1`
  const ssh = (...args: string[]) => run('ssh', [...needed(made.person).options, ...args])
  return {
    lacking,
    host,
    ssh,
    inside: async (command) => (await ssh(host, command)).stdout,
    local: (file) => join(needed(made.person).folder, file),
    get app() {
      return needed(made.app)
    },
    get token() {
      return made.token
    },
    get person() {
      return needed(made.person)
    },
    get session() {
      return needed(made.session)
    },
  }
}
