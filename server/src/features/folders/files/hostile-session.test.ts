/** A session swaps links in a folder while people use it over the API: nothing outside is ever read, written or listed. */
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { filesOf, uploadIn, type FileAnswer } from '../../../../test/file-requests.ts'
import { makeOutside, secret, swapLinks, type Outside } from '../../../../test/link-swapper.ts'
import { makeAdmin, makeUser } from '../../../../test/make.ts'
import { testApp, type TestApp } from '../../../../test/test-app.ts'

let app: TestApp
let outside: Outside
beforeAll(async () => {
  app = await testApp()
  outside = await makeOutside()
})
afterAll(() => outside[Symbol.asyncDispose]())

const rounds = 40

/** The answer had said how long it is, and the session made the file shorter while it was sent. */
function unlessCut(error: unknown): null {
  if (error instanceof TypeError && error.message === 'terminated') return null
  throw error
}

test('while links are swapped, requests get what is in the folder or a refusal', async () => {
  await makeAdmin(app)
  const { token } = await makeUser(app)
  const { id } = await app.as(token).folders.create({ body: { name: 'data' } })
  const root = join(app.directory, 'storage/folders', id)
  const files = filesOf(app, token, id)
  const before = await outside.everything()
  const answers: FileAnswer[] = []
  const note = (answer: FileAnswer) => {
    answers.push(answer)
    return answer
  }
  let made = 0
  const steps: readonly (() => Promise<unknown>)[] = [
    async () => note(await files.list('swapped', '&sort=size')),
    async () => note(await files.list('')),
    async () => note(await files.read('file.txt')),
    async () => {
      const answer = await files.read('swapped/inner/secret.txt').catch(unlessCut)
      if (answer) note(answer)
    },
    async () => note(await files.write('swapped/inner/new.txt', 'mine')),
    async () => note(await files.write('file.txt', 'harmless')),
    async () => note(await files.remove('swapped/inner/secret.txt')),
    async () => note(await files.remove('swapped/secret.txt')),
    async () => note(await files.post('/files/mkdir', { path: 'swapped/inner/deep', parents: true })),
    async () =>
      note(await files.post('/files/move', { from: 'swapped/secret.txt', to: `stolen-${++made}`, overwrite: true })),
    async () =>
      note(await files.post('/files/copy', { from: 'swapped/inner', to: `copied-${++made}`, overwrite: true })),
    async () => note(await files.ask('GET', '/files/search?q=secret')),
    async () => {
      const upload = uploadIn(await files.begin(`swapped/inner/up-${++made}/x`, 8, Buffer.from('mine'), {}))
      if (upload) note(await files.append(upload, 4, Buffer.from('mine')))
    },
    async () => {
      const { bytes } = note(await files.archive(''))
      const path = join(app.directory, `swapped-${++made}.zip`)
      writeFileSync(path, bytes)
      // Stored as they are, so the secret would be seen.
      expect(bytes.includes(secret)).toBe(false)
      execFileSync('python3', ['-m', 'zipfile', '-t', path])
    },
  ]
  {
    await using _swapper = await swapLinks(root, outside.path)
    for (let round = 0; round < rounds; round++) await Promise.all(steps.map((step) => step()))
  }
  expect(answers.filter(({ text }) => text.includes(secret))).toEqual([])
  expect(answers.filter(({ status }) => status >= 500).map(({ text }) => text)).toEqual([])
  expect(await outside.everything()).toEqual(before)
  const kinds = new Set(answers.map(({ status, type }) => type ?? String(status)))
  // It went well at times, and was refused at others.
  expect([...kinds]).toEqual(expect.arrayContaining(['200', '204', 'path-refused', 'no-such-file']))
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true }))
    // What a link leads to that was there last is listed, too.
    if (entry.isFile() && realpathSync(entry.parentPath).startsWith(realpathSync(root)))
      expect(readFileSync(join(entry.parentPath, entry.name), 'utf8')).not.toBe(secret)
  expect(app.logged.filter((line) => line.includes('"level":"error"'))).toEqual([])
}, 180_000)
