import { useEffect, useState } from 'react'
import { paths } from '../../paths.ts'
import { safeAddress } from '../../shell/safe-address.ts'
import { setupState } from '../../shell/sign-in-call.ts'
import { SignInForm } from '../../shell/sign-in-form.tsx'
import { LightHead } from './light-page.tsx'
import { useTexts } from './sign-in-texts.ts'
import { useSayError } from './use-say-error.ts'

/** A site without anyone has nobody to sign in; this is known before the form would be seen. */
const patience = 400

export function SignInPage() {
  const texts = useTexts()
  const sayError = useSayError()
  const [isShown, setShown] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), patience)
    const show = () => setShown(true)
    setupState().then(({ needed }) => (needed ? window.location.replace(paths.setup) : show()), show)
    return () => clearTimeout(timer)
  }, [])
  if (!isShown) return <LightHead title={texts.signIn.signIn.title} />
  return (
    <>
      <LightHead title={texts.signIn.signIn.title} />
      <SignInForm
        texts={texts.signIn}
        sayError={sayError}
        onDone={() => {
          const asked = new URLSearchParams(window.location.search).get('to')
          window.location.assign(safeAddress(asked, window.location.origin))
        }}
      />
    </>
  )
}
