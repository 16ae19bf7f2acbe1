import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { MiB } from '@berth/contract/sessions.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually } from '../../../test/eventually.ts'
import { makeAdmin, makeUser } from '../../../test/make.ts'
import { testApp, type TestApp } from '../../../test/test-app.ts'

/** What the collector was sent, word for word. */
const sent: string[] = []
let status = 204
const collector = createServer((request, response) => {
  let body = ''
  request.on('data', (piece) => (body += String(piece)))
  request.on('end', () => {
    sent.push(body)
    response.writeHead(status).end()
  })
})

let app: TestApp
let admin: ReturnType<TestApp['as']>
let url = ''
beforeAll(async () => {
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(collector.address() as AddressInfo).port}/berth`
  app = await testApp({ usageCollector: url })
  admin = app.as(await makeAdmin(app))
})
afterAll(() => collector.close())

test('nothing is sent until an administrator wants it, and then exactly what was shown', async () => {
  const user = await makeUser(app, 'grace')
  const mine = app.as(user.token)
  const { id } = await mine.sessions.create({
    body: { name: 'secret-plans', type: 'interactive', resources: { cpu: 0.1, memory: 64 * MiB } },
  })
  await eventually(
    () => mine.sessions.show({ params: { id } }),
    (session) => session.status === 'RUNNING',
  )
  await app.site.usageData.send()
  expect(sent).toEqual([])
  expect(await admin.usageData.show()).toMatchObject({
    collector: url,
    shared: false,
    sentAt: null,
    report: { site: null, users: 2, activeUsers: 2, sharedWorkspaces: 1, sessions: { interactive: 1, batch: 0 } },
  })

  const shown = await admin.usageData.update({ body: { shared: true } })
  await app.site.usageData.send()
  expect(sent.map((body) => JSON.parse(body) as unknown)).toEqual([shown.report])
  for (const name of ['grace', 'admin', 'example.org', 'secret-plans', '127.0.0.1', user.id, id])
    expect(sent[0]).not.toContain(name)
  expect((await admin.usageData.show()).sentAt).toBe(app.clock.now().toISOString())
})

test('who stops and begins again is another site to the collector', async () => {
  const { report } = await admin.usageData.update({ body: { shared: true } })
  expect((await admin.usageData.update({ body: { shared: false } })).report.site).toBeNull()
  const before = sent.length
  await app.site.usageData.send()
  expect(sent).toHaveLength(before)
  const again = await admin.usageData.update({ body: { shared: true } })
  expect(again.report.site).not.toBe(report.site)
  expect(again.sentAt).toBeNull()
})

test('a collector that refuses, or is not there, changes nothing', async () => {
  status = 500
  await app.site.usageData.send()
  expect((await admin.usageData.show()).sentAt).toBeNull()
  status = 204
  const alone = await testApp({ database: app.database })
  const before = sent.length
  await alone.site.usageData.send()
  expect(sent).toHaveLength(before)
  expect(await admin.usageData.show()).toMatchObject({ shared: true })
})
