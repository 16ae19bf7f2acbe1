import { expect, test } from 'vitest'
import { csvRecord, parseCsv } from './csv.ts'

const cellsOf = (text: string) => parseCsv(text).rows.map(({ cells }) => cells)

test.each([
  [
    'a,b\r\nc,d\r\n',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  [
    '\ufeffa,b\nc,d',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  ['a,"b, ""c""\r\nd",e', [['a', 'b, "c"\r\nd', 'e']]],
  [
    'a,,\n,b,',
    [
      ['a', '', ''],
      ['', 'b', ''],
    ],
  ],
  ['a\r\n\r\n\r\nb', [['a'], ['b']]],
  ['""\n"a"', [['a']]],
  ['a,', [['a', '']]],
  ['', []],
])('%j is read as %j', (text, cells) => {
  expect(cellsOf(text)).toEqual(cells)
  expect(parseCsv(text).faults).toEqual([])
})

test('a row is found by the line where it begins', () => {
  expect(parseCsv('a\n"b\nb"\n\nc').rows.map(({ line }) => line)).toEqual([1, 2, 5])
})

test.each([
  ['a\n"b', 2, 'quote-not-closed'],
  ['"a"b,c', 1, 'text-after-quote'],
  ['a"b"', 1, 'quote-in-cell'],
])('%j is no CSV', (text, line, fault) => {
  expect(parseCsv(text).faults).toEqual([{ line, fault }])
})

test.each(['=1+1', '+1', '-1', '@a', '\t=1', '  =1', '\r=1', '＝1'])('%j is no formula in a spreadsheet', (text) => {
  const [[cell] = []] = cellsOf(csvRecord([text]))
  expect(cell).toBe(`'${text}`)
})

test('what is written is read again as it was', () => {
  const cells = ['plain', 'com,ma', 'quo"te', 'line\nbreak', ' blank ', '', 'ü한']
  expect(cellsOf(csvRecord(cells))).toEqual([cells])
})
