import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeConfig } from './config.ts'
import { ConfigProblem, readSettings } from './env.ts'

const read = (args: string[], env: Record<string, string> = {}) =>
  makeConfig(readSettings(args, env), { terminal: false })

const problemsOf = (args: string[], env: Record<string, string> = {}): readonly string[] => {
  try {
    read(args, env)
  } catch (error) {
    if (error instanceof ConfigProblem) return error.lines
    throw error
  }
  return []
}

const yaml = (content: string) => {
  const file = join(mkdtempSync(join(tmpdir(), 'berth-config-')), 'berth.yaml')
  writeFileSync(file, content)
  return file
}

test('without anything it listens on this machine only, with an embedded database', () => {
  expect(read([])).toMatchObject({
    http: { host: '127.0.0.1', port: 8080, tls: null },
    database: null,
    engine: 'local',
  })
})

test('apps have names below a domain that the console is not in', () => {
  expect(read([]).http.appsDomain).toBeNull()
  expect(read(['--apps-domain', '*.Apps.example.org:8443']).http.appsDomain).toBe('apps.example.org:8443')
  for (const wrong of ['https://apps.example.org', 'apps example', 'apps.example.org/x', '-x.org', 'x..org', ''])
    expect(problemsOf(['--apps-domain', wrong])).toEqual([`--apps-domain: ${wrong} must be like apps.example.org.`])
  expect(problemsOf(['--public-url', 'https://berth.apps.org', '--apps-domain', 'apps.org'])).toHaveLength(1)
})

test('without a domain apps have a port after the console’s, unless somebody says otherwise', () => {
  expect(read([]).http.appsPort).toEqual({ port: null, isChosen: false })
  expect(read(['--apps-port', '9000']).http.appsPort).toEqual({ port: 9000, isChosen: true })
  expect(read(['--apps-port', '0']).http.appsPort).toBeNull()
  expect(read(['--no-apps-port']).http.appsPort).toBeNull()
  expect(read([], { BERTH_NO_APPS_PORT: 'true' }).http.appsPort).toBeNull()
  expect(read(['--apps-domain', 'apps.example.org', '--apps-port', '9000']).http.appsPort).toBeNull()
  expect(problemsOf(['--apps-port', 'x'])).toHaveLength(1)
})

test('SSH listens beside HTTP, elsewhere, or not at all', () => {
  expect(read(['--host', '10.0.0.1']).ssh).toEqual({ host: '10.0.0.1', port: 2222, isPortChosen: false, address: null })
  expect(read(['--ssh-port', '22', '--ssh-host', '10.0.0.2', '--ssh-address', '[2001:db8::1]:2200']).ssh).toEqual({
    host: '10.0.0.2',
    port: 22,
    isPortChosen: true,
    address: { host: '2001:db8::1', port: 2200 },
  })
  // A switch takes no value, so what follows it is the next option.
  expect(read(['--no-ssh', '--port', '1234'])).toMatchObject({ ssh: null, http: { port: 1234 } })
  expect(read([], { BERTH_NO_SSH: 'true' }).ssh).toBeNull()
  expect(read(['--config', yaml('noSsh: true\n')]).ssh).toBeNull()
})

test('a flag wins over the environment, that over the file, that over the default', () => {
  const file = yaml('port: 1111\nhost: 10.0.0.1\nlog: pretty\n')
  const config = read(['--config', file, '--port=3333'], { BERTH_PORT: '2222', BERTH_HOST: '10.0.0.2' })
  expect(config).toMatchObject({ http: { port: 3333, host: '10.0.0.2' }, log: 'pretty' })
})

test.each([
  [['--prot', '1'], '--prot is not known'],
  [['8080'], '8080 is not known'],
  [['--port'], '--port needs a value'],
  [['--port', '70000'], '--port: 70000 is not a port'],
  [['--port', '-1'], '--port: -1 is not a port'],
  [['--engine', 'cloud'], '--engine: cloud is not one of local, mock'],
  [['--ssh-port', 'ssh'], '--ssh-port: ssh is not a port'],
  [['--ssh-address', 'ssh.example.org:0'], 'must be like ssh.example.org'],
  [['--ssh-address', '-oProxyCommand=x'], 'must be like ssh.example.org'],
  [['--no-ssh=perhaps'], '--no-ssh: perhaps is not one of true, false'],
  [['--public-url', 'https://x.org/berth'], 'without a path'],
  [['--public-url', 'x'], 'must be like https://'],
  [['--tls-cert', 'a.pem'], '--tls-cert: needs --tls-key too'],
  [['--admin-email', 'a@b.c'], '--admin-email: needs --admin-password-file too'],
  [['--trusted-proxies', '10.0.0.0/33'], '10.0.0.0/33 is no address or network'],
  [['--database-url', 'mysql://x'], 'must be like postgres://'],
  [['--oidc-issuer', 'https://x.org'], '--oidc-issuer: needs --oidc-client-id too'],
  [['--smtp-url', 'mail.example.org'], 'must be like smtp://'],
  [['--mail-from', 'berth@example.org'], '--mail-from: needs --smtp-url too'],
  [['--smtp-url', 'smtp://localhost', '--mail-from', 'no email'], 'no email is not an email address'],
  [['--oidc-label', 'x'], '--oidc-label: needs --oidc-issuer too'],
  [['--oidc-issuer', 'http://x.org', '--oidc-client-id', 'a'], 'must be https'],
  [['--oidc-issuer', 'http://localhost.x.org', '--oidc-client-id', 'a'], 'must be https'],
  [['--oidc-issuer', 'x', '--oidc-client-id', 'a'], 'must be like https://'],
  [['--tls-cert', 'a', '--tls-key', 'b', '--public-url', 'http://x.org'], 'is http, but a TLS certificate is given'],
])('%j is refused with one line', (args, line) => {
  const lines = problemsOf(args)
  expect(lines).toHaveLength(1)
  expect(lines[0]).toContain(line)
})

test('an identity provider needs no secret, and plain http only on this machine', () => {
  const oidc = (issuer: string) => read(['--oidc-issuer', issuer, '--oidc-client-id', 'berth']).oidc
  expect(oidc('https://login.example.org/realm')).toEqual({
    issuer: 'https://login.example.org/realm',
    clientId: 'berth',
    clientSecretFile: null,
    label: 'Single sign-on',
  })
  expect(oidc('http://127.0.0.1:9000')).not.toBeNull()
  expect(read([]).oidc).toBeNull()
})

test('every problem is told at once, also those of environment and file', () => {
  const file = yaml('colour: red\n')
  expect(problemsOf(['--config', file, '--nope=1'], { BERTH_PROT: '1' })).toHaveLength(3)
  expect(problemsOf(['--config', '/nowhere/berth.yaml'])[0]).toContain('cannot be read')
})

test('no problem ever repeats a database password', () => {
  expect(problemsOf(['--database-url', 'mysql://user:hunter2@host/db']).join()).not.toContain('hunter2')
})

test('storage hosts are named directories, none in another; without any there is one in the data directory', () => {
  expect(read(['--data-dir', '/srv/berth']).storageHosts).toEqual([{ name: 'local', path: '/srv/berth/storage' }])
  const two = [
    { name: 'fast', path: '/mnt/fast' },
    { name: 'home', path: '/srv/home' },
  ]
  expect(read(['--storage-host', 'fast=/mnt/fast', '--storage-host=home=/srv/home']).storageHosts).toEqual(two)
  expect(read([], { BERTH_STORAGE_HOSTS: 'fast=/mnt/fast, home=/srv/home/' }).storageHosts).toEqual(two)
  const wrong = ['fast', 'fast=', '=/mnt', 'a b=/mnt', 'a=/mnt,a=/srv', 'a=/mnt,b=/mnt/b', ',']
  for (const text of wrong) expect(problemsOf(['--storage-host', text]), text).not.toEqual([])
})
