/** How to install the console where the browser leaves that to its own menu. */
import { consoleDesktopAppEn } from '@berth/contract/texts/console-desktop-app.en.ts'
import type { Texts } from '@berth/contract/texts/language.ts'
import { createPageTexts } from '../texts/page-texts.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Notice } from '../ui/notice.tsx'
import styles from './desktop-app-dialog.module.css'

const useTexts = createPageTexts<Texts<typeof consoleDesktopAppEn>>(consoleDesktopAppEn, {
  ko: async () => (await import('@berth/contract/texts/console-desktop-app.ko.ts')).consoleDesktopAppKo,
  fr: async () => (await import('@berth/contract/texts/console-desktop-app.fr.ts')).consoleDesktopAppFr,
  id: async () => (await import('@berth/contract/texts/console-desktop-app.id.ts')).consoleDesktopAppId,
  ru: async () => (await import('@berth/contract/texts/console-desktop-app.ru.ts')).consoleDesktopAppRu,
  mn: async () => (await import('@berth/contract/texts/console-desktop-app.mn.ts')).consoleDesktopAppMn,
})

export function DesktopAppDialog({ onClose }: { readonly onClose: () => void }) {
  const texts = useTexts()
  return (
    <Dialog isOpen onOpenChange={onClose} title={texts.title} size="small" isDismissable>
      <p>{texts.text}</p>
      {window.isSecureContext ? (
        <>
          <p>{texts.byHand}</p>
          <ul className={styles.ways}>
            {Object.entries(texts.ways).map(([browser, way]) => (
              <li key={browser}>{way}</li>
            ))}
          </ul>
        </>
      ) : (
        <Notice tone="info">{texts.needsHttps}</Notice>
      )}
    </Dialog>
  )
}
