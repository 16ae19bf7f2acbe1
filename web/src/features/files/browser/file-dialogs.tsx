/** What stands over the list of files: the file that the address names, or what is being done with some of them. */
import type { Folder } from '@berth/contract/folders.ts'
import { lazyPart } from '../../../ui/lazy-part.ts'
import type { Item } from './file-queries.ts'
import type { FilesAddress } from './file-search.ts'

const FileViewer = lazyPart(async () => (await import('./file-viewer.tsx')).FileViewer)
const NameDialog = lazyPart(async () => (await import('./name-dialog.tsx')).NameDialog)
const MoveDialog = lazyPart(async () => (await import('./move-dialog.tsx')).MoveDialog)
const RemoveDialog = lazyPart(async () => (await import('./remove-dialog.tsx')).RemoveDialog)

export type OpenDialog =
  | { readonly name: 'new-folder' | 'new-file' }
  | { readonly name: 'rename'; readonly item: Item }
  | { readonly name: 'move' | 'copy' | 'remove'; readonly items: readonly Item[] }

export interface FileDialogsProps {
  readonly folder: Folder
  readonly address: FilesAddress
  readonly canWrite: boolean
  readonly open: OpenDialog | undefined
  /** `isDone`: what was selected may be gone. */
  readonly onClose: (isDone: boolean) => void
  readonly onOpen: (dialog: OpenDialog) => void
  readonly onGo: (changes: Partial<FilesAddress>, replace?: boolean) => void
}

export function FileDialogs({ folder, address, canWrite, open, onClose, onOpen, onGo }: FileDialogsProps) {
  const { path, file } = address
  return (
    <>
      {file !== undefined && (
        <FileViewer
          key={file}
          folder={folder}
          path={file}
          address={address}
          canWrite={canWrite}
          onShow={(next) => onGo({ file: next }, next !== undefined)}
          onOpen={onOpen}
        />
      )}
      {(open?.name === 'new-folder' || open?.name === 'new-file' || open?.name === 'rename') && (
        <NameDialog
          folder={folder}
          path={path}
          dialog={open}
          onClose={onClose}
          onMade={(made) => onGo({ file: made })}
        />
      )}
      {(open?.name === 'move' || open?.name === 'copy') && (
        <MoveDialog folder={folder} from={path} how={open.name} items={open.items} onClose={onClose} />
      )}
      {open?.name === 'remove' && <RemoveDialog folder={folder} items={open.items} onClose={onClose} />}
    </>
  )
}
