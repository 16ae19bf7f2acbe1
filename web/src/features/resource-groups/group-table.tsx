import type { ResourceGroup } from '@berth/contract/resource-groups.ts'
import type { ReactNode } from 'react'
import { bytes, duration, number } from '../../parts/amounts.ts'
import { PencilIcon } from '../../ui/action-icons.tsx'
import { MenuItem } from '../../ui/menu.tsx'
import { RowMenu } from '../../ui/more-menu.tsx'
import { Status } from '../../ui/status.tsx'
import type { StatusShape } from '../../ui/status.tsx'
import type { TableColumn } from '../../ui/table.tsx'
import type { Tone } from '../../ui/tone.ts'
import { useGroupWords } from './group-texts.ts'
import type { GroupWords } from './group-texts.ts'
import shared from '../../parts/amounts-page.module.css'
import { ChosenTable } from '../../parts/chosen-table.tsx'

export interface GroupTableProps {
  readonly rows: readonly ResourceGroup[] | undefined
  readonly empty: ReactNode
  readonly onEdit: (group: ResourceGroup) => void
}

export function GroupTable({ rows, empty, onEdit }: GroupTableProps) {
  const words = useGroupWords()
  const { t } = words
  return (
    <ChosenTable
      name="resourceGroups"
      label={t.title}
      columns={columnsOf(words, onEdit)}
      rows={rows}
      rowKey={({ name }) => name}
      onOpen={onEdit}
      empty={empty}
      skeletonRows={2}
      actions={(group) => (
        <RowMenu label={t.actionsOf(group)}>
          <MenuItem label={t.edit} icon={<PencilIcon />} onAction={() => onEdit(group)} />
        </RowMenu>
      )}
    />
  )
}

type State = 'available' | 'partly' | 'unavailable' | 'empty'

const looks: Readonly<Record<State, readonly [Tone, StatusShape]>> = {
  available: ['ok', 'filled'],
  partly: ['warn', 'half'],
  unavailable: ['bad', 'cross'],
  empty: ['neutral', 'dotted'],
}

function stateOf({ nodes, availableNodes }: ResourceGroup): State {
  if (nodes === 0) return 'empty'
  if (availableNodes === 0) return 'unavailable'
  return availableNodes < nodes ? 'partly' : 'available'
}

const resources = ['cpu', 'memory', 'gpu', 'gpuShares'] as const

function columnsOf(words: GroupWords, onEdit: (group: ResourceGroup) => void): TableColumn<ResourceGroup>[] {
  const { t, language, say } = words
  const amount = (resource: (typeof resources)[number], value: number) =>
    resource === 'memory' ? bytes(language, value) : number(language, value)
  return [
    {
      id: 'name',
      title: t.columns.name,
      isRowTitle: true,
      cell: (group) => (
        <button type="button" className={shared.name} onClick={() => onEdit(group)}>
          {group.name}
        </button>
      ),
    },
    {
      id: 'state',
      title: t.columns.state,
      card: 'side',
      cell: (group) => {
        const state = stateOf(group)
        return (
          <Status tone={looks[state][0]} shape={looks[state][1]}>
            {t.states[state]}
          </Status>
        )
      },
    },
    {
      id: 'queued',
      title: t.columns.queued,
      card: 'show',
      cell: ({ queued, sessions }) => (
        <span className={shared.amounts}>
          <span>{t.waiting({ count: queued, text: say(queued) })}</span>
          <span className={shared.muted}>{t.running({ count: sessions, text: say(sessions) })}</span>
        </span>
      ),
    },
    {
      id: 'allocated',
      title: t.columns.allocated,
      card: 'show',
      skeletonWidth: '28ch',
      cell: ({ capacity, allocated }) => (
        <span className={shared.amounts}>
          {resources
            .filter((resource) => !resource.startsWith('gpu') || capacity[resource] + allocated[resource] > 0)
            .map((resource) => (
              <span key={resource}>
                {t.used({
                  what: t.resources[resource],
                  used: amount(resource, allocated[resource]),
                  all: amount(resource, capacity[resource]),
                })}
              </span>
            ))}
        </span>
      ),
    },
    {
      id: 'scheduler',
      title: t.columns.scheduler,
      card: 'show',
      hideBelow: 1024,
      cell: ({ scheduler }) => t.schedulers[scheduler],
    },
    {
      id: 'holdAfter',
      title: t.columns.holdAfter,
      card: 'none',
      hideBelow: 1280,
      cell: ({ holdAfter }) => (holdAfter === 0 ? t.atOnce : duration(language, holdAfter)),
    },
    {
      id: 'nodes',
      title: t.columns.nodes,
      card: 'none',
      hideBelow: 1280,
      cell: ({ nodes, availableNodes }) => t.nodesOf({ available: say(availableNodes), all: say(nodes) }),
    },
  ]
}
