/** The words of START, loaded with it. */
import { consoleStartEn } from '@berth/contract/texts/console-start.en.ts'
import type { Texts } from '@berth/contract/texts/language.ts'
import { useSessionTexts } from '../../../parts/session-texts.ts'
import type { SessionWords } from '../../../parts/session-texts.ts'
import { createPageWords } from '../../../texts/page-words.ts'

type StartTexts = Texts<typeof consoleStartEn>

export const useStartWords = createPageWords<StartTexts>(consoleStartEn, {
  ko: async () => (await import('@berth/contract/texts/console-start.ko.ts')).consoleStartKo,
  id: async () => (await import('@berth/contract/texts/console-start.id.ts')).consoleStartId,
  ru: async () => (await import('@berth/contract/texts/console-start.ru.ts')).consoleStartRu,
  fr: async () => (await import('@berth/contract/texts/console-start.fr.ts')).consoleStartFr,
  mn: async () => (await import('@berth/contract/texts/console-start.mn.ts')).consoleStartMn,
})

/** For what names amounts and limits as well, which are named alike wherever sessions are shown. */
export interface RequestWords extends SessionWords {
  readonly start: StartTexts
}

export function useRequestWords(): RequestWords {
  const words = useSessionTexts()
  const { t: start } = useStartWords()
  return { ...words, start }
}
