import { paths } from '../paths.ts'
import { useLanguage, useTexts } from '../texts/app-texts.ts'
import { CopyText } from '../ui/copy-button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import styles from './about-dialog.module.css'
import { buildInfo } from './build-info.ts'
import { guideAddress } from './guide-places.ts'
import { Logo } from './logo.tsx'

export function AboutDialog({ onClose }: { readonly onClose: () => void }) {
  const texts = useTexts().shell
  const { language } = useLanguage()
  return (
    <Dialog isOpen onOpenChange={onClose} title={texts.aboutTitle} size="small" isDismissable>
      <div className={styles.brand}>
        <Logo size={32} className={styles.mark} />
        <p className={styles.text}>{texts.aboutText}</p>
      </div>
      <dl className={styles.facts}>
        <dt>{texts.version}</dt>
        <dd>
          <CopyText text={buildInfo.version} />
        </dd>
        <dt>{texts.build}</dt>
        <dd>
          <CopyText text={buildInfo.build} />
        </dd>
        <dt>{texts.license}</dt>
        <dd>Apache-2.0</dd>
      </dl>
      <nav aria-label={texts.links} className={styles.links}>
        <a href={guideAddress('', language)} target="_blank" rel="noopener">
          {texts.guide}
        </a>
        <a href={paths.licenseText}>{texts.licenseText}</a>
        <a href={paths.apiDescription}>{texts.apiDocs}</a>
      </nav>
    </Dialog>
  )
}
