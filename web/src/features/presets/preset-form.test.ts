import { consolePresetsEn } from '@berth/contract/texts/console-presets.en.ts'
import { expect, test } from 'vitest'
import { GiB, MiB } from '../../parts/amounts.ts'
import { bodyOf, checkPreset, valuesOf } from './preset-form.ts'

const typed = { ...valuesOf(undefined), name: ' Large ', cpu: '4', memory: '8,5', sharedMemory: '256' }

test('what is typed becomes what is sent, whatever stands for the point', () => {
  expect(bodyOf(typed)).toEqual({
    name: 'Large',
    description: '',
    resources: { cpu: 4, memory: 8.5 * GiB, sharedMemory: 256 * MiB, gpu: 0, gpuShares: 0 },
  })
  expect(checkPreset(typed, consolePresetsEn)).toEqual({})
})

test('each field says what is wrong with it', () => {
  const wrong = { ...typed, name: '', cpu: '0.25', memory: '', gpu: '1.5', gpuShares: '0.55' }
  expect(Object.keys(checkPreset(wrong, consolePresetsEn)).sort()).toEqual([
    'cpu',
    'gpu',
    'gpuShares',
    'memory',
    'name',
  ])
  expect(checkPreset({ ...typed, sharedMemory: '9000' }, consolePresetsEn)).toEqual({
    sharedMemory: 'Not more than the memory.',
  })
})
