import { expect, test } from 'vitest'
import { faultOf, joined, nameOf, otherName, parentOf, resolved, waysTo } from './file-paths.ts'

test('a path and its parts', () => {
  expect([nameOf('a/b.txt'), parentOf('a/b.txt'), nameOf('b'), parentOf('b')]).toEqual(['b.txt', 'a', 'b', ''])
  expect([joined('', 'b'), joined('a', 'b')]).toEqual(['b', 'a/b'])
  expect(waysTo('')).toEqual([])
  expect(waysTo('a/b')).toEqual([
    { name: 'a', path: 'a' },
    { name: 'b', path: 'a/b' },
  ])
})

test('what is named beside a file stays within the folder', () => {
  expect(resolved('docs/README.md', 'plots/a.png')).toBe('docs/plots/a.png')
  expect(resolved('docs/README.md', './../b.png')).toBe('b.png')
  expect(resolved('README.md', '../../etc/passwd')).toBeUndefined()
  expect(resolved('docs/README.md', '..')).toBeUndefined()
})

test('a second of the same name keeps its ending', () => {
  expect([otherName('a.tar', 2), otherName('.bashrc', 2), otherName('Makefile', 3)]).toEqual([
    'a (2).tar',
    '.bashrc (2)',
    'Makefile (3)',
  ])
})

test.each([
  ['', 'empty'],
  ['  ', 'empty'],
  ['..', 'reserved'],
  ['a/b', 'slash'],
  ['한'.repeat(86), 'long'],
  ['한'.repeat(85), undefined],
  ['…', undefined],
])('%s: %s', (name, fault) => expect(faultOf(name)).toBe(fault))
