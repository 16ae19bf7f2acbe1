/** Terminate and rename: the same dialogs from the list and from a session's page. */
import type { Session } from '@berth/contract/sessions.ts'
import { useState } from 'react'
import { useNow } from '../../ui/clock.ts'
import { duration } from '../../parts/amounts.ts'
import { failureLine } from '../../parts/failure.ts'
import { resourceWords } from '../../parts/session-resources.ts'
import { useSessionTexts } from '../../parts/session-texts.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { SubmitButton } from '../../ui/submit-button.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useUiTexts } from '../../ui/ui-texts.tsx'
import { useSessionChanges } from './session-changes.ts'
import { nameIsRight } from './session-name.ts'
import styles from './sessions.module.css'

export interface SessionDialogProps {
  readonly session: Session | undefined
  readonly onClose: () => void
}

export function TerminateDialog({ session, onClose }: SessionDialogProps) {
  const words = useSessionTexts()
  const { t, language } = words
  const now = useNow(1000)
  const { terminate } = useSessionChanges()
  const name = session?.name ?? ''
  const waits = session?.startedAt === null && session.status === 'PENDING'
  return (
    <ConfirmDialog
      isOpen={session !== undefined}
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      title={t.terminate.title({ name })}
      verb={t.terminate.verb}
      sayError={(error) => `${t.errors.notTerminated({ name })} ${failureLine(error, words)}`}
      onConfirm={async () => {
        if (session !== undefined) await terminate(session)
      }}
    >
      {session === undefined ? null : waits ? (
        <p>{t.terminate.queued({ name })}</p>
      ) : (
        <div className={styles.sentences}>
          <p>
            {t.terminate.running({
              name,
              elapsed: duration(
                language,
                session.startedAt === null ? 0 : (now - Date.parse(session.startedAt)) / 1000,
              ),
              resources: new Intl.ListFormat(language).format(resourceWords(session, words)),
            })}
          </p>
          <p>{t.terminate.lost}</p>
        </div>
      )}
    </ConfirmDialog>
  )
}

export function RenameDialog({ session, onClose }: SessionDialogProps) {
  const { t } = useSessionTexts()
  return (
    <Dialog
      isOpen={session !== undefined}
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      title={t.rename.title({ name: session?.name ?? '' })}
      size="small"
    >
      {session !== undefined && <RenameForm session={session} onDone={onClose} />}
    </Dialog>
  )
}

export interface RenameFormProps {
  readonly session: Session
  readonly onDone: () => void
  /** In place of the name, on one line. */
  readonly isInline?: boolean
}

export function RenameForm({ session, onDone, isInline = false }: RenameFormProps) {
  const words = useSessionTexts()
  const { t } = words
  const { texts } = useUiTexts()
  const { rename } = useSessionChanges()
  // what the field began with: the session's own name changes at once when it is sent
  const [before] = useState(session)
  const [name, setName] = useState(session.name)
  const [error, setError] = useState<string>()
  const [isPending, setPending] = useState(false)
  const check = () => setError(nameIsRight(name.trim()) ? undefined : t.form.errors.name)
  const submit = async () => {
    if (!nameIsRight(name.trim())) return setError(t.form.errors.name)
    if (name.trim() === before.name) return onDone()
    setPending(true)
    try {
      await rename(before, name.trim())
      onDone()
    } catch (failure) {
      setError(`${t.errors.notRenamed({ name: before.name })} ${failureLine(failure, words)}`)
    } finally {
      setPending(false)
    }
  }
  return (
    <form
      noValidate
      className={isInline ? styles.renameInline : styles.rename}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && isInline) onDone()
      }}
      onSubmit={(event) => {
        event.preventDefault()
        if (!isPending) void submit()
      }}
    >
      <TextField
        label={t.rename.label}
        value={name}
        onChange={(next) => {
          setName(next)
          setError(undefined)
        }}
        onBlur={check}
        error={error}
        help={t.rename.help}
        isCode
        autoFocus
        maxLength={64}
      />
      <div className={styles.renameButtons}>
        <Button onPress={onDone}>{texts.cancel}</Button>
        <SubmitButton isPending={isPending}>{t.rename.verb}</SubmitButton>
      </div>
    </form>
  )
}
