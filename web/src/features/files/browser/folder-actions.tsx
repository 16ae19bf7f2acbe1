/** What is done with a place of a folder: uploading, making folders and files; and with the folder as a whole. */
import type { Folder } from '@berth/contract/folders.ts'
import { useRef } from 'react'
import { startUploads } from '../../../parts/uploads/start-uploads.ts'
import { Button } from '../../../ui/button.tsx'
import { DownloadIcon, PlusIcon } from '../../../ui/action-icons.tsx'
import { FolderIcon } from '../../../ui/thing-icons.tsx'
import { Menu, MenuItem } from '../../../ui/menu.tsx'
import { MoreMenu } from '../../../ui/more-menu.tsx'
import type { OpenDialog } from './file-dialogs.tsx'
import { FileIcon, UploadIcon } from './file-icons.tsx'
import { archiveAddress, download } from './file-queries.ts'
import { useFileWords } from './files-texts.ts'

export interface FolderActionsProps {
  readonly folder: Folder
  readonly path: string
  readonly canWrite: boolean
  readonly onOpen: (dialog: OpenDialog) => void
}

export function FolderActions({ folder, path, canWrite, onOpen }: FolderActionsProps) {
  const { t } = useFileWords()
  const [files, folders] = [useRef<HTMLInputElement>(null), useRef<HTMLInputElement>(null)]
  const take = (input: HTMLInputElement) => {
    const chosen = [...(input.files ?? [])]
    // the same may be chosen again
    input.value = ''
    startUploads(
      { id: folder.id, name: folder.name },
      chosen.map((file) => ({ file, path: place(path, file) })),
    )
  }
  return (
    <>
      {canWrite && (
        <>
          <Menu
            label={t.upload.menu}
            trigger={
              <Button look="primary">
                <UploadIcon />
                {t.upload.menu}
              </Button>
            }
          >
            <MenuItem label={t.upload.files} icon={<FileIcon />} onAction={() => files.current?.click()} />
            <MenuItem label={t.upload.folder} icon={<FolderIcon />} onAction={() => folders.current?.click()} />
          </Menu>
          <input ref={files} type="file" multiple hidden onChange={(event) => take(event.target)} />
          <input
            ref={folders}
            type="file"
            multiple
            hidden
            // every browser has it, under this name
            {...{ webkitdirectory: '' }}
            onChange={(event) => take(event.target)}
          />
        </>
      )}
      <MoreMenu label={t.moreActions({ name: folder.name })}>
        {canWrite && (
          <>
            <MenuItem label={t.newFolder} icon={<PlusIcon />} onAction={() => onOpen({ name: 'new-folder' })} />
            <MenuItem label={t.newFile} icon={<FileIcon />} onAction={() => onOpen({ name: 'new-file' })} />
          </>
        )}
        <MenuItem
          label={t.downloadAll}
          icon={<DownloadIcon />}
          onAction={() => download(archiveAddress(folder.id, path === '' ? [] : [path]))}
        />
      </MoreMenu>
    </>
  )
}

/** Of a folder that was chosen, its files say where in it they are. */
const place = (path: string, file: File) => {
  const within = file.webkitRelativePath === '' ? file.name : file.webkitRelativePath
  return path === '' ? within : `${path}/${within}`
}
