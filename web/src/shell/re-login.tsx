/**
 * When the login ended while a page was open: the page stays as it is, and after signing in again, here or in another
 * tab, the requests that were refused go on.
 */
import { Suspense, useCallback, useEffect, useRef, useState } from 'react'
import { lazyPart } from '../ui/lazy-part.ts'
import { onLoginNews, tellTabs } from '../api/login-channel.ts'
import { refreshLogin } from '../api/login-watch-page.ts'
import { startRequestLog } from '../api/request-log.ts'
import { onSignedOut } from '../api/signed-in-fetch.ts'
import { paths } from '../paths.ts'
import { useMe } from './use-me.ts'

const load = () => import('./re-login-dialog.tsx')
const ReLoginDialog = lazyPart(async () => (await load()).ReLoginDialog)
/** Long after the page itself is there, and before it is needed: the server may be another version by then. */
const loadAfterMs = 10_000

export function ReLogin() {
  const me = useMe()
  const [isOpen, setOpen] = useState(false)
  const answer = useRef<(isSignedIn: boolean) => void>(undefined)
  useEffect(
    () =>
      onSignedOut(() => {
        setOpen(true)
        return new Promise((resolve) => {
          answer.current = resolve
        })
      }),
    [],
  )
  const goOn = useCallback(
    (user: string) => {
      // what is on the screen belongs to the person before
      if (user !== me.id) return window.location.assign(paths.start)
      setOpen(false)
      startRequestLog(user)
      answer.current?.(true)
      refreshLogin()
    },
    [me.id],
  )
  useEffect(
    () =>
      onLoginNews((news) => {
        if (news.kind === 'signed-in') goOn(news.user)
      }),
    [goOn],
  )
  useEffect(() => {
    const timer = setTimeout(() => void load().catch(() => undefined), loadAfterMs)
    return () => clearTimeout(timer)
  }, [])
  if (!isOpen) return null
  return (
    <Suspense>
      <ReLoginDialog
        login={me.email}
        onDone={(now) => {
          tellTabs({ kind: 'signed-in', user: now.id })
          goOn(now.id)
        }}
      />
    </Suspense>
  )
}
