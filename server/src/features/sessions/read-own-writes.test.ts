import { expect, test } from 'vitest'
import { makeAdmin } from '../../../test/make.ts'
import { testApp } from '../../../test/test-app.ts'

test('a list asked for after a change was acknowledged always shows it, also from another process', async () => {
  const one = await testApp()
  const token = await makeAdmin(one)
  const other = await testApp({ database: one.database, engine: one.engine, clock: one.clock })
  const readers = [one.as(token), other.as(token)]
  const resources = { cpu: 0.1, memory: 64 * 1024 ** 2 }
  // Others keep asking all the time, so that there are answers to share and to give again.
  const over = new AbortController()
  const noise = Promise.all(
    readers.map(async (reader) => {
      while (!over.signal.aborted) await reader.sessions.list({ query: { state: 'running' } })
    }),
  )
  for (let round = 0; round < 15; round++) {
    const writer = readers[round % 2]
    const created = await writer?.sessions.create({ body: { type: 'interactive', resources } })
    for (const reader of readers) {
      const { items } = await reader.sessions.list({ query: { state: 'running' } })
      expect(items.map(({ id }) => id)).toContain(created?.id)
    }
    const renamed = await writer?.sessions.update({
      params: { id: created?.id ?? '' },
      body: { name: `round-${round}` },
    })
    for (const reader of readers)
      expect(await reader.sessions.show({ params: { id: created?.id ?? '' } })).toMatchObject({ name: renamed?.name })
  }
  over.abort()
  await noise
})
