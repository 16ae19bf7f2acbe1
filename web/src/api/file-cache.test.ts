import { QueryClient } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { longLists, noteChangedFiles } from './file-cache.ts'
import { fileKeys } from './live-keys.ts'

const pages = (count: number) => ({
  pages: Array.from({ length: count }, () => ({ items: [], nextCursor: null })),
  pageParams: Array.from({ length: count }, () => undefined),
})
const isOld = (cache: QueryClient, key: readonly unknown[]) => cache.getQueryState([...key])?.isInvalidated

test('lists of the place, above it and below it are asked for again, others are not', () => {
  const cache = new QueryClient()
  const lists = [
    ...['src', 'src/x', '', 'src2', 'lib'].map((path) => fileKeys.list('a', path)),
    fileKeys.list('b', 'src'),
  ]
  for (const key of lists) cache.setQueryData(key, pages(2))
  noteChangedFiles(cache, 'a', 'src')
  expect(lists.map((key) => isOld(cache, key))).toEqual([true, true, true, false, false, false])
})

test('a long list is left as it is, and offers to be read again', () => {
  const cache = new QueryClient()
  const key = [...fileKeys.list('a', ''), { sort: 'name' }]
  cache.setQueryData(key, pages(50))
  noteChangedFiles(cache, 'a', '')
  expect(isOld(cache, key)).toBe(false)
  const name = cache.getQueryCache().find({ queryKey: key })?.queryHash ?? ''
  expect(longLists.has(name)).toBe(true)
  longLists.forget(name)
  expect(longLists.has(name)).toBe(false)
})
