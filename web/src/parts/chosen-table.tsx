/** A table whose columns somebody chooses, in the header of its last one. The row's title always stays. */
import { Suspense, useMemo, useState } from 'react'
import { IconButton } from '../ui/button.tsx'
import { lazyPart } from '../ui/lazy-part.ts'
import { SlidersIcon } from '../ui/thing-icons.tsx'
import { Table } from '../ui/table.tsx'
import type { TableProps } from '../ui/table.tsx'
import { useColumnChoice } from './column-choice.ts'
import { useListWords } from './list-texts.ts'

const ColumnsDialog = lazyPart(async () => (await import('./columns-dialog.tsx')).ColumnsDialog)

export interface ChosenTableProps<Row> extends Omit<TableProps<Row>, 'headEnd'> {
  /** By which its columns are remembered; never another one's. */
  readonly name: string
}

export function ChosenTable<Row>({ name, columns, ...props }: ChosenTableProps<Row>) {
  const { choose } = useListWords().t.columns
  const choice = useColumnChoice(name)
  const { hidden } = choice
  const [isChoosing, setChoosing] = useState(false)
  const shown = useMemo(
    () => columns.filter(({ id, isRowTitle }) => isRowTitle || !hidden.includes(id)),
    [columns, hidden],
  )
  return (
    <>
      <Table
        {...props}
        columns={shown}
        headEnd={
          <IconButton compact label={choose} onPress={() => setChoosing(true)}>
            <SlidersIcon size={14} />
          </IconButton>
        }
      />
      <Suspense>
        {isChoosing && (
          <ColumnsDialog
            columns={columns.filter(({ isRowTitle }) => !isRowTitle)}
            choice={choice}
            onClose={() => setChoosing(false)}
          />
        )}
      </Suspense>
    </>
  )
}
