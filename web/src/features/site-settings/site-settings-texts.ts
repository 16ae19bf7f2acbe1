/** The words of this page, loaded with it. */
import { consoleSiteSettingsEn } from '@berth/contract/texts/console-site-settings.en.ts'
import type { Texts } from '@berth/contract/texts/language.ts'
import { createPageTexts } from '../../texts/page-texts.ts'

export type SiteSettingsTexts = Texts<typeof consoleSiteSettingsEn>

export const useSiteSettingsTexts = createPageTexts<SiteSettingsTexts>(consoleSiteSettingsEn, {
  ko: async () => (await import('@berth/contract/texts/console-site-settings.ko.ts')).consoleSiteSettingsKo,
  id: async () => (await import('@berth/contract/texts/console-site-settings.id.ts')).consoleSiteSettingsId,
  ru: async () => (await import('@berth/contract/texts/console-site-settings.ru.ts')).consoleSiteSettingsRu,
  fr: async () => (await import('@berth/contract/texts/console-site-settings.fr.ts')).consoleSiteSettingsFr,
  mn: async () => (await import('@berth/contract/texts/console-site-settings.mn.ts')).consoleSiteSettingsMn,
})
