import { problemsEn } from '@berth/contract/texts/problems.en.ts'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { emptyHome, problem, runBerth, stubServer } from '../../test/run-berth.ts'

const id = '01a20116-81f1-7455-915b-b1b8d922c301'
const laptop = {
  id,
  name: 'laptop',
  type: 'ssh-ed25519',
  bits: 256,
  fingerprint: 'SHA256:qXviUrUEeNUh4C9ZODHMfmm4XZsnG3zRljfuSAvncbg',
  comment: 'ada@laptop',
  publicKey: 'ssh-ed25519 AAAA ada@laptop',
  privateKeyKept: true,
  createdAt: '2030-01-01T00:00:00.000Z',
  lastUsedAt: null,
}
const list = () => ({ body: { items: [laptop] } })

async function berth(routes: Parameters<typeof stubServer>[0], args: string[], stdin = '') {
  const { origin, asked } = await stubServer(routes)
  const env = { ...(await emptyHome()), BERTH_URL: origin, BERTH_TOKEN: 'token' }
  return { ...(await runBerth(['ssh-keys', ...args], { env, stdin })), asked }
}

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'berth-keys-'))
  onTestFinished(() => rm(path, { recursive: true, force: true }))
  return path
}

test('keys are listed', async () => {
  const { stdout } = await berth({ 'GET /me/ssh-keys': list }, ['ls'])
  expect(stdout).toBe(`laptop\tssh-ed25519\t256\t${laptop.fingerprint}\tkept\tnever\n`)
})

test('a key is added from a file or a pipe, under its comment unless a name is given', async () => {
  const routes = { 'POST /me/ssh-keys': () => ({ body: laptop }) }
  const file = join(await folder(), 'id.pub')
  await writeFile(file, `${laptop.publicKey}\n`)
  const plain = await berth(routes, ['add', file])
  expect(plain.asked[0]?.body).toEqual({ name: 'ada@laptop', publicKey: laptop.publicKey })
  const named = await berth(routes, ['add', '-', '--name', 'Work', '--private-key', file], 'ssh-rsa BBBB\n')
  expect(named.asked[0]?.body).toEqual({
    name: 'Work',
    publicKey: 'ssh-rsa BBBB',
    privateKey: `${laptop.publicKey}\n`,
  })
  const missing = await berth(routes, ['add', '/nowhere.pub'])
  expect([missing.code, missing.asked]).toEqual([2, []])
})

test('why a key is refused is said', async () => {
  const errors = [{ path: 'body.publicKey', code: 'options', message: 'There is something before the key.' }]
  const routes = { 'POST /me/ssh-keys': () => problem(400, 'invalid-input', { errors }) }
  const { code, stderr } = await berth(routes, ['add', '-'], 'command="sh" ssh-rsa AAAA')
  expect([code, stderr]).toEqual([2, expect.stringContaining('publicKey: There is something before the key.')])
})

test('what only a person may do is said with the way to do it', async () => {
  const routes = { 'POST /me/ssh-keys': () => problem(403, 'not-by-credential', problemsEn['not-by-credential']) }
  const { code, stderr } = await berth(routes, ['add', '-'], 'ssh-rsa AAAA')
  expect([code, stderr]).toEqual([5, expect.stringContaining('berth login')])
  expect(stderr).toContain('BERTH_ACCESS_KEY')
})

const generated = { 'POST /me/ssh-keys/generate': () => ({ body: { ...laptop, privateKey: 'PRIVATE\nHALF\n' } }) }

test('of a generated pair only the private half goes down a pipe', async () => {
  const { stdout, stderr, asked } = await berth(generated, ['generate', 'laptop', '--type', 'rsa', '--keep'])
  expect(asked[0]?.body).toEqual({ name: 'laptop', type: 'rsa', keepPrivateKey: true })
  expect(stdout).toBe('PRIVATE\nHALF\n')
  expect(stderr).toContain(laptop.publicKey)
})

test('a generated pair is written where nothing was, for its owner alone', async () => {
  const file = join(await folder(), 'id_berth')
  const done = await berth(generated, ['generate', 'laptop', '--out', file])
  expect([done.code, done.stdout.includes('PRIVATE')]).toEqual([0, false])
  expect(await readFile(file, 'utf8')).toBe('PRIVATE\nHALF\n')
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  expect(await readFile(`${file}.pub`, 'utf8')).toBe(`${laptop.publicKey}\n`)
  const again = await berth(generated, ['generate', 'laptop', '--out', file])
  expect([again.code, again.asked]).toEqual([2, []])
  const other = join(await folder(), 'id')
  await berth({ 'POST /me/ssh-keys/generate': () => problem(409, 'too-many-ssh-keys') }, ['generate', 'x', '-o', other])
  await expect(stat(other)).rejects.toThrow('ENOENT')
})

test('a key is removed by its name or fingerprint', async () => {
  const routes = { 'GET /me/ssh-keys': list, [`DELETE /me/ssh-keys/${id}`]: () => ({ body: '{}' }) }
  for (const reference of ['laptop', laptop.fingerprint, id]) {
    const { code, asked } = await berth(routes, ['rm', reference])
    expect([code, asked.at(-1)?.method]).toEqual([0, 'DELETE'])
  }
  expect((await berth(routes, ['rm', 'desktop'])).code).toBe(4)
  const two = { ...routes, 'GET /me/ssh-keys': () => ({ body: { items: [laptop, { ...laptop, id: 'other' }] } }) }
  expect((await berth(two, ['rm', 'laptop'])).code).toBe(2)
})
