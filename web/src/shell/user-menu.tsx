import { languageChoices, languageNames } from '@berth/contract/texts/language.ts'
import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { client } from '../api/client.ts'
import { tellTabs } from '../api/login-channel.ts'
import { openAccount } from '../parts/account-opening.ts'
import { paths } from '../paths.ts'
import { useLanguage, useTexts } from '../texts/app-texts.ts'
import { Button } from '../ui/button.tsx'
import { ChevronDownIcon, InfoIcon, LogOutIcon, ShieldIcon, UserIcon } from '../ui/icons.tsx'
import { Menu, MenuItem, MenuSection } from '../ui/menu.tsx'
import { Badge } from '../ui/status.tsx'
import { showToast } from '../ui/toast.tsx'
import { initialsOf } from './initials.ts'
import styles from './top-bar.module.css'
import { useMe } from './use-me.ts'

const AboutDialog = lazy(async () => ({ default: (await import('./about-dialog.tsx')).AboutDialog }))

export function UserMenu() {
  const { shell: texts, ui } = useTexts()
  const { choice, choose } = useLanguage()
  const me = useMe()
  const navigate = useNavigate()
  const [isAboutOpen, setAboutOpen] = useState(false)
  const name = me.fullName === '' ? me.username : me.fullName
  const logOut = () =>
    client.logins.logout().then(
      () => {
        tellTabs({ kind: 'signed-out' })
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
          <MenuItem label={texts.myAccount} icon={<UserIcon />} onAction={() => openAccount()} />
          <MenuItem
            label={texts.security}
            icon={<ShieldIcon />}
            onAction={() => void navigate({ to: paths.accountTab('security') })}
          />
        </MenuSection>
        <MenuSection
          title={ui.language}
          value={choice}
          onChange={(id) => {
            const chosen = languageChoices.find((known) => known === id)
            if (chosen !== undefined) void choose(chosen)
          }}
        >
          {languageChoices.map((id) =>
            id === 'system' ? (
              <MenuItem key={id} id={id} label={ui.systemLanguage} />
            ) : (
              <MenuItem key={id} id={id} label={languageNames[id]} lang={id} />
            ),
          )}
        </MenuSection>
        <MenuSection>
          <MenuItem label={texts.about} icon={<InfoIcon />} onAction={() => setAboutOpen(true)} />
          <MenuItem label={texts.logOut} icon={<LogOutIcon />} onAction={() => void logOut()} />
        </MenuSection>
      </Menu>
      {isAboutOpen && (
        <Suspense>
          <AboutDialog onClose={() => setAboutOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
