import { expect, test } from 'vitest'
import { search, type FoundPart } from './search.ts'

const parts: FoundPart[] = [
  { p: 'sessions', t: 'Sessions', x: 'A session is your own part of a machine. Keys of ssh open it.' },
  { p: 'ssh-keys', t: 'SSH keys', x: 'Every key has two halves.' },
  { p: 'ssh-keys', t: 'SSH keys', a: 'generate', h: 'Generate a pair', x: 'Press Generate and give the pair a name.' },
  {
    p: 'credentials',
    t: '자격 증명',
    a: 'make',
    h: '만들기',
    x: '프로그램이 나를 대신하는 키의 쌍입니다. 키를 폐기할 수 있습니다.',
  },
]
const placesOf = (query: string) => search(parts, query).map(({ part }) => `${part.p}${part.a ? `#${part.a}` : ''}`)

test('finds what has all of the words, titles before text', () => {
  expect(placesOf('ssh key')).toEqual(['ssh-keys', 'ssh-keys#generate', 'sessions'])
  expect(placesOf('GENERATE pair')).toEqual(['ssh-keys#generate'])
  expect(placesOf('ssh nowhere')).toEqual([])
  expect(placesOf('   ')).toEqual([])
})

test('finds other forms of a word, in Korean by what it begins with', () => {
  expect(placesOf('machines')).toEqual(['sessions'])
  expect(placesOf('키 폐기')).toEqual(['credentials#make'])
})

test('what stands in a query is never a pattern', () => {
  expect(placesOf('.*')).toEqual([])
  expect(placesOf('(')).toEqual([])
})

test('shows the text around what was found', () => {
  const [found] = search([{ p: 'a', t: 'a', x: `${'before '.repeat(40)}needle ${'after '.repeat(60)}` }], 'needle')
  const excerpt = found?.excerpt ?? []
  expect(excerpt.filter(({ isFound }) => isFound).map(({ text }) => text)).toEqual(['needle'])
  expect(excerpt.map(({ text }) => text).join('').length).toBeLessThan(200)
  expect(excerpt[0]?.text).toBe('… ')
  expect(excerpt.at(-1)?.text).toBe(' …')
})
