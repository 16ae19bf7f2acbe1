/** The ways to sign in that are not a password. */
import type { Me } from '@berth/contract/accounts.ts'
import { ApiProblem } from '@berth/contract/client.ts'
import type { consoleSignInEn } from '@berth/contract/texts/console-sign-in.en.ts'
import type { Texts } from '@berth/contract/texts/language.ts'
import { useState } from 'react'
import { canUsePasskeys } from '../parts/passkey-support.ts'
import { buttonClass } from '../ui/button-style.ts'
import { KeyIcon } from '../ui/icons.tsx'
import { signInWithPasskey, singleSignOn } from './sign-in-call.ts'
import type { WaysIn } from './sign-in-call.ts'
import styles from './sign-in-form.module.css'

export interface OtherWaysProps {
  readonly words: Texts<typeof consoleSignInEn>['signIn']
  readonly ways: WaysIn
  /** Where the way through the identity provider ends; when not given it opens beside the page. */
  readonly next: string | undefined
  readonly isDisabled: boolean
  readonly onDone: (me: Me) => void
  /** A failed call, or what to say of a passkey. */
  readonly onError: (error: unknown) => void
}

export class PasskeyTrouble extends Error {}

export function OtherWays({ words, ways, next, isDisabled, onDone, onError }: OtherWaysProps) {
  const [isPending, setPending] = useState(false)
  const hasPasskeys = canUsePasskeys()
  if (!hasPasskeys && ways.oidc === null) return null

  const byPasskey = async () => {
    if (isPending) return
    setPending(true)
    onError(undefined)
    try {
      const me = await signInWithPasskey()
      if (me === undefined) onError(new PasskeyTrouble(words.passkeyNone))
      else onDone(me)
    } catch (error) {
      const isRefused = error instanceof ApiProblem && error.body.type === 'invalid-credentials'
      onError(isRefused || error instanceof DOMException ? new PasskeyTrouble(words.passkeyFailed) : error)
    } finally {
      setPending(false)
    }
  }
  return (
    <div className={styles.ways}>
      <span className={styles.or}>{words.or}</span>
      {hasPasskeys && (
        <button
          type="button"
          className={buttonClass({ wide: true, isPending })}
          disabled={isDisabled}
          aria-busy={isPending || undefined}
          onClick={() => void byPasskey()}
        >
          <KeyIcon />
          {words.passkey}
        </button>
      )}
      {ways.oidc !== null && (
        <>
          <a
            className={buttonClass({ wide: true })}
            href={singleSignOn(next ?? '/')}
            target={next === undefined ? '_blank' : undefined}
          >
            {ways.oidc.label}
          </a>
          {next === undefined && <p className={styles.note}>{words.otherTab}</p>}
        </>
      )}
    </div>
  )
}
