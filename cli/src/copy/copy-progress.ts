/** How far copying has come: a line for people at a terminal, and what is said at its end. */
import { formatBytes } from '../amounts.ts'
import { clean } from '../clean.ts'
import type { Io } from '../terminal-io.ts'
import { createProgress } from '../terminal-io.ts'

export interface Totals {
  readonly files: number
  readonly bytes: number
}

/** Often enough to be followed, seldom enough to be read. */
const everyMs = 200

export function createCopyProgress(io: Io, all: Totals, now = () => performance.now()) {
  const line = createProgress(io)
  const began = now()
  let [files, bytes, shownAt] = [0, 0, -Infinity]
  const show = (name: string) => {
    const at = now()
    if (at - shownAt < everyMs) return
    shownAt = at
    const seconds = (at - began) / 1000
    const rate = seconds > 0 ? bytes / seconds : 0
    const parts = [
      all.files > 1 ? `${files}/${all.files}` : '',
      `${formatBytes(bytes)} of ${formatBytes(all.bytes)}`,
      all.bytes > 0 ? `${Math.floor((bytes / all.bytes) * 100)}%` : '',
      `${formatBytes(Math.round(rate))}/s`,
      clean(name).slice(-40),
    ]
    line.show(parts.filter((part) => part !== '').join('  '))
  }
  return {
    moved(name: string, count: number) {
      bytes += count
      show(name)
    },
    done(name: string) {
      files += 1
      show(name)
    },
    end: () => line.clear(),
    sums: () => ({ files, bytes }),
  }
}
