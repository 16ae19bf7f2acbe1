import { Link } from '@tanstack/react-router'
import { paths } from '../paths.ts'
import { useTexts } from '../texts/app-texts.ts'
import { IconButton } from '../ui/button.tsx'
import { MenuIcon } from '../ui/thing-icons.tsx'
import { HelpLink } from './help-link.tsx'
import { InvitationsButton } from './invitations-button.tsx'
import { LoginTime } from './login-time.tsx'
import { Logo } from './logo.tsx'
import { NotificationBell } from './notification-bell.tsx'
import { ProjectSelector } from './project-selector.tsx'
import { ThemeMenu } from './theme-menu.tsx'
import styles from './top-bar.module.css'
import { UserMenu } from './user-menu.tsx'

export function TopBar({ onMenu }: { readonly onMenu: () => void }) {
  const texts = useTexts().shell
  return (
    <header className={styles.bar}>
      <div className={styles.menu}>
        <IconButton label={texts.openMenu} onPress={onMenu}>
          <MenuIcon />
        </IconButton>
      </div>
      <Link to={paths.start} className={styles.brand}>
        <Logo className={styles.mark} />
        Berth
      </Link>
      <ProjectSelector />
      <div className={styles.space} />
      <LoginTime />
      <InvitationsButton />
      <NotificationBell />
      <ThemeMenu />
      <HelpLink />
      <UserMenu />
    </header>
  )
}
