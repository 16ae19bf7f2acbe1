/** Keep settings as a template, name it anew, delete it. */
import { ApiProblem } from '@berth/contract/client.ts'
import { newTemplate } from '@berth/contract/session-templates.ts'
import type { SessionTemplate } from '@berth/contract/session-templates.ts'
import type { Session } from '@berth/contract/sessions.ts'
import { useState } from 'react'
import { useCurrentProject } from '../../../parts/current-project.ts'
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx'
import { useForm } from '../../../ui/form.ts'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { Segmented } from '../../../ui/radio-group.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { showToast } from '../../../ui/toast.tsx'
import { settingsOfSession } from './start-templates.ts'
import type { NewSettings } from './start-templates.ts'
import { useStartWords } from './start-texts.ts'
import styles from './start.module.css'
import { useTemplateChanges } from './template-queries.ts'

interface NameFormProps {
  readonly title: string
  readonly verb: string
  readonly initial: string
  readonly text?: string
  /** The project that it may be for, where the user may give it something. */
  readonly project?: { readonly id: string; readonly name: string } | undefined
  readonly onSend: (name: string, project: string | undefined) => Promise<unknown>
  readonly onClose: () => void
}

interface Values {
  readonly name: string
  readonly forWhom: 'me' | 'project'
}

function NameForm({ title, verb, initial, text, project, onSend, onClose }: NameFormProps) {
  const { t, failureLine } = useStartWords()
  const words = t.templates.dialog
  const [error, setError] = useState<string>()
  const form = useForm<Values>({
    initial: { name: initial, forWhom: 'me' },
    check: ({ name }) => ({ name: newTemplate.shape.name.safeParse(name).success ? undefined : words.nameHelp }),
    async submit({ name, forWhom }) {
      setError(undefined)
      try {
        await onSend(name.trim(), forWhom === 'project' ? project?.id : undefined)
        onClose()
        return undefined
      } catch (failure) {
        if (isTaken(failure)) return { name: words.taken }
        setError(failureLine(failure))
        return {}
      }
    },
  })
  return (
    <FormDialog title={title} size="small" form={form} verb={verb} onClose={onClose}>
      <div className={styles.fields}>
        {text !== undefined && <p>{text}</p>}
        <TextField {...form.field('name')} label={words.name} help={words.nameHelp} maxLength={64} autoFocus />
        {project !== undefined && (
          <Segmented
            label={words.forWhom}
            value={form.values.forWhom}
            onChange={(forWhom) => form.set({ forWhom })}
            items={[
              { id: 'me', label: words.me },
              { id: 'project', label: words.project({ project: project.name }) },
            ]}
          />
        )}
        {error !== undefined && <Notice tone="bad">{error}</Notice>}
      </div>
    </FormDialog>
  )
}

const isTaken = (failure: unknown): boolean =>
  failure instanceof ApiProblem &&
  failure.body.type === 'invalid-input' &&
  (failure.body['errors'] as readonly { code?: unknown }[]).some(({ code }) => code === 'taken')

interface SaveTemplateDialogProps {
  readonly settings: NewSettings
  readonly initial?: string
  readonly project: string | undefined
  readonly onSaved?: (template: SessionTemplate) => void
  readonly onClose: () => void
}

export function SaveTemplateDialog({ settings, initial = '', project, onSaved, onClose }: SaveTemplateDialogProps) {
  const { t } = useStartWords()
  const { create } = useTemplateChanges()
  const shared = useSharedProject(project)
  return (
    <NameForm
      title={t.templates.dialog.title}
      verb={t.templates.dialog.verb}
      text={t.templates.dialog.text}
      initial={initial}
      project={shared}
      onClose={onClose}
      onSend={async (name, forProject) => {
        const saved = await create({ name, settings, ...(forProject === undefined ? {} : { project: forProject }) })
        showToast({ text: t.templates.saved(saved), tone: 'ok' })
        onSaved?.(saved)
      }}
    />
  )
}

export function SaveSessionAsTemplate({
  session,
  onClose,
}: {
  readonly session: Session
  readonly onClose: () => void
}) {
  return (
    <SaveTemplateDialog
      settings={settingsOfSession(session)}
      initial={session.name}
      project={session.project}
      onClose={onClose}
    />
  )
}

/** The project that is looked at, where its workspace is run by the user; the server decides in the end. */
function useSharedProject(id: string | undefined) {
  const { project, workspaces } = useCurrentProject()
  if (project === undefined || project.id !== id) return undefined
  const role = workspaces?.find((workspace) => workspace.id === project.workspace)?.role
  return role === 'admin' ? { id: project.id, name: project.name } : undefined
}

export interface TemplateDialogProps {
  readonly template: SessionTemplate
  readonly onClose: () => void
}

export function RenameTemplateDialog({
  template,
  onRenamed,
  onClose,
}: TemplateDialogProps & { readonly onRenamed: (template: SessionTemplate) => void }) {
  const { t } = useStartWords()
  const { update } = useTemplateChanges()
  return (
    <NameForm
      title={t.templates.dialog.renameTitle(template)}
      verb={t.templates.dialog.renameVerb}
      initial={template.name}
      onClose={onClose}
      onSend={async (name) => {
        const renamed = await update(template, { name })
        showToast({ text: t.templates.renamed(renamed), tone: 'ok' })
        onRenamed(renamed)
      }}
    />
  )
}

export function RemoveTemplateDialog({
  template,
  onRemoved,
  onClose,
}: TemplateDialogProps & { readonly onRemoved: () => void }) {
  const { t, failureLine } = useStartWords()
  const { remove } = useTemplateChanges()
  const { projectName } = template
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={onClose}
      title={t.templates.removing.title(template)}
      verb={t.templates.removing.verb}
      sayError={failureLine}
      onConfirm={async () => {
        await remove(template)
        showToast({ text: t.templates.removed(template), tone: 'ok' })
        onRemoved()
      }}
    >
      {projectName !== null && <p>{t.templates.removing.ofProject({ project: projectName })}</p>}
      <p>{t.templates.removing.text}</p>
    </ConfirmDialog>
  )
}
