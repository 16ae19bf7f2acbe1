import { initialPreferences, proTips } from '@berth/contract/initial-preferences.ts'
import { beforeAll, describe, expect, test } from 'vitest'
import { makeAdmin, makePair, makeUser, type MadeUser } from '../../../test/make.ts'
import { testApp, type TestApp } from '../../../test/test-app.ts'

const day = 86_400_000
let app: TestApp
beforeAll(async () => {
  app = await testApp()
  await makeAdmin(app)
})

const preferencesOf = ({ token }: Pick<MadeUser, 'token'>) => app.as(token).preferences

describe('preferences', () => {
  test('are at first as documented, and what is changed alone is changed', async () => {
    const user = await makeUser(app)
    expect(await preferencesOf(user).show()).toEqual(initialPreferences)
    const changed = { theme: 'dark', language: 'fr', compactSidebar: true, density: 'compact' } as const
    await preferencesOf(user).update({ body: changed })
    await preferencesOf(user).update({ body: { hideProTips: true } })
    expect(await preferencesOf(user).show()).toEqual({ ...initialPreferences, ...changed, hideProTips: true })
    const other = await makeUser(app)
    expect(await preferencesOf(other).show()).toEqual(initialPreferences)
  })

  test('columns of two tables that are chosen at the same time are both kept; all said anew is all there is', async () => {
    const user = await makeUser(app)
    await Promise.all([
      preferencesOf(user).update({ body: { tableColumns: { users: ['role'] } } }),
      preferencesOf(user).update({ body: { tableColumns: { sessions: ['owner', 'elapsed'] } } }),
    ])
    const { tableColumns } = await preferencesOf(user).update({ body: { tableColumns: { users: [] } } })
    expect(tableColumns).toEqual({ users: [], sessions: ['owner', 'elapsed'] })
    await preferencesOf(user).replace({ body: { autoLogout: true, tableColumns: { policies: ['cpu'] } } })
    expect(await preferencesOf(user).show()).toEqual({
      ...initialPreferences,
      autoLogout: true,
      tableColumns: { policies: ['cpu'] },
    })
  })

  test('reach the other pages of their user, and nobody else', async () => {
    const [user, other] = [await makeUser(app), await makeUser(app)]
    const [page, strange] = [await openEvents(user.token), await openEvents(other.token)]
    await preferencesOf(other).update({ body: { theme: 'light' } })
    await preferencesOf(user).update({ body: { theme: 'dark' } })
    expect(await page.next()).toMatchObject({ theme: 'dark', density: 'comfortable' })
    expect(await strange.next()).toMatchObject({ theme: 'light' })
    page.close()
    strange.close()
  })
})

/** The preferences that a page is told of, one after the other. */
async function openEvents(token: string) {
  const abort = new AbortController()
  const headers = { authorization: `Bearer ${token}` }
  const answer = await fetch(`${app.origin}/api/v1/events`, { headers, signal: abort.signal })
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  return {
    close: () => abort.abort(),
    async next(): Promise<unknown> {
      for (;;) {
        const found = /event: preferences\.updated\ndata: (.*)\n\n/.exec(text)
        if (found) {
          text = text.slice(found.index + found[0].length)
          return JSON.parse(found[1] ?? '')
        }
        const piece = await reader?.read()
        if (!piece || piece.done) throw new Error('the stream ended')
        text += piece.value
      }
    },
  }
}

describe('a tip', () => {
  const signIn = (user: MadeUser) => app.signIn(user.username, 'user password 1!')
  const tip = async (token: string) => (await app.as(token).preferences.proTip()).tip

  test('is told at a sign-in, not at the first one, and at most once in three days', async () => {
    const user = await makeUser(app)
    expect(await tip(user.token)).toBeNull()
    app.clock.advance(60_000)
    const second = await signIn(user)
    // two tabs that open at once
    const told = await Promise.all([tip(second), tip(second)])
    expect(told.filter((one) => one !== null)).toEqual([proTips[0]])
    app.clock.advance(2 * day)
    expect(await tip(await signIn(user))).toBeNull()
    app.clock.advance(2 * day)
    expect(await tip(await signIn(user))).toBe(proTips[1])
  })

  test('is not told in the middle of the work, nor to whoever wants none, nor to a program', async () => {
    const user = await makeUser(app)
    app.clock.advance(60_000)
    const late = await signIn(user)
    app.clock.advance(20 * 60_000)
    expect(await tip(late)).toBeNull()
    await preferencesOf(user).update({ body: { hideProTips: true } })
    const again = await signIn(user)
    expect(await tip(again)).toBeNull()
    const { keys } = await makePair(app, again)
    expect((await keys.preferences.proTip()).tip).toBeNull()
    await preferencesOf(user).update({ body: { hideProTips: false } })
    expect(await tip(again)).toBe(proTips[0])
  })
})
