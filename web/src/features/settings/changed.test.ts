import { initialPreferences } from '@berth/contract/initial-preferences.ts'
import { expect, test } from 'vitest'
import { isChanged, resetOf } from './changed.ts'

test('the same names in another order, and tables that hide nothing, are no change', () => {
  const same = {
    ...initialPreferences,
    hiddenArguments: initialPreferences.hiddenArguments.toReversed(),
    tableColumns: { users: [] },
  }
  expect([isChanged(same, 'hiddenArguments'), isChanged(same, 'tableColumns')]).toEqual([false, false])
  const other = { ...same, hiddenArguments: ['MINE'], tableColumns: { users: ['role'] }, theme: 'dark' } as const
  const names = ['hiddenArguments', 'tableColumns', 'theme'] as const
  const values = { ...other, hiddenArguments: ['MINE'], tableColumns: { users: ['role'] } }
  expect(names.map((name) => isChanged(values, name))).toEqual([true, true, true])
})

test('what is reset is as for somebody new, every table too', () => {
  const tableColumns = { users: ['role'], sessions: [] }
  const preferences = { ...initialPreferences, theme: 'dark' as const, tableColumns }
  expect(resetOf(preferences, ['theme', 'tableColumns'])).toEqual({
    theme: 'system',
    tableColumns: { users: [], sessions: [] },
  })
  expect(resetOf(preferences, ['theme'])).toEqual({ theme: 'system' })
})
