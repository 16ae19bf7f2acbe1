/** A session's state: a word, a shape and a colour. */
import type { SessionStatus } from '@berth/contract/session-states.ts'
import { Status } from '../ui/status.tsx'
import type { StatusShape } from '../ui/status.tsx'
import type { Tone } from '../ui/tone.ts'
import { useSessionTexts } from './session-texts.ts'

const looks: Readonly<Record<SessionStatus, readonly [Tone, StatusShape]>> = {
  PENDING: ['info', 'ring'],
  SCHEDULED: ['info', 'ring'],
  PREPARING: ['info', 'half'],
  RUNNING: ['ok', 'filled'],
  TERMINATING: ['neutral', 'dotted'],
  TERMINATED: ['neutral', 'square'],
  CANCELLED: ['neutral', 'square'],
  ERROR: ['bad', 'cross'],
}

export function SessionStatusMark({ status }: { readonly status: SessionStatus }) {
  const { states } = useSessionTexts()
  const [tone, shape] = looks[status]
  return (
    <Status tone={tone} shape={shape}>
      {states.statuses[status]}
    </Status>
  )
}
