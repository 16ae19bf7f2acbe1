import { languageNames, languages } from '@berth/contract/texts/language.ts'
import { lazy, Suspense, useState } from 'react'
import { client } from '../api/client.ts'
import { paths } from '../paths.ts'
import { useLanguage, useTexts } from '../texts/app-texts.ts'
import { Button } from '../ui/button.tsx'
import { ChevronDownIcon, InfoIcon, LogOutIcon } from '../ui/icons.tsx'
import { Menu, MenuItem, MenuSection } from '../ui/menu.tsx'
import { Badge } from '../ui/status.tsx'
import { showToast } from '../ui/toast.tsx'
import { initialsOf } from './initials.ts'
import styles from './top-bar.module.css'
import { useMe } from './use-me.ts'

const AboutDialog = lazy(async () => ({ default: (await import('./about-dialog.tsx')).AboutDialog }))

export function UserMenu() {
  const { shell: texts, ui } = useTexts()
  const { language, choose } = useLanguage()
  const me = useMe()
  const [isAboutOpen, setAboutOpen] = useState(false)
  const name = me.fullName === '' ? me.username : me.fullName
  const logOut = () =>
    client.logins.logout().then(
      () => window.location.assign(paths.signIn()),
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
        <MenuSection
          title={ui.language}
          value={language}
          onChange={(id) => {
            const chosen = languages.find((known) => known === id)
            if (chosen !== undefined) void choose(chosen)
          }}
        >
          {languages.map((id) => (
            <MenuItem key={id} id={id} label={languageNames[id]} lang={id} />
          ))}
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
