/** `berth cp` and `berth folders`: the command line as a program, against the product as a program. */
import { execFile, spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBerth, type BerthSite } from './berth-site.ts'

const MiB = 1024 ** 2
const berthFile = fileURLToPath(new URL('../bin/berth.mjs', import.meta.url))
const password = 'correct horse 1!'
const people = { ada: 'ada@example.org', grace: 'grace@example.org' } as const
type Person = keyof typeof people
let site: BerthSite
let top: string

beforeAll(async () => {
  top = await mkdtemp(join(tmpdir(), 'berth-copy-'))
  site = await startBerth(['--engine', 'mock'])
  const token = new URL(site.setupLink ?? '').hash.slice(1)
  await post('/setup', { token, email: people.ada, username: 'ada', fullName: 'Ada', password })
  const login = await berth(['login', site.url, '--login', 'ada', '--password-stdin'], 'ada', `${password}\n`)
  if (login.code !== 0) throw new Error(login.stderr)
  const signedIn = await post('/auth/login', { login: 'ada', password })
  await post(
    '/users',
    { email: people.grace, username: 'grace', fullName: 'Grace', password, requirePasswordChange: false },
    signedIn.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; '),
  )
  await berth(['login', site.url, '--login', 'grace', '--password-stdin'], 'grace', `${password}\n`)
}, 60_000)
afterAll(async () => {
  await site?.remove()
  await rm(top, { recursive: true, force: true })
})

async function post(path: string, data: object, cookie = ''): Promise<Response> {
  const answer = await fetch(`${site.url}/api/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: site.url, ...(cookie === '' ? {} : { cookie }) },
    body: JSON.stringify(data),
  })
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`)
  return answer
}

const environment = (person: Person) => ({ PATH: process.env['PATH'], HOME: join(top, `home-${person}`) })

async function berth(args: readonly string[], person: Person = 'ada', input = '') {
  await mkdir(join(top, `home-${person}`), { recursive: true })
  return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    const options = { env: environment(person), cwd: top }
    const child = execFile(process.execPath, [berthFile, ...args], options, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1
      resolve({ code, stdout, stderr })
    })
    child.stdin?.end(input)
  })
}

const at = (...names: string[]) => join(top, ...names)
const hashOf = async (file: string) =>
  createHash('sha256')
    .update(await readFile(file))
    .digest('hex')
const done = { code: 0, stderr: '' }

test('a folder is made, listed and looked at', async () => {
  expect(await berth(['folders', 'create', 'data'])).toMatchObject(done)
  expect((await berth(['folders', 'ls'])).stdout).toMatch(/^data\trw\tAda\tlocal\t/)
  expect((await berth(['folders', 'hosts'])).stdout).toMatch(/^local\tyes\t/)
  expect((await berth(['folders', 'show', 'data'])).stdout).toContain('you-may\trw\n')
  expect(await berth(['folders', 'create', 'data'])).toMatchObject({ code: 5 })
})

test('a file goes there and comes back as it was, with its time', async () => {
  const [sent, fetched] = [at('one file.bin'), at('back.bin')]
  await writeFile(sent, randomBytes(3 * MiB))
  await utimes(sent, 1_700_000_000, 1_700_000_000)
  expect(await berth(['cp', 'one file.bin', 'data:in/there.bin'])).toMatchObject({
    ...done,
    stdout: '1 file, 3 MiB sent\n',
  })
  expect(await berth(['cp', 'data:in/there.bin', 'back.bin'])).toMatchObject({
    ...done,
    stdout: '1 file, 3 MiB fetched\n',
  })
  expect(await hashOf(fetched)).toBe(await hashOf(sent))
  expect(Math.round((await stat(fetched)).mtimeMs / 1000)).toBe(1_700_000_000)
  expect((await readdir(top)).filter((name) => name.endsWith('.berth-part'))).toEqual([])
})

test('folders go with all that is in them, whatever it is called', async () => {
  const names = ['a b.txt', "it's.txt", '한국어.txt', '-r', '%2e%2e', 'a\nb', 'empty']
  await mkdir(at('set/deep/er/nothing'), { recursive: true })
  for (const name of names) await writeFile(at('set/deep', name), name === 'empty' ? '' : `this is ${name}`)
  await symlink('/etc', at('set/deep/outside'))
  const sent = await berth(['cp', '-r', 'set', 'data:'])
  expect(sent).toMatchObject({ code: 0 })
  expect(sent.stdout).toMatch(/^7 files, /)
  expect(sent.stderr).toContain('outside was left out: is a link to a folder')
  expect(await berth(['cp', 'data:set', 'copy'])).toMatchObject({ code: 2 })
  expect(await berth(['cp', '-r', 'data:set', 'copy'])).toMatchObject(done)
  expect((await readdir(at('copy/deep'))).toSorted()).toEqual([...names, 'er'].toSorted())
  for (const name of names)
    expect(await readFile(at('copy/deep', name), 'utf8')).toBe(name === 'empty' ? '' : `this is ${name}`)
  expect(await readdir(at('copy/deep/er'))).toEqual(['nothing'])
  // again, into what is there now
  expect((await berth(['cp', '-r', 'data:set', 'copy'])).stdout).toMatch(/^7 files, /)
  expect(await readdir(at('copy/set/deep'))).toHaveLength(8)
})

test('what is there is written over, unless that is not wanted', async () => {
  await writeFile(at('new.txt'), 'new')
  await writeFile(at('old.txt'), 'old')
  await berth(['cp', 'old.txt', 'data:kept.txt'])
  expect(await berth(['cp', '-n', 'new.txt', 'data:kept.txt'])).toMatchObject({
    ...done,
    stdout: '0 files, 0 B sent, 1 left as they were\n',
  })
  expect((await berth(['cp', '-n', 'data:kept.txt', 'new.txt'])).stdout).toContain('1 left as they were')
  expect(await readFile(at('new.txt'), 'utf8')).toBe('new')
  await berth(['cp', 'new.txt', 'data:kept.txt'])
  await berth(['cp', 'data:kept.txt', 'old.txt'])
  expect(await readFile(at('old.txt'), 'utf8')).toBe('new')
})

test('what is in a folder is listed, moved, copied and deleted', async () => {
  expect(await berth(['folders', 'mkdir', '-p', 'data:runs/1'])).toMatchObject({ ...done, stdout: 'data:runs/1\n' })
  expect(await berth(['folders', 'mv', 'data:kept.txt', 'data:runs/1'])).toMatchObject({
    ...done,
    stdout: 'data:runs/1/kept.txt\n',
  })
  expect(await berth(['cp', 'data:runs/1/kept.txt', 'data:runs/1/again.txt'])).toMatchObject(done)
  expect(await berth(['cp', '-r', 'data:runs/1', 'data:runs/2'])).toMatchObject(done)
  const names = async (place: string) =>
    (await berth(['folders', 'ls', place])).stdout
      .trim()
      .split('\n')
      .map((line) => line.split('\t').at(-1))
  expect(await names('data:runs')).toEqual(['1/', '2/'])
  expect(await names('data:runs/2')).toEqual(['again.txt', 'kept.txt'])
  expect(await berth(['folders', 'rm', 'data:runs/2'])).toMatchObject({ code: 2 })
  expect(await berth(['folders', 'rm', '-r', 'data:runs/2', 'data:runs/1/again.txt'])).toMatchObject(done)
  expect(await names('data:runs')).toEqual(['1/'])
  expect(await berth(['folders', 'ls', 'data:nowhere'])).toMatchObject({ code: 4 })
  expect(await berth(['cp', 'data:nowhere', '.'])).toMatchObject({ code: 4 })
  expect(await berth(['cp', 'data:../x', '.'])).toMatchObject({ code: 2 })
  expect(await berth(['cp', 'nowhere', 'data:'])).toMatchObject({ code: 4 })
})

interface Proxy extends AsyncDisposable {
  readonly url: string
  /** Bytes that went to the server since it was asked last. */
  sent(): number
  /** All connections, once so many more bytes went either way. */
  cutAfter(bytes: number): void
}

/** A connection that can break. */
async function startProxy(): Promise<Proxy> {
  let [sent, left] = [0, Infinity]
  const open = new Set<Socket>()
  const server = createServer((from) => {
    const to = connect(Number(new URL(site.url).port), '127.0.0.1')
    for (const socket of [from, to]) {
      open.add(socket)
      socket
        .on('error', () => undefined)
        .on('close', () => {
          open.delete(socket)
          from.destroy()
          to.destroy()
        })
    }
    const count = (bytes: number) => {
      left -= bytes
      if (left > 0) return
      left = Infinity
      for (const socket of open) socket.destroy()
    }
    from.on('data', (data: Buffer) => {
      sent += data.length
      to.write(data)
      count(data.length)
    })
    to.on('data', (data: Buffer) => {
      from.write(data)
      count(data.length)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent() {
      const now = sent
      sent = 0
      return now
    },
    cutAfter: (bytes) => void (left = bytes),
    async [Symbol.asyncDispose]() {
      for (const socket of open) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

const large = 80 * MiB

test('a connection that breaks is made again, and the copy goes on where it was', { timeout: 120_000 }, async () => {
  await using proxy = await startProxy()
  await writeFile(at('large.bin'), randomBytes(large))
  await berth(['login', proxy.url, '--login', 'ada', '--password-stdin'], 'ada', `${password}\n`)
  proxy.sent()
  proxy.cutAfter(50 * MiB)
  expect(await berth(['cp', 'large.bin', 'data:large.bin'])).toMatchObject({ ...done, stdout: '1 file, 80 MiB sent\n' })
  // the piece that was cut comes again, nothing before it
  expect(proxy.sent()).toBeLessThan(large + 20 * MiB)
  proxy.cutAfter(30 * MiB)
  expect(await berth(['cp', 'data:large.bin', 'large-back.bin'])).toMatchObject(done)
  expect(await hashOf(at('large-back.bin'))).toBe(await hashOf(at('large.bin')))

  // stopped in the middle, and started again
  await utimes(at('large.bin'), 1_700_000_001, 1_700_000_001)
  const child = spawn(process.execPath, [berthFile, 'cp', 'large.bin', 'data:second.bin'], {
    env: environment('ada'),
    cwd: top,
    stdio: 'ignore',
  })
  let gone = 0
  await expect.poll(() => (gone += proxy.sent()), { timeout: 60_000, interval: 5 }).toBeGreaterThan(35 * MiB)
  child.kill('SIGKILL')
  await once(child, 'exit')
  proxy.sent()
  expect(await berth(['cp', 'large.bin', 'data:second.bin'])).toMatchObject(done)
  expect(proxy.sent()).toBeLessThan(large - 14 * MiB)
  expect(await berth(['cp', 'data:second.bin', 'large-back.bin'])).toMatchObject(done)
  expect(await hashOf(at('large-back.bin'))).toBe(await hashOf(at('large.bin')))

  // so does what is fetched
  proxy.cutAfter(30 * MiB)
  const fetching = spawn(process.execPath, [berthFile, 'cp', 'data:large.bin', 'third.bin'], {
    env: environment('ada'),
    cwd: top,
    stdio: 'ignore',
  })
  const part = async () => (await readdir(top)).find((name) => name.startsWith('.third.bin.'))
  await expect
    .poll(
      async () => {
        const name = await part()
        return name === undefined ? 0 : (await stat(at(name))).size
      },
      { timeout: 60_000, interval: 5 },
    )
    .toBeGreaterThan(10 * MiB)
  fetching.kill('SIGKILL')
  await once(fetching, 'exit')
  expect((await readdir(top)).includes('third.bin')).toBe(false)
  expect(await berth(['cp', 'data:large.bin', 'third.bin'])).toMatchObject(done)
  expect(await hashOf(at('third.bin'))).toBe(await hashOf(at('large.bin')))
  expect(await part()).toBeUndefined()
})

test('a server that is killed in the middle is waited for', { timeout: 120_000 }, async () => {
  await berth(['login', site.url, '--login', 'ada', '--password-stdin'], 'ada', `${password}\n`)
  const copying = berth(['cp', 'large.bin', 'data:through-the-fall.bin'])
  await expect
    .poll(async () => (await readdir(at('home-ada/.local/state/berth/uploads')).catch(() => [])).length, {
      timeout: 30_000,
      interval: 5,
    })
    .toBeGreaterThan(0)
  await site.kill()
  await site.start()
  expect(await copying).toMatchObject(done)
  expect(await berth(['cp', 'data:through-the-fall.bin', 'fell.bin'])).toMatchObject(done)
  expect(await hashOf(at('fell.bin'))).toBe(await hashOf(at('large.bin')))
  expect(await readdir(at('home-ada/.local/state/berth/uploads'))).toEqual([])
})

test('whoever is invited reads, and writes only when they may', async () => {
  expect(await berth(['folders', 'share', 'data', people.grace])).toMatchObject(done)
  expect((await berth(['folders', 'shares', 'data'])).stdout).toMatch(/^grace@example\.org\tro\tpending\t/)
  expect((await berth(['folders', 'ls', 'data:'], 'grace')).code).toBe(4)
  expect((await berth(['folders', 'invitations'], 'grace')).stdout).toMatch(/^data\tAda\tro\t/)
  expect(await berth(['folders', 'accept', 'data'], 'grace')).toMatchObject(done)
  expect(await berth(['cp', 'data:runs/1/kept.txt', 'for-grace.txt'], 'grace')).toMatchObject(done)
  expect(await berth(['cp', 'for-grace.txt', 'data:hers.txt'], 'grace')).toMatchObject({ code: 5 })
  expect(await berth(['folders', 'share', 'data', people.grace, '--permission', 'rw'])).toMatchObject(done)
  expect(await berth(['cp', 'for-grace.txt', 'data:hers.txt'], 'grace')).toMatchObject(done)
  expect(await berth(['folders', 'unshare', 'data', people.grace])).toMatchObject(done)
  expect((await berth(['folders', 'ls', 'data:'], 'grace')).code).toBe(4)
})

test('a session is started with folders, and a folder that it has stays where it is', async () => {
  const started = await berth(['sessions', 'start', '-n', 'with-data', '--mount', 'data:in:ro', '--wait', '--json'])
  expect(started).toMatchObject({ code: 0 })
  expect((JSON.parse(started.stdout) as { mounts: unknown }).mounts).toMatchObject([
    { name: 'data', path: '/home/work/in', mode: 'ro' },
  ])
  const refused = await berth(['folders', 'trash', 'data'])
  expect(refused.code).toBe(5)
  expect(refused.stderr).toContain('with-data')
  await berth(['sessions', 'stop', '--wait', 'with-data'])
  expect(await berth(['sessions', 'start', '--mount', 'nothing'])).toMatchObject({ code: 5 })
})

test('a folder goes to the trash, comes back, and is deleted for ever by its name', async () => {
  expect(await berth(['folders', 'trash', 'data'])).toMatchObject(done)
  expect((await berth(['folders', 'list'])).stdout).not.toMatch(/^data\t/m)
  expect((await berth(['folders', 'list', '--trash'])).stdout).toMatch(/^data\t.*\ttrashed\t/)
  expect((await berth(['cp', 'new.txt', 'data:x'])).code).toBe(4)
  expect(await berth(['folders', 'restore', 'data'])).toMatchObject(done)
  expect((await berth(['folders', 'ls', 'data:runs/1'])).stdout).toContain('kept.txt')
  await berth(['folders', 'trash', 'data'])
  expect(await berth(['folders', 'purge', 'data'])).toMatchObject({ code: 2 })
  expect(await berth(['folders', 'purge', 'data', '--confirm', 'data'])).toMatchObject(done)
  expect((await berth(['folders', 'list', '--trash'])).stdout).toBe('')
})
