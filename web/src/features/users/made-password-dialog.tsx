/** A password that was made is shown once; only its own button closes it. */
import { Button } from '../../ui/button.tsx'
import { CopyText } from '../../ui/copy-button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import styles from './users.module.css'
import { useUserWords } from './users-texts.ts'

export interface MadePasswordDialogProps {
  readonly name: string
  readonly password: string
  readonly onClose: () => void
}

export function MadePasswordDialog({ name, password, onClose }: MadePasswordDialogProps) {
  const { t } = useUserWords()
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t.made.title({ name })}
      size="small"
      isLocked
      footer={
        <Button look="primary" onPress={onClose}>
          {t.made.done}
        </Button>
      }
    >
      <p>{t.made.text}</p>
      <div className={styles.made}>
        <CopyText text={password} />
      </div>
    </Dialog>
  )
}
