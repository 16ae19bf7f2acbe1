/** Asked before START is left with something in it that no draft keeps. */
import { useLeaveGuard } from '../../../parts/use-leave-guard.ts'
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx'
import { useStartWords } from './start-texts.ts'

export function StartGuard({ isMoreThanDraft }: { readonly isMoreThanDraft: boolean }) {
  const { title, text, verb } = useStartWords().t.form.leave
  const guard = useLeaveGuard(isMoreThanDraft)
  if (!guard.isLeaving) return null
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={guard.stay}
      title={title}
      verb={verb}
      sayError={String}
      onConfirm={async () => guard.leave()}
    >
      <p>{text}</p>
    </ConfirmDialog>
  )
}
