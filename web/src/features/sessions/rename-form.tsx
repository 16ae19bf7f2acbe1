import type { Session } from '@berth/contract/sessions.ts'
import { useState } from 'react'
import { failureLine } from '../../parts/failure.ts'
import { useSessionTexts } from '../../parts/session-texts.ts'
import { Button } from '../../ui/button.tsx'
import { SubmitButton } from '../../ui/submit-button.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useUiTexts } from '../../ui/ui-texts.tsx'
import { useSessionChanges } from './session-changes.ts'
import { nameIsRight } from './session-name.ts'
import styles from './sessions.module.css'

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
  const check = () => setError(nameIsRight(name.trim()) ? undefined : t.errors.name)
  const submit = async () => {
    if (!nameIsRight(name.trim())) return setError(t.errors.name)
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
