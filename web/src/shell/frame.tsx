/** What stands around every page. */
import { Suspense, useEffect, useState } from 'react'
import type { ComponentType, ReactNode } from 'react'
import { startLive } from '../api/live-page.ts'
import { startLoginWatch } from '../api/login-watch-page.ts'
import { useMustFirst } from '../api/must-first.ts'
import type { MustFirst } from '../api/must-first.ts'
import { useOpenAccount } from '../parts/account-opening.ts'
import type { AccountPart } from '../parts/account-opening.ts'
import { useTexts } from '../texts/app-texts.ts'
import { classNames } from '../ui/class-names.ts'
import { lazyPart } from '../ui/lazy-part.ts'
import { ToastRegion } from '../ui/toast.tsx'
import styles from './frame.module.css'
import { LiveNotice } from './live-notice.tsx'
import { PasswordBanner } from './password-banner.tsx'
import { usePreferenceEffects } from './preference-effects.ts'
import { QuickWays } from './quick-ways.tsx'
import { ReLogin } from './re-login.tsx'
import { Sidebar, sidebarShortcut } from './sidebar.tsx'
import { useSidebarWidth } from './sidebar-width.ts'
import { TopBar } from './top-bar.tsx'
import { useShortcut } from './use-shortcut.ts'

const MenuDrawer = lazyPart(async () => (await import('./menu-drawer.tsx')).MenuDrawer)

export const contentId = 'content'

export interface FrameProps {
  readonly children: ReactNode
  /** One's own account, over any page. */
  readonly AccountDialog: ComponentType<{ readonly part: AccountPart }>
  /** In place of every page. */
  readonly MustFirstPage: ComponentType<{ readonly step: MustFirst }>
}

export function Frame({ children, AccountDialog, MustFirstPage }: FrameProps) {
  const texts = useTexts().shell
  const { isNarrow, toggle } = useSidebarWidth()
  const [isMenuOpen, setMenuOpen] = useState(false)
  useShortcut(sidebarShortcut, toggle)
  useEffect(startLive, [])
  useEffect(startLoginWatch, [])
  usePreferenceEffects()
  const mustFirst = useMustFirst()
  const account = useOpenAccount()
  return (
    <div className={classNames(styles.frame, isNarrow && styles.narrow)}>
      <a href={`#${contentId}`} className={styles.skip}>
        {texts.skipToContent}
      </a>
      <TopBar onMenu={() => setMenuOpen(true)} />
      <Sidebar isNarrow={isNarrow} onToggle={toggle} />
      <main id={contentId} tabIndex={-1} className={styles.main}>
        {mustFirst === undefined && (
          <>
            <LiveNotice />
            <PasswordBanner />
          </>
        )}
        {mustFirst !== undefined && (
          <div className={styles.content}>
            <Suspense>
              <MustFirstPage step={mustFirst} />
            </Suspense>
          </div>
        )}
        {/* what was typed on a page is still there when the step is done */}
        <div className={styles.content} hidden={mustFirst !== undefined}>
          {children}
        </div>
      </main>
      {isMenuOpen && (
        <Suspense>
          <MenuDrawer onClose={() => setMenuOpen(false)} />
        </Suspense>
      )}
      {account !== undefined && (
        <Suspense>
          <AccountDialog part={account} />
        </Suspense>
      )}
      {mustFirst === undefined && <QuickWays />}
      <ReLogin />
      <ToastRegion />
    </div>
  )
}
