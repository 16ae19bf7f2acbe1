import type { EnvironmentDetail } from '@berth/contract/environments.ts'
import { consoleEnvironmentsEn } from '@berth/contract/texts/console-environments.en.ts'
import { expect, test } from 'vitest'
import { bodyOf, changesOf, checkEnvironment, valuesOf } from './environment-form.ts'

const known: EnvironmentDetail = {
  name: 'science',
  title: 'Science',
  description: '',
  engine: 'local',
  apps: [],
  visible: true,
  order: 3,
  rootDirectory: '/srv/science',
  declaredApps: [{ name: 'board', title: 'Board', command: 'board', port: 7000 }],
  programs: [],
  fault: null,
  createdAt: '2026-01-01T00:00:00Z',
  updatedAt: '2026-01-01T00:00:00Z',
  version: 'v',
}

test('what is not touched is not sent', () => {
  const values = valuesOf(known)
  expect(changesOf(values, known)).toEqual({})
  expect(changesOf({ ...values, rootDirectory: ' ', order: '4' }, known)).toEqual({ rootDirectory: null, order: 4 })
  const [app] = values.apps
  expect(changesOf({ ...values, apps: [{ ...app!, port: '' }] }, known)).toEqual({
    apps: [{ name: 'board', title: 'Board', command: 'board', port: null }],
  })
})

test('says what is wrong with which field', () => {
  const wrong = { ...valuesOf(undefined), name: 'No', title: '', rootDirectory: 'srv/x', order: '1.5' }
  const { errors } = consoleEnvironmentsEn.form
  expect(checkEnvironment(wrong, true, consoleEnvironmentsEn)).toEqual({
    name: errors.name,
    title: errors.title,
    rootDirectory: errors.rootDirectory,
    order: errors.order,
  })
  const app = { key: 0, name: 'a', title: 'A', command: 'a', port: '70000' }
  expect(checkEnvironment({ ...valuesOf(known), apps: [app] }, false, consoleEnvironmentsEn)).toEqual({
    apps: errors.apps,
  })
  expect(checkEnvironment(valuesOf(known), false, consoleEnvironmentsEn)).toEqual({})
})

test('empty is the machine itself, and a socket', () => {
  const app = { key: 0, name: 'a', title: 'A', command: 'a', port: '' }
  expect(bodyOf({ ...valuesOf(undefined), apps: [app] })).toMatchObject({ rootDirectory: null, apps: [{ port: null }] })
})
