import { consolePresetsEn } from '@berth/contract/texts/console-presets.en.ts'
import type { Texts } from '@berth/contract/texts/language.ts'
import { createPageWords } from '../../texts/page-words.ts'
import type { PageWords } from '../../texts/page-words.ts'

export type PresetTexts = Texts<typeof consolePresetsEn>
export type PresetWords = PageWords<PresetTexts>

export const usePresetWords = createPageWords<PresetTexts>(consolePresetsEn, {
  ko: async () => (await import('@berth/contract/texts/console-presets.ko.ts')).consolePresetsKo,
  id: async () => (await import('@berth/contract/texts/console-presets.id.ts')).consolePresetsId,
  ru: async () => (await import('@berth/contract/texts/console-presets.ru.ts')).consolePresetsRu,
  fr: async () => (await import('@berth/contract/texts/console-presets.fr.ts')).consolePresetsFr,
  mn: async () => (await import('@berth/contract/texts/console-presets.mn.ts')).consolePresetsMn,
})
