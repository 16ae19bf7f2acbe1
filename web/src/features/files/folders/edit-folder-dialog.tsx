/** Another name; of a project's folder also what everyone in the project may do, and how much it holds. */
import type { Folder } from '@berth/contract/folders.ts'
import { useState } from 'react'
import { isChangedMeanwhile } from '../../../parts/failure.ts'
import type { ErrorWords } from '../../../texts/describe-error.ts'
import { useForm } from '../../../ui/form.ts'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { RadioGroup } from '../../../ui/radio-group.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { showToast } from '../../../ui/toast.tsx'
import { capacityOf, capacityText, checkFolder, emptyFolder, isNameTaken } from './folder-form.ts'
import type { FolderValues } from './folder-form.ts'
import { useFolderChanges } from './folder-queries.ts'
import { useFolderWords } from './folders-texts.ts'
import styles from './folders.module.css'

export function EditFolderDialog({ folder, onClose }: { readonly folder: Folder; readonly onClose: () => void }) {
  const { t, failureOf } = useFolderWords()
  const words = t.form
  const changes = useFolderChanges()
  const [initial] = useState<FolderValues>(() => ({
    ...emptyFolder,
    name: folder.name,
    type: folder.type,
    project: folder.project ?? '',
    permission: folder.projectPermission ?? 'rw',
    capacity: capacityText(folder.capacity),
  }))
  const [error, setError] = useState<ErrorWords>()
  const isGroup = folder.type === 'group'
  const form = useForm<FolderValues>({
    initial,
    check: (values) => checkFolder(values, t),
    async submit(values) {
      setError(undefined)
      const body = {
        ...(values.name.trim() === initial.name ? {} : { name: values.name.trim() }),
        ...(isGroup && values.permission !== initial.permission ? { permission: values.permission } : {}),
        ...(isGroup && values.capacity !== initial.capacity ? { capacity: capacityOf(values.capacity) } : {}),
      }
      try {
        const { name } = Object.keys(body).length === 0 ? folder : await changes.update(folder, body)
        showToast({ text: words.saved({ name }), tone: 'ok' })
        onClose()
        return undefined
      } catch (failure) {
        if (isNameTaken(failure)) return { name: words.taken }
        const said = failureOf(failure)
        setError(isChangedMeanwhile(failure) ? { ...said, detail: words.changed } : said)
        return {}
      }
    },
  })
  return (
    <FormDialog title={words.editTitle({ name: folder.name })} form={form} verb={words.save} onClose={onClose}>
      <div className={styles.fields}>
        <TextField
          {...form.field('name')}
          label={words.name}
          help={isGroup ? words.nameGroupHelp : words.nameHelp}
          maxLength={64}
          isCode
          autoFocus
        />
        {isGroup && (
          <>
            <RadioGroup
              label={words.permission}
              help={words.permissionHelp}
              value={form.values.permission}
              onChange={(permission) => form.set({ permission })}
              items={(['ro', 'rw'] as const).map((id) => ({ id, label: t.permissions[id] }))}
            />
            <TextField
              {...form.field('capacity')}
              label={words.capacity}
              help={words.capacityHelp}
              inputMode="decimal"
              isOptional
            />
          </>
        )}
        {error !== undefined && (
          <Notice tone="bad" title={error.title}>
            {error.detail}
          </Notice>
        )}
      </div>
    </FormDialog>
  )
}
