import { expect, test } from 'vitest'
import { mergeTabs } from './terminal-tab-list.ts'

test('a terminal keeps its name and place when others come, and stays when the server forgot it', () => {
  const first = mergeTabs([], [{ id: 'a', title: '' }])
  const second = mergeTabs(first, [
    { id: 'b', title: 'vim' },
    { id: 'a', title: '' },
  ])
  expect(second.map((tab) => [tab.id, tab.number])).toEqual([
    ['a', 1],
    ['b', 2],
  ])
  expect(mergeTabs(second, [{ id: 'b', title: 'vim' }])).toBe(second)
})
