import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { choosableColumns, userColumns } from './column-choice.ts'
import type { UserColumn } from './column-choice.ts'
import styles from './users.module.css'
import { useUserWords } from './users-texts.ts'

export interface ColumnsDialogProps {
  readonly shown: readonly UserColumn[]
  readonly onChange: (shown: readonly UserColumn[]) => void
  readonly onClose: () => void
}

export function ColumnsDialog({ shown, onChange, onClose }: ColumnsDialogProps) {
  const { t } = useUserWords()
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t.columnChoice.title}
      size="small"
      isDismissable
      footer={
        <>
          <Button onPress={() => onChange(userColumns)}>{t.columnChoice.reset}</Button>
          <Button onPress={onClose}>{t.columnChoice.done}</Button>
        </>
      }
    >
      <p className={styles.muted}>{t.columnChoice.text}</p>
      <div className={styles.choices}>
        {choosableColumns.map((column) => (
          <Checkbox
            key={column}
            label={t.columns[column]}
            isSelected={shown.includes(column)}
            onChange={(isShown) => onChange(isShown ? [...shown, column] : shown.filter((one) => one !== column))}
          />
        ))}
      </div>
    </Dialog>
  )
}
