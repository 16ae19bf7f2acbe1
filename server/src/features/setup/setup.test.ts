import { ApiProblem } from '@berth/contract/client.ts'
import { expect, test } from 'vitest'
import { testApp } from '../../../test/test-app.ts'

const administrator = {
  email: 'ada@example.org',
  username: 'ada',
  fullName: 'Ada Lovelace',
  password: 'analytical engine 1!',
}
const typeOf = (error: unknown) => (error instanceof ApiProblem ? error.body.type : String(error))

test('the printed link makes the first administrator, once, and signs them in', async () => {
  const app = await testApp()
  expect(await app.anonymous.setup.state()).toEqual({ needed: true })
  const first = (await app.site.setup.newToken()) ?? ''
  const second = (await app.site.setup.newToken()) ?? ''
  const complete = (token: string, over: object = {}) =>
    app.anonymous.setup.complete({ body: { token, ...administrator, ...over } }).catch(typeOf)

  expect(await complete('wrong')).toBe('set-up-token-wrong')
  expect(await complete(first)).toBe('set-up-token-wrong')
  const racing = await Promise.all([complete(second), complete(second, { email: 'eve@example.org', username: 'eve' })])
  expect(racing.filter((one) => typeof one === 'object')).toHaveLength(1)
  expect(await app.anonymous.setup.state()).toEqual({ needed: false })
  expect(await complete(second)).toBe('set-up-done')
  expect(await app.site.setup.newToken()).toBeNull()
})

test.each([
  ['short1!', 'too-short'],
  ['a1!'.repeat(43), 'too-long'],
  ['12345678!', 'needs-letter'],
  ['abcdefgh!', 'needs-digit'],
  ['abcdefgh1', 'needs-symbol'],
  ['Ada@Example.org1', null],
  ['ada@example.org', 'needs-digit'],
])('the password %s is refused with %s', async (password, code) => {
  const app = await testApp()
  const token = (await app.site.setup.newToken()) ?? ''
  const answer = app.anonymous.setup.complete({ body: { token, ...administrator, password } })
  if (code === null) await expect(answer).resolves.toMatchObject({ username: 'ada' })
  else
    await expect(answer).rejects.toMatchObject({
      body: { type: 'invalid-input', errors: expect.arrayContaining([expect.objectContaining({ code })]) },
    })
})

test('the password is not the email or the username', async () => {
  const app = await testApp()
  const token = (await app.site.setup.newToken()) ?? ''
  const body = { token, ...administrator, username: 'Engine-1!', password: 'engine-1!' }
  await expect(app.anonymous.setup.complete({ body })).rejects.toMatchObject({
    body: { errors: [{ path: 'body.password', code: 'same-as-account' }] },
  })
})

test('a new administrator has a personal workspace and is in the default one, with something to start in', async () => {
  const app = await testApp()
  await app.site.setup.createFirst('ada@example.org', administrator.password)
  const ada = app.as(await app.signIn('ada', administrator.password))
  const { items } = await ada.workspaces.list()
  expect(items.map(({ name, personal, role }) => ({ name, personal, role }))).toEqual([
    { name: 'default', personal: false, role: 'admin' },
    { name: 'ada', personal: true, role: 'admin' },
  ])
  const projects = (await ada.projects.list()).items.map(({ name, workspaceName, example }) => [
    name,
    workspaceName,
    example,
  ])
  expect(projects).toEqual([
    ['ada', 'ada', false],
    ['default', 'default', false],
    ['example', 'default', true],
  ])
})
