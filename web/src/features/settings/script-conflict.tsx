import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import styles from './general.module.css'
import { useGeneralWords } from './general-texts.ts'

export interface ScriptConflictProps {
  readonly name: string
  readonly isPending: boolean
  /** What was typed goes. */
  readonly onTheirs: () => void
  /** What is saved goes. */
  readonly onMine: () => void
}

/** The script was saved elsewhere since it was opened here: which of the two stays is for who wrote both. */
export function ScriptConflict({ name, isPending, onTheirs, onMine }: ScriptConflictProps) {
  const words = useGeneralWords().t.scripts.conflict
  return (
    <Notice tone="warn" title={words.title({ name })}>
      <div className={styles.half}>
        <span>{words.text}</span>
        <div className={styles.buttons}>
          <Button compact isDisabled={isPending} onPress={onTheirs}>
            {words.theirs}
          </Button>
          <Button compact isPending={isPending} onPress={onMine}>
            {words.mine}
          </Button>
        </div>
      </div>
    </Notice>
  )
}
