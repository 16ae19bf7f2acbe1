/**
 * When the login ended while a page was open: the page stays as it is, and after signing in again, here or in another
 * tab, the requests that were refused go on.
 */
import { useCallback, useEffect, useRef, useState } from 'react'
import { onLoginNews, tellTabs } from '../api/login-channel.ts'
import { refreshLogin } from '../api/login-watch-page.ts'
import { onSignedOut } from '../api/signed-in-fetch.ts'
import { paths } from '../paths.ts'
import { useTexts } from '../texts/app-texts.ts'
import { describeError } from '../texts/describe-error.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { SignInForm } from './sign-in-form.tsx'
import { useMe } from './use-me.ts'
import { useWays } from './use-ways.ts'

export function ReLoginDialog() {
  const texts = useTexts()
  const me = useMe()
  const [isOpen, setOpen] = useState(false)
  const answer = useRef<(isSignedIn: boolean) => void>(undefined)
  const ways = useWays(isOpen)
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
  const words = texts.signIn.again
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={setOpen}
      title={words.title}
      size="small"
      isLocked
      footer={
        <Button look="quiet" onPress={() => window.location.assign(paths.signIn())}>
          {words.leave}
        </Button>
      }
    >
      <p>{words.text}</p>
      <SignInForm
        texts={texts.signIn}
        sayError={(error) => describeError(error, { problems: texts.problems, noAnswer: texts.signIn.noAnswer })}
        login={me.email}
        ways={ways}
        onDone={(now) => {
          tellTabs({ kind: 'signed-in', user: now.id })
          goOn(now.id)
        }}
      />
    </Dialog>
  )
}
