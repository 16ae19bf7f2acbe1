import { Suspense, useEffect, useState } from 'react'
import { cloudKeysName } from '../../parts/cloud/cloud-keys-name.ts'
import { requestLogName } from '../../api/request-log-name.ts'
import { paths } from '../../paths.ts'
import { safeAddress } from '../../shell/safe-address.ts'
import { setupState } from '../../shell/sign-in-call.ts'
import { SignInForm } from '../../shell/sign-in-form.tsx'
import { useWays } from '../../shell/use-ways.ts'
import { lazyPart } from '../../ui/lazy-part.ts'
import { Notice } from '../../ui/notice.tsx'
import { LightHead } from './light-page.tsx'
import { takeProblem } from './page-address.ts'
import { useTexts } from './sign-in-texts.ts'
import { useSayError, useSayProblem } from './use-say-error.ts'
import type { ProblemLine } from './use-say-error.ts'

const SingleSignOnCode = lazyPart(async () => (await import('./single-sign-on-code.tsx')).SingleSignOnCode)

/** A site without anyone has nobody to sign in; this, and how one can, is known before the form would be seen. */
const patience = 400

export function SignInPage() {
  const texts = useTexts()
  const sayError = useSayError()
  const sayProblem = useSayProblem()
  const [problem] = useState(takeProblem)
  const [said, setSaid] = useState<ProblemLine>()
  const [isSetUp, setSetUp] = useState(false)
  const [isLate, setLate] = useState(false)
  const ways = useWays()
  useEffect(() => {
    // whoever comes here is signed out, however that came about; a browser may keep nothing for pages at all
    try {
      indexedDB.deleteDatabase(requestLogName)
      sessionStorage.removeItem(cloudKeysName)
    } catch {}
  }, [])
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), patience)
    const show = () => setSetUp(true)
    setupState().then(({ needed }) => (needed ? window.location.replace(paths.setup) : show()), show)
    return () => clearTimeout(timer)
  }, [])
  useEffect(() => {
    if (problem !== undefined && problem !== 'otp-required') void sayProblem(problem).then(setSaid)
  }, [problem, sayProblem])

  const title = texts.signIn.signIn.title
  if (!isLate && (!isSetUp || ways === undefined)) return <LightHead title={title} />
  if (problem === 'otp-required') {
    return (
      <>
        <LightHead title={title} />
        <Suspense>
          <SingleSignOnCode />
        </Suspense>
        <a href={paths.signIn()}>{texts.signIn.signIn.startOver}</a>
      </>
    )
  }
  const next = safeAddress(new URLSearchParams(window.location.search).get('to'), window.location.origin)
  return (
    <>
      <LightHead title={title} />
      {said !== undefined && (
        <Notice tone="warn" title={said.title}>
          {said.detail}
        </Notice>
      )}
      <SignInForm
        texts={texts.signIn}
        sayError={sayError}
        ways={ways}
        next={next}
        onDone={() => window.location.assign(next)}
      />
    </>
  )
}
