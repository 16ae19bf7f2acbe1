import type { MyInvitation } from '@berth/contract/invitations.ts'
import { MyInvitations } from '../parts/my-invitations.tsx'
import { useTexts } from '../texts/app-texts.ts'
import { Dialog } from '../ui/dialog.tsx'

export interface InvitationsDialogProps {
  readonly invitations: readonly MyInvitation[]
  readonly onClose: () => void
}

export function InvitationsDialog({ invitations, onClose }: InvitationsDialogProps) {
  const t = useTexts().shell.invitations
  return (
    <Dialog isOpen onOpenChange={onClose} title={t.title} isDismissable>
      {invitations.length === 0 ? <p>{t.empty}</p> : <MyInvitations invitations={invitations} />}
    </Dialog>
  )
}
