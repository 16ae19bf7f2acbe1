/** Credentials in rows: one's own, or with whose they are. */
import type { Credential } from '@berth/contract/credentials.ts'
import type { ReactNode } from 'react'
import { FilterField } from '../../parts/filter-field.tsx'
import type { FilterValues, ListFilter } from '../../parts/filter-field.tsx'
import { ChosenTable } from '../../parts/chosen-table.tsx'
import { OrderedTable } from '../../parts/ordered-table.tsx'
import type { ListOrder } from '../../parts/ordered-table.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { Badge, Status } from '../../ui/status.tsx'
import type { StatusShape } from '../../ui/status.tsx'
import type { TableColumn, TableSort } from '../../ui/table.tsx'
import type { Tone } from '../../ui/tone.ts'
import { cardsQuery, useMedia } from '../../ui/use-media.ts'
import { CredentialMenu } from './credential-menu.tsx'
import type { CredentialAction } from './credential-menu.tsx'
import { credentialSortFields } from './credential-search.ts'
import type { CredentialFilterName, CredentialSortField } from './credential-search.ts'
import styles from './credentials.module.css'
import type { CredentialWords } from './credential-texts.ts'
import { useCredentialWords } from './credential-texts.ts'

export interface CredentialTableProps {
  readonly rows: readonly Credential[] | undefined
  readonly empty: ReactNode
  readonly onAction: (credential: Credential, action: CredentialAction) => void
}

/** By its columns. */
export const ownOrders = {
  key: 'label',
  workspace: 'workspace',
  policy: 'policy',
  createdAt: 'createdAt',
  lastUsedAt: 'lastUsedAt',
} satisfies Record<string, CredentialSortField>

export interface OwnCredentialsTableProps extends CredentialTableProps {
  readonly order: ListOrder
}

export function OwnCredentialsTable({ rows, empty, onAction, order }: OwnCredentialsTableProps) {
  const words = useCredentialWords()
  return (
    <OrderedTable
      order={order}
      name="ownCredentials"
      label={words.t.title}
      columns={own(words)}
      rows={rows}
      rowKey={({ accessKey }) => accessKey}
      empty={empty}
      actions={(credential) => (
        <CredentialMenu
          credential={credential}
          isAdministrator={false}
          onAction={(action) => onAction(credential, action)}
        />
      )}
    />
  )
}

export interface AllCredentialsTableProps extends CredentialTableProps {
  readonly filters: readonly ListFilter<CredentialFilterName>[]
  readonly values: FilterValues<CredentialFilterName>
  readonly onChange: (values: FilterValues<CredentialFilterName>) => void
  readonly sort: TableSort
  readonly onSort: (sort: TableSort) => void
}

/** The filter that a column has in its header. */
const filterOf: Readonly<Record<string, CredentialFilterName>> = {
  label: 'label',
  user: 'person',
  workspace: 'workspaceName',
  policy: 'policy',
  lastUsedAt: 'used',
}

export function AllCredentialsTable(props: AllCredentialsTableProps) {
  const { rows, empty, onAction, filters, values, onChange, sort, onSort } = props
  const words = useCredentialWords()
  const hasHeader = !useMedia(cardsQuery)
  const columns = everybodys(words).map((column) => {
    const filter = filters.find(({ name }) => name === filterOf[column.id])
    return {
      ...column,
      isSortable: credentialSortFields.some((field) => field === column.id),
      ...(filter !== undefined && hasHeader
        ? { filter: <FilterField filter={filter} values={values} onChange={onChange} /> }
        : {}),
    }
  })
  return (
    <ChosenTable
      name="credentials"
      label={words.t.title}
      columns={columns}
      rows={rows}
      rowKey={({ accessKey }) => accessKey}
      empty={empty}
      sort={sort}
      onSort={onSort}
      actions={(credential) => (
        <CredentialMenu credential={credential} isAdministrator onAction={(action) => onAction(credential, action)} />
      )}
    />
  )
}

const own = (words: CredentialWords): TableColumn<Credential>[] => [
  keyColumn(words),
  { ...stateColumn(words), card: 'side' },
  { id: 'workspace', title: words.t.columns.workspace, card: 'show', cell: ({ workspaceName }) => workspaceName },
  { ...policyColumn(words), hideBelow: 1280 },
  timeColumn(words, 'createdAt', 1440),
  timeColumn(words, 'expiresAt', 1280),
  lastUsedColumn(words, 1024),
]

const everybodys = (words: CredentialWords): TableColumn<Credential>[] => [
  { ...keyColumn(words), id: 'label', title: words.t.columns.label },
  {
    id: 'user',
    title: words.t.columns.user,
    card: 'show',
    cell: ({ userEmail, userName }) => (
      <span className={styles.clip} title={`${userName} · ${userEmail}`}>
        {userEmail}
      </span>
    ),
  },
  {
    id: 'workspace',
    title: words.t.columns.workspace,
    hideBelow: 1280,
    card: 'none',
    cell: ({ workspaceName }) => <span className={styles.clip}>{workspaceName}</span>,
  },
  policyColumn(words),
  {
    id: 'sessions',
    title: words.t.columns.sessions,
    align: 'end',
    hideBelow: 1024,
    card: 'none',
    width: '7rem',
    cell: ({ sessions, limits }) => {
      const max = limits.concurrentSessions
      return words.t.sessionsOf({ used: words.say(sessions), max: max === null ? '∞' : words.say(max) })
    },
  },
  { ...stateColumn(words), hideBelow: 1440, card: 'side' },
  timeColumn(words, 'createdAt', 1440),
  lastUsedColumn(words, 1280),
]

const keyColumn = ({ t }: CredentialWords): TableColumn<Credential> => ({
  id: 'key',
  title: t.columns.key,
  isRowTitle: true,
  width: '14.5rem',
  cell: ({ accessKey, label, main }) => (
    <span className={styles.key}>
      <span className={styles.title}>
        {label === '' ? <span className={styles.nothing}>{main ? t.mainNote : t.noLabel}</span> : label}
        {main && <Badge>{t.main}</Badge>}
      </span>
      <code>{accessKey}</code>
    </span>
  ),
})

const policyColumn = ({ t, say }: CredentialWords): TableColumn<Credential> => ({
  id: 'policy',
  title: t.columns.policy,
  card: 'none',
  width: '9rem',
  cell: ({ policy, rateLimit, main }) => (
    <span
      className={styles.clip}
      {...(main ? {} : { title: rateLimit === null ? t.noLimit : t.limit({ count: rateLimit, text: say(rateLimit) }) })}
    >
      {policy}
    </span>
  ),
})

const timeColumn = (
  { t }: CredentialWords,
  id: 'createdAt' | 'expiresAt',
  hideBelow: 1280 | 1440,
): TableColumn<Credential> => ({
  id,
  title: t.columns[id],
  width: '8rem',
  hideBelow,
  card: 'none',
  cell: (credential) => {
    const at = credential[id]
    return at === null ? (
      <span className={styles.nothing}>{t.never}</span>
    ) : (
      <RelativeTime at={at} isFocusable={false} />
    )
  },
})

const lastUsedColumn = ({ t }: CredentialWords, hideBelow: 1024 | 1280): TableColumn<Credential> => ({
  id: 'lastUsedAt',
  title: t.columns.lastUsedAt,
  width: '9rem',
  hideBelow,
  card: 'none',
  cell: ({ lastUsedAt, lastUsedFrom }) =>
    lastUsedAt === null ? (
      <span className={styles.nothing}>{t.never}</span>
    ) : (
      <span {...(lastUsedFrom === null ? {} : { title: t.from({ address: lastUsedFrom }) })}>
        <RelativeTime at={lastUsedAt} isFocusable={false} />
      </span>
    ),
})

const stateColumn = ({ t }: CredentialWords): TableColumn<Credential> => ({
  id: 'state',
  title: t.columns.state,
  width: '7.5rem',
  cell: (credential) => {
    const state = stateOf(credential)
    return (
      <Status tone={looks[state][0]} shape={looks[state][1]}>
        {t.stateWords[state]}
      </Status>
    )
  },
})

type State = 'active' | 'inactive' | 'revoked' | 'expired'

const looks: Readonly<Record<State, readonly [Tone, StatusShape]>> = {
  active: ['ok', 'filled'],
  inactive: ['neutral', 'ring'],
  revoked: ['neutral', 'square'],
  expired: ['warn', 'dotted'],
}

function stateOf({ revokedAt, active, expiresAt }: Credential): State {
  if (revokedAt !== null) return 'revoked'
  if (!active) return 'inactive'
  return expiresAt !== null && Date.parse(expiresAt) <= Date.now() ? 'expired' : 'active'
}
