/** Who of the workspace is in a group; a tick holds at once. */
import type { Group } from '@berth/contract/groups.ts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { client } from '../../api/client.ts'
import { workspaceKeys } from '../../api/live-keys.ts'
import { MemberTicks } from '../../parts/member-ticks.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useUiTexts } from '../../ui/ui-texts.tsx'
import { groupMembersQuery } from './workspace-lists.ts'
import { useWorkspaceWords } from './workspace-texts.ts'

export interface GroupMembersDialogProps {
  readonly workspace: string
  readonly group: Group
  readonly isAdmin: boolean
  readonly onClose: () => void
}

export function GroupMembersDialog({ workspace, group, isAdmin, onClose }: GroupMembersDialogProps) {
  const { t } = useWorkspaceWords()
  const { texts } = useUiTexts()
  const cache = useQueryClient()
  const query = groupMembersQuery(workspace, group.id)
  const { data } = useQuery(query)
  const change = async (user: string, isIn: boolean) => {
    const params = { id: workspace, group: group.id, user }
    await (isIn ? client.groups.addMember({ params }) : client.groups.removeMember({ params }))
    await cache.invalidateQueries({ queryKey: workspaceKeys.of(workspace) })
  }
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t.groups.membersTitle(group)}
      footer={<Button onPress={onClose}>{texts.close}</Button>}
    >
      <p>{group.everyone ? t.groups.cannotChange : t.groups.membersText}</p>
      <MemberTicks
        workspace={workspace}
        label={t.groups.search}
        ticked={data}
        isFixed={group.everyone || !isAdmin}
        onTick={change}
      />
    </Dialog>
  )
}
