/** One tab: filters, rows, more rows; and what is there in place of rows. */
import { MoreRows } from '../../parts/more-rows.tsx'
import { NotLoaded } from '../../parts/not-loaded.tsx'
import type { User } from '@berth/contract/users.ts'
import { useInfiniteQuery } from '@tanstack/react-query'
import { FilterBar } from '../../parts/filter-bar.tsx'
import { isFiltered } from '../../parts/filter-field.tsx'
import { useListWords } from '../../parts/list-texts.ts'
import { Button } from '../../ui/button.tsx'
import { UsersIcon } from '../../ui/thing-icons.tsx'
import { EmptyState } from '../../ui/page-state.tsx'
import { userFilters } from './user-filters.ts'
import type { UserAction } from './user-menu.tsx'
import { UserMenu } from './user-menu.tsx'
import type { UserTableProps } from './user-table.tsx'
import { UserTable } from './user-table.tsx'
import styles from './users.module.css'
import { userListQuery } from './users-queries.ts'
import { sortFields } from './users-search.ts'
import type { SortField } from './users-search.ts'
import { useUserWords } from './users-texts.ts'

export interface UserListProps extends Pick<UserTableProps, 'filter' | 'onChange' | 'detailOf'> {
  readonly onAction: (user: User, action: UserAction) => void
  readonly onCreate: () => void
}

export function UserList({ filter, onChange, detailOf, onAction, onCreate }: UserListProps) {
  const { t, failureOf } = useUserWords()
  const lists = useListWords()
  const list = useInfiniteQuery(userListQuery(filter))
  const rows = list.data?.pages.flatMap((page) => page.items)
  if (rows === undefined && list.isError) return <NotLoaded title={t.errors.list} query={list} failureOf={failureOf} />
  return (
    <div className={styles.list}>
      <FilterBar
        filters={userFilters(t)}
        values={filter.filters}
        onChange={(filters) => onChange({ filters })}
        sort={filter.sort}
        sortFields={sortFields.map((column) => [column, t.columns[column]])}
        onSort={({ column, isDescending }) => onChange({ sort: { column: column as SortField, isDescending } })}
      />
      <UserTable
        filter={filter}
        rows={rows}
        onChange={onChange}
        detailOf={detailOf}
        onOpen={(user) => onAction(user, 'show')}
        actions={(user) => <UserMenu user={user} onAction={(action) => onAction(user, action)} />}
        empty={
          isFiltered(filter.filters) ? (
            <EmptyState
              title={t.empty.filtered.title}
              actions={<Button onPress={() => onChange({ filters: {} })}>{lists.t.filter.clear}</Button>}
            >
              {t.empty.filtered.text}
            </EmptyState>
          ) : (
            <EmptyState
              icon={<UsersIcon size={24} />}
              title={t.empty[filter.tab].title}
              actions={filter.tab === 'active' ? <Button onPress={onCreate}>{t.create}</Button> : undefined}
            >
              {t.empty[filter.tab].text}
            </EmptyState>
          )
        }
      />
      <MoreRows list={list}>{t.more}</MoreRows>
    </div>
  )
}
