import { consoleCredentialsEn } from '@berth/contract/texts/console-credentials.en.ts'
import type { Texts } from '@berth/contract/texts/language.ts'
import { createPageWords } from '../../texts/page-words.ts'
import type { PageWords } from '../../texts/page-words.ts'

export type CredentialTexts = Texts<typeof consoleCredentialsEn>
export type CredentialWords = PageWords<CredentialTexts>

export const useCredentialWords = createPageWords<CredentialTexts>(consoleCredentialsEn, {
  ko: async () => (await import('@berth/contract/texts/console-credentials.ko.ts')).consoleCredentialsKo,
  id: async () => (await import('@berth/contract/texts/console-credentials.id.ts')).consoleCredentialsId,
  ru: async () => (await import('@berth/contract/texts/console-credentials.ru.ts')).consoleCredentialsRu,
  fr: async () => (await import('@berth/contract/texts/console-credentials.fr.ts')).consoleCredentialsFr,
  mn: async () => (await import('@berth/contract/texts/console-credentials.mn.ts')).consoleCredentialsMn,
})
