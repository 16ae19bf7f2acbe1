/** A name for something new, or another one for what is there. */
import type { Folder } from '@berth/contract/folders.ts'
import { ApiProblem } from '@berth/contract/client.ts'
import { useState } from 'react'
import type { ErrorWords } from '../../../texts/describe-error.ts'
import { useForm } from '../../../ui/form.ts'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { showToast } from '../../../ui/toast.tsx'
import { writeContent } from './file-content.ts'
import type { OpenDialog } from './file-dialogs.tsx'
import { faultOf, joined, parentOf } from './file-paths.ts'
import { useFileChanges } from './file-queries.ts'
import { useFileWords } from './files-texts.ts'

export interface NameDialogProps {
  readonly folder: Folder
  /** Where something new goes. */
  readonly path: string
  readonly dialog: Extract<OpenDialog, { name: 'new-folder' | 'new-file' | 'rename' }>
  readonly onClose: (isDone: boolean) => void
  /** Of a file that is new. */
  readonly onMade: (path: string) => void
}

export function NameDialog({ folder, path, dialog, onClose, onMade }: NameDialogProps) {
  const { t, failureOf } = useFileWords()
  const words = t.name
  const changes = useFileChanges(folder.id)
  const [error, setError] = useState<ErrorWords>()
  const before = dialog.name === 'rename' ? dialog.item.name : ''
  const act = async (name: string) => {
    if (dialog.name === 'rename') {
      await changes.move(dialog.item.path, joined(parentOf(dialog.item.path), name))
      showToast({ text: words.renameDone({ name: before, to: name }), tone: 'ok' })
    } else if (dialog.name === 'new-folder') {
      await changes.makeFolder(joined(path, name))
      showToast({ text: words.folderDone({ name }), tone: 'ok' })
    } else {
      await writeContent(folder.id, joined(path, name), '', null)
      changes.changed(joined(path, name))
    }
  }
  const form = useForm({
    initial: { name: before },
    check({ name }) {
      const fault = faultOf(name.trim())
      return { name: fault === undefined ? undefined : words.faults[fault] }
    },
    async submit(values) {
      setError(undefined)
      const name = values.name.trim()
      try {
        if (name !== before) await act(name)
        onClose(true)
        if (dialog.name === 'new-file') onMade(joined(path, name))
        return undefined
      } catch (failure) {
        if (isTaken(failure)) return { name: words.taken }
        setError(failureOf(failure))
        return {}
      }
    },
  })
  const [title, verb] = {
    'new-folder': [words.folderTitle, words.folderVerb],
    'new-file': [words.fileTitle, words.fileVerb],
    rename: [words.renameTitle({ name: before }), words.renameVerb],
  }[dialog.name]
  return (
    <FormDialog title={title} size="small" form={form} verb={verb} onClose={() => onClose(false)}>
      <TextField {...form.field('name')} label={words.label} help={words.help} maxLength={255} isCode autoFocus />
      {error !== undefined && (
        <Notice tone="bad" title={error.title}>
          {error.detail}
        </Notice>
      )}
    </FormDialog>
  )
}

const isTaken = (failure: unknown) =>
  failure instanceof ApiProblem && (failure.body.type === 'file-exists' || failure.body.type === 'changed-meanwhile')
