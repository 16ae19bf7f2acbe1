/** The rows of the list. */
import type { EnvironmentDetail } from '@berth/contract/environments.ts'
import { thisMachine } from '@berth/contract/environments.ts'
import type { ReactNode } from 'react'
import { OrderedTable } from '../../parts/ordered-table.tsx'
import type { ListOrder } from '../../parts/ordered-table.tsx'
import { PencilIcon } from '../../ui/action-icons.tsx'
import { CloseIcon } from '../../ui/icons.tsx'
import { MenuItem, MenuSection } from '../../ui/menu.tsx'
import { RowMenu } from '../../ui/more-menu.tsx'
import { Badge } from '../../ui/status.tsx'
import type { TableColumn } from '../../ui/table.tsx'
import { Tooltip, TooltipTarget } from '../../ui/tooltip.tsx'
import type { EnvironmentTexts } from './environment-texts.ts'
import { useEnvironmentWords } from './environment-texts.ts'
import styles from './environments.module.css'

/** `order`, in which they are offered, is no column. */
export const environmentOrders = { order: 'order', name: 'name', title: 'title' }

export interface EnvironmentTableProps {
  readonly order: ListOrder
  readonly rows: readonly EnvironmentDetail[] | undefined
  readonly empty: ReactNode
  readonly onEdit: (environment: EnvironmentDetail) => void
  readonly onRemove: (environment: EnvironmentDetail) => void
}

export function EnvironmentTable({ order, rows, empty, onEdit, onRemove }: EnvironmentTableProps) {
  const { t } = useEnvironmentWords()
  return (
    <OrderedTable
      order={order}
      otherOrders={[['order', t.form.order]]}
      name="environments"
      label={t.title}
      columns={columnsOf(t, onEdit)}
      rows={rows}
      rowKey={({ name }) => name}
      onOpen={onEdit}
      empty={empty}
      actions={(environment) => (
        <RowMenu label={t.actionsOf(environment)}>
          <MenuItem label={t.edit} icon={<PencilIcon />} onAction={() => onEdit(environment)} />
          <MenuSection>
            <MenuItem
              label={t.remove}
              icon={<CloseIcon />}
              isDanger={environment.name !== thisMachine}
              onAction={() => onRemove(environment)}
              {...(environment.name === thisMachine ? { isDisabled: true, note: t.builtIn } : {})}
            />
          </MenuSection>
        </RowMenu>
      )}
    />
  )
}

const columnsOf = (
  t: EnvironmentTexts,
  onEdit: (environment: EnvironmentDetail) => void,
): TableColumn<EnvironmentDetail>[] => [
  {
    id: 'name',
    title: t.columns.name,
    isRowTitle: true,
    width: '12rem',
    cell: (environment) => (
      <button type="button" className={styles.name} onClick={() => onEdit(environment)}>
        {environment.name}
      </button>
    ),
  },
  { id: 'title', title: t.columns.title, card: 'show', cell: ({ title }) => title },
  {
    id: 'directory',
    title: t.columns.directory,
    hideBelow: 1024,
    card: 'none',
    cell: ({ rootDirectory }) => (rootDirectory === null ? t.machine : <code>{rootDirectory}</code>),
  },
  {
    id: 'apps',
    title: t.columns.apps,
    hideBelow: 1024,
    card: 'none',
    cell: ({ apps }) => (apps.length === 0 ? t.noApps : apps.map(({ title }) => title).join(', ')),
  },
  {
    id: 'programs',
    title: t.columns.programs,
    hideBelow: 1280,
    card: 'none',
    cell: ({ programs }) => (programs.length === 0 ? t.noPrograms : programs.map(({ name }) => name).join(', ')),
  },
  {
    id: 'state',
    title: t.columns.state,
    width: '9rem',
    cell: ({ fault, visible }) =>
      fault !== null ? (
        // said in the dialog behind the row as well, where a finger can reach it
        <Tooltip text={fault}>
          <TooltipTarget>
            <Badge tone="bad">{t.broken}</Badge>
          </TooltipTarget>
        </Tooltip>
      ) : (
        <Badge tone={visible ? 'ok' : 'neutral'}>{visible ? t.visible : t.hidden}</Badge>
      ),
  },
]
