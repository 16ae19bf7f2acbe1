/** Lets somebody look at the terminal that is in front; only its owner may. */
import type { Session } from '@berth/contract/sessions.ts'
import { Suspense, useState } from 'react'
import { useMe } from '../../../shell/use-me.ts'
import { IconButton } from '../../../ui/button.tsx'
import { EyeIcon } from '../../../ui/icons.tsx'
import { lazyPart } from '../../../ui/lazy-part.ts'
import { useSessionPageWords } from '../session-page-texts.ts'
import type { TerminalTabItem } from './terminal-tab-list.ts'

const ShareDialog = lazyPart(async () => (await import('./share-dialog.tsx')).ShareDialog)

export interface ShareCurrentProps {
  readonly session: Session
  readonly tab: TerminalTabItem | undefined
  readonly titleOf: (tab: TerminalTabItem) => string
}

export function ShareCurrent({ session, tab, titleOf }: ShareCurrentProps) {
  const { t } = useSessionPageWords()
  const me = useMe()
  const [isOpen, setOpen] = useState(false)
  if (session.owner !== me.id) return null
  return (
    <>
      <IconButton label={t.terminal.share} isDisabled={tab === undefined} onPress={() => setOpen(true)}>
        <EyeIcon />
      </IconButton>
      <Suspense>
        {isOpen && tab !== undefined && (
          <ShareDialog session={session} terminal={tab.id} title={titleOf(tab)} onClose={() => setOpen(false)} />
        )}
      </Suspense>
    </>
  )
}
