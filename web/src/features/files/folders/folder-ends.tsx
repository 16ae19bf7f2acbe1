/** What ends a folder, for one person or for all: leaving it, the trash, and what follows. */
import { ApiProblem } from '@berth/contract/client.ts'
import type { Folder } from '@berth/contract/folders.ts'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { bytes } from '../../../parts/amounts.ts'
import { paths } from '../../../paths.ts'
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx'
import { useForm } from '../../../ui/form.ts'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { showToast } from '../../../ui/toast.tsx'
import { useFolderChanges } from './folder-queries.ts'
import { useFolderWords } from './folders-texts.ts'
import styles from './folders.module.css'

export interface FolderEndProps {
  readonly folder: Folder
  readonly onClose: () => void
}

/** What goes with it, where that was measured. */
function useAmount({ files, used }: Folder) {
  const { say, language } = useFolderWords()
  return files === null || used === null ? undefined : { count: files, text: say(files), size: bytes(language, used) }
}

export function LeaveDialog({ folder, onClose }: FolderEndProps) {
  const { t, failureLine } = useFolderWords()
  const { leave } = useFolderChanges()
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={onClose}
      title={t.leaving.title(folder)}
      verb={t.leaving.verb}
      sayError={failureLine}
      onConfirm={async () => {
        await leave(folder)
        showToast({ text: t.leaving.done(folder), tone: 'ok' })
      }}
    >
      <p>{t.leaving.text({ owner: folder.ownerName ?? '' })}</p>
    </ConfirmDialog>
  )
}

export function TrashDialog({ folder, onClose }: FolderEndProps) {
  const { t, failureLine } = useFolderWords()
  const words = t.trashing
  const { trash } = useFolderChanges()
  const amount = useAmount(folder)
  const restore = useRestore(folder)
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={onClose}
      title={words.title(folder)}
      verb={words.verb}
      sayError={(error) => {
        const session = sessionOf(error)
        if (session === undefined) return failureLine(error)
        return (
          <>
            <p>{words.inUse({ name: session.name })}</p>
            <Link to={paths.session(session.id)}>{words.session}</Link>
          </>
        )
      }}
      onConfirm={async () => {
        await trash(folder)
        showToast({ text: words.done(folder), tone: 'ok', action: { label: words.undo, onPress: restore } })
      }}
    >
      <p>{amount === undefined ? words.textUnknown : words.text(amount)}</p>
    </ConfirmDialog>
  )
}

/** The session that keeps a folder from going. */
function sessionOf(error: unknown): { readonly id: string; readonly name: string } | undefined {
  if (!(error instanceof ApiProblem) || error.body.type !== 'folder-in-use') return undefined
  return { id: String(error.body['session']), name: String(error.body['name']) }
}

/** Nothing is lost by it, so nobody is asked. */
export function RestoreNow({ folder, onClose }: FolderEndProps) {
  const restore = useRestore(folder)
  const isDone = useRef(false)
  useEffect(() => {
    if (isDone.current) return
    isDone.current = true
    onClose()
    restore()
  })
  return null
}

/** A toast says how it went. */
function useRestore(folder: Folder): () => void {
  const { t, failureLine } = useFolderWords()
  const { restore } = useFolderChanges()
  return () =>
    void restore(folder).then(
      () => showToast({ text: t.restoring.done(folder), tone: 'ok' }),
      (error: unknown) => showToast({ text: failureLine(error), tone: 'bad' }),
    )
}

export function PurgeDialog({ folder, onClose }: FolderEndProps) {
  const { t, failureLine } = useFolderWords()
  const words = t.purging
  const { purge } = useFolderChanges()
  const amount = useAmount(folder)
  const form = useForm({
    initial: { name: '' },
    check: ({ name }) => ({ name: name === folder.name ? undefined : words.wrong }),
    async submit({ name }) {
      try {
        await purge(folder, name)
        showToast({ text: words.done(folder), tone: 'ok' })
        onClose()
        return undefined
      } catch (error) {
        return { name: failureLine(error) }
      }
    },
  })
  return (
    <FormDialog
      title={words.title(folder)}
      size="small"
      form={form}
      verb={words.verb}
      isDisabled={form.values.name !== folder.name}
      isDanger
      onClose={onClose}
    >
      <div className={styles.fields}>
        <p>{amount === undefined ? words.textUnknown : words.text(amount)}</p>
        <TextField {...form.field('name')} label={words.type(folder)} isCode autoFocus />
      </div>
    </FormDialog>
  )
}
