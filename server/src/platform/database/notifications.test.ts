import { expect, test, vi } from 'vitest'
import { soon } from '../../../test/soon.ts'
import { testDatabase } from '../../../test/database.ts'
import { createNotifications, notify } from './notifications.ts'
import { transaction } from './transaction.ts'

const { db, pool, connection } = await testDatabase()

/** As a restart of PostgreSQL or a cut cable would. */
const cutConnection = () =>
  pool.query(`select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'berth notifications' and datname = current_database()`)

test('listeners hear what was committed, and nothing of what was not', async () => {
  await using notifications = await createNotifications({ connection })
  const heard: string[] = []
  await notifications.listen('one', (payload) => heard.push(`one ${payload}`))
  using other = await notifications.listen('two', (payload) => heard.push(`two ${payload}`))
  const rolledBack = transaction(db, async (tx) => {
    await notify(tx, 'one', 'never')
    throw new Error('rolled back')
  })
  await expect(rolledBack).rejects.toThrow('rolled back')
  await transaction(db, async (tx) => {
    await notify(tx, 'one', 'a')
    await notify(tx, 'one', 'a')
    await notify(tx, 'two', `quote ' and "`)
    expect(heard).toEqual([])
  })
  await soon(() => expect(heard).toEqual(['one a', `two quote ' and "`]))
  other[Symbol.dispose]()
  await notify(db, 'two', 'too late')
  await notify(db, 'one', 'z')
  await soon(() => expect(heard.at(-1)).toBe('one z'))
  expect(heard).toHaveLength(3)
})

test('a lost connection comes back, says that there was a gap, and hears again', async () => {
  await using notifications = await createNotifications({ connection })
  const heard: string[] = []
  await notifications.listen('one', (payload) => heard.push(payload))
  notifications.onGap(() => heard.push('gap'))
  await cutConnection()
  await soon(() => expect(heard).toEqual(['gap']))
  await notify(db, 'one', 'again')
  await soon(() => expect(heard).toEqual(['gap', 'again']))
})

test('a connection that is silently dead is noticed', async () => {
  // A proxy that stops passing bytes on without closing anything, as a firewall does.
  const { createServer, connect } = await import('node:net')
  if (!('host' in connection)) throw new Error('the test database is local')
  const target = `${connection.host}/.s.PGSQL.${connection.port}`
  let deaf = false
  const proxy = createServer((socket) => {
    const upstream = connect(target)
    const passOn = deaf ? undefined : 'until deaf'
    socket.on('data', (bytes) => (passOn && deaf ? undefined : upstream.write(bytes)))
    upstream.on('data', (bytes) => (passOn && deaf ? undefined : socket.write(bytes)))
    for (const end of [socket, upstream])
      end.on('error', () => {}).on('close', () => (socket.destroy(), upstream.destroy()))
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  const { port } = proxy.address() as { port: number }
  const viaProxy = { ...connection, host: '127.0.0.1', port }
  await using notifications = await createNotifications({ connection: viaProxy, heartbeatMs: 50, answerWithinMs: 200 })
  let gaps = 0
  notifications.onGap(() => gaps++)
  const heard: string[] = []
  await notifications.listen('one', (payload) => heard.push(payload))
  deaf = true
  await vi.waitFor(() => expect(gaps).toBe(1), { timeout: 5_000 })
  await notify(db, 'one', 'through a new connection')
  await soon(() => expect(heard).toEqual(['through a new connection']))
  proxy.close()
})
