import { expect, test } from 'vitest'
import { cleanTitle, pasteText, safeLink } from './terminal-input.ts'

test('a paste cannot end itself early', () => {
  expect(pasteText('ls\u001b[201~\nrm -rf /\t\r\n')).toBe('ls[201~\nrm -rf /\t\r\n')
})

test('a title is one short line', () => {
  expect(cleanTitle('  vim\u202e\n main.ts \u0007')).toBe('vim main.ts')
  expect(cleanTitle('😀'.repeat(100), 5)).toBe('😀😀😀😀…')
})

test('only web addresses open', () => {
  expect(safeLink('https://a.example/x')).toBe('https://a.example/x')
  for (const bad of ['javascript:alert(1)', 'file:///etc/passwd', 'data:text/html,x', 'no'])
    expect(safeLink(bad)).toBeUndefined()
})
