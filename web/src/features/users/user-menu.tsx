/** The `…` of a user. What cannot be done now is there with the reason. */
import type { User } from '@berth/contract/users.ts'
import { useMe } from '../../shell/use-me.ts'
import { PencilIcon, RefreshIcon, StopIcon } from '../../ui/action-icons.tsx'
import { InfoIcon } from '../../ui/icons.tsx'
import { MenuItem, MenuSection } from '../../ui/menu.tsx'
import { RowMenu } from '../../ui/more-menu.tsx'
import { nameOf } from './users-queries.ts'
import { useUserWords } from './users-texts.ts'

export type UserAction = 'show' | 'edit' | 'deactivate' | 'reactivate' | 'resetTwoFactor' | 'unlock'

export interface UserMenuProps {
  readonly user: User
  readonly onAction: (action: UserAction) => void
}

export function UserMenu({ user, onAction }: UserMenuProps) {
  const { t } = useUserWords()
  const me = useMe()
  const label = t.moreOf({ name: nameOf(user) })
  const unless = (reason: string | undefined) => (reason === undefined ? {} : { isDisabled: true, note: reason })
  return (
    <RowMenu label={label}>
      <MenuItem label={t.actions.show} icon={<InfoIcon />} onAction={() => onAction('show')} />
      <MenuItem label={t.actions.edit} icon={<PencilIcon />} onAction={() => onAction('edit')} />
      <MenuItem
        label={t.actions.unlock}
        icon={<RefreshIcon />}
        onAction={() => onAction('unlock')}
        {...unless(user.active ? undefined : t.unavailable.inactive)}
      />
      <MenuSection>
        <MenuItem
          label={t.actions.resetTwoFactor}
          icon={<RefreshIcon />}
          isDanger={user.twoFactor}
          onAction={() => onAction('resetTwoFactor')}
          {...unless(user.twoFactor ? undefined : t.unavailable.twoFactorOff)}
        />
        {user.active ? (
          <MenuItem
            label={t.actions.deactivate}
            icon={<StopIcon />}
            isDanger={user.id !== me.id}
            onAction={() => onAction('deactivate')}
            {...unless(user.id === me.id ? t.unavailable.yourself : undefined)}
          />
        ) : (
          <MenuItem label={t.actions.reactivate} icon={<RefreshIcon />} onAction={() => onAction('reactivate')} />
        )}
      </MenuSection>
    </RowMenu>
  )
}
