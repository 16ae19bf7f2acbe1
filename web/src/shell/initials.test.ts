import { expect, test } from 'vitest'
import { initialsOf } from './initials.ts'

test.each([
  ['Ada Lovelace', 'AL'],
  ['ada', 'A'],
  ['Anna Maria van der Berg', 'AB'],
  ['ada.lovelace@lab.example.org', 'AO'],
  ['김민수', '김'],
  ['𝒜da Lovelace', '𝒜L'],
  ['', ''],
])('%s is shown as %s', (name, initials) => {
  expect(initialsOf(name)).toBe(initials)
})
