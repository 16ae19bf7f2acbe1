/** Directories as pages. */
import { mkdir, mkdtemp, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { openDirectory, openTop } from './beneath.ts'
import { createLister, TooManyEntries, type ListAsk } from './list-directory.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'berth-list-'))
  for (const [at, name] of ['run 10', 'run 9', 'B', 'a', 'é', '.hidden'].entries()) {
    await writeFile(join(folder, name), 'x'.repeat(10 - at))
    await utimes(join(folder, name), 1000 + at, 1000 + at)
  }
  await mkdir(join(folder, 'z folder'))
  await symlink('z folder', join(folder, 'to folder'))
  await symlink('/etc/passwd', join(folder, 'away'))
  // Longer ago than a clock's tick, so that it is read once.
  await utimes(folder, 1000, 1000)
})
afterAll(() => rm(folder, { recursive: true }))

const lister = createLister()

async function list(ask: Partial<ListAsk> = {}, by = lister, path = folder) {
  const top = await openTop(path)
  try {
    await using directory = await openDirectory(top, [])
    return await by.list(top, directory, { order: 'name', descending: false, limit: 50, ...ask })
  } finally {
    await top.close()
  }
}

const byName = ['z folder', '.hidden', 'a', 'away', 'B', 'é', 'run 9', 'run 10', 'to folder']

test('folders come first, then names as people count, and links say what they lead to', async () => {
  const { items, total, nextCursor } = await list()
  expect(items.map(({ name }) => name)).toEqual(byName)
  expect([total, nextCursor]).toEqual([byName.length, null])
  expect(items.find(({ name }) => name === 'to folder')).toMatchObject({ kind: 'folder', link: 'z folder', size: null })
  expect(items.find(({ name }) => name === 'away')).toMatchObject({ kind: 'other', link: '/etc/passwd', size: null })
})

test.each(['name', 'size', 'modifiedAt'] as const)('by %s, page after page is all of it, once', async (order) => {
  for (const descending of [false, true]) {
    const whole = (await list({ order, descending })).items.map(({ name }) => name)
    const pages: string[] = []
    let cursor: string | undefined
    do {
      const page = await list({ order, descending, limit: 2, cursor })
      pages.push(...page.items.map(({ name }) => name))
      cursor = page.nextCursor ?? undefined
    } while (cursor !== undefined)
    expect(pages).toEqual(whole)
    expect(whole.toSorted()).toEqual(byName.toSorted())
    expect(whole[0]).toBe('z folder')
  }
})

test('what was added since is there, behind a cursor too', async () => {
  const { nextCursor } = await list({ limit: 3 })
  await writeFile(join(folder, 'C'), '')
  const { items, total } = await list({ cursor: nextCursor ?? '' })
  expect(items.map(({ name }) => name)).toEqual(['away', 'B', 'C', 'é', 'run 9', 'run 10', 'to folder'])
  expect(total).toBe(byName.length + 1)
  await rm(join(folder, 'C'))
})

test.each(['', 'x', '!!', 'A'.repeat(400)])('the cursor %j, which nobody gave, is no fault', async (cursor) => {
  expect((await list({ cursor })).total).toBe(byName.length)
})

test('a long directory is listed page after page, each entry once, and what is searched for too', async () => {
  const path = await mkdtemp(join(tmpdir(), 'berth-long-'))
  onTestFinished(() => rm(path, { recursive: true }))
  // More than are read at a time, and than are kept for the next pages.
  const names = Array.from({ length: 2_600 }, (_, n) => `run ${(n * 7919) % 100_003}`)
  for (const name of names) await writeFile(join(path, name), '')
  await mkdir(join(path, 'a folder'))
  // Where one name is no text, all are read in another way.
  for (const odd of [false, true]) {
    if (odd) await writeFile(Buffer.concat([Buffer.from(`${path}/`), Buffer.from([0x7a, 0xff])]), '')
    const expected = ['a folder', ...names.toSorted((a, b) => Number(a.slice(4)) - Number(b.slice(4)))]
    if (odd) expected.push('z\uFFFD')
    for (const age of [1000, Date.now() / 1000 + 100]) {
      await utimes(path, age, age)
      const fresh = createLister()
      const pages: string[] = []
      let cursor: string | undefined
      do {
        const page = await list({ limit: 200, cursor }, fresh, path)
        expect(page.total).toBe(expected.length)
        pages.push(...page.items.map(({ name }) => name))
        cursor = page.nextCursor ?? undefined
      } while (cursor !== undefined)
      expect(pages).toEqual(expected)
    }
  }
  const found = await list({ containing: 'RUN 99', limit: 5 }, lister, path)
  const matching = names.filter((name) => name.includes('run 99'))
  expect(found.total).toBe(matching.length)
  const rest = await list({ containing: 'RUN 99', limit: 200, cursor: found.nextCursor ?? '' }, lister, path)
  expect([...found.items, ...rest.items].map(({ name }) => name).toSorted()).toEqual(matching.toSorted())
})

test('a directory that is too long for a list is refused, sooner where each entry is looked at', async () => {
  const short = createLister({ most: { read: byName.length, looked: 3 } })
  expect((await list({}, short)).total).toBe(byName.length)
  await expect(list({ order: 'size' }, short)).rejects.toThrow(TooManyEntries)
  await expect(list({ order: 'modifiedAt' }, short)).rejects.toMatchObject({ limit: 3 })
  expect((await list({ order: 'size', containing: 'run' }, short)).items).toHaveLength(2)
  const shorter = createLister({ most: { read: byName.length - 1, looked: 100 } })
  await expect(list({}, shorter)).rejects.toMatchObject({ limit: byName.length - 1 })
})
