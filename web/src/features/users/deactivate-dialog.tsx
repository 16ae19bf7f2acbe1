/** Says what a deactivation cuts, with numbers and names, before anybody can press its button. */
import type { CallResult } from '@berth/contract/endpoint.ts'
import { sessionStatuses } from '@berth/contract/session-states.ts'
import type { User, users } from '@berth/contract/users.ts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { SessionStatusMark } from '../../parts/session-status.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ErrorState } from '../../ui/page-state.tsx'
import { RadioGroup } from '../../ui/radio-group.tsx'
import { Skeleton, SkeletonRegion } from '../../ui/skeleton.tsx'
import { showToast } from '../../ui/toast.tsx'
import { useUiTexts } from '../../ui/ui-texts.tsx'
import styles from './users.module.css'
import { holdingsQuery, nameOf, useUserChanges } from './users-queries.ts'
import { useUserWords } from './users-texts.ts'

type Holdings = CallResult<typeof users.holdings>
type Fate = 'keep' | 'terminate'

export function DeactivateDialog({ user, onClose }: { readonly user: User; readonly onClose: () => void }) {
  const { t, failureOf, failureLine } = useUserWords()
  const { texts } = useUiTexts()
  const { deactivate } = useUserChanges()
  const holdings = useQuery(holdingsQuery(user.id))
  const [fate, setFate] = useState<Fate>()
  const [isUndecided, setUndecided] = useState(false)
  const [isPending, setPending] = useState(false)
  const [error, setError] = useState<unknown>()
  const name = nameOf(user)
  const held = holdings.isSuccess ? holdings.data : undefined
  const mustChoose = held !== undefined && held.computeSessions.length > 0

  const confirm = async () => {
    if (mustChoose && fate === undefined) return setUndecided(true)
    setPending(true)
    setError(undefined)
    try {
      await deactivate(user.id, fate === 'terminate')
      showToast({ text: t.deactivate.done({ name }), tone: 'ok' })
      onClose()
    } catch (failure) {
      setError(failure)
    } finally {
      setPending(false)
    }
  }

  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t.deactivate.title({ name })}
      role="alertdialog"
      footer={
        <>
          <Button onPress={onClose} autoFocus>
            {texts.cancel}
          </Button>
          <Button look="danger" isDisabled={held === undefined} isPending={isPending} onPress={() => void confirm()}>
            {t.deactivate.verb}
          </Button>
        </>
      }
    >
      <div className={styles.sentences}>
        <p>{t.deactivate.text({ name, email: user.email })}</p>
        {held !== undefined ? (
          <>
            <Cut held={held} />
            <WithoutAdmin workspaces={held.workspacesWithoutAdmin} />
            {mustChoose && (
              <SessionFate
                held={held}
                value={fate}
                onChange={setFate}
                isUndecided={isUndecided && fate === undefined}
              />
            )}
          </>
        ) : holdings.isError ? (
          <ErrorState
            title={t.errors.holdings}
            requestId={failureOf(holdings.error).requestId}
            onRetry={() => void holdings.refetch()}
            isRetrying={holdings.isFetching}
          >
            {failureLine(holdings.error)}
          </ErrorState>
        ) : (
          <SkeletonRegion className={styles.skeleton}>
            <Skeleton width="50%" height="1.25rem" />
            <Skeleton width="70%" height="1.25rem" />
          </SkeletonRegion>
        )}
      </div>
      {error !== undefined && <Notice tone="bad">{failureLine(error)}</Notice>}
    </Dialog>
  )
}

function Cut({ held }: { readonly held: Holdings }) {
  const { t, say } = useUserWords()
  const { loginSessions, openTerminals, credentials, computeSessions } = held
  const isNothing = loginSessions === 0 && openTerminals === 0 && credentials === 0
  const count = (many: number) => ({ count: many, text: say(many) })
  return (
    <div>
      {isNothing ? (
        <p>{t.deactivate.nothing}</p>
      ) : (
        <>
          <p>{t.deactivate.atOnce}</p>
          <ul className={styles.bullets}>
            {loginSessions > 0 && <li>{t.deactivate.logins(count(loginSessions))}</li>}
            {openTerminals > 0 && <li>{t.deactivate.terminals(count(openTerminals))}</li>}
            {credentials > 0 && <li>{t.deactivate.credentials(count(credentials))}</li>}
          </ul>
        </>
      )}
      {computeSessions.length === 0 && <p>{t.deactivate.noSessions}</p>}
    </div>
  )
}

function WithoutAdmin({ workspaces }: { readonly workspaces: Holdings['workspacesWithoutAdmin'] }) {
  const { t, say } = useUserWords()
  if (workspaces.length === 0) return null
  const text = t.deactivate.alone({ count: workspaces.length, text: say(workspaces.length) })
  return (
    <Notice tone="warn" isLive={false}>
      <p>{text}</p>
      <ul className={styles.sessionNames} tabIndex={0} aria-label={text}>
        {workspaces.map(({ id, name }) => (
          <li key={id}>{name}</li>
        ))}
      </ul>
    </Notice>
  )
}

interface SessionFateProps {
  readonly held: Holdings
  readonly value: Fate | undefined
  readonly onChange: (fate: Fate) => void
  readonly isUndecided: boolean
}

/** No choice is made for whoever decides: one end loses work, the other leaves resources taken. */
function SessionFate({ held, value, onChange, isUndecided }: SessionFateProps) {
  const { t, say } = useUserWords()
  const sessions = held.computeSessions
  return (
    <>
      <RadioGroup
        label={t.deactivate.sessions({ count: sessions.length, text: say(sessions.length) })}
        value={value}
        onChange={onChange}
        error={isUndecided ? t.deactivate.choose : undefined}
        items={[
          { id: 'keep', label: t.deactivate.keep, help: t.deactivate.keepHelp },
          { id: 'terminate', label: t.deactivate.terminate, help: t.deactivate.terminateHelp },
        ]}
      />
      <ul
        className={styles.sessionNames}
        tabIndex={0}
        aria-label={t.deactivate.sessions({ count: sessions.length, text: say(sessions.length) })}
      >
        {sessions.map(({ id, name, status }) => {
          const known = sessionStatuses.find((one) => one === status)
          return (
            <li key={id}>
              <code>{name}</code>
              {known === undefined ? status : <SessionStatusMark status={known} />}
            </li>
          )
        })}
      </ul>
    </>
  )
}
