import { consoleGeneralEn as t } from '@berth/contract/texts/console-general.en.ts'
import { expect, test } from 'vitest'
import { checkScriptName, choicesOf, syntaxOf, syntaxOfBootstrap } from './script-form.ts'

test('scripts that exist come before the usual ones that do not', () => {
  const choices = choicesOf([{ name: '.bashrc' }, { name: '.config/x' }])
  expect(choices.slice(0, 3)).toEqual([
    { name: '.bashrc', isNew: false },
    { name: '.config/x', isNew: false },
    { name: '.zshrc', isNew: true },
  ])
  expect(choices.filter(({ name }) => name === '.bashrc')).toHaveLength(1)
})

test('a name is checked as the server does', () => {
  expect(checkScriptName('.config/x', t)).toBeUndefined()
  expect(checkScriptName('.ssh/config', t)).toBe(t.scripts.faults.ssh)
  expect(checkScriptName('../x', t)).toBe(t.scripts.faults.dots)
  expect(checkScriptName('~/.bashrc', t)).toBe(t.scripts.faults['not-relative'])
  expect(checkScriptName('.bashrc', t, [{ name: '.bashrc' }])).toBe('You have .bashrc already: choose it above.')
})

test('files are coloured as they are usually written', () => {
  expect(['.bashrc', '.zshrc', 'bin/x.sh', '.profile'].map(syntaxOf)).toEqual(['shell', 'shell', 'shell', 'shell'])
  expect(['.gitconfig', '.Renviron', 'a/b.ini'].map(syntaxOf)).toEqual(['properties', 'properties', 'properties'])
  expect(['.vimrc', 'notes.txt'].map(syntaxOf)).toEqual(['plain', 'plain'])
  expect(['echo', '#!/bin/bash\n', '#!/usr/bin/python3\n'].map(syntaxOfBootstrap)).toEqual(['shell', 'shell', 'plain'])
})
