/**
 * The few calls of people who are not signed in. Made without the cache and without the contract's schemas, which the
 * sign-in page has no room for.
 */
import type { Me } from '@berth/contract/accounts.ts'
import { addressOf, call } from '@berth/contract/client.ts'
import type { CallInput, CallResult, Endpoint } from '@berth/contract/endpoint.ts'
import { api } from 'virtual:sign-in-paths'

const ask = async <E extends Endpoint>(endpoint: E, input: CallInput<E>): Promise<CallResult<E>> =>
  (await call(
    { origin: '', fetch: (url, init) => window.fetch(url, { ...init, credentials: 'same-origin' }) },
    endpoint,
    input as Parameters<typeof call>[2],
  )) as CallResult<E>

export type SecondFactor = CallInput<typeof api.waysIn.oidcSecondFactor>['body']

export const signIn = (body: CallInput<typeof api.logins.login>['body']): Promise<Me> => ask(api.logins.login, { body })

export type WaysIn = CallResult<typeof api.waysIn.show>
export const waysToSignIn = (): Promise<WaysIn> => ask(api.waysIn.show, {})
/** The address of the way through the identity provider, and where it ends. */
export const singleSignOn = (next: string): string => addressOf(api.waysIn.oidcStart, { query: { next } })
export const finishSingleSignOn = (body: SecondFactor) => ask(api.waysIn.oidcSecondFactor, { body })

/** Undefined when the person chose no passkey. */
export async function signInWithPasskey(): Promise<Me | undefined> {
  const [{ challenge, options }, { getPasskey }] = await Promise.all([
    ask(api.waysIn.passkeyOptions, {}),
    import('../parts/passkey-ceremony.ts'),
  ])
  const credential = await getPasskey(options)
  return credential === undefined ? undefined : ask(api.waysIn.passkey, { body: { challenge, credential } })
}

export const whoAmI = (): Promise<Me> => ask(api.accounts.me, {})
export const setupState = () => ask(api.setup.state, {})
export const completeSetup = (body: CallInput<typeof api.setup.complete>['body']): Promise<Me> =>
  ask(api.setup.complete, { body })
export const showConnection = (userCode: string) => ask(api.connections.show, { params: { userCode } })
export const answerConnection = (userCode: string, approve: boolean) =>
  ask(api.connections.answer, { params: { userCode }, body: { approve } })
export const showInvitation = (token: string) => ask(api.invitations.show, { params: { token } })
export const acceptInvitation = (token: string) => ask(api.invitations.accept, { params: { token } })
export const declineInvitation = (token: string) => ask(api.invitations.decline, { params: { token } })
export const signUpByInvitation = (token: string, body: CallInput<typeof api.invitations.signUp>['body']) =>
  ask(api.invitations.signUp, { params: { token }, body })
/** The one that a new account was made for: besides it there is only their own. */
export const firstWorkspace = async () => (await ask(api.workspaces.list, {})).items.find(({ personal }) => !personal)
export const signOut = () => ask(api.logins.logout, {})
