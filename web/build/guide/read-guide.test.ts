/** The guide as it is: whole in every language, and with an answer for every page of the console. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { guidePlaces } from '../../src/shell/guide-places.ts'
import { guideDocument } from './guide-page.ts'
import { readGuide } from './read-guide.ts'
import { guideLanguages } from './words.ts'

const folder = fileURLToPath(new URL('../../../docs/guide/', import.meta.url))
const guide = readGuide(folder)

test('has every page in every language, with the same headings', () => {
  for (const { name, headings } of guide.pages) {
    const all = guide.pages.filter((page) => page.name === name)
    expect(all.map(({ language }) => language)).toEqual([...guideLanguages])
    for (const other of all)
      expect(other.headings.map(({ anchor, level }) => [anchor, level])).toEqual(
        headings.map(({ anchor, level }) => [anchor, level]),
      )
  }
})

test('has every picture that it names', () => {
  expect(guide.missingPictures).toEqual([])
  const sizes = guide.pages.flatMap(({ html }) => [...html.matchAll(/<img [^>]*width="(\d+)" height="(\d+)"/g)])
  expect(new Set(sizes.map(([, width]) => width))).toEqual(new Set(['1120']))
  expect(Math.max(...sizes.map(([, , height]) => Number(height)))).toBe(700)
})

test('every page of the console has its place in it', () => {
  const routes = readFileSync(fileURLToPath(new URL('../../src/routes.tsx', import.meta.url)), 'utf8')
  const paths = [...routes.matchAll(/^ {2}path: '([^']+)'/gm)].map(([, path]) => path)
  expect(paths.length).toBeGreaterThan(15)
  const known = guidePlaces.map(({ path }) => path.replaceAll('$', '$id'))
  const fits = (path = '') => known.some((one) => (one === '/' ? path === one : path.startsWith(one)))
  expect(paths.filter((path) => !fits(path))).toEqual([])
})

test('every place that the console leads to is there', () => {
  const targets = guide.pages
    .filter(({ language }) => language === 'ko')
    .flatMap(({ name, headings }) => [name, ...headings.map(({ anchor }) => `${name}#${anchor}`)])
  expect(guidePlaces.map(({ guide: place }) => place).filter((place) => !targets.includes(place))).toEqual([])
})

test('every page of the guide can be searched, by words of its own', () => {
  for (const language of guideLanguages) {
    const names = new Set(guide.index[language].map(({ p }) => p))
    expect(names.size).toBe(guide.pages.length / guideLanguages.length)
    expect(guide.index[language].filter(({ x, h }) => x === '' && h === undefined && x.includes('<'))).toEqual([])
  }
})

test('a document has no script and no style of its own, so that its policy can forbid them', () => {
  const template = readFileSync(fileURLToPath(new URL('../../guide.html', import.meta.url)), 'utf8')
  const frame = { guide, template, indexOf: () => '/index.json' }
  for (const page of guide.pages) {
    const html = guideDocument(frame, page)
    expect(html).not.toMatch(/<script(?![^>]*\ssrc=)|\sstyle=|\son\w+=|javascript:/)
    expect(html).toContain(`<html lang="${page.language}">`)
  }
})

test.each([
  ['a link to nowhere', '\n[there](nowhere.md)\n', /nowhere is linked to and is not there/],
  ['a link to no heading', '\n[there](#nothing-here)\n', /nothing-here is linked to and is not there/],
  ['a picture from elsewhere', '\n![A page](../../../none.webp)\n', /what is \.\./],
  ['a heading that other languages lack', '\n## One more\n', /headings/],
])('%s is no guide', (_what, added, message) => {
  const copy = mkdtempSync(join(tmpdir(), 'berth-guide-'))
  onTestFinished(() => rmSync(copy, { recursive: true }))
  cpSync(folder, copy, { recursive: true })
  const file = join(copy, 'en', 'usage.md')
  writeFileSync(file, readFileSync(file, 'utf8') + added)
  expect(() => readGuide(copy)).toThrow(message)
  rmSync(file)
  expect(() => readGuide(copy)).toThrow(/usage\.md is in contents\.json and is not there/)
})

test('ways through the console are named as the console names them', async () => {
  const dictionaries = fileURLToPath(new URL('../../../contract/src/texts/', import.meta.url))
  for (const language of guideLanguages) {
    const said = new Set<string>()
    const collect = (dictionary: object) => {
      for (const value of Object.values(dictionary))
        if (typeof value === 'string') said.add(value)
        else if (typeof value === 'object' && value !== null) collect(value)
    }
    for (const file of readdirSync(dictionaries).filter((name) => name.endsWith(`.${language}.ts`)))
      collect((await import(join(dictionaries, file))) as object)
    const unknown = guide.pages
      .filter((page) => page.language === language)
      .flatMap(({ name, html }) =>
        [...html.matchAll(/<strong>([^<]+ → [^<]+)<\/strong>/g)].map(([, way]) => [name, way]),
      )
      .filter(([, way]) => way?.split(' → ').some((step) => !said.has(step.replaceAll('&amp;', '&'))))
    expect(unknown).toEqual([])
  }
})
