/** The files of one storage folder. */
import type { Folder } from '@berth/contract/folders.ts'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import { folderQuery } from '../../../api/folder-queries.ts'
import { isNotFound } from '../../../parts/failure.ts'
import { NotLoaded } from '../../../parts/not-loaded.tsx'
import { UploadPanel } from '../../../parts/uploads/upload-panel.tsx'
import { paths } from '../../../paths.ts'
import { PageHead } from '../../../shell/page-head.tsx'
import { usePageTitle } from '../../../shell/page-title.ts'
import { useTexts } from '../../../texts/app-texts.ts'
import { FolderIcon } from '../../../ui/thing-icons.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { EmptyState } from '../../../ui/page-state.tsx'
import { Skeleton, SkeletonRegion } from '../../../ui/skeleton.tsx'
import { Badge } from '../../../ui/status.tsx'
import { Breadcrumbs } from './breadcrumbs.tsx'
import { DropZone } from './drop-zone.tsx'
import { FileDialogs } from './file-dialogs.tsx'
import type { OpenDialog } from './file-dialogs.tsx'
import { FileList } from './file-list.tsx'
import type { Item } from './file-queries.ts'
import { addressFrom, searchOf } from './file-search.ts'
import type { FilesAddress } from './file-search.ts'
import { useFileWords } from './files-texts.ts'
import styles from './files.module.css'
import { FolderActions } from './folder-actions.tsx'
import { FolderUse } from './folder-use.tsx'

export function FolderPage() {
  const { id } = useParams({ strict: false })
  return id === undefined ? null : <OneFolder key={id} id={id} />
}

function OneFolder({ id }: { readonly id: string }) {
  const { t, failureOf } = useFileWords()
  const { shell } = useTexts()
  const query = useQuery(folderQuery(id))
  const { data: folder, error } = query
  const instead = error === null ? shell.data : isNotFound(error) ? t.notFound : t.folderNotLoaded
  usePageTitle(folder === undefined ? instead : undefined)
  if (folder !== undefined) return <Browser folder={folder} />
  if (error === null)
    return (
      <SkeletonRegion className={styles.page}>
        <Skeleton width="16ch" height="1.75rem" />
        <Skeleton width="100%" height="20rem" />
      </SkeletonRegion>
    )
  if (isNotFound(error))
    return (
      <EmptyState
        title={t.notFound}
        icon={<FolderIcon size={24} />}
        headingLevel={1}
        actions={<Link to={paths.data}>{t.back}</Link>}
      >
        {t.notFoundText}
      </EmptyState>
    )
  return <NotLoaded title={t.folderNotLoaded} query={query} failureOf={failureOf} headingLevel={1} />
}

function Browser({ folder }: { readonly folder: Folder }) {
  const { t } = useFileWords()
  const navigate = useNavigate()
  const address = addressFrom(useSearch({ strict: false }))
  const [open, setOpen] = useState<OpenDialog>()
  const [selected, setSelected] = useState<readonly Item[]>([])
  const canWrite = folder.permission === 'rw' && folder.state === 'ready'
  const go = (changes: Partial<FilesAddress>, replace = false) => {
    const next = { ...address, ...changes }
    if (next.path !== address.path || next.q !== address.q) setSelected([])
    void navigate({ to: '.', search: searchOf(next), replace })
  }
  const reason =
    folder.state === 'trashed'
      ? t.trashed
      : folder.state === 'unavailable'
        ? t.unavailable
        : folder.permission === null
          ? t.managed
          : undefined
  return (
    <DropZone folder={folder} path={address.path} isOn={canWrite}>
      <div className={styles.page}>
        <PageHead
          title={folder.name}
          facts={folder.permission === 'ro' && <Badge>{t.readOnly}</Badge>}
          actions={
            reason === undefined && (
              <FolderActions folder={folder} path={address.path} canWrite={canWrite} onOpen={setOpen} />
            )
          }
        />
        <FolderUse folder={folder} />
        {reason === undefined ? (
          <>
            <Breadcrumbs folder={folder} address={address} />
            <UploadPanel folder={folder.id} />
            <FileList
              folder={folder}
              address={address}
              canWrite={canWrite}
              selected={selected}
              onSelect={setSelected}
              onGo={go}
              onOpen={setOpen}
            />
          </>
        ) : (
          <Notice tone={folder.state === 'unavailable' ? 'warn' : 'info'}>{reason}</Notice>
        )}
      </div>
      <Suspense>
        <FileDialogs
          folder={folder}
          address={address}
          canWrite={canWrite}
          open={open}
          onClose={(isDone) => {
            setOpen(undefined)
            if (isDone) setSelected([])
          }}
          onOpen={setOpen}
          onGo={go}
        />
      </Suspense>
    </DropZone>
  )
}
