import { expect, test } from 'vitest'
import { emptyHome, runBerth, stubServer } from '../../test/run-berth.ts'

const id = '01900000-0000-7000-8000-000000000001'
const shareId = '01900000-0000-7000-8000-000000000002'
const session = (idle: object | null) => ({ body: { id, name: 'train-1', idle } })
const share = {
  id: shareId,
  terminal: '2',
  with: { id: '01900000-0000-7000-8000-000000000003', username: 'grace', name: 'Grace Hopper' },
  createdAt: '2026-01-01T00:00:00Z',
}

async function berth(routes: Parameters<typeof stubServer>[0], ...args: string[]) {
  const { origin, asked } = await stubServer({ [`GET /sessions/${id}`]: () => session(null), ...routes })
  const env = { ...(await emptyHome()), BERTH_URL: origin, BERTH_TOKEN: 'token' }
  return { ...(await runBerth(['sessions', ...args], { env })), asked }
}

test('metrics are what is used now and the most of it; what is not known is a dash', async () => {
  const none = [null, null]
  const metrics = {
    ...{ seconds: 5, from: share.createdAt, to: share.createdAt, at: [1, 6] },
    ...{ cpu: [1.5, 0.254], memory: [3 * 1024 ** 3, 1024 ** 3], diskRead: [0, 1024 ** 2], diskWritten: none },
    ...{ networkReceived: none, networkSent: none, gpu: [1, 0.5], gpuMemory: none },
  }
  const routes = { [`GET /sessions/${id}/metrics`]: () => ({ body: metrics }) }
  const shown = await berth(routes, 'metrics', id, '--last', '15m')
  expect(shown.asked.at(-1)?.query.get('last')).toBe('900')
  expect(shown.stdout).toContain('cpu\t0.25 cores now, 1.5 cores at most\nmemory\t1 GiB now, 3 GiB at most\n')
  expect(shown.stdout).toContain('gpu\t50% now, 100% at most\ngpu memory\t-\nreceived\t-\n')
  expect((await berth(routes, 'metrics', id, '--last', '5')).code).toBe(2)
})

test('a session is kept for what is said, and what came of it is told', async () => {
  const until = '2026-01-02T00:00:00Z'
  const kept = await berth(
    { [`POST /sessions/${id}/keep`]: () => session({ keptUntil: until }) },
    ...['keep', id, '12h'],
  )
  expect(kept.asked.at(-1)?.body).toEqual({ seconds: 43_200 })
  expect(kept.stdout).toBe(`train-1 is kept until ${until}\n`)
  const never = await berth({ [`POST /sessions/${id}/keep`]: () => session(null) }, 'keep', id, '1h')
  expect(never.stdout).toBe('train-1 is never ended for want of use\n')
  expect((await berth({}, 'keep', id, 'soon')).code).toBe(2)
})

test('the newest terminal is shared when none is named, and taken back by the name of who looks', async () => {
  const routes = {
    [`GET /sessions/${id}/terminals`]: () => ({ body: { items: [{ id: '1' }, { id: '2' }] } }),
    [`POST /sessions/${id}/terminal-shares`]: () => ({ body: share }),
    [`GET /sessions/${id}/terminal-shares`]: () => ({ body: { items: [share] } }),
    [`DELETE /sessions/${id}/terminal-shares/${shareId}`]: () => ({ body: {} }),
  }
  const shared = await berth(routes, 'share', id, 'grace')
  expect(shared.asked.at(-1)?.body).toEqual({ terminal: '2', with: 'grace' })
  expect(shared.stdout).toContain('Grace Hopper can look at terminal 2')
  expect((await berth(routes, 'shares', id)).stdout).toBe(`2\tgrace\t2026-01-01T00:00:00Z\t${shareId}\n`)
  const taken = await berth(routes, 'unshare', id, 'grace')
  expect(taken.asked.at(-1)).toMatchObject({ method: 'DELETE' })
  expect((await berth(routes, 'unshare', id, 'linus')).code).toBe(4)
})
