import { consoleFoldersEn } from '@berth/contract/texts/console-folders.en.ts'
import { expect, test } from 'vitest'
import { bodyOf, capacityOf, capacityText, checkFolder, emptyFolder } from './folder-form.ts'

const check = (changes: object) =>
  Object.entries(checkFolder({ ...emptyFolder, name: 'data', ...changes }, consoleFoldersEn))
    .filter(([, error]) => error !== undefined)
    .map(([field]) => field)

test('what is sent is what the kind of folder has', () => {
  expect(bodyOf({ ...emptyFolder, name: ' data ' })).toEqual({ name: 'data', type: 'user' })
  expect(bodyOf({ ...emptyFolder, name: 'set', type: 'group', project: 'p', host: 'local', capacity: '1,5' })).toEqual({
    ...{ name: 'set', type: 'group', project: 'p', host: 'local', permission: 'rw', capacity: 1.5 * 1024 ** 3 },
  })
})

test('a capacity is read as it is written', () => {
  for (const text of ['', '2', '0.25']) expect(capacityText(capacityOf(text))).toBe(text)
})

test('what is wrong is said at its field', () => {
  expect(check({})).toEqual([])
  expect(check({ name: '..' })).toEqual(['name'])
  expect(check({ name: 'a b' })).toEqual(['name'])
  expect(check({ name: '.cache' })).toEqual([])
  expect(check({ type: 'group' })).toEqual(['project'])
  expect(check({ type: 'group', project: 'p', capacity: 'much' })).toEqual(['capacity'])
})
