/** What only some visits need, each loaded when it is first drawn. */
import { lazy } from 'react'

export const TerminalTab = lazy(async () => ({ default: (await import('./terminal/TerminalTab.tsx')).TerminalTab }))
export const LogsTab = lazy(async () => ({ default: (await import('./logs/LogsTab.tsx')).LogsTab }))
export const StartDialog = lazy(async () => ({ default: (await import('./start/StartDialog.tsx')).StartDialog }))
