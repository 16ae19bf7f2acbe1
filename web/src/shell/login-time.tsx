/** Timer and warning, loaded where there is something to show: most sites never extend, and most logins are long. */
import { Suspense } from 'react'
import { useLoginEnd } from '../api/login-watch-page.ts'
import { warnBeforeMs } from '../api/login-watch.ts'
import { useNow } from '../ui/clock.ts'
import { lazyPart } from '../ui/lazy-part.ts'

const SessionTimer = lazyPart(async () => (await import('./session-timer.tsx')).SessionTimer)
const LoginEndWarning = lazyPart(async () => (await import('./login-end-warning.tsx')).LoginEndWarning)

export function LoginTime() {
  const end = useLoginEnd()
  // in steps, so that the top bar is not drawn every second for what the timer alone shows
  const now = useNow(5000)
  if (end === undefined) return null
  const isNear = end.endsAt - now <= warnBeforeMs
  return (
    <Suspense>
      {end.extension && <SessionTimer end={end} isNear={isNear} />}
      {isNear && <LoginEndWarning end={end} />}
    </Suspense>
  )
}
