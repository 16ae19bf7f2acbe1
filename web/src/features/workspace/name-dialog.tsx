/** A name and nothing else: of a workspace, of a group; new or another one. */
import { ApiProblem } from '@berth/contract/client.ts'
import type { Group } from '@berth/contract/groups.ts'
import type { Workspace } from '@berth/contract/workspaces.ts'
import { workspaceName } from '@berth/contract/workspaces.ts'
import { useState } from 'react'
import { client } from '../../api/client.ts'
import { useForm } from '../../ui/form.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { showToast } from '../../ui/toast.tsx'
import { useChanged } from './workspace-lists.ts'
import { useWorkspaceWords } from './workspace-texts.ts'

interface NameDialogProps {
  readonly title: string
  readonly verb: string
  readonly initial: string
  /** Says what was done. */
  readonly onName: (name: string) => Promise<string>
  readonly onClose: () => void
}

function NameDialog({ title, verb, initial, onName, onClose }: NameDialogProps) {
  const { t, failureLine } = useWorkspaceWords()
  const changed = useChanged()
  const [error, setError] = useState<string>()
  const form = useForm({
    initial: { name: initial },
    check: ({ name }) => ({
      name: name.trim() === '' ? t.required : workspaceName.safeParse(name).success ? undefined : t.nameHelp,
    }),
    async submit({ name }) {
      setError(undefined)
      try {
        const done = await onName(name.trim())
        await changed()
        showToast({ text: done, tone: 'ok' })
        onClose()
        return undefined
      } catch (failure) {
        if (failure instanceof ApiProblem && failure.body.type === 'invalid-input') return { name: t.groups.taken }
        setError(failureLine(failure))
        return {}
      }
    },
  })
  return (
    <FormDialog title={title} size="small" form={form} verb={verb} onClose={onClose}>
      <TextField {...form.field('name')} label={t.name} help={t.nameHelp} maxLength={64} autoFocus />
      {error !== undefined && <Notice tone="bad">{error}</Notice>}
    </FormDialog>
  )
}

export interface WorkspaceNameDialogProps {
  /** None: a new one. */
  readonly workspace?: Workspace
  readonly onClose: () => void
}

export function WorkspaceNameDialog({ workspace, onClose }: WorkspaceNameDialogProps) {
  const { t } = useWorkspaceWords()
  if (workspace === undefined)
    return (
      <NameDialog
        title={t.create}
        verb={t.createVerb}
        initial=""
        onClose={onClose}
        onName={async (name) => t.created(await client.workspaces.create({ body: { name } }))}
      />
    )
  const { id } = workspace
  return (
    <NameDialog
      title={t.renameTitle(workspace)}
      verb={t.renameVerb}
      initial={workspace.name}
      onClose={onClose}
      onName={async (name) => t.renamed(await client.workspaces.update({ params: { id }, body: { name } }))}
    />
  )
}

export interface GroupNameDialogProps {
  readonly workspace: string
  /** None: a new one. */
  readonly group?: Group | undefined
  readonly onClose: () => void
}

export function GroupNameDialog({ workspace: id, group, onClose }: GroupNameDialogProps) {
  const { t } = useWorkspaceWords()
  if (group === undefined)
    return (
      <NameDialog
        title={t.groups.createTitle}
        verb={t.groups.createVerb}
        initial=""
        onClose={onClose}
        onName={async (name) => t.groups.created(await client.groups.create({ params: { id }, body: { name } }))}
      />
    )
  const params = { id, group: group.id }
  return (
    <NameDialog
      title={t.groups.renameTitle(group)}
      verb={t.renameVerb}
      initial={group.name}
      onClose={onClose}
      onName={async (name) => t.groups.renamed(await client.groups.update({ params, body: { name } }))}
    />
  )
}
