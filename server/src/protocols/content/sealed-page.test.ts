import { mkdtempSync, rmSync } from 'node:fs'
import { open, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { placeOfSeal, seal, sealedAt } from './sealed-page.ts'

const folder = mkdtempSync(join(tmpdir(), 'berth-seal-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function sealed(content: Buffer | string): Promise<string | null> {
  const path = join(folder, 'page.html')
  await writeFile(path, content)
  await using file = await open(path)
  const place = await placeOfSeal(file)
  if (place === null) return null
  const pieces: Buffer[] = []
  // As it comes, in whatever pieces.
  const body = async function* () {
    for (const byte of Buffer.from(content)) yield Buffer.from([byte])
  }
  for await (const piece of sealedAt(place, body())) pieces.push(piece)
  const whole: Buffer[] = []
  const atOnce = async function* () {
    if (content.length > 0) yield Buffer.from(content)
  }
  for await (const piece of sealedAt(place, atOnce())) whole.push(piece)
  expect(Buffer.concat(pieces)).toEqual(Buffer.concat(whole))
  return Buffer.concat(pieces).toString()
}

test('the seal stands before all that runs, and behind what says which HTML it is', async () => {
  expect(await sealed('<!DOCTYPE html>\n<h1>x')).toBe(`<!DOCTYPE html>${seal}\n<h1>x`)
  expect(await sealed('\uFEFF \n<!doctype html><p>')).toBe(`\uFEFF \n<!doctype html>${seal}<p>`)
  for (const page of ['<h1>x', '<!doctype html', '<!--><script>1</script>--><!doctype html>', `${' '.repeat(2000)}<p>`])
    expect(await sealed(page), page).toBe(seal + page)
  expect(await sealed('\uFEFF<p>')).toBe(`\uFEFF${seal}<p>`)
  expect(await sealed('')).toBe(seal)
})

test('a page of which the seal would be no part is not sealed', async () => {
  expect(await sealed(Buffer.from('\uFEFF<h1>x', 'utf16le'))).toBeNull()
  expect(await sealed(Buffer.from('\uFEFF<h1>x', 'utf16le').swap16())).toBeNull()
})
