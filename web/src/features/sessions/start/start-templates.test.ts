import { templateSettings } from '@berth/contract/session-templates.ts'
import { expect, test } from 'vitest'
import { GiB, MiB } from '../../../parts/amounts.ts'
import { emptyValues } from './start-form.ts'
import { isSize, settingsOf, valuesOfPreset, valuesOfTemplate } from './start-templates.ts'

const filled = {
  ...emptyValues,
  name: 'train-1',
  type: 'batch' as const,
  command: 'python3 train.py',
  cpu: 2,
  memory: 4,
  timeLimit: 90,
  startsAt: '2030-01-31T09:00',
  env: [
    { key: 1, name: 'WANDB_API_KEY', value: 'secret' },
    { key: 2, name: 'EPOCHS', value: '10' },
  ],
}

test('a template has everything but the name, the start time and the values of variables', () => {
  const settings = templateSettings.parse(settingsOf(filled, 'gpu-nodes'))
  expect(JSON.stringify(settings)).not.toMatch(/secret|train-1|2030/)
  expect(settings).toMatchObject({ resourceGroup: 'gpu-nodes', env: ['WANDB_API_KEY', 'EPOCHS'], timeLimit: 5400 })
  expect(valuesOfTemplate(settings, 'next')).toEqual({
    ...filled,
    name: 'next',
    startsAt: '',
    env: [
      { key: 0, name: 'WANDB_API_KEY', value: '' },
      { key: 1, name: 'EPOCHS', value: '' },
    ],
  })
})

test('what only batch sessions have is not kept of an interactive one', () => {
  const settings = templateSettings.parse(settingsOf({ ...filled, type: 'interactive' }, 'default'))
  expect(settings).toMatchObject({ command: null, timeLimit: null })
})

test('a service keeps its port and who may open it, a port that is none yet aside', () => {
  const service = {
    ...{ ...filled, type: 'service' as const, environment: 'tools', port: '8000', audience: 'project' as const },
    ...{ skipUserScripts: true, timeLimit: null, startsAt: '', env: [] },
  }
  const settings = templateSettings.parse(settingsOf(service, 'default'))
  expect(valuesOfTemplate(settings, 'train-1')).toEqual(service)
  expect(templateSettings.parse(settingsOf({ ...service, port: '' }, 'default'))).toMatchObject({ port: null })
})

test('a preset is chosen while the form shows its amounts', () => {
  const small = valuesOfPreset({ cpu: 1, memory: GiB, gpu: 0, gpuShares: 0, sharedMemory: 64 * MiB })
  expect(isSize({ ...emptyValues, ...small }, small)).toBe(true)
  expect(isSize({ ...emptyValues, ...small, cpu: 2 }, small)).toBe(false)
})
