/** Carries copies out, several at a time; one that is refused leaves the others alone. */
import { ApiProblem } from '@berth/contract/client.ts'
import type { ProblemCode } from '@berth/contract/problems.ts'
import { clean } from '../clean.ts'
import { exitCodes, Failure } from '../failure.ts'
import type { CopyFile } from './copy-jobs.ts'

const atOnce = 4

/** About the one file; anything else would happen to the next one, too. */
const ofOneFile: readonly ProblemCode[] = ['no-such-file', 'path-refused', 'not-a-folder', 'not-a-file', 'file-exists']

const isOfOneFile = (error: unknown): boolean =>
  error instanceof ApiProblem
    ? ofOneFile.some((code) => code === error.body.type)
    : error instanceof Failure
      ? error.code === exitCodes.failed
      : typeof (error as NodeJS.ErrnoException).code === 'string'

export interface Outcome {
  readonly failed: { readonly path: string; readonly why: string }[]
}

export async function runJobs(files: readonly CopyFile[], copy: (file: CopyFile) => Promise<void>): Promise<Outcome> {
  const failed: Outcome['failed'] = []
  const queue = files.values()
  let stopped = false
  const work = async () => {
    for (const file of queue) {
      if (stopped) return
      try {
        await copy(file)
      } catch (error) {
        if (!isOfOneFile(error)) {
          stopped = true
          throw error
        }
        failed.push({ path: file.from, why: whyOf(error) })
      }
    }
  }
  const ends = await Promise.allSettled(Array.from({ length: Math.min(atOnce, files.length) }, work))
  for (const end of ends) if (end.status === 'rejected') throw end.reason
  return { failed }
}

const whyOf = (error: unknown): string =>
  clean(error instanceof ApiProblem ? `${error.body.title}. ${error.body.detail}` : (error as Error).message)
