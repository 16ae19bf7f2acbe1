/** Workspaces that one is invited to, to accept or decline. */
import type { MyInvitation } from '@berth/contract/invitations.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { client } from '../api/client.ts'
import { membershipKeys } from '../api/live-keys.ts'
import { useTexts } from '../texts/app-texts.ts'
import { sayError } from '../texts/say-error.ts'
import { Button } from '../ui/button.tsx'
import { RelativeTime } from '../ui/relative-time.tsx'
import { showToast } from '../ui/toast.tsx'
import styles from './my-invitations.module.css'

type Answer = 'accept' | 'decline'

export function MyInvitations({ invitations }: { readonly invitations: readonly MyInvitation[] }) {
  return (
    <ul className={styles.list}>
      {invitations.map((invitation) => (
        <Invitation key={invitation.id} invitation={invitation} />
      ))}
    </ul>
  )
}

function Invitation({ invitation }: { readonly invitation: MyInvitation }) {
  const { shell, signIn } = useTexts()
  const t = shell.invitations
  const cache = useQueryClient()
  const [pending, setPending] = useState<Answer>()
  const workspace = invitation.workspace.name
  const answer = async (how: Answer) => {
    setPending(how)
    try {
      await client.invitations[how]({ params: { token: invitation.id } })
      showToast({ text: how === 'accept' ? t.accepted({ workspace }) : t.declined({ workspace }), tone: 'ok' })
    } catch (error) {
      const { title, detail } = sayError(error, signIn.noAnswer)
      showToast({ text: `${title}. ${detail}`, tone: 'bad' })
    } finally {
      setPending(undefined)
      await Promise.all(membershipKeys.map((queryKey) => cache.invalidateQueries({ queryKey })))
    }
  }
  return (
    <li className={styles.invitation}>
      <div className={styles.words}>
        <strong>
          {invitation.invitedBy === null
            ? t.textNobody({ workspace })
            : t.text({ who: invitation.invitedBy, workspace })}
        </strong>
        <span className={styles.note}>
          {t.roles[invitation.role]} {t.until} <RelativeTime at={invitation.expiresAt} />
        </span>
      </div>
      <div className={styles.buttons}>
        <Button compact isPending={pending === 'decline'} onPress={() => void answer('decline')}>
          {t.decline}
        </Button>
        <Button compact look="primary" isPending={pending === 'accept'} onPress={() => void answer('accept')}>
          {t.accept}
        </Button>
      </div>
    </li>
  )
}
