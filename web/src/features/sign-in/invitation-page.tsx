/** The link of an invitation: answered by whoever has an account with its email, or by making that account. */
import type { Me } from '@berth/contract/accounts.ts'
import { ApiProblem } from '@berth/contract/client.ts'
import type { OpenInvitation } from '@berth/contract/invitations.ts'
import { useCallback, useEffect, useState } from 'react'
import { rememberPlace } from '../../parts/place-memory.ts'
import { paths } from '../../paths.ts'
import {
  acceptInvitation,
  declineInvitation,
  firstWorkspace,
  showInvitation,
  signOut,
  signUpByInvitation,
  whoAmI,
} from '../../shell/sign-in-call.ts'
import { SignInForm } from '../../shell/sign-in-form.tsx'
import { useWays } from '../../shell/use-ways.ts'
import type { ErrorWords } from '../../texts/describe-error.ts'
import { buttonClass } from '../../ui/button-style.ts'
import { Notice } from '../../ui/notice.tsx'
import styles from './invitation-page.module.css'
import { LightHead } from './light-page.tsx'
import { forgetFragment, invitationKey } from './page-address.ts'
import { SetupForm } from './setup-form.tsx'
import { useLanguage, useTexts } from './sign-in-texts.ts'
import { useSayError } from './use-say-error.ts'

type Shown = OpenInvitation | 'unknown' | 'over' | 'declined' | ErrorWords

export function InvitationPage({ token }: { readonly token: string }) {
  const words = useTexts().signIn.invitation
  const sayError = useSayError()
  const [shown, setShown] = useState<Shown>('unknown')
  const [me, setMe] = useState<Me | 'unknown' | 'nobody'>('unknown')
  const fail = useCallback(
    async (error: unknown) => {
      if (error instanceof ApiProblem && error.body.type === 'invitation-over') setShown('over')
      else setShown(await sayError(error))
    },
    [sayError],
  )
  useEffect(() => {
    if (token === '') return
    showInvitation(token).then(setShown, fail)
    whoAmI().then(setMe, () => setMe('nobody'))
  }, [token, fail])

  if (token === '') return <LightHead title={words.title}>{words.noLink}</LightHead>
  if (shown === 'unknown' || me === 'unknown') return <LightHead title={words.title} />
  if (shown === 'over' || shown === 'declined') {
    const [title, text] =
      shown === 'over' ? [words.overTitle, words.overText] : [words.declinedTitle, words.declinedText]
    return (
      <>
        <LightHead title={title}>{text}</LightHead>
        <a href={paths.start}>{words.toConsole}</a>
      </>
    )
  }
  if ('title' in shown) {
    return (
      <>
        <LightHead title={words.title} />
        <Notice tone="bad" title={shown.title}>
          {shown.detail}
        </Notice>
      </>
    )
  }
  return (
    <>
      <Summary invitation={shown} isWide={me === 'nobody' && !shown.hasAccount && shown.mayUseSignUp} />
      <Answer
        token={token}
        invitation={shown}
        me={me}
        onSignedIn={setMe}
        onDeclined={() => setShown('declined')}
        onError={(error) => void fail(error)}
      />
    </>
  )
}

function Summary({ invitation, isWide }: { readonly invitation: OpenInvitation; readonly isWide: boolean }) {
  const words = useTexts().signIn.invitation
  const { language } = useLanguage()
  const { workspace, email, invitedBy, role, expiresAt } = invitation
  const until = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short' }).format(new Date(expiresAt))
  return (
    <>
      <LightHead title={words.titleTo({ workspace })} isWide={isWide}>
        {invitedBy === null ? words.fromNobody({ email }) : words.from({ who: invitedBy, email })}
      </LightHead>
      <p className={styles.note}>
        {words.roles[role]} {words.until} {until}.
      </p>
    </>
  )
}

interface AnswerProps {
  readonly token: string
  readonly invitation: OpenInvitation
  readonly me: Me | 'nobody'
  readonly onSignedIn: (me: Me) => void
  readonly onDeclined: () => void
  readonly onError: (error: unknown) => void
}

function Answer({ token, invitation, me, onSignedIn, onDeclined, onError }: AnswerProps) {
  const texts = useTexts()
  const words = texts.signIn.invitation
  const sayError = useSayError()
  const ways = useWays(me === 'nobody' && invitation.hasAccount)
  const [pending, setPending] = useState<'accept' | 'decline' | 'signOut'>()
  /** There, also where nothing can be started yet, while in their own workspace it can. */
  const enter = (workspace: { readonly id: string } | undefined) => {
    if (workspace !== undefined) rememberPlace(workspace.id)
    forgetFragment(invitationKey)
    window.location.replace(paths.workspace)
  }
  const act = async (what: 'accept' | 'decline' | 'signOut') => {
    setPending(what)
    try {
      if (what === 'signOut') {
        await signOut()
        window.location.reload()
      } else if (what === 'accept') {
        enter(await acceptInvitation(token))
      } else {
        await declineInvitation(token)
        forgetFragment(invitationKey)
        onDeclined()
      }
    } catch (error) {
      onError(error)
    } finally {
      setPending(undefined)
    }
  }

  if (me !== 'nobody') {
    if (me.email.toLowerCase() !== invitation.email.toLowerCase())
      return (
        <>
          <Notice tone="warn">{words.another({ email: me.email })}</Notice>
          <button
            type="button"
            className={buttonClass({ isPending: pending === 'signOut' })}
            onClick={() => void act('signOut')}
          >
            {words.signOut}
          </button>
        </>
      )
    return (
      <div className={styles.buttons}>
        <button
          type="button"
          className={buttonClass({ isPending: pending === 'decline' })}
          disabled={pending !== undefined}
          onClick={() => void act('decline')}
        >
          {words.decline}
        </button>
        <button
          type="button"
          className={buttonClass({ look: 'primary', isPending: pending === 'accept' })}
          disabled={pending !== undefined}
          onClick={() => void act('accept')}
        >
          {words.accept}
        </button>
      </div>
    )
  }
  if (invitation.hasAccount)
    return (
      <>
        <p>{words.signInFirst}</p>
        <SignInForm
          texts={texts.signIn}
          sayError={sayError}
          ways={ways}
          login={invitation.email}
          next={window.location.pathname}
          onDone={onSignedIn}
        />
      </>
    )
  if (!invitation.mayUseSignUp) return <Notice tone="info">{words.signUpOff}</Notice>
  return (
    <>
      <h2 className={styles.heading}>{words.signUp}</h2>
      <SetupForm
        token={token}
        label={words.signUp}
        submit={words.signUpSubmit}
        email={invitation.email}
        onSend={async ({ username, fullName, password }) => {
          await signUpByInvitation(token, { username, fullName, password })
          // They have joined, whether or not this is answered.
          enter(await firstWorkspace().catch(() => undefined))
        }}
      />
    </>
  )
}
