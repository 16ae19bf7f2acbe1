/** Who of the workspace is in a project; a tick holds at once. */
import type { Project } from '@berth/contract/projects.ts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { client } from '../../api/client.ts'
import { workspaceKeys } from '../../api/live-keys.ts'
import { MemberTicks } from '../../parts/member-ticks.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useUiTexts } from '../../ui/ui-texts.tsx'
import { projectMembersQuery } from './project-queries.ts'
import { useProjectWords } from './project-texts.ts'

export interface ProjectMembersDialogProps {
  readonly project: Project
  readonly onClose: () => void
}

export function ProjectMembersDialog({ project, onClose }: ProjectMembersDialogProps) {
  const { t } = useProjectWords()
  const { texts } = useUiTexts()
  const cache = useQueryClient()
  const { data } = useQuery(projectMembersQuery(project.id))
  const change = async (user: string, isIn: boolean) => {
    const params = { id: project.id, user }
    await (isIn ? client.projects.addMember({ params }) : client.projects.removeMember({ params }))
    await cache.invalidateQueries({ queryKey: workspaceKeys.projects })
  }
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t.membersTitle(project)}
      footer={<Button onPress={onClose}>{texts.close}</Button>}
    >
      <p>{project.everyone ? t.membersEveryone : t.membersText}</p>
      <MemberTicks
        workspace={project.workspace}
        label={t.search}
        ticked={data}
        isFixed={project.everyone}
        onTick={change}
      />
    </Dialog>
  )
}
