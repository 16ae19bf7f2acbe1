/** Keeps a session although nobody uses it, for one of a few spans that its lifetime has room for. */
import type { Idle } from '@berth/contract/idle.ts'
import type { Session } from '@berth/contract/sessions.ts'
import { useQueryClient } from '@tanstack/react-query'
import { client } from '../../../api/client.ts'
import { applySession, sessionKeys } from '../../../api/session-cache.ts'
import { duration } from '../../../parts/amounts.ts'
import { Button } from '../../../ui/button.tsx'
import { useNow } from '../../../ui/clock.ts'
import { ChevronDownIcon } from '../../../ui/icons.tsx'
import { Menu, MenuItem } from '../../../ui/menu.tsx'
import { exactTime } from '../../../ui/time-words.ts'
import { showToast } from '../../../ui/toast.tsx'
import { useActivityWords } from '../activity-words.ts'

const hour = 3600
const spans = [hour, 4 * hour, 12 * hour, 24 * hour, 3 * 24 * hour, 7 * 24 * hour]

export interface KeepMenuProps {
  readonly session: Session
  readonly idle: Idle
  readonly compact?: boolean
}

export function KeepMenu({ session, idle, compact = false }: KeepMenuProps) {
  const { t, language, failureLine } = useActivityWords()
  const cache = useQueryClient()
  const now = useNow(60_000)
  const room = idle.keepUntilAtMost === null ? Infinity : (Date.parse(idle.keepUntilAtMost) - now) / 1000
  const offered = spans.filter((span) => span <= room)
  const keep = async (seconds: number) => {
    try {
      const kept = await client.activity.keep({ params: { id: session.id }, body: { seconds } })
      applySession(cache, kept)
      void cache.invalidateQueries({ queryKey: sessionKeys.idle(session.id) })
      const until = kept.idle?.keptUntil
      if (until) showToast({ text: t.idle.keptToast({ time: exactTime(until, language) }) })
    } catch (error) {
      showToast({ text: `${t.idle.notKept} ${failureLine(error)}`, tone: 'bad' })
    }
  }
  return (
    <Menu
      label={t.idle.keep}
      trigger={
        <Button compact={compact}>
          {t.idle.keep}
          <ChevronDownIcon />
        </Button>
      }
      {...(idle.keepUntilAtMost === null
        ? {}
        : { top: <small>{t.idle.atMost({ time: exactTime(idle.keepUntilAtMost, language) })}</small> })}
    >
      {(offered.length > 0 ? offered : [Math.max(60, Math.floor(room))]).map((span) => (
        <MenuItem
          key={span}
          label={t.idle.keepFor({ span: duration(language, span) })}
          onAction={() => void keep(span)}
        />
      ))}
    </Menu>
  )
}
