/** Why a command ends without success, as a sentence for people and an exit code for programs. */
import { ApiProblem, NoAnswer } from '@berth/contract/client.ts'
import type { InputError } from '@berth/contract/problems.ts'
import { clean } from './clean.ts'

export const exitCodes = {
  ok: 0,
  /** What ran inside ended with an error; `exec` and `start --wait` pass its own code. */
  failed: 1,
  usage: 2,
  notSignedIn: 3,
  notFound: 4,
  refused: 5,
  noAnswer: 6,
  /** As shells do: the command could not be run at all. */
  notExecutable: 126,
  interrupted: 130,
} as const

export class Failure extends Error {
  readonly code: number
  readonly remedy: string
  constructor(code: number, message: string, remedy = '') {
    super(message)
    this.name = 'Failure'
    this.code = code
    this.remedy = remedy
  }
}

export const usage = (message: string, command = '') =>
  new Failure(exitCodes.usage, message, `See: berth ${command ? `${command} ` : ''}--help`)

/** Everything that a command can throw, as a failure; bugs stay what they are. */
export function asFailure(error: unknown, origin: string): Failure | undefined {
  if (error instanceof Failure) return error
  if (error instanceof NoAnswer) {
    const cause = error.cause instanceof Error ? reasonOf(error.cause) : error.message
    return new Failure(exitCodes.noAnswer, `No answer from ${origin}: ${clean(cause)}`, 'Is the server running there?')
  }
  if (error instanceof ApiProblem) return problemFailure(error, origin)
  return undefined
}

/** fetch says only "fetch failed"; the reason is deeper. */
function reasonOf(error: Error): string {
  if (error.cause instanceof AggregateError && error.cause.errors[0] instanceof Error)
    return error.cause.errors[0].message
  return error.cause instanceof Error ? error.cause.message : error.message
}

function problemFailure({ body }: ApiProblem, origin: string): Failure {
  const text = clean(`${body.title}. ${body.detail}`)
  if (body.type === 'invalid-input') {
    const errors = (body.errors ?? []) as readonly InputError[]
    const lines = errors.map(({ path, message }) => `${path.replace(/^(body|query|params)\./, '')}: ${message}`)
    return new Failure(exitCodes.usage, clean(lines.join('; ') || text))
  }
  if (body.type === 'not-signed-in')
    return new Failure(exitCodes.notSignedIn, `You are not signed in to ${origin}.`, `Run: berth login ${origin}`)
  if (body.type === 'not-by-credential')
    return new Failure(
      exitCodes.refused,
      text,
      'Where BERTH_TOKEN or BERTH_ACCESS_KEY is set, unset it first: it goes before a login.',
    )
  if (body.status === 401) return new Failure(exitCodes.notSignedIn, text)
  if (body.status === 404) return new Failure(exitCodes.notFound, text)
  if (body.type === 'internal') return new Failure(exitCodes.noAnswer, `${text} (request ${clean(body.requestId)})`)
  if (body.type === 'unavailable') return new Failure(exitCodes.noAnswer, text)
  return new Failure(exitCodes.refused, text)
}
