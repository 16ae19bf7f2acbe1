/** The words about SSH, loaded with what shows them. */
import { consoleSshEn } from '@berth/contract/texts/console-ssh.en.ts'
import type { Texts } from '@berth/contract/texts/language.ts'
import { createPageWords } from '../../../texts/page-words.ts'

export const useSshWords = createPageWords<Texts<typeof consoleSshEn>>(consoleSshEn, {
  ko: async () => (await import('@berth/contract/texts/console-ssh.ko.ts')).consoleSshKo,
  id: async () => (await import('@berth/contract/texts/console-ssh.id.ts')).consoleSshId,
  ru: async () => (await import('@berth/contract/texts/console-ssh.ru.ts')).consoleSshRu,
  fr: async () => (await import('@berth/contract/texts/console-ssh.fr.ts')).consoleSshFr,
  mn: async () => (await import('@berth/contract/texts/console-ssh.mn.ts')).consoleSshMn,
})
