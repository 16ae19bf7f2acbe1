import { useNavigate } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import { client } from '../api/client.ts'
import { tellTabs } from '../api/login-channel.ts'
import { forgetRequests } from '../api/request-log.ts'
import { openAccount } from '../parts/account-opening.ts'
import { paths } from '../paths.ts'
import { useTexts } from '../texts/app-texts.ts'
import { Button } from '../ui/button.tsx'
import { DownloadIcon, LogOutIcon } from '../ui/action-icons.tsx'
import { ChevronDownIcon, InfoIcon } from '../ui/icons.tsx'
import { lazyPart } from '../ui/lazy-part.ts'
import { GearIcon, LogsIcon, UserIcon } from '../ui/thing-icons.tsx'
import { Menu, MenuItem, MenuSection } from '../ui/menu.tsx'
import { Badge } from '../ui/status.tsx'
import { showToast } from '../ui/toast.tsx'
import { initialsOf } from './initials.ts'
import styles from './top-bar.module.css'
import { useDesktopApp } from './use-desktop-app.ts'
import { useMe } from './use-me.ts'

const AboutDialog = lazyPart(async () => (await import('./about-dialog.tsx')).AboutDialog)
const DesktopAppDialog = lazyPart(async () => (await import('./desktop-app-dialog.tsx')).DesktopAppDialog)

export function UserMenu() {
  const texts = useTexts().shell
  const me = useMe()
  const navigate = useNavigate()
  const [isAboutOpen, setAboutOpen] = useState(false)
  const [isAppExplained, setAppExplained] = useState(false)
  const app = useDesktopApp(() => setAppExplained(true))
  const name = me.fullName === '' ? me.username : me.fullName
  const logOut = () =>
    client.logins.logout().then(
      async () => {
        tellTabs({ kind: 'signed-out' })
        await forgetRequests()
        window.location.assign(paths.signIn())
      },
      () => showToast({ text: texts.logOutFailed, tone: 'bad' }),
    )
  return (
    <>
      <Menu
        label={texts.account({ name })}
        trigger={
          <Button look="quiet" className={styles.user}>
            <span className={styles.avatar} aria-hidden="true">
              {initialsOf(name)}
            </span>
            <span className={styles.userName}>{name}</span>
            <ChevronDownIcon size={12} />
          </Button>
        }
        top={
          <div className={styles.who}>
            <span className={styles.whoName}>{name}</span>
            <span className={styles.whoEmail}>{me.email}</span>
            <Badge>{texts.roles[me.role]}</Badge>
          </div>
        }
      >
        <MenuSection>
          <MenuItem label={texts.about} icon={<InfoIcon />} onAction={() => setAboutOpen(true)} />
          <MenuItem label={texts.myAccount} icon={<UserIcon />} onAction={() => openAccount()} />
          <MenuItem
            label={texts.preferences}
            icon={<GearIcon />}
            onAction={() => void navigate({ to: paths.preferences })}
          />
          <MenuItem
            label={texts.logs}
            icon={<LogsIcon />}
            onAction={() => void navigate({ to: paths.preferencesTab('logs') })}
          />
        </MenuSection>
        <MenuSection>
          {app.isOffered && <MenuItem label={texts.desktopApp} icon={<DownloadIcon />} onAction={app.get} />}
          <MenuItem label={texts.logOut} icon={<LogOutIcon />} onAction={() => void logOut()} />
        </MenuSection>
      </Menu>
      {isAboutOpen && (
        <Suspense>
          <AboutDialog onClose={() => setAboutOpen(false)} />
        </Suspense>
      )}
      {isAppExplained && (
        <Suspense>
          <DesktopAppDialog onClose={() => setAppExplained(false)} />
        </Suspense>
      )}
    </>
  )
}
