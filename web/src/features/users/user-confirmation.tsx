/** Reactivate, reset two-factor, unlock: what exactly happens, and a button with the verb. */
import type { User } from '@berth/contract/users.ts'
import { useNavigate } from '@tanstack/react-router'
import { paths } from '../../paths.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { showToast } from '../../ui/toast.tsx'
import { nameOf, useUserChanges } from './users-queries.ts'
import { useUserWords } from './users-texts.ts'

export interface UserConfirmationProps {
  readonly action: 'reactivate' | 'resetTwoFactor' | 'unlock'
  readonly user: User
  readonly onClose: () => void
}

export function UserConfirmation({ action, user, onClose }: UserConfirmationProps) {
  const { t, failureLine } = useUserWords()
  const changes = useUserChanges()
  const words = t[action]
  const name = nameOf(user)
  const navigate = useNavigate()
  const showCredentials = () =>
    void navigate({ to: paths.credentials, search: { tab: 'inactive', person: user.email } })
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={onClose}
      title={words.title({ name })}
      verb={words.verb}
      isDanger={action === 'resetTwoFactor'}
      sayError={failureLine}
      onConfirm={async () => {
        await changes[action](user.id)
        showToast({
          text: words.done({ name }),
          tone: 'ok',
          ...(action === 'reactivate' ? { action: { label: t.reactivate.credentials, onPress: showCredentials } } : {}),
        })
      }}
    >
      <p>{words.text({ name })}</p>
    </ConfirmDialog>
  )
}
