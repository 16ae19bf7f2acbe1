import { afterEach, expect, test, vi } from 'vitest'
import { onSignedOut, signedInFetch } from './signed-in-fetch.ts'

afterEach(() => vi.unstubAllGlobals())

const refused = (type: string) => new Response(JSON.stringify({ type }), { status: 401 })

/** A browser whose server answers in this order. */
function browser(answers: Response[]) {
  const asked: string[] = []
  vi.stubGlobal('window', {
    fetch(url: string) {
      asked.push(url)
      return Promise.resolve(answers.shift() ?? new Response('done'))
    },
  })
  return asked
}

test('a request refused because the login ended is repeated after signing in, asking once for all of them', async () => {
  const asked = browser([refused('not-signed-in'), refused('not-signed-in')])
  let dialogs = 0
  const end = onSignedOut(() => {
    dialogs += 1
    return new Promise((resolve) => setTimeout(() => resolve(true)))
  })
  const answers = await Promise.all([signedInFetch('/a'), signedInFetch('/b')])
  end()
  expect(answers.map((answer) => answer.status)).toEqual([200, 200])
  expect(asked).toEqual(['/a', '/b', '/a', '/b'])
  expect(dialogs).toBe(1)
})

test('a wrong password is not the end of a login', async () => {
  browser([refused('invalid-credentials')])
  const end = onSignedOut(() => Promise.resolve(true))
  expect((await signedInFetch('/auth/login')).status).toBe(401)
  end()
})

test('before anyone asked to be told, the answer passes through', async () => {
  const asked = browser([refused('not-signed-in')])
  expect((await signedInFetch('/me')).status).toBe(401)
  expect(asked).toEqual(['/me'])
})
