/** How much is in a folder, how much may be, and who sees to that. */
import type { Folder } from '@berth/contract/folders.ts'
import { bytes, number } from '../../../parts/amounts.ts'
import { UsageBar } from '../../../ui/progress.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { useFileWords } from './files-texts.ts'
import styles from './files.module.css'

export function FolderUse({ folder }: { readonly folder: Folder }) {
  const { t, language } = useFileWords()
  const { used, files, capacity, enforcement, measuredAt } = folder
  if (used === null) return <p className={styles.note}>{t.notMeasured}</p>
  const said = t.usedText({ used: bytes(language, used), files: files ?? 0, text: number(language, files ?? 0) })
  return (
    <div className={styles.use}>
      <UsageBar
        label={t.used}
        used={used}
        limit={capacity}
        format={(amount) => bytes(language, amount)}
        text={`${said} / ${capacity === null ? '∞' : bytes(language, capacity)}`}
        note={
          <>
            {capacity !== null && `${enforcement === 'measured' ? t.measured : t.enforced}. `}
            {measuredAt !== null && (
              <>
                {t.measuredAt} <RelativeTime at={measuredAt} isFocusable={false} />
              </>
            )}
          </>
        }
      />
    </div>
  )
}
