/** What is done for somebody alone need not be done when they have left. */
import type { FastifyReply } from 'fastify'

/** Aborted when the connection of whoever asked ends before they were answered. */
export function whenGone({ raw }: Pick<FastifyReply, 'raw'>): AbortSignal {
  const gone = new AbortController()
  raw.once('close', () => {
    if (!raw.writableFinished) gone.abort()
  })
  if (raw.closed) gone.abort()
  return gone.signal
}
