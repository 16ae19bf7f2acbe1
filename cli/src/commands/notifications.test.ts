import { expect, test } from 'vitest'
import { emptyHome, runBerth, stubServer } from '../../test/run-berth.ts'

const at = '2030-01-01T00:00:00.000Z'
const session = { session: '01a20116-81f1-7455-915b-b1b8d922c301', name: 'train-42' }
const start = (state: string, share: number) => ({
  id: '01a20116-81f1-7455-915b-b1b8d922c302',
  kind: 'session-start',
  parameters: session,
  at,
  read: true,
  progress: { state, step: 'preparing', share, startedAt: at, canCancel: state === 'going' },
})
const items = [
  start('going', 0.5),
  start('done', 1),
  {
    ...start('done', 1),
    kind: 'workspace-invitation',
    parameters: { by: null, workspace: 'Vision' },
    read: false,
    progress: null,
  },
  { ...start('done', 1), kind: 'two-factor-reset', parameters: { by: 'Ada' }, progress: null },
]

async function berth(routes: Parameters<typeof stubServer>[0], args: string[]) {
  const { origin, asked } = await stubServer(routes)
  const env = { ...(await emptyHome()), BERTH_URL: origin, BERTH_TOKEN: 'token' }
  return { ...(await runBerth(['notifications', ...args], { env })), asked }
}

test('what is being done and what one was told is listed in words', async () => {
  const routes = { 'GET /me/notifications': () => ({ body: { items, nextCursor: null, unread: 1, inProgress: 1 } }) }
  const { stdout, asked } = await berth(routes, ['ls', '--in-progress'])
  expect(stdout.split('\n').map((line) => line.split('\t').slice(1, 3))).toEqual([
    ['50 %', 'Session train-42 is starting'],
    ['', 'Session train-42 is running'],
    ['unread', 'You are invited to Vision'],
    ['', 'Your second factor was reset'],
    [],
  ])
  expect(asked[0]?.query.get('show')).toBe('in-progress')
})

test('they are marked as read, and removed', async () => {
  const done = () => ({ status: 204, body: '' })
  const routes = { 'POST /me/notifications/read-all': done, 'DELETE /me/notifications': done }
  expect((await berth(routes, ['read'])).stdout).toBe('All notifications are marked as read.\n')
  expect((await berth(routes, ['clear'])).stdout).toBe('Notifications are removed; what is being done stays.\n')
})
