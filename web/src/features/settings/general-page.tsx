/** Settings → General. */
import { PageHead } from '../../shell/page-head.tsx'
import styles from './general.module.css'
import { useGeneralWords } from './general-texts.ts'
import { BootstrapSection } from './bootstrap-section.tsx'
import { ConfigScriptsSection } from './config-scripts-section.tsx'
import { HiddenArgumentsSection } from './hidden-arguments-section.tsx'
import { SshKeysSection } from './ssh-keys-section.tsx'

export function GeneralPage() {
  const { t } = useGeneralWords()
  return (
    <div className={styles.page}>
      <PageHead title={t.title} />
      <SshKeysSection />
      <ConfigScriptsSection />
      <BootstrapSection />
      <HiddenArgumentsSection />
    </div>
  )
}
