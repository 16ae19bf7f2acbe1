/** The words of these pages, loaded with them. */
import { consoleWorkspaceEn } from '@berth/contract/texts/console-workspace.en.ts'
import type { Texts } from '@berth/contract/texts/language.ts'
import { createPageWords } from '../../texts/page-words.ts'

export type WorkspaceTexts = Texts<typeof consoleWorkspaceEn>

export const useWorkspaceWords = createPageWords<WorkspaceTexts>(consoleWorkspaceEn, {
  ko: async () => (await import('@berth/contract/texts/console-workspace.ko.ts')).consoleWorkspaceKo,
  id: async () => (await import('@berth/contract/texts/console-workspace.id.ts')).consoleWorkspaceId,
  ru: async () => (await import('@berth/contract/texts/console-workspace.ru.ts')).consoleWorkspaceRu,
  fr: async () => (await import('@berth/contract/texts/console-workspace.fr.ts')).consoleWorkspaceFr,
  mn: async () => (await import('@berth/contract/texts/console-workspace.mn.ts')).consoleWorkspaceMn,
})
