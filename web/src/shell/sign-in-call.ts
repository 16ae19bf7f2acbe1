/**
 * The few calls of people who are not signed in. Made without the cache and without the contract's schemas, which the
 * sign-in page has no room for.
 */
import type { Me } from '@berth/contract/accounts.ts'
import { call } from '@berth/contract/client.ts'
import type { CallInput, CallResult, Endpoint } from '@berth/contract/endpoint.ts'
import { api } from 'virtual:api-paths'

const ask = async <E extends Endpoint>(endpoint: E, input: CallInput<E>): Promise<CallResult<E>> =>
  (await call(
    { origin: '', fetch: (url, init) => window.fetch(url, { ...init, credentials: 'same-origin' }) },
    endpoint,
    input as Parameters<typeof call>[2],
  )) as CallResult<E>

export const signIn = (login: string, password: string): Promise<Me> =>
  ask(api.logins.login, { body: { login, password } })
export const whoAmI = (): Promise<Me> => ask(api.accounts.me, {})
export const setupState = () => ask(api.setup.state, {})
export const completeSetup = (body: CallInput<typeof api.setup.complete>['body']): Promise<Me> =>
  ask(api.setup.complete, { body })
export const showConnection = (userCode: string) => ask(api.connections.show, { params: { userCode } })
export const answerConnection = (userCode: string, approve: boolean) =>
  ask(api.connections.answer, { params: { userCode }, body: { approve } })
