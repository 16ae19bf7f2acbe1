/** The server that a command talks to, and as whom. */
import { api } from '@berth/contract/api.ts'
import type { Client } from '@berth/contract/client.ts'
import { addressOf, ApiProblem, createClient, NoAnswer } from '@berth/contract/client.ts'
import type { Endpoint } from '@berth/contract/endpoint.ts'
import type { ProblemBody } from '@berth/contract/problems.ts'
import { usage } from './failure.ts'
import { readSavedLogins } from './saved-logins.ts'
import type { Io } from './terminal-io.ts'

export interface Server {
  readonly origin: string
  /** As whom: the header's value. */
  readonly authorization: string | undefined
  readonly client: Client<typeof api>
  /** The answer as a stream of bytes. */
  stream(endpoint: Endpoint, input: object, signal?: AbortSignal): Promise<Response>
  /** With headers and bytes of one's own; the answer whatever its status. */
  send(endpoint: Pick<Endpoint, 'method' | 'path'>, input: object, sent: Sent): Promise<Response>
}

export interface Sent {
  readonly headers: Readonly<Record<string, string>>
  readonly body?: Uint8Array<ArrayBuffer>
}

export const defaultOrigin = 'http://localhost:8080'

/**
 * `--server` over BERTH_URL over the last sign-in; BERTH_TOKEN over BERTH_ACCESS_KEY and BERTH_SECRET_KEY over the token
 * saved for it.
 */
export async function chooseServer(env: Io['env'], option: string | undefined): Promise<Server> {
  const saved = await readSavedLogins(env)
  const named = option ?? (env['BERTH_URL'] || undefined)
  const token = env['BERTH_TOKEN'] || undefined
  const [accessKey, secretKey] = [env['BERTH_ACCESS_KEY'] || undefined, env['BERTH_SECRET_KEY'] || undefined]
  if ((accessKey === undefined) !== (secretKey === undefined))
    throw usage('BERTH_ACCESS_KEY and BERTH_SECRET_KEY belong together')
  // What is secret must not travel to whichever server was used last.
  if (token && !named) throw usage('BERTH_TOKEN is set without BERTH_URL')
  if (accessKey && !named) throw usage('BERTH_ACCESS_KEY is set without BERTH_URL')
  const origin = named === undefined ? (saved.current ?? defaultOrigin) : parseOrigin(named)
  const pair = accessKey && secretKey ? basic(accessKey, secretKey) : undefined
  return connectServer(origin, token ? bearer(token) : (pair ?? bearer(saved.servers[origin]?.token)))
}

export const bearer = <Token extends string | undefined>(token: Token) => (token ? `Bearer ${token}` : undefined)
export const basic = (accessKey: string, secretKey: string) =>
  `Basic ${Buffer.from(`${accessKey}:${secretKey}`).toString('base64')}`

export function connectServer(origin: string, authorization?: string): Server {
  const headers = (): Record<string, string> => (authorization ? { authorization } : {})
  const client = createClient(api, {
    origin,
    fetch: (url, init) => fetch(url, { ...init, redirect: 'error' }),
    headers,
  })
  return {
    origin,
    authorization,
    client,
    async stream(endpoint, input, signal) {
      const response = await ask(origin + addressOf(endpoint, input), { headers: headers(), signal: signal ?? null })
      if (!response.ok) throw asProblem(response.status, await response.text())
      return response
    },
    send: (endpoint, input, { headers: more, body }) =>
      ask(origin + addressOf(endpoint, input), {
        method: endpoint.method,
        headers: { ...headers(), ...more },
        ...(body === undefined ? {} : { body }),
      }),
  }
}

async function ask(address: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, { ...init, redirect: 'error' })
  } catch (cause) {
    throw new NoAnswer('The server did not answer.', undefined, cause)
  }
}

/** An answer that is not a success, from the text of its body. */
export function asProblem(status: number, text: string): ApiProblem | NoAnswer {
  try {
    const body = JSON.parse(text) as ProblemBody
    if (typeof body.type === 'string' && typeof body.title === 'string') return new ApiProblem(body)
  } catch {
    // Not ours: a proxy's page, say.
  }
  return new NoAnswer(`Unexpected answer ${status}.`, status)
}

/** `berth.example.org` is https; this machine's own addresses are http. */
export function parseOrigin(text: string): string {
  const local = /^(localhost|127\.|\[::1\])/.test(text)
  const full = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `${local ? 'http' : 'https'}://${text}`
  const url = URL.canParse(full) ? new URL(full) : undefined
  if (!url || !['http:', 'https:'].includes(url.protocol))
    throw usage(`"${text}" is not an address such as https://berth.example.org`)
  return url.origin
}

/** Does what is sent there, tokens included, cross a network unencrypted? */
export function isOpenToReaders(origin: string): boolean {
  const { protocol, hostname } = new URL(origin)
  return protocol === 'http:' && !/^(localhost|.*\.localhost|127\..*|\[::1\])$/.test(hostname)
}
