import { expect, test } from 'vitest'
import { emptyHome, runBerth, stubServer } from '../../test/run-berth.ts'

const nothing = { user: null, userName: null, userEmail: null, project: null, projectName: null, workspaceName: null }
const sum = { sessions: 3, coreHours: 12.5, gibHours: 40, gpuHours: 0.25 }
const report = {
  from: '2030-01-01',
  to: '2030-01-30',
  groupBy: 'user',
  items: [{ ...nothing, ...sum, day: null, user: 'id', userName: 'Ada', userEmail: 'ada@example.org' }],
  more: 4,
  sum,
}

async function berth(args: string[]) {
  const { origin, asked } = await stubServer({ 'GET /usage': () => ({ body: report }) })
  const env = { ...(await emptyHome()), BERTH_URL: origin, BERTH_TOKEN: 'token' }
  return { ...(await runBerth(['usage', ...args], { env })), asked }
}

test('usage is asked for as named, and shown with its sum', async () => {
  const { stdout, stderr, asked } = await berth(['--by', 'user', '--from', '2030-01-01', '--project', 'p'])
  expect(Object.fromEntries(asked[0]?.query ?? [])).toMatchObject({ groupBy: 'user', from: '2030-01-01', project: 'p' })
  expect(stdout).toBe('ada@example.org\tAda\t12.50\t40.00\t0.25\t3\n')
  expect(stderr).toContain('4 more are not listed.')
  expect(stderr).toContain('2030-01-01 to 2030-01-30: 12.50 core-hours, 40.00 gib-hours, 0.25 gpu-hours, 3 sessions')
})

test('as JSON it is the answer; another grouping than there is, is refused', async () => {
  expect(JSON.parse((await berth(['--json'])).stdout)).toEqual(report)
  const wrong = await berth(['--by', 'week'])
  expect([wrong.code, wrong.asked]).toEqual([2, []])
})
