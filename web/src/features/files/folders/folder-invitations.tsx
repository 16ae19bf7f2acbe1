/** Folders that one is invited to, to accept or decline. */
import type { FolderInvitation } from '@berth/contract/folder-shares.ts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { Badge } from '../../../ui/status.tsx'
import { showToast } from '../../../ui/toast.tsx'
import { invitationsQuery, useFolderChanges } from './folder-queries.ts'
import { useFolderWords } from './folders-texts.ts'
import styles from './folders.module.css'

export function FolderInvitations() {
  const { t } = useFolderWords()
  const { data } = useQuery(invitationsQuery)
  const items = data?.items ?? []
  if (items.length === 0) return null
  return (
    <section className={styles.invitations} aria-labelledby="folder-invitations">
      <h2 id="folder-invitations">{t.invitations.title}</h2>
      <ul>
        {items.map((invitation) => (
          <Invitation key={invitation.id} invitation={invitation} />
        ))}
      </ul>
    </section>
  )
}

function Invitation({ invitation }: { readonly invitation: FolderInvitation }) {
  const { t, failureLine } = useFolderWords()
  const words = t.invitations
  const { answer } = useFolderChanges()
  const [pending, setPending] = useState<'accept' | 'decline'>()
  const { id, name, ownerName, permission, createdAt } = invitation
  const say = async (how: 'accept' | 'decline') => {
    setPending(how)
    try {
      await answer(id, how)
      showToast({ text: how === 'accept' ? words.accepted({ name }) : words.declined({ name }), tone: 'ok' })
    } catch (error) {
      showToast({ text: failureLine(error), tone: 'bad' })
    } finally {
      setPending(undefined)
    }
  }
  return (
    <li>
      <span className={styles.names}>
        <strong>{words.text({ by: ownerName, name })}</strong>
        <span className={styles.title}>
          <Badge>{t.permissions[permission]}</Badge>
          <span className={styles.faint}>
            <RelativeTime at={createdAt} />
          </span>
        </span>
      </span>
      <span className={styles.buttons}>
        <Button compact isPending={pending === 'decline'} onPress={() => void say('decline')}>
          {words.decline}
        </Button>
        <Button compact look="primary" isPending={pending === 'accept'} onPress={() => void say('accept')}>
          {words.accept}
        </Button>
      </span>
    </li>
  )
}
