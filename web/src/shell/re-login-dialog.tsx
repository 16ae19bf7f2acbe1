/**
 * When the login ended while a page was open: the page stays as it is, and after signing in again the requests that
 * were refused go on.
 */
import { useEffect, useRef, useState } from 'react'
import { onSignedOut } from '../api/signed-in-fetch.ts'
import { paths } from '../paths.ts'
import { useTexts } from '../texts/app-texts.ts'
import { describeError } from '../texts/describe-error.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { SignInForm } from './sign-in-form.tsx'
import { useMe } from './use-me.ts'

export function ReLoginDialog() {
  const texts = useTexts()
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
        onDone={(now) => {
          // what is on the screen belongs to the person before
          if (now.id !== me.id) return window.location.assign(paths.start)
          setOpen(false)
          answer.current?.(true)
        }}
      />
    </Dialog>
  )
}
