/** What stands over the list of folders. */
import { FolderFormDialog } from './folder-form-dialog.tsx'
import { EditFolderDialog } from './edit-folder-dialog.tsx'
import { LeaveDialog, PurgeDialog, RestoreNow, TrashDialog } from './folder-ends.tsx'
import { MembersDialog } from './members-dialog.tsx'
import type { OpenFolder } from './folders-page.tsx'
import { ShareDialog } from './share-dialog.tsx'

export interface FolderDialogsProps {
  readonly open: OpenFolder | undefined
  readonly isCreating: boolean
  readonly onClose: () => void
}

export function FolderDialogs({ open, isCreating, onClose }: FolderDialogsProps) {
  if (isCreating) return <FolderFormDialog onClose={onClose} />
  if (open === undefined) return null
  const { folder } = open
  switch (open.action) {
    case 'share':
      return <ShareDialog folder={folder} onClose={onClose} />
    case 'members':
      return <MembersDialog folder={folder} onClose={onClose} />
    case 'edit':
      return <EditFolderDialog folder={folder} onClose={onClose} />
    case 'leave':
      return <LeaveDialog folder={folder} onClose={onClose} />
    case 'trash':
      return <TrashDialog folder={folder} onClose={onClose} />
    case 'restore':
      return <RestoreNow folder={folder} onClose={onClose} />
    case 'purge':
      return <PurgeDialog folder={folder} onClose={onClose} />
  }
}
