/** What is in a bucket below a prefix, page by page. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { CloudEntry } from '../../../parts/cloud/ask-cloud.ts'
import { bytes } from '../../../parts/amounts.ts'
import type { CloudAccess } from '../../../parts/cloud/cloud-access.ts'
import { useCloudWords } from '../../../parts/cloud/cloud-texts.ts'
import { sayCloudFailure } from '../../../parts/cloud/say-cloud-failure.ts'
import { MoreRows } from '../../../parts/more-rows.tsx'
import { paths } from '../../../paths.ts'
import { Button } from '../../../ui/button.tsx'
import { FolderIcon, LogsIcon } from '../../../ui/thing-icons.tsx'
import { EmptyState, ErrorState } from '../../../ui/page-state.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { Table } from '../../../ui/table.tsx'
import type { TableColumn } from '../../../ui/table.tsx'
import styles from './cloud.module.css'
import { lastName, searchTo, waysTo } from './cloud-place.ts'
import { cloudListQuery } from './cloud-queries.ts'

export interface ObjectListProps {
  readonly access: CloudAccess
  readonly prefix: string
  readonly onEditKeys: () => void
}

export function ObjectList({ access, prefix, onEditKeys }: ObjectListProps) {
  const { t } = useCloudWords()
  const list = useInfiniteQuery(cloudListQuery(access, prefix))
  const rows = list.data?.pages.flatMap(({ entries }) => entries)
  const { bucket } = access
  const columns = useColumns(access)
  return (
    <>
      <Ways access={access} prefix={prefix} />
      {rows === undefined && list.error !== null ? (
        <ErrorState
          title={t.page.notListed({ bucket })}
          onRetry={() => void list.refetch()}
          isRetrying={list.isFetching}
          actions={<Button onPress={onEditKeys}>{t.page.editKeys}</Button>}
        >
          {sayCloudFailure(t, list.error, access)}
        </ErrorState>
      ) : (
        <>
          <Table
            label={t.page.objects({ bucket })}
            columns={columns}
            rows={rows}
            rowKey={({ name, isFolder }) => `${isFolder} ${name}`}
            empty={<EmptyState title={t.page.empty}>{t.page.emptyText}</EmptyState>}
          />
          <MoreRows list={list}>{t.page.more}</MoreRows>
        </>
      )}
    </>
  )
}

function Ways({ access, prefix }: { readonly access: CloudAccess; readonly prefix: string }) {
  const { page: t } = useCloudWords().t
  const ways = [{ name: access.bucket, prefix: '' }, ...waysTo(prefix)]
  return (
    <nav aria-label={t.where} className={styles.ways}>
      <ol>
        <li>
          <Link to={paths.cloud}>{t.buckets}</Link>
        </li>
        {ways.map((way, index) => (
          <li key={way.prefix}>
            {index === ways.length - 1 ? (
              <span aria-current="page">{way.name || '/'}</span>
            ) : (
              <Link to={paths.cloud} search={searchTo(access, way.prefix)}>
                {way.name || '/'}
              </Link>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}

function useColumns(access: CloudAccess): TableColumn<CloudEntry>[] {
  const { t, language } = useCloudWords()
  const words = t.page.columns
  return [
    {
      id: 'name',
      title: words.name,
      isRowTitle: true,
      skeletonWidth: '20ch',
      cell: ({ name, isFolder }) => (
        <Link
          to={paths.cloud}
          search={searchTo(access, name)}
          className={styles.entry}
          // a preview opens above the list, which stays where it was
          {...(isFolder ? {} : { resetScroll: false })}
        >
          {isFolder ? <FolderIcon /> : <LogsIcon />}
          <span>{lastName(name)}</span>
        </Link>
      ),
    },
    {
      id: 'size',
      title: words.size,
      align: 'end',
      width: '8rem',
      card: 'side',
      cell: ({ isFolder, size }) => (isFolder ? '' : bytes(language, size)),
    },
    {
      id: 'modified',
      title: words.modified,
      width: '12rem',
      card: 'show',
      cell: ({ modified }) => (modified === undefined ? '' : <RelativeTime at={modified} isFocusable={false} />),
    },
  ]
}
