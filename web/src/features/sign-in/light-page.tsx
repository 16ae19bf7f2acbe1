/** The frame of the pages before sign-in: the mark, which server this is, language and theme. */
import { languageChoices, languageNames } from '@berth/contract/texts/language.ts'
import { useEffect } from 'react'
import type { ReactNode } from 'react'
import { addressAmong, signInGuidePlaces } from '../../shell/guide-address.ts'
import { Logo } from '../../shell/logo.tsx'
import { bring } from '../../theme/brought.ts'
import { chooseTheme, themes, useTheme } from '../../theme/theme.ts'
import { LanguageIcon, MoonIcon, ScreenIcon, SunIcon } from '../../ui/icons.tsx'
import { NativeSelect } from '../../ui/native-select.tsx'
import styles from './light-page.module.css'
import { useLanguage, useTexts } from './sign-in-texts.ts'

const themeIcons = { system: ScreenIcon, light: SunIcon, dark: MoonIcon }

export function LightPage({ children }: { readonly children: ReactNode }) {
  const texts = useTexts()
  const { choice, language, choose } = useLanguage()
  const theme = useTheme()
  const ThemeIcon = themeIcons[theme]
  return (
    <div className={styles.page}>
      <main className={styles.middle}>
        <div className={styles.brand}>
          <Logo size={24} className={styles.mark} />
          <span className={styles.name}>Berth</span>
          <span className={styles.host}>{window.location.host}</span>
        </div>
        <div className={styles.card}>{children}</div>
      </main>
      <footer className={styles.foot}>
        <NativeSelect
          label={texts.ui.language}
          icon={<LanguageIcon />}
          value={choice}
          onChange={(next) => {
            bring({ language: next })
            void choose(next)
          }}
          items={languageChoices.map((id) =>
            id === 'system' ? { id, label: texts.ui.systemLanguage } : { id, label: languageNames[id], lang: id },
          )}
        />
        <NativeSelect
          label={texts.ui.theme.label}
          icon={<ThemeIcon />}
          value={theme}
          onChange={(next) => {
            bring({ theme: next })
            chooseTheme(next)
          }}
          items={themes.map((id) => ({ id, label: texts.ui.theme[id] }))}
        />
        <a className={styles.help} href={addressAmong(signInGuidePlaces, window.location.pathname, language)}>
          {texts.ui.help}
        </a>
      </footer>
    </div>
  )
}

export interface LightHeadProps {
  readonly title: string
  readonly children?: ReactNode
  /** The card may take more room. */
  readonly isWide?: boolean
}

export function LightHead({ title, children, isWide }: LightHeadProps) {
  useEffect(() => {
    document.title = `${title} · Berth`
  }, [title])
  return (
    <div className={styles.head} data-wide={isWide ? '' : undefined}>
      <h1>{title}</h1>
      {children !== undefined && <p className={styles.text}>{children}</p>}
    </div>
  )
}
