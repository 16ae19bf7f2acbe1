/** Above every tab of a session that ends soon for want of use. */
import type { Session } from '@berth/contract/sessions.ts'
import { useNow } from '../../../ui/clock.ts'
import { Notice } from '../../../ui/notice.tsx'
import { relativeTime } from '../../../ui/time-words.ts'
import { useActivityWords } from '../activity-words.ts'
import { KeepMenu } from './keep-menu.tsx'

export function IdleNotice({ session }: { readonly session: Session }) {
  const { t, language } = useActivityWords()
  const now = useNow(10_000)
  const { idle } = session
  if (idle === null) return null
  return (
    <Notice tone="warn" title={t.idle.soon} actions={<KeepMenu session={session} idle={idle} compact />}>
      {t.idle.soonText({ time: relativeTime(idle.endsAt, now, language) })}
    </Notice>
  )
}
