import { expect, test } from 'vitest'
import { parseSize, parseSpan } from './amounts.ts'
import { quote } from './commands/session-start.ts'
import { table } from './output.ts'

test('columns line up, also with letters that take two', () => {
  const rows = [
    { name: 'job', cpu: 1 },
    { name: '한국어-작업', cpu: 12 },
  ]
  const columns = [
    { title: 'NAME', value: (row: { name: string }) => row.name },
    { title: 'CPU', value: (row: { cpu: number }) => String(row.cpu), align: 'right' as const },
  ]
  expect(table(rows, columns)).toBe('NAME         CPU\njob            1\n한국어-작업   12')
})

test('sizes and times are read as people write them', () => {
  const sizes = ['512MiB', '4G', '1.5 GiB', '2gb', '1024', '1T'].map((text) => parseSize(text, '--memory'))
  expect(sizes).toEqual([2 ** 29, 2 ** 32, 1.5 * 2 ** 30, 2 ** 31, 1024, 2 ** 40])
  expect(['90', '90s', '15m', '2h', '1d'].map((text) => parseSpan(text, '--time-limit'))).toEqual([
    90, 90, 900, 7200, 86_400,
  ])
  expect(() => parseSize('4x', '--memory')).toThrow('--memory: "4x" is not a size such as 512MiB or 4GiB')
  expect(() => parseSpan('soon', '--time-limit')).toThrow('"soon" is not a time')
})

test('arguments of a batch command survive the shell', () => {
  expect(['a b', "it's", '$HOME', '', 'plain-1.2/x'].map(quote)).toEqual([
    "'a b'",
    `'it'\\''s'`,
    "'$HOME'",
    "''",
    'plain-1.2/x',
  ])
})
