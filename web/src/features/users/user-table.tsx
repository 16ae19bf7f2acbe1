/** The rows of the list. */
import type { User } from '@berth/contract/users.ts'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { ChosenTable } from '../../parts/chosen-table.tsx'
import { FilterField } from '../../parts/filter-field.tsx'
import { useMe } from '../../shell/use-me.ts'
import { classNames } from '../../ui/class-names.ts'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { Badge, Status } from '../../ui/status.tsx'
import type { TableColumn } from '../../ui/table.tsx'
import { cardsQuery, useMedia } from '../../ui/use-media.ts'
import { userColumns, usersTable } from './user-columns.ts'
import type { UserColumn } from './user-columns.ts'
import { userFilters } from './user-filters.ts'
import { useShownProjects } from './shown-projects.ts'
import styles from './users.module.css'
import { sortFields } from './users-search.ts'
import type { SortField, UserListFilter } from './users-search.ts'
import type { UserWords } from './users-texts.ts'
import { useUserWords } from './users-texts.ts'

export interface UserTableProps {
  readonly filter: UserListFilter
  readonly rows: readonly User[] | undefined
  readonly onChange: (changes: Partial<UserListFilter>) => void
  /** The search of the address that shows a user's detail. */
  readonly detailOf: (id: string) => object
  readonly onOpen: (user: User) => void
  readonly actions: (user: User) => ReactNode
  readonly empty: ReactNode
}

export function UserTable(props: UserTableProps) {
  const { filter, rows, onChange, onOpen, actions, empty } = props
  const words = useUserWords()
  const { t } = words
  const me = useMe()
  const projectsOf = useShownProjects()
  const hasHeader = !useMedia(cardsQuery)
  const filters = userFilters(t)
  const columns = userColumns.map((id): TableColumn<User> => {
    const filtered = filters.find(({ name }) => name === id)
    return {
      id,
      title: t.columns[id],
      isSortable: sortFields.some((field) => field === id),
      ...(filtered !== undefined && hasHeader
        ? {
            filter: (
              <FilterField
                filter={filtered}
                values={filter.filters}
                onChange={(values) => onChange({ filters: values })}
              />
            ),
          }
        : {}),
      ...cellOf(id, words, { ...props, projectsOf }, me.id),
    }
  })
  return (
    <ChosenTable
      name={usersTable}
      label={`${t.title}: ${t.tabs[filter.tab]}`}
      columns={columns}
      rows={rows}
      rowKey={(user) => user.id}
      onOpen={onOpen}
      actions={actions}
      sort={filter.sort}
      onSort={({ column, isDescending }) => onChange({ sort: { column: column as SortField, isDescending } })}
      empty={empty}
      skeletonRows={8}
    />
  )
}

type CellProps = Pick<TableColumn<User>, 'cell'> & Partial<TableColumn<User>>

type CellParts = Pick<UserTableProps, 'detailOf'> & { readonly projectsOf: (user: User) => string[] }

function cellOf(column: UserColumn, words: UserWords, { detailOf, projectsOf }: CellParts, meId: string): CellProps {
  const { t } = words
  switch (column) {
    case 'email':
      return {
        isRowTitle: true,
        width: '14.5rem',
        skeletonWidth: '18ch',
        cell: ({ id, email }) => (
          <span className={styles.title}>
            <Link to="." search={detailOf(id)} className={styles.email} title={email}>
              {email}
            </Link>
            {id === meId && <Badge>{t.you}</Badge>}
          </span>
        ),
      }
    case 'username':
      return { width: '8rem', card: 'show', cell: ({ username }) => <Clipped text={username} /> }
    case 'fullName':
      return {
        hideBelow: 1024,
        card: 'show',
        cell: ({ fullName }) =>
          fullName === '' ? <Nothing text={t.noName} isUnsaidOnCards /> : <Clipped text={fullName} />,
      }
    case 'role':
      return { width: '7.25rem', card: 'side', cell: ({ role }) => <RoleBadge role={role} /> }
    case 'workspaces':
      return {
        hideBelow: 1280,
        card: 'none',
        cell: ({ workspaces }) => <Names of={workspaces.map(({ name }) => name)} />,
      }
    case 'projects':
      return { hideBelow: 1440, card: 'none', cell: (user) => <Names of={projectsOf(user)} /> }
    case 'policies':
      return { hideBelow: 1440, card: 'none', cell: ({ policies }) => <Names of={policies} /> }
    case 'twoFactor':
      return {
        width: '6.75rem',
        hideBelow: 1024,
        card: 'none',
        cell: ({ twoFactor }) => <TwoFactorMark isOn={twoFactor} />,
      }
    case 'lastSignInAt':
      return {
        width: '8rem',
        hideBelow: 1280,
        card: 'none',
        cell: ({ lastSignInAt }) =>
          lastSignInAt === null ? (
            <Nothing text={t.never} />
          ) : (
            <span className={styles.time}>
              <RelativeTime at={lastSignInAt} isFocusable={false} />
            </span>
          ),
      }
    case 'createdAt':
      return {
        width: '8rem',
        hideBelow: 1440,
        card: 'none',
        cell: ({ createdAt }) => (
          <span className={styles.time}>
            <RelativeTime at={createdAt} isFocusable={false} />
          </span>
        ),
      }
  }
}

const Clipped = ({ text }: { readonly text: string }) => (
  <span className={styles.clip} title={text}>
    {text}
  </span>
)

const Nothing = ({ text, isUnsaidOnCards = false }: { readonly text: string; readonly isUnsaidOnCards?: boolean }) => (
  <span className={classNames(styles.nothing, isUnsaidOnCards && styles.unsaid)}>{text}</span>
)

export function RoleBadge({ role }: Pick<User, 'role'>) {
  const { t } = useUserWords()
  return <Badge tone={role === 'superadmin' ? 'info' : 'neutral'}>{t.roles[role]}</Badge>
}

export function TwoFactorMark({ isOn }: { readonly isOn: boolean }) {
  const { t } = useUserWords()
  return (
    <Status tone={isOn ? 'ok' : 'neutral'} shape={isOn ? 'filled' : 'ring'}>
      {t.twoFactor[isOn ? 'true' : 'false']}
    </Status>
  )
}

const namesShown = 2

function Names({ of: names }: { readonly of: readonly string[] }) {
  const { t } = useUserWords()
  if (names.length === 0) return <Nothing text={t.detail.none} />
  const rest = names.length - namesShown
  return (
    <span className={styles.clip} title={names.join(', ')}>
      {names.slice(0, namesShown).join(', ')}
      {rest > 0 && <span className={styles.nothing}> {t.moreNames({ count: rest })}</span>}
    </span>
  )
}
