/** Directories as pages. */
import { mkdir, mkdtemp, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDirectory, openTop } from './beneath.ts'
import { createLister, type ListAsk } from './list-directory.ts'

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

async function list(ask: Partial<ListAsk> = {}) {
  const top = await openTop(folder)
  try {
    await using directory = await openDirectory(top, [])
    return await lister.list(top, directory, { order: 'name', descending: false, limit: 50, ...ask })
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
