import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { emptyHome, runBerth, stubServer, type Answer } from '../../test/run-berth.ts'

const id = '019a0000-0000-7000-8000-000000000001'
const other = '019a0000-0000-7000-8000-000000000002'
const user = '019a0000-0000-7000-8000-00000000000a'
const session = (more: object) => ({
  id,
  name: 'train-1',
  project: user,
  projectName: 'lab',
  workspace: user,
  owner: user,
  ownerName: 'Ada',
  status: 'RUNNING',
  ...more,
})
const me = { id: user, username: 'ada', email: 'ada@example.org' }
const key = 'AAAAC3NzaC1lZDI1NTE5AAAAIPa1'
const place = {
  enabled: true,
  host: 'berth.example.org',
  port: 2222,
  hostKeys: [{ type: 'ssh-ed25519', fingerprint: 'SHA256:abc', publicKey: `ssh-ed25519 ${key}` }],
}

async function site(sessions: object[], ssh: object = place) {
  const found = (query: URLSearchParams): Answer => ({
    body: { items: query.get('state') === 'running' ? sessions : [], nextCursor: null },
  })
  const { origin } = await stubServer({
    'GET /me': () => ({ body: me }),
    'GET /ssh': () => ({ body: ssh }),
    'GET /sessions': ({ query }) => found(query),
  })
  const env: Record<string, string> = { ...(await emptyHome()), BERTH_URL: origin, BERTH_TOKEN: 'x'.repeat(43) }
  return { env, file: (name: string) => readFile(join(env.HOME ?? '', '.config/berth', name), 'utf8') }
}

test('the command knows the port, whose session it is, and the server’s key', async () => {
  const { env, file } = await site([session({})])
  const ran = await runBerth(['ssh', 'train-1', '--print', '-L', '8080:localhost:80', '--', 'ls', 'a b'], { env })
  expect(ran).toMatchObject({ code: 0, stderr: '' })
  expect(ran.stdout).toContain('-o Port=2222 -o User=ada+train-1 ')
  expect(ran.stdout).toContain(
    "-o StrictHostKeyChecking=yes -o ForwardAgent=no -L 8080:localhost:80 -- berth.example.org ls 'a b'\n",
  )
  expect(await file('known_hosts')).toBe(`[berth.example.org]:2222 ssh-ed25519 ${key}\n`)
})

test('a host for each session: by name where that says enough, else by id', async () => {
  const { env } = await site([session({}), session({ id: other, name: 'twice' }), session({ name: 'twice' })])
  const { stdout } = await runBerth(['ssh-config', '-i', '~/.ssh/id_berth'], { env })
  expect(stdout.match(/^Host .*$/gm)?.toSorted()).toEqual([
    `Host ${id}.berth`,
    `Host ${other}.berth`,
    'Host train-1.berth',
  ])
  expect(stdout).toContain('  User ada+train-1\n')
  expect(stdout).toContain(`  User ${other}\n`)
  expect(stdout.match(/^ {2}IdentityFile ~\/\.ssh\/id_berth$/gm)).toHaveLength(3)
})

test('it is kept in a file to be included', async () => {
  const { env, file } = await site([session({})])
  const { stdout } = await runBerth(['ssh-config', '--write'], { env })
  expect(stdout).toContain('Include ')
  expect(await file('ssh_config')).toMatch(/^Host train-1\.berth\n {2}HostName berth\.example\.org\n/)
})

test('a site without SSH says so', async () => {
  const { env } = await site([session({})], { enabled: false, host: 'x', port: 0, hostKeys: [] })
  expect(await runBerth(['ssh', 'train-1', '--print'], { env })).toMatchObject({ code: 5 })
})

test.each([
  { host: 'x\nHost *', port: 1 },
  { host: 'x', hostKeys: [{ type: 'a', fingerprint: 'b', publicKey: 'ssh-ed25519 AAAA\n@cert-authority * x' }] },
])('a server that plants lines is not believed', async (more) => {
  const { env } = await site([session({})], { ...place, ...more })
  expect((await runBerth(['ssh', 'train-1', '--print'], { env })).code).toBe(6)
})
