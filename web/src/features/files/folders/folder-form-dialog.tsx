/** A new folder. */
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { storageHostsQuery } from '../../../api/folder-queries.ts'
import { projectsQuery } from '../../../api/workspace-queries.ts'
import { bytes } from '../../../parts/amounts.ts'
import { useCurrentProject } from '../../../parts/current-project.ts'
import { paths } from '../../../paths.ts'
import type { ErrorWords } from '../../../texts/describe-error.ts'
import { useForm } from '../../../ui/form.ts'
import type { Form } from '../../../ui/form.ts'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { FormError } from '../../../ui/form-error.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { RadioGroup } from '../../../ui/radio-group.tsx'
import { Select } from '../../../ui/select.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { showToast } from '../../../ui/toast.tsx'
import { bodyOf, checkFolder, emptyFolder, isNameTaken } from './folder-form.ts'
import type { FolderValues } from './folder-form.ts'
import { useFolderChanges } from './folder-queries.ts'
import { useFolderWords } from './folders-texts.ts'
import styles from './folders.module.css'

export function FolderFormDialog({ onClose }: { readonly onClose: () => void }) {
  const { t, failureOf } = useFolderWords()
  const words = t.form
  const navigate = useNavigate()
  const changes = useFolderChanges()
  const { id: project = '' } = useCurrentProject()
  const [initial] = useState<FolderValues>({ ...emptyFolder, project })
  const [error, setError] = useState<ErrorWords>()
  const form = useForm<FolderValues>({
    initial,
    draft: 'new-folder',
    check: (values) => checkFolder(values, t),
    async submit(values) {
      setError(undefined)
      try {
        const { id, name } = await changes.create(bodyOf(values))
        const open = { label: words.open, onPress: () => void navigate({ to: paths.folder(id) }) }
        showToast({ text: words.created({ name }), tone: 'ok', action: open })
        onClose()
        return undefined
      } catch (failure) {
        if (isNameTaken(failure)) return { name: words.taken }
        setError(failureOf(failure))
        return {}
      }
    },
  })
  return (
    <FormDialog title={words.title} form={form} verb={words.verb} onClose={onClose} onCancel={form.reset}>
      <div className={styles.fields}>
        <TextField
          {...form.field('name')}
          label={words.name}
          help={form.values.type === 'user' ? words.nameHelp : words.nameGroupHelp}
          maxLength={64}
          isCode
          autoFocus
        />
        <Places form={form} />
        {error !== undefined && <FormError title={error.title}>{error.detail}</FormError>}
      </div>
    </FormDialog>
  )
}

/** Whose it is and where it lies: what one leaves decides what the other offers. */
function Places({ form }: { readonly form: Form<FolderValues> }) {
  const { t, language } = useFolderWords()
  const words = t.form
  const { values, field } = form
  const hosts = useQuery(storageHostsQuery(values.project === '' ? undefined : values.project))
  const { data: projects } = useQuery(projectsQuery)
  const items = hosts.data?.items ?? []
  const allowed = items.filter((host) => host.allowed)
  const host = items.find(({ name }) => name === values.host) ?? allowed[0]
  return (
    <>
      {hosts.data?.groupFolders === true && (
        <RadioGroup
          label={words.type}
          value={values.type}
          onChange={(type) => form.set({ type })}
          items={(['user', 'group'] as const).map((id) => ({ id, label: t.types[id], help: words.typeHelp[id] }))}
        />
      )}
      {hosts.isError && <Notice tone="bad">{words.hostsNotLoaded}</Notice>}
      {hosts.data !== undefined && allowed.length === 0 && <Notice tone="warn">{words.noHost}</Notice>}
      {items.length > 1 && (
        <Select
          label={words.host}
          value={host?.name}
          onChange={(name) => form.set({ host: name })}
          help={host?.enforcement === 'measured' ? words.measured : undefined}
          items={items.map(({ name, refused, free, size }) => ({
            id: name,
            label: name,
            isDisabled: refused !== null,
            note:
              refused !== null
                ? words.hostRefused[refused]
                : free !== null && size !== null
                  ? words.hostFree({ free: bytes(language, free), size: bytes(language, size) })
                  : undefined,
          }))}
        />
      )}
      {(projects?.items.length ?? 0) > 0 && (values.type === 'group' || (projects?.items.length ?? 0) > 1) && (
        <Select
          label={words.project}
          help={values.type === 'group' ? words.projectGroupHelp : words.projectHelp}
          error={field('project').error}
          value={values.project === '' ? undefined : values.project}
          onChange={(project) => form.set({ project })}
          items={(projects?.items ?? []).map(({ id, name }) => ({ id, label: name }))}
        />
      )}
      {values.type === 'group' && (
        <>
          <RadioGroup
            label={words.permission}
            help={words.permissionHelp}
            value={values.permission}
            onChange={(permission) => form.set({ permission })}
            items={(['ro', 'rw'] as const).map((id) => ({ id, label: t.permissions[id] }))}
          />
          <TextField
            {...field('capacity')}
            label={words.capacity}
            help={words.capacityHelp}
            inputMode="decimal"
            isOptional
          />
        </>
      )}
    </>
  )
}
