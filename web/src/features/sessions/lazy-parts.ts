/** What only some visits need, each loaded when it is first drawn. */
import { lazyPart } from '../../ui/lazy-part.ts'

export const TerminalTab = lazyPart(async () => (await import('./terminal/terminal-tab.tsx')).TerminalTab)
export const LogsTab = lazyPart(async () => (await import('./logs/logs-tab.tsx')).LogsTab)
export const MetricsTab = lazyPart(async () => (await import('./metrics/metrics-tab.tsx')).MetricsTab)
export const IdleCard = lazyPart(async () => (await import('./idle/idle-card.tsx')).IdleCard)
export const IdleNotice = lazyPart(async () => (await import('./idle/idle-notice.tsx')).IdleNotice)
export const SshCard = lazyPart(async () => (await import('./ssh/ssh-card.tsx')).SshCard)
export const SaveSessionAsTemplate = lazyPart(
  async () => (await import('./start/template-dialogs.tsx')).SaveSessionAsTemplate,
)
export const StartDialog = lazyPart(async () => (await import('./start/start-dialog.tsx')).StartDialog)

export const RenameDialog = lazyPart(async () => (await import('./session-dialogs.tsx')).RenameDialog)
export const PriorityDialog = lazyPart(async () => (await import('./priority-dialog.tsx')).PriorityDialog)
export const SessionExport = lazyPart(async () => (await import('./session-export.tsx')).SessionExport)
export const TerminateDialog = lazyPart(async () => (await import('./session-dialogs.tsx')).TerminateDialog)
