/** What only some visits need, each loaded when it is first drawn. */
import { lazy } from 'react'

export const TerminalTab = lazy(async () => ({ default: (await import('./terminal/terminal-tab.tsx')).TerminalTab }))
export const LogsTab = lazy(async () => ({ default: (await import('./logs/logs-tab.tsx')).LogsTab }))
export const MetricsTab = lazy(async () => ({ default: (await import('./metrics/metrics-tab.tsx')).MetricsTab }))
export const IdleCard = lazy(async () => ({ default: (await import('./idle/idle-card.tsx')).IdleCard }))
export const IdleNotice = lazy(async () => ({ default: (await import('./idle/idle-notice.tsx')).IdleNotice }))
export const SshCard = lazy(async () => ({ default: (await import('./ssh/ssh-card.tsx')).SshCard }))
export const SaveSessionAsTemplate = lazy(async () => ({
  default: (await import('./start/template-dialogs.tsx')).SaveSessionAsTemplate,
}))
export const StartDialog = lazy(async () => ({ default: (await import('./start/start-dialog.tsx')).StartDialog }))

export const RenameDialog = lazy(async () => ({ default: (await import('./session-dialogs.tsx')).RenameDialog }))
export const PriorityDialog = lazy(async () => ({ default: (await import('./priority-dialog.tsx')).PriorityDialog }))
export const SessionExport = lazy(async () => ({ default: (await import('./session-export.tsx')).SessionExport }))
export const TerminateDialog = lazy(async () => ({ default: (await import('./session-dialogs.tsx')).TerminateDialog }))
