import { expect, test } from 'vitest'
import { parseCsv } from './csv.ts'

const rowsOf = (text: string) => parseCsv(text, 100).rows

test('fields, quotes, line ends', () => {
  expect(rowsOf('a,b\r\n1,"x, ""y""\nz"\n\n2,\n')).toEqual([
    ['a', 'b'],
    ['1', 'x, "y"\nz'],
    ['2', ''],
  ])
})

test('the separator is found out', () => {
  expect(rowsOf('name;size\n"a,b,c";2')).toEqual([
    ['name', 'size'],
    ['a,b,c', '2'],
  ])
  expect(rowsOf('a\tb\n1\t2,5')).toEqual([
    ['a', 'b'],
    ['1', '2,5'],
  ])
})

test('a byte order mark is no part of the first name; a quote that never ends takes the rest', () => {
  expect(rowsOf('\uFEFFa,b\n1,2')[0]).toEqual(['a', 'b'])
  expect(rowsOf('a,"b\n1,2')).toEqual([['a', 'b\n1,2']])
  expect(rowsOf('')).toEqual([])
})

test('it stops at as many rows as are shown', () => {
  const long = Array.from({ length: 5000 }, (_, row) => `${row},x`).join('\n')
  const { rows, isCut } = parseCsv(long, 1000)
  expect([rows.length, isCut]).toEqual([1000, true])
  expect(parseCsv('1,2\n3,4', 2).isCut).toBe(false)
})
