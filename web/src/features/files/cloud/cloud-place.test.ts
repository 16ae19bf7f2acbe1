import { expect, test } from 'vitest'
import { lastName, placeFrom, waysTo } from './cloud-place.ts'

test('an address leads to all buckets, a prefix, or an object within its prefix', () => {
  expect(placeFrom({})).toEqual({ kind: 'buckets' })
  expect(placeFrom({ at: 's3://data' })).toMatchObject({ kind: 'bucket', prefix: '', object: undefined })
  expect(placeFrom({ at: 's3://data/runs/1/' })).toMatchObject({ prefix: 'runs/1/', object: undefined })
  expect(placeFrom({ at: 's3://data/runs/1/loss.png' })).toMatchObject({ prefix: 'runs/1/', object: 'runs/1/loss.png' })
  expect(placeFrom({ at: 'gs://data/model.pt' })).toMatchObject({ prefix: '', object: 'model.pt' })
})

test('an address that is none is said to be so', () => {
  for (const at of ['https://example.org/x', 'data/runs', 7, ['s3://data'], 's3:///x'])
    expect(placeFrom({ at })).toEqual({ kind: 'wrong' })
})

test('every part of a prefix is a place to go back to, one without a name too', () => {
  expect(waysTo('')).toEqual([])
  expect(waysTo('runs//1/')).toEqual([
    { name: 'runs', prefix: 'runs/' },
    { name: '', prefix: 'runs//' },
    { name: '1', prefix: 'runs//1/' },
  ])
  expect([lastName('runs/1/'), lastName('a.txt'), lastName('/')]).toEqual(['1', 'a.txt', '/'])
})
