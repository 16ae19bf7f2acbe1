/** Revoke, deactivate, activate: what exactly happens, and a button with the verb. */
import type { Credential } from '@berth/contract/credentials.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { showToast } from '../../ui/toast.tsx'
import { nameOf, useCredentialChanges } from './credential-queries.ts'
import { useCredentialWords } from './credential-texts.ts'

export interface CredentialConfirmationProps {
  readonly action: 'revoke' | 'deactivate' | 'activate'
  readonly credential: Credential
  readonly onClose: () => void
}

export function CredentialConfirmation({ action, credential, onClose }: CredentialConfirmationProps) {
  const { t, say, failureLine } = useCredentialWords()
  const changes = useCredentialChanges()
  const words = t[action]
  const name = nameOf(credential)
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={onClose}
      title={words.title({ name })}
      verb={words.verb}
      isDanger={action !== 'activate'}
      sayError={failureLine}
      onConfirm={async () => {
        await changes[action](credential)
        showToast({ text: words.done({ name }), tone: 'ok' })
      }}
    >
      <p>{words.text}</p>
      {action === 'revoke' && credential.sessions > 0 && <p>{t.revoke.inUse({ count: say(credential.sessions) })}</p>}
    </ConfirmDialog>
  )
}
