/** Create a project, or edit one: the same fields; the workspace only while there is no project yet. */
import type { Project } from '@berth/contract/projects.ts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { client } from '../../api/client.ts'
import { everyWorkspaceQuery } from '../../api/workspace-queries.ts'
import { useCurrentProject } from '../../parts/current-project.ts'
import { isChangedMeanwhile } from '../../parts/failure.ts'
import { Checkbox } from '../../ui/checkbox.tsx'
import { useForm } from '../../ui/form.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { FormError } from '../../ui/form-error.tsx'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { showToast } from '../../ui/toast.tsx'
import { bodyOf, changesOf, checkProject, limitNames, refusedFields, valuesOf } from './project-form.ts'
import type { ProjectValues } from './project-form.ts'
import { updateProject, useProjectsChanged } from './project-queries.ts'
import { useProjectWords } from './project-texts.ts'
import styles from './projects.module.css'

export interface ProjectFormDialogProps {
  /** None: a new one. */
  readonly project?: Project | undefined
  readonly onClose: () => void
}

export function ProjectFormDialog({ project, onClose }: ProjectFormDialogProps) {
  const { t, failureLine } = useProjectWords()
  const words = t.form
  const changed = useProjectsChanged()
  const { workspace } = useCurrentProject()
  const { data: workspaces } = useQuery({ ...everyWorkspaceQuery, enabled: project === undefined })
  const [initial] = useState(() => valuesOf(project, workspace?.id ?? ''))
  const [error, setError] = useState<string>()
  const send = async (values: ProjectValues): Promise<string> => {
    if (project === undefined) return words.created(await client.projects.create({ body: bodyOf(values) }))
    const body = changesOf(values, project)
    if (Object.keys(body).length === 0) return words.unchanged
    return words.saved(await updateProject(project, body))
  }
  const form = useForm<ProjectValues>({
    initial,
    ...(project === undefined ? { draft: 'new-project' } : {}),
    check: (values) => checkProject(values, t),
    async submit(values) {
      setError(undefined)
      try {
        showToast({ text: await send(values), tone: 'ok' })
        await changed()
        onClose()
        return undefined
      } catch (failure) {
        const refused = refusedFields(failure, values, t)
        if (refused === undefined) setError(failureLine(failure))
        // the list behind shows what it is now
        if (isChangedMeanwhile(failure)) void changed()
        return refused ?? {}
      }
    },
  })
  const { field, values } = form
  const items =
    project === undefined
      ? [...(workspaces?.items ?? []).filter(({ personal }) => !personal), ...(workspace?.personal ? [workspace] : [])]
      : [{ id: project.workspace, name: project.workspaceName }]
  return (
    <FormDialog
      title={project === undefined ? words.createTitle : words.editTitle(project)}
      form={form}
      verb={project === undefined ? words.createVerb : words.editVerb}
      onClose={onClose}
      onCancel={form.reset}
    >
      <div className={styles.fields}>
        <div className={styles.pair}>
          <TextField {...field('name')} label={words.name} help={words.nameHelp} maxLength={64} autoFocus />
          <Select
            label={words.workspace}
            help={words.workspaceHelp}
            value={values.workspace}
            onChange={(id) => form.set({ workspace: id })}
            items={items.map(({ id, name }) => ({ id, label: name }))}
            isDisabled={project !== undefined}
          />
        </div>
        <TextField {...field('description')} label={words.description} rows={2} isOptional />
        <Checkbox
          label={words.everyone}
          help={words.everyoneHelp}
          isSelected={values.everyone}
          onChange={(everyone) => form.set({ everyone })}
        />
        <Checkbox
          label={words.hidden}
          help={words.hiddenHelp}
          isSelected={values.hidden}
          onChange={(hidden) => form.set({ hidden })}
        />
        <fieldset className={styles.limits}>
          <legend>{words.limits}</legend>
          <p className={styles.muted}>{words.limitsHelp}</p>
          <div className={styles.numbers}>
            {limitNames.map((name) => (
              <TextField
                key={name}
                {...field(name)}
                label={words[name]}
                inputMode="decimal"
                placeholder="∞"
                maxLength={12}
                after={<span className={styles.unit}>{words.units[name]}</span>}
              />
            ))}
          </div>
        </fieldset>
        <TextField
          {...field('storageHosts')}
          label={words.storageHosts}
          help={words.storageHostsHelp}
          isOptional
          isCode
        />
        {error !== undefined && <FormError>{error}</FormError>}
      </div>
    </FormDialog>
  )
}
