import { consoleResourceGroupsEn } from '@berth/contract/texts/console-resource-groups.en.ts'
import type { Texts } from '@berth/contract/texts/language.ts'
import { createPageWords } from '../../texts/page-words.ts'
import type { PageWords } from '../../texts/page-words.ts'

type GroupTexts = Texts<typeof consoleResourceGroupsEn>
export type GroupWords = PageWords<GroupTexts>

export const useGroupWords = createPageWords<GroupTexts>(consoleResourceGroupsEn, {
  ko: async () => (await import('@berth/contract/texts/console-resource-groups.ko.ts')).consoleResourceGroupsKo,
  id: async () => (await import('@berth/contract/texts/console-resource-groups.id.ts')).consoleResourceGroupsId,
  ru: async () => (await import('@berth/contract/texts/console-resource-groups.ru.ts')).consoleResourceGroupsRu,
  fr: async () => (await import('@berth/contract/texts/console-resource-groups.fr.ts')).consoleResourceGroupsFr,
  mn: async () => (await import('@berth/contract/texts/console-resource-groups.mn.ts')).consoleResourceGroupsMn,
})
