import { expect, test } from 'vitest'
import { addressFrom, searchOf, spanOf } from './usage-search.ts'

const now = new Date('2030-03-10T23:59:00Z')
const spanFrom = (search: Record<string, unknown>) => spanOf(addressFrom(search, now), now)

test('without anything in the address it is the last 30 days, today among them', () => {
  expect(spanFrom({})).toEqual({ from: '2030-02-09', to: '2030-03-10' })
  expect(spanFrom({ range: 7 })).toEqual({ from: '2030-03-04', to: '2030-03-10' })
})

test('a custom range is what it says, and none when it goes backwards or on for too long', () => {
  expect(spanFrom({ range: 'custom', from: '2029-01-01', to: '2029-01-01' })).toEqual({
    from: '2029-01-01',
    to: '2029-01-01',
  })
  expect(spanFrom({ range: 'custom', from: '2029-01-02', to: '2029-01-01' })).toBeUndefined()
  expect(spanFrom({ range: 'custom', from: '2020-01-01', to: '2029-01-01' })).toBeUndefined()
  expect(spanFrom({ range: 'custom', from: 'x', to: '2029-13-01' })).toEqual({ from: '2030-02-09', to: '2030-03-10' })
})

test('an address reads as it was written, and nonsense in it is left out', () => {
  const user = '01a20116-81f1-7455-915b-b1b8d922c301'
  const address = addressFrom({ range: '90', measure: 'gpuHours', by: 'user', user }, now)
  expect(searchOf(address)).toEqual({ range: '90', measure: 'gpuHours', by: 'user', user })
  expect(searchOf(addressFrom({ range: '8', measure: 'x', by: {}, user: 'me', project: '../' }, now))).toEqual({})
})
