import { expect, test } from 'vitest'
import { createZipNames } from './zip-names.ts'

/** As bytes, which need not be text. */
const named = (paths: readonly string[]) => {
  const { nameOf } = createZipNames()
  return paths.map((path) => nameOf(path.split('/').map((name) => Buffer.from(name, 'latin1'))))
}

test('names are as they are, without what leads elsewhere', () => {
  expect(named(['a', 'a/b.txt', 'a\\b', '..\\c', 'tab\there'])).toEqual(['a', 'a/b.txt', 'a_b', '.._c', 'tab_here'])
})

test('two that would be one are two, with all that is in them', () => {
  expect(named(['x\n.txt', 'x\t.txt', 'x_.txt', 'y_', 'y\\'])).toEqual([
    ...['x_.txt', 'x_ (2).txt', 'x_ (3).txt'],
    ...['y_', 'y_ (2)'],
  ])
  expect(named(['d\xff', 'd\xff/same', 'd\xfe', 'd\xfe/same', 'd\xfe/other'])).toEqual([
    ...['d\uFFFD', 'd\uFFFD/same'],
    ...['d\uFFFD (2)', 'd\uFFFD (2)/same', 'd\uFFFD (2)/other'],
  ])
})

test('the same name in another directory is no other', () => {
  expect(named(['a/x', 'a/y', 'b/x', 'b/c/x', 'x'])).toEqual(['a/x', 'a/y', 'b/x', 'b/c/x', 'x'])
})
