/** Which of those that wait goes first: for administrators. */
import type { Session } from '@berth/contract/sessions.ts'
import { useState } from 'react'
import { number } from '../../parts/amounts.ts'
import { failureLine } from '../../parts/failure.ts'
import { useSessionTexts } from '../../parts/session-texts.ts'
import { useForm } from '../../ui/form.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { showToast } from '../../ui/toast.tsx'
import { useSessionChanges } from './session-changes.ts'
import styles from './sessions.module.css'

const most = 100
/** Typed with either minus; not a number where it is none. */
const read = (text: string) =>
  /^[-−+]?\d{1,3}$/.test(text.trim()) ? Number(text.trim().replace('−', '-')) : Number.NaN

export interface PriorityDialogProps {
  readonly session: Session
  readonly onClose: () => void
}

export function PriorityDialog({ session, onClose }: PriorityDialogProps) {
  const words = useSessionTexts()
  const { t, language } = words
  const { prioritize } = useSessionChanges()
  // what it began with: the session's own changes at once when it is sent
  const [before] = useState(session)
  const [error, setError] = useState<string>()
  const form = useForm({
    initial: { priority: String(before.priority) },
    check: ({ priority }) => ({ priority: Math.abs(read(priority)) <= most ? undefined : t.priority.wrong }),
    async submit({ priority }) {
      setError(undefined)
      const wanted = read(priority)
      try {
        if (wanted !== before.priority) {
          await prioritize(before, wanted)
          showToast({
            text: t.priority.done({ name: before.name, priority: number(language, wanted) }),
            tone: 'ok',
          })
        }
        onClose()
        return undefined
      } catch (failure) {
        setError(`${t.errors.notPrioritized({ name: before.name })} ${failureLine(failure, words)}`)
        return {}
      }
    },
  })
  return (
    <FormDialog
      title={t.priority.title({ name: before.name })}
      size="small"
      form={form}
      verb={t.priority.verb}
      onClose={onClose}
    >
      <div className={styles.sentences}>
        <p>
          {t.priority.text} {session.queue !== null && t.priority.place({ position: session.queue.position })}
        </p>
        <TextField
          {...form.field('priority')}
          label={t.priority.label}
          help={t.priority.help}
          maxLength={4}
          autoFocus
        />
        {error !== undefined && <Notice tone="bad">{error}</Notice>}
      </div>
    </FormDialog>
  )
}
