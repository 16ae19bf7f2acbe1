import { ApiProblem } from '@berth/contract/client.ts'

/** What a call was refused with; a call that was not refused is a failure of the test. */
export async function problemOf(call: Promise<unknown>): Promise<Record<string, unknown>> {
  const error = await call.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (error instanceof ApiProblem) return error.body
  throw new Error(`expected a problem, got ${String(error)}`)
}

export const typeOf = async (call: Promise<unknown>) => (await problemOf(call))['type']
