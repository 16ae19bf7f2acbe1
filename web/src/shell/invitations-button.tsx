/** Says in the top bar that one is invited somewhere; nothing is there while nothing is to answer. */
import { useQuery } from '@tanstack/react-query'
import { Suspense, useState } from 'react'
import { myInvitationsQuery } from '../api/workspace-queries.ts'
import { useTexts } from '../texts/app-texts.ts'
import { IconButton } from '../ui/button.tsx'
import { classNames } from '../ui/class-names.ts'
import { lazyPart } from '../ui/lazy-part.ts'
import { MailIcon } from '../ui/thing-icons.tsx'
import styles from './top-bar.module.css'

const InvitationsDialog = lazyPart(async () => (await import('./invitations-dialog.tsx')).InvitationsDialog)

export function InvitationsButton() {
  const t = useTexts().shell.invitations
  const { data } = useQuery(myInvitationsQuery)
  const [isOpen, setOpen] = useState(false)
  const count = data?.items.length ?? 0
  return (
    <>
      {count > 0 && (
        <IconButton
          label={t.button({ count })}
          className={classNames(styles.counted, styles.alsoInBell)}
          onPress={() => setOpen(true)}
        >
          <MailIcon />
          <span className={styles.count} aria-hidden="true">
            {count}
          </span>
        </IconButton>
      )}
      {isOpen && (
        <Suspense>
          <InvitationsDialog invitations={data?.items ?? []} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
