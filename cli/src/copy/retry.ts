/** What passes by itself is tried again; what says no is not. */
import { ApiProblem, NoAnswer } from '@berth/contract/client.ts'
import { setTimeout as pause } from 'node:timers/promises'
import { asProblem } from '../server.ts'

const attempts = 8

const isPassing = (error: unknown): boolean =>
  error instanceof NoAnswer
    ? error.status === undefined || error.status >= 500
    : error instanceof ApiProblem
      ? error.body.status === 503 || error.body.type === 'upload-locked'
      : error instanceof TypeError && error.message === 'terminated'

/** Waits longer each time without progress; the error itself when it was enough. */
export function createPatience() {
  let failures = 0
  return {
    progressed: () => void (failures = 0),
    async bear(error: unknown): Promise<void> {
      failures += 1
      if (!isPassing(error) || failures > attempts) {
        const isCut = error instanceof TypeError && error.message === 'terminated'
        throw isCut ? new NoAnswer('The connection was lost.', undefined, error) : error
      }
      await pause(Math.min(200 * 2 ** failures, 10_000))
    },
  }
}

/** Of an answer that is no success. */
export async function requireOk(answer: Response): Promise<Response> {
  if (answer.ok) return answer
  throw asProblem(answer.status, await answer.text().catch(() => ''))
}
