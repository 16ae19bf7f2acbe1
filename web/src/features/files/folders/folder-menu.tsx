/** The `…` of a folder. What cannot be done now is there with the reason. */
import type { Folder } from '@berth/contract/folders.ts'
import { useNavigate } from '@tanstack/react-router'
import { paths } from '../../../paths.ts'
import { useMe } from '../../../shell/use-me.ts'
import { copyText } from '../../../ui/clipboard.ts'
import { CopyIcon, LogOutIcon, PencilIcon, RefreshIcon, TrashIcon } from '../../../ui/action-icons.tsx'
import { FolderIcon, GroupIcon, UsersIcon } from '../../../ui/thing-icons.tsx'
import { MenuItem, MenuSection } from '../../../ui/menu.tsx'
import { RowMenu } from '../../../ui/more-menu.tsx'
import { showToast } from '../../../ui/toast.tsx'
import { canEdit, canLeave, canOpen, canSetMembers, canShare, isManaged } from './folder-rights.ts'
import { useFolderWords } from './folders-texts.ts'

export type FolderAction = 'share' | 'members' | 'edit' | 'leave' | 'trash' | 'restore' | 'purge'

export interface FolderMenuProps {
  readonly folder: Folder
  readonly onAction: (action: FolderAction) => void
}

export function FolderMenu({ folder, onAction }: FolderMenuProps) {
  const { t, say } = useFolderWords()
  const navigate = useNavigate()
  const isAdmin = useMe().role === 'superadmin'
  const label = t.actionsOf({ name: folder.name })
  const unless = (is: boolean, reason = t.notYours) => (is ? {} : { isDisabled: true, note: reason })
  const managed = isManaged(folder, isAdmin)
  const inUse = folder.sessions > 0 ? t.mounted({ count: folder.sessions, text: say(folder.sessions) }) : undefined
  return (
    <RowMenu label={label}>
      {folder.state === 'trashed' ? (
        <MenuItem
          label={t.actions.restore}
          icon={<RefreshIcon />}
          onAction={() => onAction('restore')}
          {...unless(managed)}
        />
      ) : (
        <>
          <MenuItem
            label={t.actions.open}
            icon={<FolderIcon />}
            onAction={() => void navigate({ to: paths.folder(folder.id) })}
            {...unless(canOpen(folder), folder.permission === null ? t.manageOnly : t.ownStates[folder.state])}
          />
          {folder.type === 'user' && (
            <MenuItem
              label={t.actions.share}
              icon={<UsersIcon />}
              onAction={() => onAction('share')}
              {...unless(canShare(folder))}
            />
          )}
          {canSetMembers(folder, isAdmin) && (
            <MenuItem label={t.actions.members} icon={<GroupIcon />} onAction={() => onAction('members')} />
          )}
          <MenuItem
            label={t.actions.edit}
            icon={<PencilIcon />}
            onAction={() => onAction('edit')}
            {...unless(canEdit(folder, isAdmin))}
          />
        </>
      )}
      <MenuItem
        label={t.actions.copyId}
        icon={<CopyIcon />}
        onAction={() => void copyText(folder.id).then(() => showToast({ text: t.idCopied, tone: 'ok' }))}
      />
      <MenuSection>
        {canLeave(folder) && (
          <MenuItem label={t.actions.leave} icon={<LogOutIcon />} isDanger onAction={() => onAction('leave')} />
        )}
        {folder.state === 'trashed' ? (
          <MenuItem
            label={t.actions.purge}
            icon={<TrashIcon />}
            isDanger={managed}
            onAction={() => onAction('purge')}
            {...unless(managed)}
          />
        ) : (
          <MenuItem
            label={t.actions.trash}
            icon={<TrashIcon />}
            isDanger={managed && inUse === undefined}
            onAction={() => onAction('trash')}
            {...unless(managed && inUse === undefined, managed ? inUse : undefined)}
          />
        )}
      </MenuSection>
    </RowMenu>
  )
}
