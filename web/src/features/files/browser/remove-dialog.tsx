/** Deletes files and folders for good. */
import type { Folder } from '@berth/contract/folders.ts'
import { ApiProblem } from '@berth/contract/client.ts'
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx'
import { showToast } from '../../../ui/toast.tsx'
import { useFileChanges } from './file-queries.ts'
import type { Item } from './file-queries.ts'
import { useFileWords } from './files-texts.ts'
import styles from './files.module.css'

const mostNamed = 8

export interface RemoveDialogProps {
  readonly folder: Folder
  readonly items: readonly Item[]
  readonly onClose: (isDone: boolean) => void
}

export function RemoveDialog({ folder, items, onClose }: RemoveDialogProps) {
  const { t, say, failureLine } = useFileWords()
  const words = t.removing
  const changes = useFileChanges(folder.id)
  const folders = items.filter(({ kind, link }) => kind === 'folder' && link === null).length
  const others = items.length - mostNamed
  const remove = async () => {
    for (const { path } of items)
      await changes.remove(path).catch((error: unknown) => {
        // somebody else was quicker
        if (!(error instanceof ApiProblem && error.body.type === 'no-such-file')) throw error
      })
    showToast({ text: words.done({ count: items.length, text: say(items.length) }), tone: 'ok' })
    onClose(true)
  }
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={() => onClose(false)}
      title={words.title({ count: items.length, text: say(items.length), name: items[0]?.name ?? '' })}
      verb={words.verb}
      sayError={failureLine}
      onConfirm={remove}
    >
      {items.length > 1 && (
        <ul className={styles.names}>
          {items.slice(0, mostNamed).map(({ path, name }) => (
            <li key={path}>
              <code>{name}</code>
            </li>
          ))}
          {others > 0 && <li>{words.others({ count: others, text: say(others) })}</li>}
        </ul>
      )}
      <p>
        {folders > 0 && `${items.length === 1 ? words.folder : words.folders({ count: folders, text: say(folders) })} `}
        {words.text}
      </p>
    </ConfirmDialog>
  )
}
