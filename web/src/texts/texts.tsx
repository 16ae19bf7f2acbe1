/**
 * One dictionary for everything that a page loads. English comes with the page, other languages as files of their own;
 * a change of language draws the page anew without loading it again.
 */
import type { consoleUiEn } from '@berth/contract/texts/console-ui.en.ts'
import type { Language, LanguageChoice, Texts } from '@berth/contract/texts/language.ts'
import { useMemo, useSyncExternalStore } from 'react'
import type { ReactNode } from 'react'
import { UiTextsContext } from '../ui/ui-texts.tsx'
import { choiceHere, isLanguageKey, keepChoice, languageHere } from './language-choice.ts'
import { loadDictionary } from './translations.ts'
import type { Translations } from './translations.ts'
import { pageSpeaks } from './untranslated.ts'

/** Every dictionary has the words of the kit. */
interface WithUi {
  readonly ui: Texts<typeof consoleUiEn>
}

interface Shown<Dictionary> {
  readonly choice: LanguageChoice
  readonly language: Language
  readonly texts: Dictionary
}

export interface LanguageHere {
  readonly choice: LanguageChoice
  /** That is shown. */
  readonly language: Language
  readonly choose: (choice: LanguageChoice) => Promise<void>
}

export function createTexts<Dictionary extends WithUi>(english: Dictionary, translations: Translations<Dictionary>) {
  const loaded = new Map<Language, Dictionary>([['en', english]])
  const listeners = new Set<() => void>()
  const alsoLoad: ((language: Language) => Promise<unknown> | undefined)[] = []
  let shown: Shown<Dictionary> = { choice: 'system', language: 'en', texts: english }
  let wanted: LanguageChoice = 'system'

  const languageOf = (choice: LanguageChoice) => languageHere(choice, navigator.languages)
  const show = async (choice: LanguageChoice, language = languageOf(choice)) => {
    wanted = choice
    const [texts] = await Promise.all([
      loaded.get(language) ?? loadDictionary(english, translations, language),
      ...alsoLoad.map((load) => load(language)),
    ])
    loaded.set(language, texts)
    // another may have been chosen while this one was on its way
    if (wanted !== choice) return
    shown = { choice, language, texts }
    pageSpeaks(language)
    document.documentElement.lang = language
    for (const listener of listeners) listener()
  }
  const here = () => choiceHere(window.localStorage)
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
      window.addEventListener('languagechange', () => {
        if (shown.choice === 'system') void show('system')
      })
      await show(here()).catch(() => show(here(), 'en'))
    },

    /** What else a language needs before it is shown. */
    beforeShowing(load: (language: Language) => Promise<unknown> | undefined): void {
      alsoLoad.push(load)
    },

    useTexts: (): Dictionary => useShown().texts,

    useLanguage(): LanguageHere {
      const { choice, language } = useShown()
      return useMemo(
        () => ({
          choice,
          language,
          async choose(next) {
            await show(next)
            keepChoice(window.localStorage, next)
          },
        }),
        [choice, language],
      )
    },

    /** Around everything: gives the kit its words. */
    TextsProvider({ children }: { readonly children: ReactNode }) {
      const { language, texts } = useShown()
      const ui = useMemo(() => ({ language, texts: texts.ui }), [language, texts])
      return <UiTextsContext value={ui}>{children}</UiTextsContext>
    },
  }
}
