/** The rows of the list, in their order. */
import type { ResourcePreset } from '@berth/contract/resource-presets.ts'
import type { ReactNode } from 'react'
import { bytes, number } from '../../parts/amounts.ts'
import { PencilIcon } from '../../ui/action-icons.tsx'
import { ArrowDownIcon, ArrowUpIcon, CloseIcon } from '../../ui/icons.tsx'
import { MenuItem, MenuSection } from '../../ui/menu.tsx'
import { RowMenu } from '../../ui/more-menu.tsx'
import type { TableColumn } from '../../ui/table.tsx'
import type { PresetWords } from './preset-texts.ts'
import { usePresetWords } from './preset-texts.ts'
import shared from '../../parts/amounts-page.module.css'
import { ChosenTable } from '../../parts/chosen-table.tsx'

export interface PresetTableProps {
  readonly rows: readonly ResourcePreset[] | undefined
  readonly empty: ReactNode
  readonly onEdit: (preset: ResourcePreset) => void
  readonly onMove: (preset: ResourcePreset, position: number) => void
  readonly onRemove: (preset: ResourcePreset) => void
}

export function PresetTable({ rows, empty, onEdit, onMove, onRemove }: PresetTableProps) {
  const words = usePresetWords()
  const { t } = words
  const last = rows?.length ?? 0
  return (
    <ChosenTable
      name="presets"
      label={t.title}
      columns={columnsOf(words, onEdit)}
      rows={rows}
      rowKey={({ id }) => id}
      onOpen={onEdit}
      empty={empty}
      actions={(preset) => (
        <RowMenu label={t.actionsOf(preset)}>
          <MenuItem label={t.edit} icon={<PencilIcon />} onAction={() => onEdit(preset)} />
          <MenuItem
            label={t.up}
            icon={<ArrowUpIcon />}
            isDisabled={preset.position === 1}
            onAction={() => onMove(preset, preset.position - 1)}
          />
          <MenuItem
            label={t.down}
            icon={<ArrowDownIcon />}
            isDisabled={preset.position === last}
            onAction={() => onMove(preset, preset.position + 1)}
          />
          <MenuSection>
            <MenuItem label={t.remove} icon={<CloseIcon />} isDanger onAction={() => onRemove(preset)} />
          </MenuSection>
        </RowMenu>
      )}
    />
  )
}

function amountsOf({ resources }: ResourcePreset, { t, language }: PresetWords): string[] {
  const { cpu, memory, gpu, gpuShares, sharedMemory } = resources
  const parts = [t.amounts.cores({ text: number(language, cpu) }), bytes(language, memory)]
  if (gpu > 0) parts.push(t.amounts.gpus({ text: number(language, gpu) }))
  if (gpuShares > 0) parts.push(t.amounts.gpus({ text: number(language, gpuShares) }))
  return [...parts, t.amounts.shared({ text: bytes(language, sharedMemory) })]
}

const columnsOf = (words: PresetWords, onEdit: (preset: ResourcePreset) => void): TableColumn<ResourcePreset>[] => [
  {
    id: 'position',
    title: words.t.columns.position,
    align: 'end',
    width: '4.5rem',
    card: 'side',
    cell: ({ position }) => number(words.language, position),
  },
  {
    id: 'name',
    title: words.t.columns.name,
    isRowTitle: true,
    width: '14rem',
    cell: (preset) => (
      <button type="button" className={shared.name} onClick={() => onEdit(preset)}>
        {preset.name}
      </button>
    ),
  },
  {
    id: 'resources',
    title: words.t.columns.resources,
    card: 'show',
    skeletonWidth: '24ch',
    cell: (preset) => (
      <span className={shared.amounts}>
        {amountsOf(preset, words).map((amount) => (
          <span key={amount}>{amount}</span>
        ))}
      </span>
    ),
  },
  {
    id: 'description',
    title: words.t.columns.description,
    hideBelow: 1024,
    card: 'none',
    cell: ({ description }) => <span className={shared.muted}>{description}</span>,
  },
]
