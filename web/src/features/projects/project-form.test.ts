import { consoleProjectsEn } from '@berth/contract/texts/console-projects.en.ts'
import { newProject, type Project } from '@berth/contract/projects.ts'
import { expect, test } from 'vitest'
import { bodyOf, changesOf, checkProject, valuesOf } from './project-form.ts'

const empty = { ...valuesOf(undefined, '01a20116-81f1-7455-915b-b1b8d922c301'), name: 'vision' }
const wrong = (changes: Partial<typeof empty>) => Object.keys(checkProject({ ...empty, ...changes }, consoleProjectsEn))

test('an empty limit is unlimited and 0 is none; memory is typed in GiB', () => {
  const body = bodyOf({ ...empty, cpu: '2,5', memory: '16', gpu: '0' })
  expect(body).toMatchObject({ cpu: 2.5, memory: 16 * 1024 ** 3, gpu: 0, gpuShares: null, storageHosts: null })
  expect(newProject.safeParse(body).success).toBe(true)
})

test('what a limit cannot be is said in its field', () => {
  expect(wrong({ cpu: '513', memory: '-1', gpu: '1.5', gpuShares: '0.25', concurrentSessions: 'many' })).toEqual([
    'cpu',
    'memory',
    'gpu',
    'gpuShares',
    'concurrentSessions',
  ])
  expect(wrong({ name: ' ', storageHosts: 'local, no host!' })).toEqual(['name', 'storageHosts'])
  expect(wrong({ cpu: '0.3', gpuShares: '255.9', storageHosts: 'local nfs-1' })).toEqual([])
})

test('only what differs is sent', () => {
  const project = { ...bodyOf({ ...empty, cpu: '4', storageHosts: 'local' }), id: 'x', active: true } as Project
  const values = valuesOf(project, '')
  expect(changesOf(values, project)).toEqual({})
  expect(changesOf({ ...values, cpu: '', hidden: true }, project)).toEqual({ cpu: null, hidden: true })
})
