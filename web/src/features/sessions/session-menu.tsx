/** The `…` of a session. What its state does not allow is there with the reason. */
import { sessionCan } from '@berth/contract/session-states.ts'
import type { Session } from '@berth/contract/sessions.ts'
import { useNavigate } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import type { SessionWords } from '../../parts/session-texts.ts'
import { useSessionTexts } from '../../parts/session-texts.ts'
import { paths } from '../../paths.ts'
import { copyText } from '../../ui/clipboard.ts'
import { CopyIcon, PencilIcon, RefreshIcon, StopIcon } from '../../ui/action-icons.tsx'
import { ArrowUpIcon } from '../../ui/icons.tsx'
import { CardsIcon, TerminalIcon } from '../../ui/thing-icons.tsx'
import { MenuItem } from '../../ui/menu.tsx'
import { MoreMenu, RowMenu } from '../../ui/more-menu.tsx'
import { showToast } from '../../ui/toast.tsx'
import { SaveSessionAsTemplate } from './lazy-parts.ts'

export interface SessionMenuProps {
  readonly session: Session
  readonly onRename?: () => void
  /** For administrators. */
  readonly onPrioritize?: (() => void) | undefined
  readonly onTerminate: () => void
  readonly onStartAgain: () => void
  /** Where the terminal has its own button. */
  readonly withoutTerminal?: boolean
  readonly compact?: boolean
}

export function SessionMenu(props: SessionMenuProps) {
  const { session, onRename, onPrioritize, onTerminate, onStartAgain, withoutTerminal = false, compact = false } = props
  const words = useSessionTexts()
  const { t } = words
  const navigate = useNavigate()
  const [isSaving, setSaving] = useState(false)
  const More = compact ? RowMenu : MoreMenu
  const can = (action: Action) => allowed(action, session, words)
  return (
    <>
      <More label={t.moreOf({ name: session.name })}>
        {!withoutTerminal && (
          <MenuItem
            label={t.actions.openTerminal}
            icon={<TerminalIcon />}
            onAction={() => void navigate({ to: paths.sessionTab(session.id, 'terminal') })}
            {...can('openTerminal')}
          />
        )}
        {onRename !== undefined && (
          <MenuItem label={t.actions.rename} icon={<PencilIcon />} onAction={onRename} {...can('rename')} />
        )}
        {onPrioritize !== undefined && (
          <MenuItem
            label={t.actions.prioritize}
            icon={<ArrowUpIcon />}
            onAction={onPrioritize}
            {...can('prioritize')}
          />
        )}
        <MenuItem label={t.actions.startAgain} icon={<RefreshIcon />} onAction={onStartAgain} {...can('startAgain')} />
        <MenuItem label={t.actions.saveTemplate} icon={<CardsIcon />} onAction={() => setSaving(true)} />
        <MenuItem
          label={t.actions.copyId}
          icon={<CopyIcon />}
          onAction={() => void copyText(session.id).then(() => showToast({ text: t.actions.idCopied }))}
        />
        <MenuItem
          label={t.actions.terminate}
          icon={<StopIcon />}
          isDanger
          onAction={onTerminate}
          {...can('terminate')}
        />
      </More>
      {isSaving && (
        <Suspense>
          <SaveSessionAsTemplate session={session} onClose={() => setSaving(false)} />
        </Suspense>
      )}
    </>
  )
}

type Action = 'openTerminal' | 'rename' | 'prioritize' | 'terminate' | 'startAgain'

function allowed(
  action: Action,
  { status }: Session,
  { t, states }: SessionWords,
): { isDisabled: boolean; note?: string } {
  if (sessionCan[action](status)) return { isDisabled: false }
  const why = t.unavailable[action]
  return { isDisabled: true, note: typeof why === 'string' ? why : why({ status: states.statuses[status] }) }
}
