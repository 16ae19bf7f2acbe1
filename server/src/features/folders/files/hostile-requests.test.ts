/** What is in hostile-values.ts at every input of files and uploads, in a folder that is there. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { filesOf, uploadIn, type FileAnswer, type FileAsker } from '../../../../test/file-requests.ts'
import { hostileTexts, hostileValues } from '../../../../test/hostile-values.ts'
import { makeUser } from '../../../../test/make.ts'
import { testApp, type TestApp } from '../../../../test/test-app.ts'

let app: TestApp
let files: FileAsker
let [folder, other] = ['', '']
const folders = () => join(app.directory, 'storage/folders')
beforeAll(async () => {
  app = await testApp()
  const { token } = await makeUser(app, 'ada')
  ;({ id: folder } = await app.as(token).folders.create({ body: { name: 'worked-in' } }))
  ;({ id: other } = await app.as(token).folders.create({ body: { name: 'beside' } }))
  files = filesOf(app, token, folder)
  await files.write('there', 'as it was')
  await filesOf(app, token, other).write('untouched', 'as it was')
})

/** In an address; one that a request line cannot hold is no input. */
const texts = hostileTexts.filter((text) => encodeURIComponent(text.toWellFormed()).length < 8_000)

async function harmless(about: unknown, asked: Promise<FileAnswer>): Promise<FileAnswer> {
  const answer = await asked
  expect(answer.status, `${JSON.stringify(about).slice(0, 100)}: ${answer.text.slice(0, 200)}`).toBeLessThan(500)
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  expect(answer.headers.get('content-type') ?? '').not.toContain('html')
  return answer
}

test('there are some of them', () => expect(texts.length).toBeGreaterThan(150))

test('as a path each is refused or is the name of a file like any other', { timeout: 120_000 }, async () => {
  for (const text of texts) {
    const path = text.toWellFormed()
    const written = await harmless(path, files.write(path, path))
    const read = await harmless(path, files.read(path))
    if (written.status === 200) expect(read.text, JSON.stringify(path)).toBe(path)
    const looks = [
      files.list(path),
      files.ask('GET', `/files/search?q=${encodeURIComponent(path)}`),
      files.archive(path),
      files.post('/files/preview', { path }),
    ]
    await Promise.all(looks.map((asked) => harmless(path, asked)))
    await harmless(path, files.post('/files/move', { from: path, to: `${path}2` }))
    await harmless(path, files.post('/files/copy', { from: 'there', to: path }))
    const begun = await harmless(path, files.begin(path, 1, Buffer.from('x'), { overwrite: path }))
    if (begun.headers.get('location') !== null) await harmless(path, files.giveUp(uploadIn(begun)))
    for (const left of [path, `${path}2`]) await harmless(left, files.remove(left))
  }
})

test('as anything else in a body each is refused, or does nothing but what it says', async () => {
  for (const value of hostileValues.filter((one) => JSON.stringify(one).length < 100_000))
    for (const [path, body] of [
      ['/files/mkdir', { path: value }],
      ['/files/mkdir', { path: 'made', parents: value }],
      ['/files/move', { from: value, to: 'moved' }],
      ['/files/copy', { from: value, to: value, overwrite: value }],
      ['/files/preview', { path: value }],
    ] as const)
      await harmless(value, files.post(path, body))
})

test('as a header of an upload each is refused or understood', async () => {
  for (const text of texts.filter((one) => /^[ -~]+$/.test(one)))
    for (const name of ['upload-length', 'upload-metadata', 'upload-offset', 'upload-checksum', 'tus-resumable'])
      await harmless([name, text], files.begin('by-header', 1, Buffer.from('x'), {}, { [name]: text }))
})

test('nothing beside the folder was touched, and the server had no fault', () => {
  expect(readFileSync(join(folders(), folder, 'there'), 'utf8')).toBe('as it was')
  expect(readdirSync(join(folders(), other))).toEqual(['untouched'])
  expect(readFileSync(join(folders(), other, 'untouched'), 'utf8')).toBe('as it was')
  expect(readdirSync(folders()).toSorted()).toEqual([folder, other].toSorted())
  expect(app.logged.filter((line) => line.includes('"level":"error"'))).toEqual([])
})
