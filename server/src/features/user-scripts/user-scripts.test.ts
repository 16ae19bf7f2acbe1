import { ApiProblem } from '@berth/contract/client.ts'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { eventually } from '../../../test/eventually.ts'
import { makeUser, type MadeUser } from '../../../test/make.ts'
import { testApp, type TestApp } from '../../../test/test-app.ts'

let app: TestApp
let user: MadeUser
let mine: ReturnType<TestApp['as']>['userScripts']
beforeAll(async () => {
  app = await testApp()
})
beforeEach(async () => {
  user = await makeUser(app)
  mine = app.as(user.token).userScripts
})
const problemOf = (error: unknown) => (error instanceof ApiProblem ? error.body : error)
const save = (name: string, content: string) => mine.save({ params: { name }, body: { content } })

test('a script is written, read, replaced and removed, and is nobody else’s', async () => {
  await save('.config/tool/rc', 'alias ll="ls -l"\n')
  expect(await save('.bashrc', 'é')).toMatchObject({ name: '.bashrc', content: 'é', bytes: 2 })
  expect((await mine.list()).items).toMatchObject([
    { name: '.bashrc', bytes: 2 },
    { name: '.config/tool/rc', bytes: 17 },
  ])
  expect(await mine.show({ params: { name: '.config/tool/rc' } })).toMatchObject({ content: 'alias ll="ls -l"\n' })
  await save('.bashrc', '')
  expect(await mine.show({ params: { name: '.bashrc' } })).toMatchObject({ content: '', bytes: 0 })

  const other = app.as((await makeUser(app)).token).userScripts
  expect((await other.list()).items).toEqual([])
  expect(await other.show({ params: { name: '.bashrc' } }).catch(problemOf)).toMatchObject({ type: 'not-found' })
  expect(await other.remove({ params: { name: '.bashrc' } }).catch(problemOf)).toMatchObject({ type: 'not-found' })

  await mine.remove({ params: { name: '.bashrc' } })
  expect(await mine.show({ params: { name: '.bashrc' } }).catch(problemOf)).toMatchObject({ type: 'not-found' })
  const actions = async () =>
    (await app.as(user.token).myAccount.activity({ query: {} })).items.map((row) => row.action)
  const saved = Array.from({ length: 3 }, () => 'config-script.saved')
  await eventually(actions, (found) => String(found).startsWith(['config-script.removed', ...saved].join()))
  expect(app.logged.join('\n')).not.toContain('alias ll')
})

test.each([
  ['../.bashrc', 'dots'],
  ['a/../b', 'dots'],
  ['./a', 'dots'],
  ['/etc/passwd', 'not-relative'],
  ['a//b', 'not-relative'],
  ['a/', 'not-relative'],
  ['~/.bashrc', 'not-relative'],
  ['~', 'not-relative'],
  ['.ssh//x', 'not-relative'],
  ['./.ssh/x', 'dots'],
  ['.ssh/', 'not-relative'],
  ['a/ b', 'not-relative'],
  ['.ssh/authorized_keys', 'ssh'],
  ['.SSH/config', 'ssh'],
  ['.ssh', 'ssh'],
  ['a\nb', 'characters'],
  ['a\\b', 'characters'],
  ['x'.repeat(65), 'length'],
])('a script cannot be named %j', async (name, code) => {
  expect(await save(name, 'x').catch(problemOf)).toMatchObject({
    type: 'invalid-input',
    errors: [{ path: 'params.name', code }],
  })
})

test('of two who edit the same script the second undoes nothing unseen', async () => {
  const as = (headers: Record<string, string>) => ({ headers })
  const write = (content: string, headers: Record<string, string>) =>
    mine.save({ params: { name: '.vimrc' }, body: { content } }, as(headers)).catch(problemOf)
  const changed = { type: 'changed-meanwhile' }
  expect(await write('lost', { 'if-match': '"no"' })).toMatchObject(changed)
  const { version } = await save('.vimrc', 'first')
  expect(await write('lost', { 'if-none-match': '*' })).toMatchObject(changed)
  const known = { 'if-match': `"${version}"` }
  expect(await write('second', known)).toMatchObject({ content: 'second' })
  expect(await write('lost', known)).toMatchObject(changed)
  expect(await mine.remove({ params: { name: '.vimrc' } }, as(known)).catch(problemOf)).toMatchObject(changed)
  expect(await mine.show({ params: { name: '.vimrc' } })).toMatchObject({ content: 'second' })

  const answer = await fetch(`${app.origin}/api/v1/me/config-scripts/.vimrc`, {
    headers: { authorization: `Bearer ${user.token}` },
  })
  const tag = answer.headers.get('etag') ?? ''
  expect(tag).toBe(`"${((await answer.json()) as { version: string }).version}"`)
  await mine.remove({ params: { name: '.vimrc' } }, as({ 'if-match': tag }))
  expect(await write('lost', { 'if-match': tag })).toMatchObject(changed)
  expect(await write('anew', { 'if-none-match': '*' })).toMatchObject({ content: 'anew' })

  const bootstrap = (content: string, headers: Record<string, string>) =>
    mine.saveBootstrap({ body: { content } }, as(headers)).catch(problemOf)
  const both = await Promise.all(['one', 'two'].map((content) => bootstrap(content, { 'if-none-match': '*' })))
  expect(both.filter((one) => 'content' in Object(one))).toHaveLength(1)
  expect(await bootstrap('lost', known)).toMatchObject(changed)
  expect(await mine.removeBootstrap(undefined, as(known)).catch(problemOf)).toMatchObject(changed)
})

test('a file is no folder', async () => {
  await save('.config', 'x')
  const inTheWay = { type: 'config-script-in-the-way', name: '.config' }
  expect(await save('.config/tool', 'x').catch(problemOf)).toMatchObject(inTheWay)
  await save('.conf/a', 'x')
  expect(await save('.conf', 'x').catch(problemOf)).toMatchObject({ ...inTheWay, name: '.conf/a' })
})

test('all together have 64 KiB, counted as they are stored, also when they are saved at the same time', async () => {
  await save('one', 'é'.repeat(16 * 1024))
  expect(await save('two', 'x'.repeat(32 * 1024 + 1)).catch(problemOf)).toMatchObject({
    type: 'config-scripts-too-large',
    limit: 65_536,
    asked: 32_769,
    free: 32_768,
  })
  const both = await Promise.allSettled(['two', 'three'].map((name) => save(name, 'x'.repeat(20_000))))
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  await save('one', 'x'.repeat(45_536))
  expect(await save('four', 'x'.repeat(65_537)).catch(problemOf)).toMatchObject({
    errors: [{ path: 'body.content', code: 'too-large' }],
  })
})

test('there are at most 100', async () => {
  const names = Array.from({ length: 100 }, (_, number) => `s${number}`)
  await app.database.db
    .insertInto('config_scripts')
    .values(names.map((name) => ({ user_id: user.id, name, content: 'x', updated_at: new Date() })))
    .execute()
  expect(await save('more', 'x').catch(problemOf)).toMatchObject({ type: 'too-many-config-scripts', limit: 100 })
  await save('s7', 'still changes')
  await mine.remove({ params: { name: 's8' } })
  await save('more', 'x')
})

test('the bootstrap script is written, read and removed', async () => {
  expect(await mine.showBootstrap().catch(problemOf)).toMatchObject({ type: 'not-found' })
  await mine.saveBootstrap({ body: { content: '#!/bin/sh\necho hello\n' } })
  expect(await mine.showBootstrap()).toMatchObject({ content: '#!/bin/sh\necho hello\n', bytes: 21 })
  const tooLarge = await mine.saveBootstrap({ body: { content: 'x'.repeat(65_537) } }).catch(problemOf)
  expect(tooLarge).toMatchObject({ errors: [{ path: 'body.content', code: 'too-large' }] })
  await mine.removeBootstrap()
  expect(await mine.showBootstrap().catch(problemOf)).toMatchObject({ type: 'not-found' })
  expect(await mine.removeBootstrap().catch(problemOf)).toMatchObject({ type: 'not-found' })
})
