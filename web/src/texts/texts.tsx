/**
 * One dictionary for everything that a page loads. English comes with the page, other languages as files of their own;
 * a change of language draws the page anew without loading it again.
 */
import type { consoleUiEn } from '@berth/contract/texts/console-ui.en.ts'
import type { Language, Texts } from '@berth/contract/texts/language.ts'
import { useMemo, useSyncExternalStore } from 'react'
import type { ReactNode } from 'react'
import { UiTextsContext } from '../ui/ui-texts.tsx'
import { isLanguageKey, keepLanguage, languageHere } from './language-choice.ts'

/** Every dictionary has the words of the kit. */
interface WithUi {
  readonly ui: Texts<typeof consoleUiEn>
}

interface Shown<Dictionary> {
  readonly language: Language
  readonly texts: Dictionary
}

export function createTexts<Dictionary extends WithUi>(
  english: Dictionary,
  others: Readonly<Record<Exclude<Language, 'en'>, () => Promise<Dictionary>>>,
) {
  const loaded = new Map<Language, Dictionary>([['en', english]])
  const listeners = new Set<() => void>()
  let shown: Shown<Dictionary> = { language: 'en', texts: english }
  let wanted: Language = 'en'

  const show = async (language: Language) => {
    wanted = language
    const texts = loaded.get(language) ?? (language === 'en' ? english : await others[language]())
    loaded.set(language, texts)
    // another may have been chosen while this one was on its way
    if (wanted !== language) return
    shown = { language, texts }
    document.documentElement.lang = language
    for (const listener of listeners) listener()
  }
  const here = () => languageHere(window.localStorage, navigator.languages)
  const useShown = () =>
    useSyncExternalStore(
      (listener) => {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
      () => shown,
    )

  return {
    /** Before the first drawing, so that nothing is shown in the wrong language; English if the file does not come. */
    async start(): Promise<void> {
      window.addEventListener('storage', (event) => {
        if (isLanguageKey(event.key)) void show(here())
      })
      await show(here()).catch(() => show('en'))
    },

    useTexts: (): Dictionary => useShown().texts,

    useLanguage(): { readonly language: Language; readonly choose: (language: Language) => Promise<void> } {
      const { language } = useShown()
      return {
        language,
        async choose(next) {
          await show(next)
          keepLanguage(window.localStorage, next)
        },
      }
    },

    /** Around everything: gives the kit its words. */
    TextsProvider({ children }: { readonly children: ReactNode }) {
      const { language, texts } = useShown()
      const ui = useMemo(() => ({ language, texts: texts.ui }), [language, texts])
      return <UiTextsContext value={ui}>{children}</UiTextsContext>
    },
  }
}
