import type { Workspace } from '@berth/contract/workspaces.ts'
import { useNavigate } from '@tanstack/react-router'
import { useSwitchPlace } from '../../parts/switch-place.ts'
import { paths } from '../../paths.ts'
import { useMe } from '../../shell/use-me.ts'
import { Button } from '../../ui/button.tsx'
import { LogOutIcon, PencilIcon } from '../../ui/action-icons.tsx'
import { GroupIcon, WorkspaceIcon } from '../../ui/thing-icons.tsx'
import { MenuItem, MenuSection } from '../../ui/menu.tsx'
import { RowMenu } from '../../ui/more-menu.tsx'
import { Badge } from '../../ui/status.tsx'
import { showToast } from '../../ui/toast.tsx'
import { useWorkspaceWords } from './workspace-texts.ts'
import styles from './workspace.module.css'

export interface WorkspaceRowProps {
  readonly workspace: Workspace
  readonly isCurrent: boolean
  readonly onRename: () => void
  readonly onLeave: () => void
}

export function WorkspaceRow({ workspace, isCurrent, onRename, onLeave }: WorkspaceRowProps) {
  const { t } = useWorkspaceWords()
  const { toWorkspace } = useSwitchPlace()
  const navigate = useNavigate()
  const me = useMe()
  const { id, name, personal, role } = workspace
  const mayRename = role === 'admin' || me.role === 'superadmin'
  const label = t.actionsOf({ name })
  const unless = (reason: string | undefined) => (reason === undefined ? {} : { isDisabled: true, note: reason })
  const switchTo = () => {
    toWorkspace(id)
    showToast({ text: t.switched({ name }), tone: 'ok' })
  }
  return (
    <li className={styles.row} data-current={isCurrent ? '' : undefined} aria-current={isCurrent || undefined}>
      <WorkspaceIcon />
      <div className={styles.rowWords}>
        <strong title={name}>{name}</strong>
        <span className={styles.badges}>
          {isCurrent && <Badge tone="ok">{t.current}</Badge>}
          {personal && <Badge>{t.personal}</Badge>}
          {role !== null && <Badge tone={role === 'admin' ? 'info' : 'neutral'}>{t.roles[role]}</Badge>}
        </span>
      </div>
      <div className={styles.rowActions}>
        {!isCurrent && (
          <Button compact onPress={switchTo}>
            {t.switchTo}
          </Button>
        )}
        <RowMenu label={label}>
          <MenuItem
            label={t.showMembers}
            icon={<GroupIcon />}
            onAction={() => {
              toWorkspace(id)
              void navigate({ to: paths.members })
            }}
          />
          <MenuItem
            label={t.rename}
            icon={<PencilIcon />}
            onAction={onRename}
            {...unless(mayRename ? undefined : t.onlyAdmins)}
          />
          <MenuSection>
            <MenuItem
              label={t.leave}
              icon={<LogOutIcon />}
              isDanger={!personal}
              onAction={onLeave}
              {...unless(personal ? t.personalStays : undefined)}
            />
          </MenuSection>
        </RowMenu>
      </div>
    </li>
  )
}
