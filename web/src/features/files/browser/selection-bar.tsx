/** What is done with several files at once. */
import type { Folder } from '@berth/contract/folders.ts'
import { Button } from '../../../ui/button.tsx'
import { DownloadIcon, TrashIcon } from '../../../ui/action-icons.tsx'
import { showToast } from '../../../ui/toast.tsx'
import type { OpenDialog } from './file-dialogs.tsx'
import { archiveAddress, download, downloadAddress, isArchivable } from './file-queries.ts'
import type { Item } from './file-queries.ts'
import { useFileWords } from './files-texts.ts'
import styles from './files.module.css'

export interface SelectionBarProps {
  readonly folder: Folder
  readonly selected: readonly Item[]
  readonly canWrite: boolean
  readonly onOpen: (dialog: OpenDialog) => void
  readonly onClear: () => void
}

export function SelectionBar({ folder, selected, canWrite, onOpen, onClear }: SelectionBarProps) {
  const { t, say } = useFileWords()
  const [one] = selected
  const isOneFile = selected.length === 1 && one?.kind === 'file'
  const save = () => {
    const paths = selected.map(({ path }) => path)
    if (isOneFile) download(downloadAddress(folder.id, one.path))
    else if (isArchivable(folder.id, paths)) download(archiveAddress(folder.id, paths))
    else showToast({ text: t.tooManyForZip, tone: 'warn' })
  }
  return (
    <div className={styles.selection} role="toolbar" aria-label={t.selection}>
      <span role="status">{t.selected({ count: selected.length, text: say(selected.length) })}</span>
      <Button compact onPress={save}>
        <DownloadIcon size={14} />
        {isOneFile ? t.actions.download : t.actions.downloadZip}
      </Button>
      {canWrite && (
        <>
          <Button compact onPress={() => onOpen({ name: 'move', items: selected })}>
            {t.actions.move}
          </Button>
          <Button compact onPress={() => onOpen({ name: 'copy', items: selected })}>
            {t.actions.copy}
          </Button>
          <Button compact onPress={() => onOpen({ name: 'remove', items: selected })}>
            <TrashIcon size={14} />
            {t.actions.remove}
          </Button>
        </>
      )}
      <Button compact look="quiet" onPress={onClear}>
        {t.clearSelection}
      </Button>
    </div>
  )
}
