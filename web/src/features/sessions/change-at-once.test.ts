import { QueryClient } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { applySession, sessionKeys } from '../../api/session-cache.ts'
import { sessionOf } from '../../api/session-sample.ts'
import { changeAtOnce } from './change-at-once.ts'

const session = sessionOf()
const shown = (cache: QueryClient) => cache.getQueryData<typeof session>(sessionKeys.detail(session.id))

test('a refused change goes back to what was', async () => {
  const cache = new QueryClient()
  applySession(cache, session)
  const answer = Promise.withResolvers<typeof session>()
  const done = changeAtOnce(cache, session, { ...session, name: 'new-name' }, () => answer.promise)
  expect(shown(cache)?.name).toBe('new-name')
  answer.reject(new Error('taken'))
  await expect(done).rejects.toThrow('taken')
  expect(shown(cache)?.name).toBe('train-1')
})

test('news that came meanwhile are not undone', async () => {
  const cache = new QueryClient()
  applySession(cache, session)
  const answer = Promise.withResolvers<typeof session>()
  const done = changeAtOnce(cache, session, { ...session, name: 'new-name' }, () => answer.promise)
  applySession(cache, { ...session, status: 'TERMINATED' })
  answer.reject(new Error('ended'))
  await expect(done).rejects.toThrow('ended')
  expect(shown(cache)?.status).toBe('TERMINATED')
})
