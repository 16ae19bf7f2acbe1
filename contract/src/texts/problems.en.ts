/** What went wrong, what it means, what to do. */
import type { ProblemCode, ProblemParams, Violation } from '../problems.ts'
import { listViolations } from './violations.ts'

type Say<C extends ProblemCode> = (params: ProblemParams<C>) => string
export type ProblemTexts = { readonly [C in ProblemCode]: { title: string; detail: string | Say<C> } }

const units = { cpu: 'cores', memory: 'memory', gpu: 'GPUs', gpuShares: 'GPU shares', sessions: 'sessions' }
const violation = (v: Violation, amount: (n: number) => string) =>
  `${units[v.resource as keyof typeof units] ?? v.resource}: asked ${amount(v.asked)}, in use ${amount(v.used)}, limit ${amount(v.max)} (${v.limit})`

export const problemsEn: ProblemTexts = {
  'invalid-input': {
    title: 'Some of the input is not right',
    detail: (p) => p.errors.map((error) => `${error.path}: ${error.message}`).join('; '),
  },
  'malformed-json': {
    title: 'The request is not valid JSON',
    detail: (p) => `Reading stopped at line ${p.line}, column ${p.column}.`,
  },
  'unsupported-media-type': {
    title: 'The request has the wrong content type',
    detail: (p) => `Send it as ${p.expected}.`,
  },
  'body-too-large': { title: 'The request is too large', detail: (p) => `At most ${p.limit} bytes are read.` },
  'not-found': { title: 'Not found', detail: 'It does not exist, or you may not see it.' },
  'no-such-route': { title: 'No such address', detail: (p) => `There is no ${p.method} ${p.path}.` },
  'not-signed-in': { title: 'You are not signed in', detail: 'Sign in and try again.' },
  'not-allowed': {
    title: 'You may not do this',
    detail: 'It needs rights that you do not have. Ask an administrator.',
  },
  'cross-origin': {
    title: 'The request came from another site',
    detail: 'Requests of other sites are refused. Open Berth at its own address.',
  },
  'too-many-requests': {
    title: 'Too many attempts',
    detail: (p) => `Wait ${p.retryAfter} seconds, then try again.`,
  },
  internal: {
    title: 'Something went wrong in Berth',
    detail: 'It was logged with this request id. Try again; if it stays, give the id to your administrator.',
  },
  unavailable: { title: 'Not ready', detail: 'The server is starting or stopping. Try again in a moment.' },
  'set-up-done': { title: 'This site is set up already', detail: 'Sign in with an existing account.' },
  'set-up-token-wrong': {
    title: 'This set-up link is not valid',
    detail: 'Use the newest link in the server’s log; each start prints it until the site is set up.',
  },
  'invalid-credentials': {
    title: 'Sign-in failed',
    detail: 'The name or the password is wrong, or the account may not sign in from here.',
  },
  'sign-in-request-expired': { title: 'This request has expired', detail: 'Run berth login again.' },
  'name-taken': {
    title: 'The name is in use',
    detail: (p) => `You have a live session named ${p.name} in this project. Choose another name or end that one.`,
  },
  'quota-exceeded': {
    title: 'This is more than you can have',
    detail: (p) => listViolations(p.violations, 'en', violation),
  },
  'session-state': {
    title: 'The session’s state does not allow this',
    detail: (p) => `It is ${p.status}; ${p.action} is not possible now.`,
  },
  'no-such-terminal': { title: 'This terminal has ended', detail: 'Open a new one.' },
  'too-many-terminals': {
    title: 'Too many terminals',
    detail: (p) => `A session has at most ${p.limit}. Close one first.`,
  },
  'engine-unavailable': { title: 'Sessions cannot run on this machine now', detail: (p) => p.remedy },
}
