import type { events } from '@berth/contract/events.ts'
import type { Handlers } from '../../platform/http/handlers.ts'
import { openEventStream, type EventStreamDeps } from './event-stream.ts'

export const eventRoutes = (deps: EventStreamDeps): Handlers<typeof events> => ({
  stream: async ({ caller, headers }) => {
    const since = headers['last-event-id']
    return {
      type: 'text/event-stream; charset=utf-8',
      // Buffering proxies would hold events back.
      headers: { 'x-accel-buffering': 'no' },
      body: openEventStream(deps, caller, typeof since === 'string' && since !== '' ? since : undefined),
    }
  },
})
