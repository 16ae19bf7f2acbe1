/** Ways of signing in: a person approves in a browser, or a password from a pipe. */
import type { Me } from '@berth/contract/accounts.ts'
import { ApiProblem, NoAnswer } from '@berth/contract/client.ts'
import { spawn } from 'node:child_process'
import { hostname, userInfo } from 'node:os'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { clean } from './clean.ts'
import { exitCodes, Failure, usage } from './failure.ts'
import type { Output } from './output.ts'
import type { Server } from './server.ts'
import { asProblem, basic, bearer, connectServer } from './server.ts'
import type { Io } from './terminal-io.ts'

export interface SignedIn {
  readonly token: string
  readonly expiresAt: string
  readonly me: Me
}

export async function signInByBrowser(server: Server, io: Io, output: Output): Promise<SignedIn> {
  const begun = await server.client.connections.begin({ body: { client: `berth on ${hostname()} (${accountName()})` } })
  const url = new URL(begun.url)
  if (!/^https?:$/.test(url.protocol))
    throw new Failure(exitCodes.noAnswer, `${server.origin} sent an address that is no web page.`)
  const code = clean(begun.userCode)
  output.note(`Open this page and check that it shows the code ${code.slice(0, 4)}-${code.slice(4)}:`)
  output.note(`  ${url.href}`)
  openBrowser(io, url)
  output.note('Waiting for your approval there …')
  const until = Date.parse(begun.expiresAt)
  for (;;) {
    await pause(Math.max(begun.interval, 0.1) * 1000)
    const answer = await collect(server, begun.deviceCode)
    if (answer?.status === 'connected') return answer
    if (answer?.status === 'denied') throw new Failure(exitCodes.refused, 'The request was denied in the browser.')
    if (Date.now() > until) throw new Failure(exitCodes.refused, 'Nobody approved in time.', 'Run berth login again.')
  }
}

/** A wait that a lost connection or a hasty question does not end; it is asked again until it expires. */
async function collect(server: Server, deviceCode: string) {
  try {
    return await server.client.connections.collect({ body: { deviceCode } })
  } catch (error) {
    if (error instanceof ApiProblem && error.body.type === 'too-many-requests') {
      await pause(Number(error.body['retryAfter'] ?? 1) * 1000)
      return undefined
    }
    if (error instanceof NoAnswer) return undefined
    throw error
  }
}

/** Only where there is a screen; elsewhere the printed address is opened on another machine. */
function openBrowser(io: Io, url: URL): void {
  if (!io.env['DISPLAY'] && !io.env['WAYLAND_DISPLAY']) return
  spawn('xdg-open', [url.href], { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref()
}

export async function signInByPassword(server: Server, io: Io, login: string): Promise<SignedIn> {
  if (io.stdin.isTTY) throw usage('--password-stdin reads the password from a pipe, such as: < password-file')
  const password = (await text(io.stdin)).replace(/\r?\n$/, '')
  let response: Response
  try {
    response = await fetch(`${server.origin}/api/v1/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login, password }),
      redirect: 'error',
    })
  } catch (cause) {
    throw new NoAnswer('The server did not answer.', undefined, cause)
  }
  const body = await response.text()
  if (!response.ok) throw asProblem(response.status, body)
  const cookies = response.headers.getSetCookie().map((cookie) => /^(?:__Host-)?berth=([^;]+)/.exec(cookie)?.[1])
  const token = cookies.find((value) => value !== undefined)
  if (!token) throw new NoAnswer('The answer holds no sign-in.', response.status)
  const { expiresAt } = await connectServer(server.origin, bearer(token)).client.logins.current()
  return { token, expiresAt, me: JSON.parse(body) as Me }
}

/** A token that ends with the credential; the pair itself is kept nowhere. */
export async function signInByKeys(server: Server, io: Io, accessKey: string): Promise<SignedIn> {
  if (io.stdin.isTTY) throw usage('--secret-key-stdin reads the secret key from a pipe, such as: < secret-key-file')
  const secretKey = (await text(io.stdin)).trim()
  const { token, expiresAt } = await connectServer(server.origin, basic(accessKey, secretKey)).client.tokens.issue()
  return { token, expiresAt, me: await connectServer(server.origin, bearer(token)).client.accounts.me() }
}

function accountName(): string {
  try {
    return userInfo().username
  } catch {
    return `uid ${process.getuid?.()}`
  }
}
