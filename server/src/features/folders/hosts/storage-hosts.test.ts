/** Storage hosts that answer nothing: a file system of a network that is gone. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { eventually } from '../../../../test/eventually.ts'
import { hungFileSystem } from '../../../../test/hung-file-system.ts'
import type { StorageSupport } from '../../../engines/engine.ts'
import { createLog } from '../../../platform/log/log.ts'
import { createStorageHosts } from './storage-hosts.ts'

const directory = mkdtempSync(join(tmpdir(), 'berth-hosts-'))
const point = join(directory, 'network')
mkdirSync(point)
const hung = await hungFileSystem(point)
const mounted = [hung]
afterAll(async () => {
  for (const one of mounted) await one.end()
  rmSync(directory, { recursive: true, force: true })
})
const why = hung.lacks === '' ? '' : ` (skipped: ${hung.lacks})`

const support: StorageSupport = { available: true, remedy: null, owner: null }
const hostsOf = (
  hosts: readonly { readonly name: string; readonly path: string }[],
  storage = (_path: string) => Promise.resolve(support),
) =>
  createStorageHosts({
    hosts,
    ownDirectory: directory,
    engine: { storage },
    usedHosts: async () => [],
    log: createLog({ format: 'json', write: () => {} }),
    answerMs: 1_000,
  })

test('a host whose inspection is held is not inspected again until that is over', async () => {
  const held = Promise.withResolvers<StorageSupport>()
  let inspections = 0
  using hosts = hostsOf([{ name: 'own', path: join(directory, 'own') }], () => {
    inspections++
    return held.promise
  })
  for (let i = 0; i < 3; i++) {
    await hosts.refresh()
    expect(await hosts.all()).toMatchObject([{ fault: expect.stringContaining('does not answer'), found: null }])
  }
  expect(inspections).toBe(1)
  held.resolve(support)
  await hosts.refresh()
  expect(await hosts.all()).toMatchObject([{ fault: null, found: { path: join(directory, 'own') } }])
})

test('nothing is made, nor taken for removed, where the storage is not mounted any more', async () => {
  const path = join(directory, 'unmounted')
  mkdirSync(path)
  using hosts = hostsOf([{ name: 'unmounted', path }])
  const found = await hosts.foundOf('unmounted')
  if (!found) throw new Error('it is there')
  for (const name of readdirSync(path)) rmSync(join(path, name), { recursive: true })
  const id = '01890000-0000-7000-8000-000000000000'
  await expect(hosts.make(found, id, { project: 1, limit: null })).rejects.toThrow('is not what it was')
  await expect(hosts.remove(found, id)).rejects.toThrow('ENOENT')
  expect(readdirSync(path)).toEqual([])
})

test.skipIf(why !== '')(`a file system that hangs takes no thread that files are read by${why}`, async () => {
  using hosts = hostsOf([
    { name: 'network', path: point },
    { name: 'here', path: join(directory, 'here') },
  ])
  // More often than there are threads.
  for (let i = 0; i < 5; i++) await hosts.refresh()
  expect(await hosts.all()).toMatchObject([
    { name: 'network', fault: `${point} does not answer.`, found: null },
    { name: 'here', fault: null },
  ])
  expect(await hosts.placeOf('network', '01890000-0000-7000-8000-000000000000')).toBeNull()
  expect(await hosts.placeOf('here', '01890000-0000-7000-8000-000000000000')).not.toBeNull()
  const reads = Array.from({ length: 8 }, () => readFile('/proc/self/stat', 'utf8'))
  expect((await Promise.all(reads)).every((text) => text.length > 0)).toBe(true)
  expect((await stat(directory)).isDirectory()).toBe(true)
})

test.skipIf(why !== '')(
  `a host that hangs since it was looked at is given to nobody until it is back${why}`,
  async () => {
    const path = join(directory, 'flaky')
    mkdirSync(path)
    using hosts = hostsOf([{ name: 'flaky', path }])
    const place = () => hosts.placeOf('flaky', '01890000-0000-7000-8000-000000000000')
    expect(await place()).not.toBeNull()
    const over = await hungFileSystem(path)
    mounted.push(over)
    expect(over.lacks).toBe('')
    await eventually(place, (found) => found === null)
    expect(await hosts.all()).toMatchObject([{ fault: `${path} does not answer.`, found: null }])
    await over.end()
    await eventually(place, (found) => found !== null)
    expect(await hosts.all()).toMatchObject([{ fault: null }])
  },
)
