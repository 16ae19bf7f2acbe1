/** What was dropped and is not uploaded, since the browser could not read it. */
import { Button } from '../../../ui/button.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { useUiTexts } from '../../../ui/ui-texts.tsx'
import { useFileWords } from './files-texts.ts'
import styles from './files.module.css'

const mostNamed = 5

export function LeftOut({ paths, onClose }: { readonly paths: readonly string[]; readonly onClose: () => void }) {
  const { t, say } = useFileWords()
  const { texts } = useUiTexts()
  const count = paths.length
  const others = count - mostNamed
  const named = paths.slice(0, mostNamed).join(', ')
  const names = others > 0 ? `${named} ${t.removing.others({ count: others, text: say(others) })}` : named
  return (
    <Notice
      tone="warn"
      className={styles.leftOut}
      title={t.upload.leftOut({ count, text: say(count) })}
      actions={<Button onPress={onClose}>{texts.dismiss}</Button>}
    >
      {t.upload.leftOutText({ names })}
    </Notice>
  )
}
