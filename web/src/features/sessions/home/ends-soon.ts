/** Which sessions end by themselves before long, why, and in which order somebody in a hurry wants to see theirs. */
import type { Session } from '@berth/contract/sessions.ts'

interface End {
  readonly at: string
  readonly why: 'idle' | 'lifetime' | 'timeLimit'
}

type Timed = Pick<Session, 'status' | 'startedAt' | 'idle' | 'lifetime' | 'timeLimit'>

/** So long before its end it is worth a word. */
const soonMs = 3_600_000

/** The first thing that ends it within the hour. Of use that is missing its owner is warned; before that any may come. */
export function endOf({ status, startedAt, idle, lifetime, timeLimit }: Timed, now: number): End | undefined {
  if (status !== 'RUNNING') return undefined
  const ends: End[] = idle?.warned === true ? [{ at: idle.endsAt, why: 'idle' }] : []
  const after = (seconds: number | null, why: End['why']) => {
    if (seconds === null || startedAt === null) return
    ends.push({ at: new Date(Date.parse(startedAt) + seconds * 1000).toISOString(), why })
  }
  after(lifetime, 'lifetime')
  after(timeLimit, 'timeLimit')
  return ends
    .filter(({ at }) => Date.parse(at) - now <= soonMs)
    .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))[0]
}

const turn: Readonly<Record<Session['status'], number>> = {
  PREPARING: 1,
  SCHEDULED: 1,
  PENDING: 2,
  RUNNING: 3,
  TERMINATING: 4,
  TERMINATED: 5,
  CANCELLED: 5,
  ERROR: 5,
}

/** What ends soon, what is being started, what waits, what runs; of each the newest first. */
export function inOrder<Shown extends Timed & Pick<Session, 'id'>>(sessions: readonly Shown[], now: number): Shown[] {
  const place = (session: Shown) => (endOf(session, now) === undefined ? turn[session.status] : 0)
  // ids are UUIDv7, so they say which is newer
  return sessions.toSorted((a, b) => place(a) - place(b) || (a.id < b.id ? 1 : -1))
}
