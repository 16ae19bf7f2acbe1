/** A name and nothing else: of a workspace, of a group; new or another one. */
import { ApiProblem } from '@berth/contract/client.ts'
import type { Group } from '@berth/contract/groups.ts'
import type { Workspace } from '@berth/contract/workspaces.ts'
import { workspaceName } from '@berth/contract/workspaces.ts'
import { useState } from 'react'
import { client } from '../../api/client.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useForm } from '../../ui/form.ts'
import { Notice } from '../../ui/notice.tsx'
import { SubmitButton } from '../../ui/submit-button.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { showToast } from '../../ui/toast.tsx'
import { useUiTexts } from '../../ui/ui-texts.tsx'
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
  const { texts } = useUiTexts()
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
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={title}
      size="small"
      onSubmit={form.onSubmit}
      footer={
        <>
          <Button onPress={onClose}>{texts.cancel}</Button>
          <SubmitButton isPending={form.isPending}>{verb}</SubmitButton>
        </>
      }
    >
      <TextField {...form.field('name')} label={t.name} help={t.nameHelp} maxLength={64} autoFocus />
      {error !== undefined && <Notice tone="bad">{error}</Notice>}
    </Dialog>
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
