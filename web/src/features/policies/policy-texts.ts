import { consolePoliciesEn } from '@berth/contract/texts/console-policies.en.ts'
import type { Texts } from '@berth/contract/texts/language.ts'
import { createPageWords } from '../../texts/page-words.ts'
import type { PageWords } from '../../texts/page-words.ts'

export type PolicyTexts = Texts<typeof consolePoliciesEn>
export type PolicyWords = PageWords<PolicyTexts>

export const usePolicyWords = createPageWords<PolicyTexts>(consolePoliciesEn, {
  ko: async () => (await import('@berth/contract/texts/console-policies.ko.ts')).consolePoliciesKo,
  id: async () => (await import('@berth/contract/texts/console-policies.id.ts')).consolePoliciesId,
  ru: async () => (await import('@berth/contract/texts/console-policies.ru.ts')).consolePoliciesRu,
  fr: async () => (await import('@berth/contract/texts/console-policies.fr.ts')).consolePoliciesFr,
  mn: async () => (await import('@berth/contract/texts/console-policies.mn.ts')).consolePoliciesMn,
})
