/** The `…` of a credential. What cannot be done now is there with the reason. */
import type { Credential } from '@berth/contract/credentials.ts'
import { PencilIcon, RefreshIcon, StopIcon } from '../../ui/action-icons.tsx'
import { MenuItem, MenuSection } from '../../ui/menu.tsx'
import { RowMenu } from '../../ui/more-menu.tsx'
import { nameOf } from './credential-queries.ts'
import { useCredentialWords } from './credential-texts.ts'

export type CredentialAction = 'edit' | 'activate' | 'deactivate' | 'revoke'

export interface CredentialMenuProps {
  readonly credential: Credential
  readonly isAdministrator: boolean
  readonly onAction: (action: CredentialAction) => void
}

export function CredentialMenu({ credential, isAdministrator, onAction }: CredentialMenuProps) {
  const { t } = useCredentialWords()
  const label = t.actionsOf({ name: nameOf(credential) })
  const { main, active, revokedAt } = credential
  const revoked = revokedAt === null ? undefined : t.unavailable.revoked
  const unless = (reason: string | undefined) => (reason === undefined ? {} : { isDisabled: true, note: reason })
  const cannotEnd = main ? t.unavailable.main : revoked
  return (
    <RowMenu label={label}>
      <MenuItem
        label={isAdministrator ? t.menu.edit : t.menu.rename}
        icon={<PencilIcon />}
        onAction={() => onAction('edit')}
        {...unless(revoked)}
      />
      {isAdministrator && !active && (
        <MenuItem
          label={t.menu.activate}
          icon={<RefreshIcon />}
          onAction={() => onAction('activate')}
          {...unless(revoked)}
        />
      )}
      <MenuSection>
        {isAdministrator && active && (
          <MenuItem
            label={t.menu.deactivate}
            icon={<StopIcon />}
            isDanger={!main}
            onAction={() => onAction('deactivate')}
            {...unless(cannotEnd)}
          />
        )}
        <MenuItem
          label={t.menu.revoke}
          icon={<StopIcon />}
          isDanger={cannotEnd === undefined}
          onAction={() => onAction('revoke')}
          {...unless(cannotEnd)}
        />
      </MenuSection>
    </RowMenu>
  )
}
