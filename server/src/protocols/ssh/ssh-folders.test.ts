/** What people do with their storage folders over SFTP, with their programs and without a session. */
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { eventually } from '../../../test/eventually.ts'
import { filesOf } from '../../../test/file-requests.ts'
import { makeAdmin, makeUser, type MadeUser } from '../../../test/make.ts'
import { collect, run, sshPerson, start, type SshPerson } from '../../../test/ssh.ts'
import { testApp, type TestApp } from '../../../test/test-app.ts'

const lacks = !['ssh', 'sftp', 'scp'].every((program) => existsSync(`/usr/bin/${program}`))
let app: TestApp
let ada: MadeUser
let eve: MadeUser
let person: SshPerson
let other: SshPerson
let folder: string
let name: string
let made = 0

beforeAll(async () => {
  app = await testApp({ ssh: {} })
  await makeAdmin(app)
  ;[ada, eve] = [await makeUser(app, 'ada'), await makeUser(app, 'eve')]
  ;[person, other] = [await sshPerson(app, ada.token), await sshPerson(app, eve.token)]
})
beforeEach(async () => {
  name = `data-${++made}`
  folder = (await app.as(ada.token).folders.create({ body: { name } })).id
})

const local = (file: string) => join(person.folder, file)
const onDisk = (...path: string[]) => join(app.directory, 'storage/folders', folder, ...path)
const beside = () => readdirSync(join(app.directory, 'storage/uploads', folder))

/** Each command on a line; one that begins with `-` may fail. */
const sftp = (who: SshPerson, ...commands: string[]) =>
  run('sftp', [...who.options, '-b', '-', 'folders@127.0.0.1'], `${commands.join('\n')}\n`)

async function share(who: MadeUser, permission: 'ro' | 'rw'): Promise<string> {
  const body = { email: `${who.username}@example.org`, permission }
  const { id } = await app.as(ada.token).folderShares.create({ params: { id: folder }, body })
  await app.as(who.token).folderInvitations.accept({ params: { id } })
  return id
}

test.skipIf(lacks)('files are put, listed, moved, got and removed', async () => {
  const bytes = randomBytes(3_000_000)
  writeFileSync(local('up'), bytes)
  const ran = await sftp(
    person,
    'pwd',
    'ls -1',
    `cd ${name}`,
    `put ${local('up')} big`,
    'mkdir deep',
    'rename big deep/big',
    'ls -l deep',
    `get deep/big ${local('down')}`,
    `put -p ${local('up')} again`,
    `put ${local('up')} again`,
  )
  expect(ran).toMatchObject({ code: 0, stderr: '' })
  expect(ran.stdout).toContain('Remote working directory: /\n')
  expect(ran.stdout).toMatch(new RegExp(`^/?${name}/?$`, 'm'))
  expect(ran.stdout).toMatch(/-rw-rw---- +1 - +- +3000000 .*big/)
  expect(readFileSync(local('down')).equals(bytes)).toBe(true)
  expect(readFileSync(onDisk('deep/big')).equals(bytes)).toBe(true)
  expect(statSync(onDisk('again')).mode & 0o7777).toBe(statSync(local('up')).mode & 0o777)
  expect(await sftp(person, `rm ${name}/deep/big`, `rmdir ${name}/deep`, `rm ${name}/again`)).toMatchObject({ code: 0 })
  expect([readdirSync(onDisk()), beside()]).toEqual([[], []])
})

test.skipIf(lacks)('a long list is whole, and names are kept as they are', async () => {
  for (let at = 0; at < 250; at++) writeFileSync(onDisk(`한글 ${at}`), '')
  const { code, stdout } = await sftp(person, `ls -1 ${name}`)
  expect([code, stdout.match(/한글 \d+/g)?.length]).toEqual([0, 250])
})

test.skipIf(lacks)('scp copies both ways, and writes what is there where it is', async () => {
  writeFileSync(local('long'), 'a longer text')
  writeFileSync(local('short'), 'short')
  const there = `folders@127.0.0.1:/${name}/copied`
  for (const file of ['long', 'short']) {
    expect(await run('scp', [...person.options, local(file), there])).toMatchObject({ code: 0, stderr: '' })
    expect((await run('scp', [...person.options, there, local('back')])).code).toBe(0)
    expect(readFileSync(local('back'), 'utf8')).toBe(readFileSync(local(file), 'utf8'))
  }
})

test.skipIf(lacks)('what broke off is gone on with, and times and rights are set', async () => {
  writeFileSync(local('whole'), 'one two')
  writeFileSync(onDisk('part'), 'one')
  const ran = await sftp(person, `reput ${local('whole')} ${name}/part`, `chmod 640 ${name}/part`)
  expect(ran).toMatchObject({ code: 0 })
  expect(readFileSync(onDisk('part'), 'utf8')).toBe('one two')
  expect(statSync(onDisk('part')).mode & 0o777).toBe(0o640)
})

test.skipIf(lacks)('who may only read reads, and changes nothing', async () => {
  writeFileSync(onDisk('a'), 'of ada')
  await share(eve, 'ro')
  expect(await sftp(other, `get ${name}/a ${local('got')}`)).toMatchObject({ code: 0 })
  expect(readFileSync(local('got'), 'utf8')).toBe('of ada')
  for (const command of [`put ${local('got')} ${name}/b`, `rm ${name}/a`, `mkdir ${name}/d`, `chmod 600 ${name}/a`]) {
    const { code, stderr } = await sftp(other, command)
    expect([command, code, stderr]).toEqual([command, 1, expect.stringMatching(/permission denied|right to write/i)])
  }
  expect(readdirSync(onDisk())).toEqual(['a'])
})

test.skipIf(lacks)('a folder of somebody else is not there, and at the top nothing changes', async () => {
  writeFileSync(onDisk('a'), 'of ada')
  const seen = await sftp(other, 'ls -1')
  expect([seen.code, seen.stdout.includes(name)]).toEqual([0, false])
  expect((await sftp(other, `get ${name}/a ${local('none')}`)).code).toBe(1)
  writeFileSync(local('x'), 'x')
  for (const command of [`put ${local('x')} /x`, 'mkdir /new', `rename /${name} /other`, `rmdir /${name}`])
    expect([command, (await sftp(person, command)).code]).toEqual([command, 1])
  expect(existsSync(onDisk())).toBe(true)
})

test.skipIf(lacks)('a link leads on within its folder, and never out of it', async () => {
  writeFileSync(local('secret'), 'of the machine')
  mkdirSync(onDisk('real'))
  writeFileSync(onDisk('real/in'), 'within')
  symlinkSync('real/in', onDisk('within'))
  symlinkSync('real', onDisk('way'))
  symlinkSync(local('secret'), onDisk('out'))
  symlinkSync(person.folder, onDisk('away'))
  expect(await sftp(person, `get ${name}/within ${local('w')}`, `get ${name}/way/in ${local('w2')}`)).toMatchObject({
    code: 0,
  })
  writeFileSync(local('n'), 'new')
  for (const command of [
    `get ${name}/out ${local('stolen')}`,
    `get ${name}/away/secret ${local('stolen')}`,
    `put ${local('n')} ${name}/out`,
    `put ${local('n')} ${name}/away/made`,
    `rm ${name}/away/secret`,
    `chmod 777 ${name}/out`,
    `symlink /etc/passwd ${name}/made`,
    `get ${name}/../../../../../etc/passwd ${local('stolen')}`,
  ])
    expect([command, (await sftp(person, command)).code]).toEqual([command, 1])
  expect([existsSync(local('stolen')), existsSync(local('made'))]).toEqual([false, false])
  expect(readFileSync(local('secret'), 'utf8')).toBe('of the machine')
  expect(await sftp(person, `put ${local('n')} ${name}/way/new`)).toMatchObject({ code: 0 })
  expect(readFileSync(onDisk('real/new'), 'utf8')).toBe('new')
})

/** 64 KiB a second, and never much of it under way. */
const slowly = ['-l', '512', '-B', '8192', '-R', '4']

/** Puts a file so slowly that it is never done, until the test goes on. */
async function slowPut(who: SshPerson, target: string) {
  writeFileSync(local('slow'), randomBytes(4_000_000))
  const child = start('sftp', [...who.options, ...slowly, '-b', '-', 'folders@127.0.0.1'])
  const output = collect(child)
  child.stdin?.on('error', () => {})
  child.stdin?.end(`put ${local('slow')} ${target}\n`)
  await eventually(beside, (files) => files.length > 0)
  return { child, ...output }
}

test.skipIf(lacks)('an upload that is cut leaves the old file and nothing beside it', async () => {
  writeFileSync(onDisk('a'), 'old')
  const { child, ended } = await slowPut(person, `${name}/a`)
  child.kill('SIGKILL')
  await ended
  await eventually(beside, (files) => files.length === 0)
  expect(readFileSync(onDisk('a'), 'utf8')).toBe('old')
})

test.skipIf(lacks)('what does not fit is refused, and leaves the old file', async () => {
  writeFileSync(onDisk('a'), 'old')
  const limit = (bytes: number | null) => app.database.pool.query('UPDATE policies SET folder_capacity = $1', [bytes])
  writeFileSync(local('large'), randomBytes(3_000_000))
  await limit(1_000_000)
  expect((await sftp(person, `put ${local('large')} ${name}/a`)).code).toBe(1)
  await limit(null)
  expect([readFileSync(onDisk('a'), 'utf8'), beside()]).toEqual(['old', []])
})

test.skipIf(lacks)('what is being sent counts before it is in its place', async () => {
  const limit = (bytes: number | null) => app.database.pool.query('UPDATE policies SET folder_capacity = $1', [bytes])
  const files = filesOf(app, ada.token, folder)
  const { child, ended } = await slowPut(person, `${name}/a`)
  const written = await eventually(
    () => beside().reduce((sum, file) => sum + statSync(join(app.directory, 'storage/uploads', folder, file)).size, 0),
    (size) => size > 0,
  )
  await limit(written + 1_000)
  expect((await files.begin('more', 2_000)).type).toBe('folder-full')
  child.kill('SIGKILL')
  await ended
  await eventually(
    () => files.begin('more', 2_000),
    ({ status }) => status === 201,
  )
  await limit(null)
})

test.skipIf(lacks)('a right that is taken away ends what is being sent', async () => {
  const id = await share(eve, 'rw')
  const { ended } = await slowPut(other, `${name}/late`)
  await app.as(ada.token).folderShares.end({ params: { id: folder, share: id } })
  expect((await ended).code).toBe(1)
  await eventually(beside, (files) => files.length === 0)
  expect(readdirSync(onDisk())).toEqual([])
})

test.skipIf(lacks)('a key that is removed ends the connection', async () => {
  const ids = async () => (await app.as(eve.token).sshKeys.list()).items.map(({ id }) => id)
  const before = await ids()
  const gone = await sshPerson(app, eve.token)
  const child = start('sftp', [...gone.options, '-b', '-', 'folders@127.0.0.1'])
  const { text, ended } = collect(child)
  child.stdin?.write('pwd\n')
  await eventually(
    () => text.stdout,
    (shown) => shown.includes('working directory'),
  )
  const id = (await ids()).find((one) => !before.includes(one)) ?? ''
  await app.as(eve.token).sshKeys.remove({ params: { id } })
  // The program itself only hears of it when it next says something.
  await eventually(
    () => text.stderr,
    (shown) => shown.includes('You may not be connected any more'),
  )
  child.stdin?.on('error', () => {})
  child.stdin?.end('ls\n')
  expect((await ended).code).not.toBe(0)
})

test.skipIf(lacks)('there is no shell, no command and no forwarding', async () => {
  for (const command of [[], ['true']]) {
    const { code, stderr } = await run('ssh', [...person.options, 'folders@127.0.0.1', ...command])
    expect([code, stderr]).toEqual([255, expect.stringContaining('use sftp or scp')])
  }
  const forward = await run('ssh', [...person.options, '-W', '127.0.0.1:80', 'folders@127.0.0.1'])
  expect(forward.code).toBe(255)
})

test.skipIf(lacks)('of several who have the same key, each says who they are', async () => {
  const mallory = await makeUser(app, 'mallory')
  await app.as(mallory.token).sshKeys.add({ body: { name: 'not mine', publicKey: person.publicKey } })
  const bare = await sftp(person, 'pwd')
  expect([bare.code, bare.stderr]).toEqual([255, expect.stringContaining('USER+folders')])
  const options = [...person.options, '-b', '-', 'ADA+folders@127.0.0.1']
  expect((await run('sftp', options, 'ls -1\n')).stdout).toContain(name)
  const [key] = (await app.as(mallory.token).sshKeys.list()).items
  await app.as(mallory.token).sshKeys.remove({ params: { id: key?.id ?? '' } })
})
