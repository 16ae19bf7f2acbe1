/** One file: its preview or its text to be changed, and the ways to those beside it. */
import { mostEdited } from '@berth/contract/folder-files.ts'
import type { FoundEntry } from '@berth/contract/folder-files.ts'
import type { Folder } from '@berth/contract/folders.ts'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Suspense, useMemo, useState } from 'react'
import { isNotFound } from '../../../parts/failure.ts'
import { bytes } from '../../../parts/amounts.ts'
import { NotLoaded } from '../../../parts/not-loaded.tsx'
import { useLeaveGuard } from '../../../parts/use-leave-guard.ts'
import { Button, IconButton } from '../../../ui/button.tsx'
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { DownloadIcon, PencilIcon } from '../../../ui/action-icons.tsx'
import { ArrowDownIcon, ArrowUpIcon } from '../../../ui/icons.tsx'
import { lazyPart } from '../../../ui/lazy-part.ts'
import { EmptyState } from '../../../ui/page-state.tsx'
import { Skeleton, SkeletonRegion } from '../../../ui/skeleton.tsx'
import { Tooltip, TooltipTarget } from '../../../ui/tooltip.tsx'
import { FilePreview } from '../preview/file-preview.tsx'
import { isTextual, previewKind } from '../preview/preview-kind.ts'
import { previewSource } from './file-content.ts'
import type { OpenDialog } from './file-dialogs.tsx'
import { joined, nameOf, parentOf } from './file-paths.ts'
import { download, downloadAddress, fileEntryQuery, fileListQuery } from './file-queries.ts'
import type { FilesAddress } from './file-search.ts'
import { useFileWords } from './files-texts.ts'
import styles from './files.module.css'

const FileEditor = lazyPart(async () => (await import('./file-editor.tsx')).FileEditor)

export interface FileViewerProps {
  readonly folder: Folder
  readonly path: string
  readonly address: FilesAddress
  readonly canWrite: boolean
  /** Another file, or none. */
  readonly onShow: (path: string | undefined) => void
  readonly onOpen: (dialog: OpenDialog) => void
}

export function FileViewer({ folder, path, address, canWrite, onShow }: FileViewerProps) {
  const { t } = useFileWords()
  const [isEditing, setEditing] = useState(false)
  const [isChanged, setChanged] = useState(false)
  const [isStopping, setStopping] = useState(false)
  /** The open file is part of the address: whatever closes it, also the way back, goes through this. */
  const guard = useLeaveGuard(isChanged)
  const query = useQuery(fileEntryQuery(folder.id, path))
  const name = nameOf(path)
  const stop = () => {
    setEditing(false)
    setChanged(false)
    void query.refetch()
  }
  return (
    <>
      <Dialog
        isOpen
        onOpenChange={() => onShow(undefined)}
        title={name}
        size="large"
        isDismissable={!isEditing}
        footer={
          isEditing ? undefined : (
            <ViewerFoot
              {...{ folder, path, address, canWrite }}
              entry={query.data}
              onShow={onShow}
              onEdit={() => setEditing(true)}
            />
          )
        }
      >
        {isEditing ? (
          <Suspense fallback={<Loading />}>
            <FileEditor
              folder={folder}
              path={path}
              onChanged={setChanged}
              onStop={() => (isChanged ? setStopping(true) : stop())}
            />
          </Suspense>
        ) : (
          <Content folder={folder} path={path} query={query} />
        )}
      </Dialog>
      {(isStopping || guard.isLeaving) && (
        <ConfirmDialog
          isOpen
          onOpenChange={() => {
            setStopping(false)
            guard.stay()
          }}
          title={t.editor.lost}
          verb={t.editor.lostVerb}
          sayError={String}
          onConfirm={async () => (guard.isLeaving ? guard.leave() : stop())}
        >
          <p>{t.editor.lostText({ name })}</p>
        </ConfirmDialog>
      )}
    </>
  )
}

function Loading() {
  return (
    <SkeletonRegion>
      <Skeleton width="100%" height="16rem" />
    </SkeletonRegion>
  )
}

interface ContentProps {
  readonly folder: Folder
  readonly path: string
  readonly query: {
    readonly data: FoundEntry | undefined
    readonly error: unknown
    readonly isFetching: boolean
    readonly refetch: () => Promise<unknown>
  }
}

function Content({ folder, path, query }: ContentProps) {
  const { t, failureOf } = useFileWords()
  const { data: entry, error } = query
  const source = useMemo(
    () => (entry === undefined ? undefined : previewSource(folder.id, path, entry.size, entry.modifiedAt)),
    [folder.id, path, entry],
  )
  if (source !== undefined) return <FilePreview source={source} />
  if (error === null) return <Loading />
  if (isNotFound(error))
    return (
      <EmptyState title={t.viewer.gone} headingLevel={3}>
        {t.viewer.goneText}
      </EmptyState>
    )
  return <NotLoaded title={t.notLoaded} query={query} failureOf={failureOf} />
}

interface ViewerFootProps extends Pick<FileViewerProps, 'folder' | 'path' | 'address' | 'canWrite' | 'onShow'> {
  readonly entry: FoundEntry | undefined
  readonly onEdit: () => void
}

function ViewerFoot({ folder, path, address, canWrite, entry, onShow, onEdit }: ViewerFootProps) {
  const { t, language } = useFileWords()
  const { before, behind } = useNeighbours(folder, path, address)
  const size = entry?.size ?? null
  const isLarge = size !== null && size > mostEdited
  return (
    <>
      <div data-start className={styles.beside}>
        <IconButton compact label={t.viewer.previous} isDisabled={before === undefined} onPress={() => onShow(before)}>
          <ArrowUpIcon />
        </IconButton>
        <IconButton compact label={t.viewer.next} isDisabled={behind === undefined} onPress={() => onShow(behind)}>
          <ArrowDownIcon />
        </IconButton>
        {size !== null && <span className={styles.note}>{bytes(language, size)}</span>}
      </div>
      {canWrite && isTextual(previewKind(nameOf(path))) && (
        <Tooltip
          text={isLarge ? t.viewer.tooLarge({ most: bytes(language, mostEdited) }) : t.viewer.edit}
          isDisabled={!isLarge}
        >
          <TooltipTarget>
            <Button isDisabled={entry === undefined || isLarge} onPress={onEdit}>
              <PencilIcon size={14} />
              {t.viewer.edit}
            </Button>
          </TooltipTarget>
        </Tooltip>
      )}
      <Button look="primary" onPress={() => download(downloadAddress(folder.id, path))}>
        <DownloadIcon size={14} />
        {t.actions.download}
      </Button>
    </>
  )
}

/** The files before and behind it in the list that is on the screen. */
function useNeighbours(folder: Folder, path: string, address: FilesAddress) {
  const isListed = parentOf(path) === address.path && address.q === ''
  const { data } = useInfiniteQuery({ ...fileListQuery(folder.id, address), enabled: isListed })
  return useMemo(() => {
    if (!isListed) return { before: undefined, behind: undefined }
    const files = (data?.pages ?? [])
      .flatMap(({ items }) => items)
      .filter(({ kind }) => kind === 'file')
      .map(({ name }) => joined(address.path, name))
    const at = files.indexOf(path)
    return { before: at < 0 ? undefined : files[at - 1], behind: at < 0 ? undefined : files[at + 1] }
  }, [data, path, address.path, isListed])
}
