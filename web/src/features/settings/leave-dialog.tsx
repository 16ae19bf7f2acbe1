import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { useGeneralWords } from './general-texts.ts'

export interface LeaveDialogProps {
  /** What is not saved. */
  readonly names: readonly string[]
  readonly onLeave: () => void
  readonly onStay: () => void
}

export function LeaveDialog({ names, onLeave, onStay }: LeaveDialogProps) {
  const { t, language, failureLine } = useGeneralWords()
  const words = t.scripts
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={onStay}
      title={words.leaveTitle}
      verb={words.leaveVerb}
      sayError={failureLine}
      onConfirm={async () => onLeave()}
    >
      <p>{words.leaveText({ names: new Intl.ListFormat(language).format(names) })}</p>
    </ConfirmDialog>
  )
}
