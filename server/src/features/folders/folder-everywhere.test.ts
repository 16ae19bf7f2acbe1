/** One folder by request, by mount and by SFTP: two people, of whom one may only read, in real sandboxes. */
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createLocalEngine } from '../../engines/local/local.engine.ts'
import { eventually } from '../../../test/eventually.ts'
import { filesOf } from '../../../test/file-requests.ts'
import { folderSite, plainSession, type FolderSite } from '../../../test/folder-site.ts'
import { run, sshPerson } from '../../../test/ssh.ts'

const directory = await mkdtemp(join(tmpdir(), 'berth-folders-engine-'))
const engine = createLocalEngine({ directory, nodeName: 'here' })
const { available } = await engine.probe()
const lacks = !available || !existsSync('/usr/bin/sftp')

let site: FolderSite
let folder = ''
const sessions = { ada: '', eve: '' }

beforeAll(async () => {
  if (lacks) return
  site = await folderSite({ engine, ssh: {} })
  folder = (await site.create(site.asAda, { name: 'data' })).id
  await site.share(folder, 'ro')
  for (const [name, who] of [
    ['ada', site.asAda],
    ['eve', site.asEve],
  ] as const) {
    const body = { ...plainSession, name: `of-${name}`, mounts: [{ folder }] }
    const { id } = await who.sessions.create({ body })
    await eventually(
      () => who.sessions.show({ params: { id } }),
      ({ status }) => status === 'RUNNING',
    )
    sessions[name] = id
  }
})
afterAll(async () => {
  for (const { id } of await engine.list()) {
    await engine.stop(id, { graceMs: 0 })
    await engine.remove(id)
    await engine.removeLogs(id)
  }
  await site?.app.close()
  await engine[Symbol.asyncDispose]()
  await rm(directory, { recursive: true, force: true })
})

/** In somebody's session: what it says, and whether that went well. */
async function inside(who: 'ada' | 'eve', script: string) {
  const stream = await engine.exec(sessions[who], { command: ['sh', '-c', script] })
  stream.stdin.end()
  let said = ''
  for await (const bytes of stream.stdout) said += String(bytes)
  stream.stderr.resume()
  return { said, isWell: (await stream.exit).code === 0 }
}
const sftp = async (who: 'ada' | 'eve', ...lines: string[]) => {
  const { options, folder: own } = await sshPerson(site.app, site[who].token)
  const batch = join(own, 'batch')
  await writeFile(batch, `${lines.join('\n')}\n`)
  return run('sftp', [...options, '-b', batch, `of-${who}@127.0.0.1`])
}
const wellDone = { code: 0 }

test.skipIf(lacks)('who may write does, each way, and who may read sees it, each way', async () => {
  await filesOf(site.app, site.ada.token, folder).write('by-request', 'one\n')
  expect(await inside('ada', 'cat data/by-request && echo two >data/by-mount')).toEqual({ said: 'one\n', isWell: true })
  await writeFile(join(directory, 'local'), 'three\n')
  expect(await sftp('ada', `put ${join(directory, 'local')} data/by-sftp`)).toMatchObject(wellDone)

  const eve = filesOf(site.app, site.eve.token, folder)
  expect((await eve.read('by-mount')).text).toBe('two\n')
  expect(await inside('eve', 'cat data/*')).toEqual({ said: 'two\none\nthree\n', isWell: true })
  expect(await sftp('eve', `get data/by-request ${join(directory, 'got')}`)).toMatchObject(wellDone)
  expect(await readFile(join(directory, 'got'), 'utf8')).toBe('one\n')
})

test.skipIf(lacks)('who may only read writes nothing, whichever way they try', async () => {
  const before = (await inside('ada', 'ls -lR data && cat data/*')).said
  const eve = filesOf(site.app, site.eve.token, folder)
  for (const path of ['by-mount', 'new']) expect((await eve.write(path, 'x')).status).toBe(403)
  const { files } = site.asEve
  const calls = [
    files.mkdir({ params: { id: folder }, body: { path: 'made' } }),
    files.move({ params: { id: folder }, body: { from: 'by-mount', to: 'moved' } }),
    files.remove({ params: { id: folder }, query: { path: 'by-mount' } }),
  ]
  for (const outcome of await Promise.allSettled(calls)) expect(outcome.status).toBe('rejected')
  for (const script of [
    'echo x >>data/by-mount',
    'touch data/new',
    'rm data/by-mount',
    'chmod 777 data',
    'mkdir data/d',
  ])
    expect((await inside('eve', script)).isWell, script).toBe(false)
  for (const line of ['put /etc/hostname data/new', 'rm data/by-mount', 'rename data/by-mount data/x', 'mkdir data/d'])
    expect((await sftp('eve', line)).code, line).not.toBe(0)
  expect((await inside('ada', 'ls -lR data && cat data/*')).said).toBe(before)
})

test.skipIf(lacks)('when the share ends, so do the session and every way in', async () => {
  const [share] = (await site.asAda.folderShares.list({ params: { id: folder } })).items
  await site.asAda.folderShares.end({ params: { id: folder, share: share?.id ?? '' } })
  expect(await site.ended(site.asEve, sessions.eve)).toBe('folder-access-ended')
  expect((await filesOf(site.app, site.eve.token, folder).read('by-mount')).status).toBe(404)
  expect((await inside('ada', 'cat data/by-mount')).said).toBe('two\n')
})
