/** Settings → General. */
import { PageHead } from '../../shell/page-head.tsx'
import styles from './general.module.css'
import { useGeneralWords } from './general-texts.ts'
import { SshKeysSection } from './ssh-keys-section.tsx'

export function GeneralPage() {
  const { t } = useGeneralWords()
  return (
    <div className={styles.page}>
      <PageHead title={t.title} />
      <SshKeysSection />
    </div>
  )
}
