/** The worker that all tabs share. */
import { createSharedEvents } from './shared-events.ts'

const events = createSharedEvents((url) => new EventSource(url))

addEventListener('connect', (event) => {
  for (const port of (event as MessageEvent).ports) events.join(port)
})
