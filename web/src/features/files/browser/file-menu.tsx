/** The `…` of a file or folder. */
import type { Folder } from '@berth/contract/folders.ts'
import { copyText } from '../../../ui/clipboard.ts'
import { CopyIcon, DownloadIcon, PencilIcon, TrashIcon } from '../../../ui/action-icons.tsx'
import { EyeIcon } from '../../../ui/icons.tsx'
import { FolderIcon } from '../../../ui/thing-icons.tsx'
import { MenuItem, MenuSection } from '../../../ui/menu.tsx'
import { RowMenu } from '../../../ui/more-menu.tsx'
import { showToast } from '../../../ui/toast.tsx'
import type { OpenDialog } from './file-dialogs.tsx'
import { archiveAddress, download, downloadAddress } from './file-queries.ts'
import type { Item } from './file-queries.ts'
import type { FilesAddress } from './file-search.ts'
import { useFileWords } from './files-texts.ts'

export interface FileMenuProps {
  readonly folder: Folder
  readonly item: Item
  readonly canWrite: boolean
  readonly onGo: (changes: Partial<FilesAddress>) => void
  readonly onOpen: (dialog: OpenDialog) => void
}

export function FileMenu({ folder, item, canWrite, onGo, onOpen }: FileMenuProps) {
  const { t } = useFileWords()
  const { name, kind, path } = item
  const label = t.actionsOf({ name })
  const unless = canWrite ? {} : { isDisabled: true, note: t.readOnlyText }
  return (
    <RowMenu label={label}>
      {kind === 'folder' && (
        <MenuItem
          label={t.actions.open}
          icon={<FolderIcon />}
          onAction={() => onGo({ path, q: '', file: undefined })}
        />
      )}
      {kind === 'file' && <MenuItem label={t.actions.open} icon={<EyeIcon />} onAction={() => onGo({ file: path })} />}
      {kind !== 'other' && (
        <MenuItem
          label={kind === 'file' ? t.actions.download : t.actions.downloadZip}
          icon={<DownloadIcon />}
          onAction={() =>
            download(kind === 'file' ? downloadAddress(folder.id, path) : archiveAddress(folder.id, [path]))
          }
        />
      )}
      <MenuItem
        label={t.actions.copyPath}
        icon={<CopyIcon />}
        onAction={() => void copyText(path).then(() => showToast({ text: t.pathCopied, tone: 'ok' }))}
      />
      <MenuSection>
        <MenuItem
          label={t.actions.rename}
          icon={<PencilIcon />}
          onAction={() => onOpen({ name: 'rename', item })}
          {...unless}
        />
        <MenuItem label={t.actions.move} onAction={() => onOpen({ name: 'move', items: [item] })} {...unless} />
        {kind !== 'other' && (
          <MenuItem label={t.actions.copy} onAction={() => onOpen({ name: 'copy', items: [item] })} {...unless} />
        )}
      </MenuSection>
      <MenuSection>
        <MenuItem
          label={t.actions.remove}
          icon={<TrashIcon />}
          isDanger={canWrite}
          onAction={() => onOpen({ name: 'remove', items: [item] })}
          {...unless}
        />
      </MenuSection>
    </RowMenu>
  )
}
