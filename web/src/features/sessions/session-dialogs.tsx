/** Terminate and rename: the same dialogs from the list and from a session's page. */
import type { Session } from '@berth/contract/sessions.ts'
import { useNow } from '../../ui/clock.ts'
import { duration } from '../../parts/amounts.ts'
import { failureLine } from '../../parts/failure.ts'
import { resourceWords } from '../../parts/session-resources.ts'
import { useSessionTexts } from '../../parts/session-texts.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { RenameForm } from './rename-form.tsx'
import { useSessionChanges } from './session-changes.ts'
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
