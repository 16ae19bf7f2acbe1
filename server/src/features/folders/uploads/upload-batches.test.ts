import { randomUUID } from 'node:crypto'
import type { Notification } from '@berth/contract/notifications.ts'
import type { UploadReport } from '@berth/contract/upload-batches.ts'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { eventually } from '../../../../test/eventually.ts'
import { makeAdmin, makeUser, type MadeUser } from '../../../../test/make.ts'
import { problemOf } from '../../../../test/problem-of.ts'
import { testApp, type TestApp } from '../../../../test/test-app.ts'

type Told = Extract<Notification, { kind: 'upload' }>
const half: UploadReport = { files: 4, bytes: 1000, sent: 500, done: 2, skipped: 0, failed: 0, state: 'going' }
const all: UploadReport = { ...half, sent: 1000, done: 4, state: 'done' }

let app: TestApp
let ada: MadeUser
let folder: string
let batch: string
beforeAll(async () => {
  app = await testApp()
  await makeAdmin(app)
})
beforeEach(async () => {
  ada = await makeUser(app)
  folder = (await app.as(ada.token).folders.create({ body: { name: 'data' } })).id
  batch = randomUUID()
})

const report = (body: UploadReport, { token = ada.token, id = folder, of = batch } = {}) =>
  app.as(token).uploadBatches.report({ params: { id, batch: of }, body })
const list = async (show: 'all' | 'in-progress' = 'all') =>
  (await app.as(ada.token).notifications.list({ query: { show } })).items as Told[]
const told = async (isThat: (one: Told) => boolean): Promise<Told> =>
  (await eventually(
    async () => (await list())[0],
    (one) => one !== undefined && isThat(one),
  )) as Told
const step = (wanted: Told['progress']['step']) => told(({ progress }) => progress.step === wanted)

test('files that are uploaded together are one notification, from their beginning to their end', async () => {
  expect(await report({ ...half, sent: 0, done: 0 })).toEqual({ state: 'going' })
  const parameters = { batch, folder, name: 'data', files: 4, done: 0, failed: 0 }
  const first = await step('going')
  expect(first).toMatchObject({ kind: 'upload', parameters, read: true })
  expect(first.progress).toMatchObject({ state: 'going', share: 0, canCancel: true })
  await report(half)
  expect(await told(({ progress }) => progress.share === 0.5)).toMatchObject({ id: first.id, parameters: { done: 2 } })
  await report({ ...half, state: 'asking' })
  expect((await step('asking')).progress).toMatchObject({ state: 'going', share: 0.5 })
  expect(await list('in-progress')).toHaveLength(1)
  expect(await report(all)).toEqual({ state: 'done' })
  const last = await step('done')
  expect(last).toMatchObject({ id: first.id, parameters: { done: 4 }, read: true })
  expect(last.progress).toMatchObject({ state: 'done', share: 1, canCancel: false })
  expect(await list('in-progress')).toEqual([])
  // What comes late changes nothing any more.
  expect(await report(half)).toEqual({ state: 'done' })
})

test('one that is cancelled elsewhere stays so, and whoever sends it is told', async () => {
  await report(half)
  const { id } = await step('going')
  await app.as(ada.token).notifications.cancel({ params: { id } })
  expect(await step('cancelled')).toMatchObject({ progress: { state: 'cancelled', share: 0.5 }, read: true })
  expect(await report({ ...half, done: 3 })).toEqual({ state: 'cancelled' })
  expect((await list())[0]).toMatchObject({ parameters: { done: 2 }, progress: { step: 'cancelled' } })
})

test('what failed is news, and goes on as the same when it is tried again', async () => {
  await report(half)
  await report({ ...half, done: 3, failed: 1, sent: 1000, state: 'failed' })
  const { id, parameters, read } = await step('failed')
  expect([parameters, read]).toMatchObject([{ done: 3, failed: 1 }, false])
  await app.as(ada.token).notifications.clear()
  expect(await list()).toEqual([])
  expect(await report(half)).toEqual({ state: 'going' })
  expect(await step('going')).toMatchObject({ id, parameters: { failed: 0 } })
  await report(all)
  expect(await step('done')).toMatchObject({ id })
})

test('one that nobody tells of is said to be interrupted, until somebody does', async () => {
  await report(half)
  await step('going')
  app.clock.advance(2 * 60_000)
  await app.site.storage.interruptUploads()
  await report({ ...half, done: 3 })
  app.clock.advance(2 * 60_000)
  await app.site.storage.interruptUploads()
  expect((await told(({ parameters }) => parameters.done === 3)).progress.step).toBe('going')
  app.clock.advance(2 * 60_000)
  await app.site.storage.interruptUploads()
  expect(await step('interrupted')).toMatchObject({ progress: { state: 'failed' }, read: false })
  expect(await report({ ...half, done: 3 })).toEqual({ state: 'going' })
  await step('going')
})

test('only who may write to the folder begins one, and nobody else tells of it', async () => {
  const eve = await makeUser(app)
  expect(await problemOf(report(half, { token: eve.token }))).toMatchObject({ type: 'not-found' })
  await report(half)
  expect(await problemOf(report(all, { token: eve.token }))).toMatchObject({ type: 'not-found' })
  const own = (await app.as(eve.token).folders.create({ body: { name: 'hers' } })).id
  expect(await problemOf(report(all, { token: eve.token, id: own }))).toMatchObject({ type: 'not-found' })
  expect((await step('going')).parameters).toMatchObject({ done: 2 })
  // That the folder was taken away may be how it ended.
  await app.as(ada.token).folders.trash({ params: { id: folder } })
  expect(await report({ ...half, failed: 2, state: 'failed' })).toEqual({ state: 'failed' })
})

test('what cannot be is refused', async () => {
  for (const wrong of [{ done: 5 }, { sent: 1001 }, { files: 0, done: 0 }, { failed: -1 }])
    expect(await problemOf(report({ ...half, ...wrong }))).toMatchObject({ type: 'invalid-input' })
})

test('so many at one time are enough', async () => {
  await Promise.all(Array.from({ length: 100 }, () => report(half, { of: randomUUID() })))
  expect(await problemOf(report(half))).toMatchObject({ type: 'too-many-uploads' })
})
