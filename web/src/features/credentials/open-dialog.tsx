/** The dialogs over either page, each loaded when it is first drawn. */
import type { Credential } from '@berth/contract/credentials.ts'
import { Suspense } from 'react'
import { lazyPart } from '../../ui/lazy-part.ts'
import type { CredentialAction } from './credential-menu.tsx'

const CreateDialog = lazyPart(async () => (await import('./create-dialog.tsx')).CreateDialog)
const EditDialog = lazyPart(async () => (await import('./edit-dialog.tsx')).EditDialog)
const CredentialConfirmation = lazyPart(
  async () => (await import('./credential-confirmation.tsx')).CredentialConfirmation,
)

export type Open = { readonly name: 'create' } | { readonly name: CredentialAction; readonly credential: Credential }

export interface OpenDialogProps {
  readonly open: Open | undefined
  readonly isAdministrator: boolean
  readonly onClose: () => void
}

export function OpenDialog({ open, isAdministrator, onClose }: OpenDialogProps) {
  if (open === undefined) return null
  return (
    <Suspense>
      {open.name === 'create' ? (
        <CreateDialog onClose={onClose} />
      ) : open.name === 'edit' ? (
        <EditDialog credential={open.credential} isAdministrator={isAdministrator} onClose={onClose} />
      ) : (
        <CredentialConfirmation action={open.name} credential={open.credential} onClose={onClose} />
      )}
    </Suspense>
  )
}
