import { useLiveState } from '../api/live-page.ts'
import { useTexts } from '../texts/app-texts.ts'
import { WarningIcon } from '../ui/icons.tsx'
import styles from './live-notice.module.css'

/** Says when what is on the screen is not kept current. */
export function LiveNotice() {
  const texts = useTexts().shell
  const isLost = useLiveState() === 'offline'
  return (
    <div role="status">
      {isLost && (
        <div className={styles.strip}>
          <WarningIcon />
          <span className={styles.text}>
            <span className={styles.title}>{texts.notLive}.</span> {texts.notLiveText}
          </span>
        </div>
      )}
    </div>
  )
}
