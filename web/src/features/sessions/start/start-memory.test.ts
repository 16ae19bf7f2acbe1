import { expect, test } from 'vitest'
import { emptyValues } from './start-form.ts'
import { rememberedGroup, rememberedValues, rememberValues } from './start-memory.ts'

test('sizes and the resource group are remembered, secrets are not', () => {
  let kept = ''
  rememberValues(
    { setItem: (_, value) => (kept = value) },
    {
      ...emptyValues,
      type: 'service',
      environment: 'tools',
      cpu: 4,
      command: 'secret',
      env: [{ key: 1, name: 'TOKEN', value: 'secret' }],
    },
    'gpu-nodes',
  )
  expect(kept).not.toContain('secret')
  expect(kept).not.toContain('TOKEN')
  expect(rememberedValues({ getItem: () => kept })).toMatchObject({
    ...{ type: 'service', environment: 'tools', cpu: 4, command: '', env: [] },
  })
  expect(rememberedGroup({ getItem: () => kept })).toBe('gpu-nodes')
})

test('what cannot be read is as if nothing were remembered', () => {
  for (const broken of ['broken', 'null', '[]', '{"resourceGroup":7,"cpu":"many"}']) {
    expect(rememberedValues({ getItem: () => broken })).toEqual(emptyValues)
    expect(rememberedGroup({ getItem: () => broken })).toBe('default')
  }
})
