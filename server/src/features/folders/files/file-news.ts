/** Tells pages that show a folder that something in it was changed: at once, and what follows all together. */
import type { Kysely } from 'kysely'
import type { Tables } from '../../../platform/database/tables.ts'
import type { Log } from '../../../platform/log/log.ts'
import type { Clock } from '../../../platform/time.ts'
import { tellOfFiles } from './file-news.store.ts'

export interface FileNewsDeps {
  readonly db: Kysely<Tables>
  readonly clock: Clock
  readonly log: Log
}

/** An upload of ten thousand files is a few words a second. */
const quietMs = 500
/** Of one folder in one go; more are told as one of the whole folder. */
const mostPaths = 4

export function createFileNews({ db, clock, log }: FileNewsDeps) {
  const waiting = new Map<string, Set<string>>()
  const resting = new Map<string, NodeJS.Timeout>()
  let closed = false

  const say = async (folder: string, paths: ReadonlySet<string>): Promise<void> => {
    const told = paths.size > mostPaths ? [''] : [...paths]
    for (const path of told) await tellOfFiles(db, folder, path, clock.now())
  }
  const rest = (folder: string) => {
    const timer = setTimeout(() => {
      resting.delete(folder)
      const paths = waiting.get(folder)
      waiting.delete(folder)
      if (paths) tellNow(folder, paths)
    }, quietMs).unref()
    resting.set(folder, timer)
  }
  const tellNow = (folder: string, paths: ReadonlySet<string>) => {
    if (closed) return
    rest(folder)
    say(folder, paths).catch((error: Error) => {
      if (!closed) log.warn('Pages were not told of changed files', { folder, error })
    })
  }

  return {
    note(folder: string, path: string): void {
      if (!resting.has(folder)) return tellNow(folder, new Set([path]))
      waiting.set(folder, (waiting.get(folder) ?? new Set()).add(path))
    },
    [Symbol.dispose]() {
      closed = true
      for (const timer of resting.values()) clearTimeout(timer)
    },
  }
}
