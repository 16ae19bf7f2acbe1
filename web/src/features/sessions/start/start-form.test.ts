import { sessionCreateBody } from '@berth/contract/sessions.ts'
import { expect, test } from 'vitest'
import { GiB } from '../../../parts/amounts.ts'
import {
  doubledName,
  emptyValues,
  fieldOf,
  fitValues,
  parseEnvLines,
  sliderEnd,
  toBody,
  verdict,
} from './start-form.ts'

const amount = (free: number, max: number) => ({ limit: null, used: 0, free, max, boundBy: 'hardware' as const })
const report = {
  cpu: amount(2, 8.7),
  memory: amount(4 * GiB, 10.3 * GiB),
  gpu: amount(0, 0),
  gpuShares: amount(0, 0),
  sessions: { ...amount(5, 5) },
  pendingSessions: { ...amount(5, 5) },
  containers: { max: 1, boundBy: 'hardware' as const },
  lifetime: null,
  fractionalGpus: false,
  queued: 0,
}

test('a slider ends at the largest value that can pass', () => {
  expect(sliderEnd('cpu', report)).toBe(8.5)
  expect(sliderEnd('memory', report)).toBe(10.25)
  expect(fitValues({ ...emptyValues, cpu: 64, gpu: 2 }, report)).toMatchObject({ cpu: 8.5, gpu: 0 })
})

test('it says whether it starts now, waits and for what, or never', () => {
  expect(verdict({ ...emptyValues, cpu: 2, memory: 4 }, report)).toEqual({ name: 'now' })
  expect(verdict({ ...emptyValues, cpu: 3, memory: 4 }, report)).toEqual({
    name: 'waits',
    lacking: [{ resource: 'cpu', asked: 3, free: 2 }],
  })
  expect(verdict({ ...emptyValues, cpu: 9 }, report)).toEqual({ name: 'never', resource: 'cpu' })
})

test('what is sent passes the schema of the server', () => {
  const interactive = toBody({ ...emptyValues, name: ' train-1 ', command: 'left from batch' }, {})
  expect(sessionCreateBody.parse(interactive)).toMatchObject({ name: 'train-1', type: 'interactive' })
  const batch = toBody(
    {
      ...emptyValues,
      type: 'batch',
      command: 'make',
      timeLimit: 90,
      env: [
        { key: 1, name: 'A', value: '1' },
        { key: 2, name: '', value: '' },
      ],
    },
    {},
  )
  expect(sessionCreateBody.parse(batch)).toMatchObject({ command: 'make', timeLimit: 5400, env: { A: '1' } })
})

test('a service is sent with its port and who may open it, other types without', () => {
  const values = { ...emptyValues, type: 'service', command: 'serve', port: '8000', audience: 'project' } as const
  expect(sessionCreateBody.parse(toBody(values, {}))).toMatchObject({ port: 8000, audience: 'project' })
  expect(toBody({ ...values, type: 'batch' }, {})).not.toHaveProperty('port')
  for (const port of ['', '70000', 'x']) {
    const result = sessionCreateBody.safeParse(toBody({ ...values, port }, {}))
    expect(result.error?.issues.map((issue) => fieldOf(issue.path.join('.')))).toContain('port')
  }
})

test('problems of the schema and of the server find their field', () => {
  const result = sessionCreateBody.safeParse(
    toBody({ ...emptyValues, type: 'batch', name: 'x', sharedMemory: 9999 }, {}),
  )
  expect(result.error?.issues.map((issue) => fieldOf(issue.path.join('.'))).sort()).toEqual([
    'command',
    'name',
    'sharedMemory',
  ])
  expect(fieldOf('body.resources.cpu')).toBe('cpu')
  expect(fieldOf('body.env.1X')).toBe('env')
  expect(fieldOf('body.project')).toBeUndefined()
})

test('several lines of variables can be pasted at once', () => {
  expect(parseEnvLines('# key\nexport A="x y"\nB=c=d\n\n')).toEqual([
    { name: 'A', value: 'x y' },
    { name: 'B', value: 'c=d' },
  ])
  expect(parseEnvLines('hello world')).toBeUndefined()
  expect(
    doubledName([
      { key: 1, name: 'A', value: '' },
      { key: 2, name: ' A', value: '' },
    ]),
  ).toBe('A')
})
