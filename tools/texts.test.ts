/** The words of the product: none is missing, none is left over, and each language says what English says. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { languages } from '@berth/contract/texts/language.ts'
import { expect, test } from 'vitest'
import { textsInUse } from './texts-in-use.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = join(root, 'contract/src/texts')
const others = languages.filter((language) => language !== 'en')

type Say = (params: object) => unknown
type Texts = ReadonlyMap<string, string | Say>

/** Every text of a language, by its dictionary and key. */
async function textsOf(language: string): Promise<Texts> {
  const files = readdirSync(folder).filter((name) => name.endsWith(`.${language}.ts`))
  const texts = new Map<string, string | Say>()
  const read = (value: unknown, key: string) => {
    if (typeof value === 'string' || typeof value === 'function') texts.set(key, value as string | Say)
    else if (typeof value === 'object' && value !== null)
      for (const [name, inner] of Object.entries(value)) read(inner, `${key}.${name}`)
  }
  for (const file of files) {
    const dictionary = Object.values((await import(join(folder, file))) as Record<string, unknown>)
    for (const exported of dictionary) if (typeof exported === 'object') read(exported, file.replace(/\.\w+\.ts$/, ''))
  }
  return texts
}

const english = await textsOf('en')
const translations = await Promise.all(others.map(async (language) => [language, await textsOf(language)] as const))

test('every dictionary of a language is loaded by something', () => {
  const sources = ['contract/src', 'web/src', 'server/src']
    .flatMap((part) =>
      readdirSync(join(root, part), { recursive: true, encoding: 'utf8' }).map((path) => join(part, path)),
    )
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path))
    .map((path) => readFileSync(join(root, path), 'utf8'))
    .join('\n')
  const forgotten = readdirSync(folder).filter((name) => /\.\w\w\.ts$/.test(name) && !sources.includes(`/${name}'`))
  expect(forgotten).toEqual([])
})

// A missing text does not compile: what is said is looked up in the type of the English dictionary.
test('every English text is said somewhere', { timeout: 300_000 }, () => {
  const { unused, count } = textsInUse(root, ['web', 'server'])
  expect(count).toBeGreaterThan(1000)
  expect(unused).toEqual([])
})

test('the other languages say all that English says, and nothing else', () => {
  const differences = translations.flatMap(([language, texts]) => {
    const missing = [...english.keys()].filter((key) => !texts.has(key))
    const unknown = [...texts.keys()].filter((key) => !english.has(key))
    return [...missing.map((key) => `${language} lacks ${key}`), ...unknown.map((key) => `${language} has ${key}`)]
  })
  expect(differences).toEqual([])
})

test('no text is empty where English says something', () => {
  const empty = translations.flatMap(([language, texts]) =>
    [...texts].filter(([key, words]) => words === '' && english.get(key) !== '').map(([key]) => `${language} ${key}`),
  )
  expect(empty).toEqual([])
})

/** The same in every language. */
const names = new Set([
  'Berth',
  'CPU',
  'GPU',
  'SSH',
  'ClearML',
  'Jupyter',
  'Ed25519',
  'fGPU',
  'GiB',
  'MiB',
  'Shell',
  'R',
  'RW',
])
/** Languages that share many words with English, but no sentence. */
const akin = new Set(['fr', 'id'])

test('no text was left in English', () => {
  const isLeft = (language: string, words: string) =>
    akin.has(language) ? /[.?]$/.test(words) : words !== '' && !names.has(words)
  const left = translations.flatMap(([language, texts]) =>
    [...texts]
      .filter(([key, words]) => typeof words === 'string' && words === english.get(key) && isLeft(language, words))
      .map(([key]) => `${language} ${key}`),
  )
  expect(left).toEqual([])
})

/** What is filled in, as a mark that can be found again; a number where it decides the form of a word. */
const marks = (count: number) =>
  new Proxy({}, { get: (_, name) => (countNames.has(String(name)) ? count : `‹${String(name)}›`) })
const countNames = new Set(['count', 'bad'])
const marksIn = (words: string) => [...new Set(words.match(/‹\w+›/g))].toSorted()

test('whatever English fills in, the other languages fill in too', () => {
  const said = (words: string | Say | undefined, count: number) =>
    typeof words === 'function' ? marksIn(String(words(marks(count)))) : []
  const differing = translations.flatMap(([language, texts]) =>
    [...texts].flatMap(([key, words]) => {
      if (/^(problems|console-policies\.containers)/.test(key) || typeof words !== 'function') return []
      return [1, 2, 5, 21].flatMap((count) => {
        const [meant, own] = [said(english.get(key), count), said(words, count)]
        // of one thing, a language may leave the number out
        const lost = meant.filter((mark) => !own.includes(mark) && count !== 1)
        const strange = own.filter((mark) => /undefined|NaN/.test(mark))
        return lost.length + strange.length > 0 ? [`${language} ${key} ${count}: ${lost.join(' ')}`] : []
      })
    }),
  )
  expect([...new Set(differing)]).toEqual([])
})
