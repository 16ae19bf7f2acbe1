/** A file by OpenSSH's sftp into a session and back, beside the same file through a plain TCP relay. */
import { execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { MiB } from '@berth/contract/sessions.ts'
import type { Benchmark } from './benchmark.ts'
import { watchSessions } from './live-sessions.ts'
import { median, summarize, timed } from './measure.ts'
import { startSignedIn, type SignedInSite } from './signed-in-site.ts'

const rounds = 7
const megabytes = 256
const run = promisify(execFile)

type Way = (verb: 'put' | 'get') => Promise<void>

export const sftp: Benchmark = {
  name: 'sftp',
  measures: 'throughput of SFTP into a session and back, beside a plain TCP relay',
  async run(say) {
    await using held = new AsyncDisposableStack()
    const folder = await mkdtemp(join(tmpdir(), 'berth-bench-sftp-'))
    held.defer(() => rm(folder, { recursive: true, force: true }))
    await makeFile(join(folder, 'file'))
    const site = held.adopt(await startSignedIn(), (one) => one.remove())
    const person = await openSession(site, folder, held)
    const ways: Record<'sftp' | 'relay', Way> = { sftp: person.transfer, relay: await startRelay(folder, held) }
    const names = Object.keys(ways) as (keyof typeof ways)[]
    const speeds = { put: { sftp: [], relay: [] }, get: { sftp: [], relay: [] } } as Record<
      'put' | 'get',
      Record<keyof typeof ways, number[]>
    >
    const greetings: number[] = []
    for (let round = 0; round <= rounds; round++) {
      say(`${round} of ${rounds}`)
      const greeting = (await timed(() => person.sftp('pwd'))).ms
      for (const name of names)
        for (const verb of ['put', 'get'] as const) {
          const { ms } = await timed(() => ways[name](verb))
          // The first round warms everything up.
          if (round > 0) speeds[verb][name].push(megabytes / ((ms - (name === 'sftp' ? greeting : 0)) / 1000))
        }
      if (round > 0) greetings.push(greeting)
    }
    const ratio = (verb: 'put' | 'get') => median(speeds[verb].sftp) / median(speeds[verb].relay)
    const row = (title: string, values: readonly number[]) => {
      const { least, p50, most } = summarize(values)
      return [title, least, p50, most]
    }
    return {
      tables: [
        {
          title: `sftp: MiB/s, a file of ${megabytes} MiB`,
          columns: ['', 'least', 'p50', 'most'],
          rows: (['put', 'get'] as const).flatMap((verb) => [
            row(`${verb}, sftp`, speeds[verb].sftp),
            row(`${verb}, plain relay`, speeds[verb].relay),
          ]),
          note: `Without the time to connect and sign in, p50 ${Math.round(median(greetings))} ms. The plain relay encrypts nothing.`,
        },
      ],
      targets: (['put', 'get'] as const).map((verb) => ({
        what: `sftp: ${verb} beside a plain relay`,
        measured: ratio(verb),
        bound: 'at least',
        goal: 0.5,
      })),
      figures: { speeds, greetings },
    }
  },
}

async function makeFile(path: string): Promise<void> {
  await using file = await open(path, 'w')
  const piece = randomBytes(MiB)
  for (let count = 0; count < megabytes; count++) await file.write(piece)
}

async function openSession(site: SignedInSite, folder: string, held: AsyncDisposableStack) {
  const at = (name: string) => join(folder, name)
  await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', at('key')])
  const { stdout: publicKey } = await run('cat', [at('key.pub')])
  await site.client.sshKeys.add({ body: { name: 'bench', publicKey } })
  const { host, port, hostKeys } = await site.client.sshServer.show()
  await writeFile(at('known'), hostKeys.map((key) => `[${host}]:${port} ${key.publicKey}\n`).join(''))
  const live = held.use(await watchSessions(site))
  const { id } = await site.client.sessions.create({
    body: { name: 'sftp-bench', type: 'interactive', resources: { cpu: 2, memory: 1024 * MiB } },
  })
  // Sessions outlive their server.
  held.defer(async () => {
    await site.client.sessions.terminate({ params: { id } })
    await live.reached(id, 'TERMINATED')
  })
  await live.reached(id, 'RUNNING')
  const settings = { UserKnownHostsFile: at('known'), IdentityFile: at('key'), BatchMode: 'yes', LogLevel: 'ERROR' }
  const options = Object.entries(settings).flatMap(([name, value]) => ['-o', `${name}=${value}`])
  await writeFile(at('batch-put'), `put ${at('file')} file\n`)
  await writeFile(at('batch-get'), `get file ${at('back')}\n`)
  await writeFile(at('batch-pwd'), 'pwd\n')
  const sftp = async (verb: 'put' | 'get' | 'pwd') =>
    void (await run('sftp', ['-F', 'none', ...options, '-P', String(port), '-b', at(`batch-${verb}`), `${id}@${host}`]))
  return { sftp, transfer: sftp as Way }
}

/** A file at each end, and between them a process that does nothing but relay. */
async function startRelay(folder: string, held: AsyncDisposableStack): Promise<Way> {
  const start = async (name: string, argument: string) => {
    const child = spawn(process.execPath, [join(import.meta.dirname, name), argument], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    held.defer(() => void child.kill())
    const [line] = (await once(child.stdout, 'data')) as [Buffer]
    return line.toString().trim()
  }
  const end = await start('file-end-process.mjs', join(folder, 'relayed'))
  const port = Number(await start('tcp-relay-process.mjs', end))
  return async (verb) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true, allowHalfOpen: true })
    await once(socket, 'connect')
    socket.write(verb === 'put' ? 'p' : 'g')
    if (verb === 'get') return pipeline(socket, createWriteStream(join(folder, 'relayed-back')))
    const done = once(socket, 'data')
    await pipeline(createReadStream(join(folder, 'file'), { highWaterMark: 256 * 1024 }), socket)
    await done
    socket.destroy()
  }
}
