import { expect, test } from 'vitest'
import { readPlace } from './find-folder.ts'

test.each([
  ['data:', { folder: 'data', path: '', isFolder: true }],
  ['data:.', { folder: 'data', path: '', isFolder: true }],
  ['data:runs/1', { folder: 'data', path: 'runs/1', isFolder: false }],
  ['data:/runs//1/', { folder: 'data', path: 'runs/1', isFolder: true }],
  ['data:a:b', { folder: 'data', path: 'a:b', isFolder: false }],
  ['.cache:x', { folder: '.cache', path: 'x', isFolder: false }],
])('%s is a place in a folder', (text, place) => {
  expect(readPlace(text)).toEqual(place)
})

test.each(['data', './data:x', '/tmp/a:b', 'runs/a:b', ':x'])('%s is a file here', (text) => {
  expect(readPlace(text)).toBeUndefined()
})

test.each(['data:..', 'data:a/../../b', 'data:a\0b'])('%s is no place at all', (text) => {
  expect(() => readPlace(text)).toThrow('is not a path within a folder')
})
