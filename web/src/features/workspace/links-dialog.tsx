/** The links, shown once; it closes by its button alone. */
import type { NewInvitation } from '@berth/contract/invitations.ts'
import { Button } from '../../ui/button.tsx'
import { CopyText } from '../../ui/copy-button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useWorkspaceWords } from './workspace-texts.ts'
import styles from './workspace.module.css'

export interface LinksDialogProps {
  readonly invitations: readonly NewInvitation[]
  readonly isNew: boolean
  readonly onClose: () => void
}

export function LinksDialog({ invitations, isNew, onClose }: LinksDialogProps) {
  const { invite: words } = useWorkspaceWords().t
  return (
    <Dialog
      isOpen
      isLocked
      onOpenChange={onClose}
      title={isNew ? words.doneTitle : words.newLinkTitle}
      footer={
        <Button look="primary" onPress={onClose}>
          {words.done}
        </Button>
      }
    >
      <p>{words.doneText}</p>
      {!isNew && <p>{words.newLinkText}</p>}
      <ul className={styles.links}>
        {invitations.map(({ id, email, link, mailed }) => (
          <li key={id}>
            <span className={styles.name}>{email}</span>
            <CopyText text={link} label={words.link({ email })} />
            {mailed && <span className={styles.note}>{words.mailed}</span>}
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
