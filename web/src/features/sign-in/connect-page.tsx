/** A signed-in person lets a program without a browser act as them, or refuses it. */
import type { Me } from '@berth/contract/accounts.ts'
import { ApiProblem } from '@berth/contract/client.ts'
import { useCallback, useEffect, useState } from 'react'
import { showConnection, whoAmI } from '../../shell/sign-in-call.ts'
import { SignInForm } from '../../shell/sign-in-form.tsx'
import { useWays } from '../../shell/use-ways.ts'
import type { ErrorWords } from '../../texts/describe-error.ts'
import { useForm } from '../../ui/form.ts'
import { Notice } from '../../ui/notice.tsx'
import { SubmitButton } from '../../ui/submit-button.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { ConnectionRequest } from './connection-request.tsx'
import type { Connection } from './connection-request.tsx'
import styles from './connect-page.module.css'
import { LightHead } from './light-page.tsx'
import { useTexts } from './sign-in-texts.ts'
import { useSayError } from './use-say-error.ts'
import { readUserCode } from './user-code.ts'

export function ConnectPage() {
  const texts = useTexts()
  const words = texts.signIn.connect
  const [me, setMe] = useState<Me | 'unknown' | 'nobody'>('unknown')
  const sayError = useSayError()
  // an object, so that the same code entered again is asked for again
  const [asked, setAsked] = useState(() => ({ code: readUserCode(decodeURIComponent(window.location.hash.slice(1))) }))
  const [connection, setConnection] = useState<Connection>()
  const [error, setError] = useState<ErrorWords | 'gone'>()
  const { code } = asked
  const ways = useWays(me === 'nobody')

  const fail = useCallback(
    async (failure: unknown) => {
      if (isSignedOut(failure)) setMe('nobody')
      else setError(isNotFound(failure) ? 'gone' : await sayError(failure))
    },
    [sayError],
  )

  useEffect(() => {
    whoAmI().then(setMe, fail)
  }, [fail])

  const signedIn = typeof me === 'object'
  useEffect(() => {
    if (!signedIn || asked.code === undefined) return
    setError(undefined)
    setConnection(undefined)
    showConnection(asked.code).then(setConnection, fail)
  }, [signedIn, asked, fail])

  if (me === 'nobody') {
    return (
      <>
        <LightHead title={words.title}>{words.signInFirst}</LightHead>
        <SignInForm
          texts={texts.signIn}
          sayError={sayError}
          ways={ways}
          next={window.location.pathname + window.location.hash}
          onDone={setMe}
        />
      </>
    )
  }
  if (error !== undefined) {
    return (
      <>
        <LightHead title={words.title} />
        {error === 'gone' ? (
          <Notice tone="warn">{words.gone}</Notice>
        ) : (
          <Notice tone="bad" title={error.title}>
            {error.detail}
          </Notice>
        )}
        {signedIn && <CodeForm onCode={(next) => setAsked({ code: next })} />}
      </>
    )
  }
  if (!signedIn) return <LightHead title={words.title} />
  if (code === undefined) {
    return (
      <>
        <LightHead title={words.title}>{words.enterText}</LightHead>
        <CodeForm onCode={(next) => setAsked({ code: next })} />
      </>
    )
  }
  if (connection === undefined) return <LightHead title={words.title}>{words.text}</LightHead>
  return <ConnectionRequest code={code} connection={connection} me={me} onError={(failure) => void fail(failure)} />
}

const isSignedOut = (error: unknown) => error instanceof ApiProblem && error.body.type === 'not-signed-in'
const isNotFound = (error: unknown) => error instanceof ApiProblem && error.body.status === 404

function CodeForm({ onCode }: { readonly onCode: (code: string) => void }) {
  const words = useTexts().signIn.connect
  const form = useForm({
    initial: { code: '' },
    check: ({ code }) => ({ code: readUserCode(code) === undefined ? words.codeWrong : undefined }),
    submit: async ({ code }) => onCode(readUserCode(code) ?? ''),
  })
  return (
    <form className={styles.form} noValidate onSubmit={form.onSubmit} aria-label={words.title}>
      <TextField {...form.field('code')} label={words.code} placeholder="BCDF-2345" maxLength={20} autoFocus isCode />
      <SubmitButton wide>{words.continue}</SubmitButton>
    </form>
  )
}
