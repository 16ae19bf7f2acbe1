import { useEffect, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { Dialog } from '../ui/dialog.tsx'
import type { ColumnChoice } from './column-choice.ts'
import styles from './columns-dialog.module.css'
import { useListWords } from './list-texts.ts'

export interface ColumnsDialogProps {
  readonly columns: readonly { readonly id: string; readonly title: string }[]
  readonly choice: ColumnChoice
  readonly onClose: () => void
}

export function ColumnsDialog({ columns, choice, onClose }: ColumnsDialogProps) {
  const { columns: t } = useListWords().t
  const { hidden: kept, isKept } = choice
  // What is kept is known a moment later, and a tick must not go and come meanwhile.
  const [chosen, setChosen] = useState<readonly string[]>()
  useEffect(() => setChosen(undefined), [kept])
  const hidden = chosen ?? kept
  const hide = (columns: readonly string[]) => {
    setChosen(columns)
    choice.hide(columns)
  }
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t.title}
      size="small"
      isDismissable
      footer={
        <>
          <Button onPress={() => hide([])}>{t.all}</Button>
          <Button onPress={onClose}>{t.done}</Button>
        </>
      }
    >
      <p className={styles.text}>{isKept ? t.kept : t.notKept}</p>
      <div className={styles.choices}>
        {columns.map(({ id, title }) => (
          <Checkbox
            key={id}
            label={title}
            isSelected={!hidden.includes(id)}
            onChange={(isShown) => hide(isShown ? hidden.filter((one) => one !== id) : [...hidden, id])}
          />
        ))}
      </div>
    </Dialog>
  )
}
