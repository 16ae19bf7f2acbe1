/** What stands around every page. */
import { useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import { startLive } from '../api/live-page.ts'
import { useTexts } from '../texts/app-texts.ts'
import { IconButton } from '../ui/button.tsx'
import { classNames } from '../ui/class-names.ts'
import { Drawer } from '../ui/drawer.tsx'
import { CloseIcon } from '../ui/icons.tsx'
import { ToastRegion } from '../ui/toast.tsx'
import styles from './frame.module.css'
import { LiveNotice } from './live-notice.tsx'
import { Places } from './places.tsx'
import { ReLoginDialog } from './re-login-dialog.tsx'
import { Sidebar, sidebarShortcut } from './sidebar.tsx'
import { useSidebarWidth } from './sidebar-width.ts'
import { TopBar } from './top-bar.tsx'
import { useShortcut } from './use-shortcut.ts'

export const contentId = 'content'

export function Frame({ children }: { readonly children: ReactNode }) {
  const texts = useTexts().shell
  const { isNarrow, toggle } = useSidebarWidth()
  const [isMenuOpen, setMenuOpen] = useState(false)
  useShortcut(sidebarShortcut, toggle)
  useEffect(startLive, [])
  return (
    <div className={classNames(styles.frame, isNarrow && styles.narrow)}>
      <a href={`#${contentId}`} className={styles.skip}>
        {texts.skipToContent}
      </a>
      <TopBar onMenu={() => setMenuOpen(true)} />
      <Sidebar isNarrow={isNarrow} onToggle={toggle} />
      <main id={contentId} tabIndex={-1} className={styles.main}>
        <LiveNotice />
        <div className={styles.content}>{children}</div>
      </main>
      <Drawer isOpen={isMenuOpen} onOpenChange={setMenuOpen} label={texts.navigation}>
        <div className={styles.drawerHead}>
          Berth
          <IconButton label={texts.closeMenu} onPress={() => setMenuOpen(false)}>
            <CloseIcon />
          </IconButton>
        </div>
        <div className={styles.drawerBody}>
          <Places onGo={() => setMenuOpen(false)} />
        </div>
      </Drawer>
      <ReLoginDialog />
      <ToastRegion />
    </div>
  )
}
