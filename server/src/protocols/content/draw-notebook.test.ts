/** Notebooks that somebody wrote to do harm: they end by themselves or are ended, and nobody waits for them. */
import { mkdtempSync, rmSync } from 'node:fs'
import { open, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { createDrawNotebook, type DrawNotebook } from './draw-notebook.ts'
import { usualLimits } from './notebook-limits.ts'

const folder = mkdtempSync(join(tmpdir(), 'berth-notebooks-'))
afterAll(() => rmSync(folder, { recursive: true }))

const MiB = 1024 ** 2
const words = (source: string, attachments: object = {}) =>
  JSON.stringify({ nbformat: 4, cells: [{ cell_type: 'markdown', source, attachments }] })
/** Each use of the name is the whole address again. */
const endless = words(`[a]: /${'x'.repeat(MiB)}\n\n${'[a] '.repeat(50_000)}`)
let made = 0

/** The page, or why there is none. */
async function drawn(draw: DrawNotebook, text: string, { who = 'ada', signal = new AbortController().signal } = {}) {
  const path = join(folder, `${++made}.ipynb`)
  await writeFile(path, text)
  await using file = await open(path)
  const answer = await draw({ file, language: 'en', plain: false, who, signal })
  return typeof answer === 'string' ? answer : Buffer.concat(answer).toString()
}

test('a notebook is drawn, and what is none is said to be none', async () => {
  const draw = createDrawNotebook()
  expect(await drawn(draw, words('# Title'))).toContain('<h1>Title</h1>')
  expect(await drawn(draw, '{')).toBe('noNotebook')
  expect(await drawn(draw, '['.repeat(MiB))).toBe('noNotebook')
})

test('a picture that is named many times is in the page so often as there is room', async () => {
  const draw = createDrawNotebook()
  const picture = { a: { 'image/png': 'A'.repeat(4 * MiB) } }
  const page = await drawn(draw, words('![](attachment:a)\n\n'.repeat(9), picture))
  expect(page.split('data:image/png;base64,AAAA').length).toBe(10)
  expect(await drawn(draw, words('![](attachment:a)\n\n'.repeat(1000), picture))).toBe('tooLarge')
})

test('what takes long is ended, and others are drawn meanwhile', async () => {
  const draw = createDrawNotebook({ ...usualLimits, ms: 3_000 })
  const ended: string[] = []
  const long = drawn(draw, endless, { who: 'eve' }).then((answer) => ended.push(answer))
  expect(await drawn(draw, words('# Title'))).toContain('<h1>Title</h1>')
  expect(ended).toEqual([])
  await long
  expect(ended).toEqual(['tooLarge'])
})

test('what takes more memory than there is for it takes nothing else along', async () => {
  const draw = createDrawNotebook({ ...usualLimits, memory: 24 })
  const arrays = `{"nbformat":4,"cells":[${'[],'.repeat(3 * MiB)}1]}`
  expect(await drawn(draw, arrays)).toBe('tooLarge')
  expect(await drawn(createDrawNotebook(), words('# Title'))).toContain('<h1>Title</h1>')
})

test('what nobody waits for any more ends', async () => {
  const draw = createDrawNotebook({ ...usualLimits, ms: 600_000 })
  const left = new AbortController()
  const first = drawn(draw, endless, { signal: left.signal })
  expect(await drawn(draw, words('# Theirs'), { who: 'eve' })).toContain('<h1>Theirs</h1>')
  left.abort()
  expect(await first).toBe('tooLarge')
  expect(await drawn(draw, words('# Next'))).toContain('<h1>Next</h1>')
  expect(await drawn(draw, words('# Never'), { signal: left.signal })).toBe('tooLarge')
})
