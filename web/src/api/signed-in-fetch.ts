/**
 * A fetch that survives the end of a login: on `not-signed-in` it asks the shell to sign the person in again and then
 * repeats the request, so that nothing typed is lost. Until the shell has asked to be told, the answer passes through.
 */

import { noteRefusal } from './must-first.ts'
import type { Asked } from './request-entry.ts'

/** Resolves with true when the person is signed in again, with false when they chose not to be. */
type SignInAgain = () => Promise<boolean>

/** Told of each request and what came back. */
let tell: (asked: Asked) => void = () => undefined
export const onAsked = (take: typeof tell): void => void (tell = take)
/** What is asked by other ways than `fetch` is told of by whoever asks. */
export const noteAsked = (asked: Asked): void => tell(asked)

/** Has what it takes to say what a problem means brought before the answer is handed on. */
let beforeProblem: () => Promise<void> = async () => undefined
export const onProblem = (bring: typeof beforeProblem): void => void (beforeProblem = bring)

let signInAgain: SignInAgain | undefined
let asking: Promise<boolean> | undefined

/** Called by the shell once someone is signed in; returns how to take it back. */
export function onSignedOut(ask: SignInAgain): () => void {
  signInAgain = ask
  return () => {
    if (signInAgain === ask) signInAgain = undefined
  }
}

/** Asks once, however many requests fail at the same time. */
export function askToSignIn(): Promise<boolean> {
  if (signInAgain === undefined) return Promise.resolve(false)
  asking ??= signInAgain().finally(() => {
    asking = undefined
  })
  return asking
}

export async function signedInFetch(url: string, init: RequestInit = {}): Promise<Response> {
  const answer = await noted(url, init)
  if (answer.status !== 401 && answer.status !== 403) return answer
  // 401 also answers a wrong password; only one code means that the login ended
  const code = await codeOf(answer)
  noteRefusal(code)
  if (code !== 'not-signed-in' || !(await askToSignIn())) return answer
  return noted(url, init)
}

async function noted(url: string, init: RequestInit): Promise<Response> {
  const [at, began] = [Date.now(), performance.now()]
  const note = (status: number, requestId: string | null, problem?: unknown) =>
    tell({ at, ms: performance.now() - began, method: init.method ?? 'GET', url, status, requestId, problem })
  try {
    const answer = await window.fetch(url, { credentials: 'same-origin', ...init })
    const requestId = answer.headers.get('x-request-id')
    if (answer.ok) note(answer.status, requestId)
    else {
      void codeOf(answer).then((code) => note(answer.status, requestId, code))
      await beforeProblem()
    }
    return answer
  } catch (error) {
    if (init.signal?.aborted !== true) note(0, null)
    throw error
  }
}

async function codeOf(answer: Response): Promise<unknown> {
  try {
    return codeIn(await answer.clone().json())
  } catch {
    return undefined
  }
}

/** Which problem the body of an answer tells of. */
export const codeIn = (body: unknown): unknown =>
  typeof body === 'object' && body !== null && 'type' in body ? body.type : undefined
