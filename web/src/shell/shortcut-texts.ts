/** The words of palette, shortcuts and tips, loaded with the first of them. */
import { consoleShortcutsEn } from '@berth/contract/texts/console-shortcuts.en.ts'
import type { Texts } from '@berth/contract/texts/language.ts'
import { createPageWords } from '../texts/page-words.ts'

export const useShortcutWords = createPageWords<Texts<typeof consoleShortcutsEn>>(consoleShortcutsEn, {
  ko: async () => (await import('@berth/contract/texts/console-shortcuts.ko.ts')).consoleShortcutsKo,
  fr: async () => (await import('@berth/contract/texts/console-shortcuts.fr.ts')).consoleShortcutsFr,
  id: async () => (await import('@berth/contract/texts/console-shortcuts.id.ts')).consoleShortcutsId,
  ru: async () => (await import('@berth/contract/texts/console-shortcuts.ru.ts')).consoleShortcutsRu,
  mn: async () => (await import('@berth/contract/texts/console-shortcuts.mn.ts')).consoleShortcutsMn,
})

const isMac = /mac|iphone|ipad/i.test(navigator.platform)
/** The key that commands are given with, as this machine's keyboard calls it. */
export const commandKey = isMac ? '⌘' : 'Ctrl'
