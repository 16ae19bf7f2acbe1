/** A signed-in person lets a program without a browser act as them, or refuses it. */
import type { Me } from '@berth/contract/accounts.ts'
import { ApiProblem } from '@berth/contract/client.ts'
import { useEffect, useState } from 'react'
import { showConnection, whoAmI } from '../../shell/sign-in-call.ts'
import { SignInForm } from '../../shell/sign-in-form.tsx'
import { describeError } from '../../texts/describe-error.ts'
import { useForm } from '../../ui/form.ts'
import { Notice } from '../../ui/notice.tsx'
import { SubmitButton } from '../../ui/submit-button.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { ConnectionRequest } from './connection-request.tsx'
import type { Connection } from './connection-request.tsx'
import styles from './connect-page.module.css'
import { LightHead } from './light-page.tsx'
import { useTexts } from './sign-in-texts.ts'
import { readUserCode } from './user-code.ts'

export function ConnectPage() {
  const texts = useTexts()
  const words = texts.signIn.connect
  const [me, setMe] = useState<Me | 'unknown' | 'nobody'>('unknown')
  const [code, setCode] = useState(() => readUserCode(decodeURIComponent(window.location.hash.slice(1))))
  const [connection, setConnection] = useState<Connection>()
  const [error, setError] = useState<unknown>()

  useEffect(() => {
    whoAmI().then(setMe, (failure: unknown) => {
      if (isSignedOut(failure)) setMe('nobody')
      else setError(failure)
    })
  }, [])

  const signedIn = typeof me === 'object'
  useEffect(() => {
    if (!signedIn || code === undefined) return
    setError(undefined)
    showConnection(code).then(setConnection, (failure: unknown) => {
      if (isSignedOut(failure)) setMe('nobody')
      else setError(failure)
    })
  }, [signedIn, code])

  if (me === 'nobody') {
    return (
      <>
        <LightHead title={words.title}>{words.signInFirst}</LightHead>
        <SignInForm texts={texts.signIn} problems={texts.problems} onDone={setMe} />
      </>
    )
  }
  if (error !== undefined) {
    const isGone = error instanceof ApiProblem && error.body.status === 404
    const { title, detail } = describeError(error, { problems: texts.problems, noAnswer: texts.signIn.noAnswer })
    const again = () => {
      setError(undefined)
      setConnection(undefined)
      setCode(undefined)
    }
    return (
      <>
        <LightHead title={words.title} />
        <Notice tone={isGone ? 'warn' : 'bad'} title={isGone ? undefined : title}>
          {isGone ? words.gone : detail}
        </Notice>
        {signedIn && <CodeForm onCode={setCode} onBegin={again} />}
      </>
    )
  }
  if (!signedIn) return <LightHead title={words.title} />
  if (code === undefined) {
    return (
      <>
        <LightHead title={words.title}>{words.enterText}</LightHead>
        <CodeForm onCode={setCode} />
      </>
    )
  }
  if (connection === undefined) return <LightHead title={words.title}>{words.text}</LightHead>
  return <ConnectionRequest code={code} connection={connection} me={me} onError={setError} />
}

const isSignedOut = (error: unknown) => error instanceof ApiProblem && error.body.type === 'not-signed-in'

interface CodeFormProps {
  readonly onCode: (code: string) => void
  readonly onBegin?: () => void
}

function CodeForm({ onCode, onBegin }: CodeFormProps) {
  const words = useTexts().signIn.connect
  const form = useForm({
    initial: { code: '' },
    check: ({ code }) => ({ code: readUserCode(code) === undefined ? words.codeWrong : undefined }),
    submit: async ({ code }) => {
      onBegin?.()
      onCode(readUserCode(code) ?? '')
    },
  })
  return (
    <form className={styles.form} noValidate onSubmit={form.onSubmit} aria-label={words.title}>
      <TextField {...form.field('code')} label={words.code} placeholder="BCDF-2345" maxLength={20} autoFocus isCode />
      <SubmitButton wide>{words.continue}</SubmitButton>
    </form>
  )
}
