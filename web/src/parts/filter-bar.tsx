/**
 * Above a list: which filters hold, also those of columns that are not shown. On small screens, where the table has no
 * header, it is also where they and the order are chosen.
 */
import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { CloseIcon } from '../ui/icons.tsx'
import { SlidersIcon } from '../ui/thing-icons.tsx'
import type { TableSort } from '../ui/table.tsx'
import { useMedia } from '../ui/use-media.ts'
import { FilterField } from './filter-field.tsx'
import type { FilterValues, ListFilter } from './filter-field.tsx'
import styles from './filters.module.css'
import { useListWords } from './list-texts.ts'

export interface FilterBarProps<Name extends string> {
  readonly filters: readonly ListFilter<Name>[]
  readonly values: FilterValues<Name>
  readonly onChange: (values: FilterValues<Name>) => void
  readonly sort: TableSort
  readonly sortFields: readonly (readonly [column: string, words: string])[]
  readonly onSort: (sort: TableSort) => void
  /** Below this width columns leave, and their filters with them. */
  readonly opensBelow?: number
  /** Also on wide screens: some orders have no column of their own. */
  readonly isAlways?: boolean
}

export function FilterBar<Name extends string>(props: FilterBarProps<Name>) {
  const { filters, values, onChange, sort, sortFields, onSort, opensBelow = 1024, isAlways = false } = props
  const { t } = useListWords()
  const isNarrow = useMedia(`(max-width: ${opensBelow - 1}px)`)
  const opens = isNarrow || isAlways
  const [isOpen, setOpen] = useState(false)
  const set = filters.filter(({ name }) => (values[name] ?? '') !== '')
  const wordsOf = ({ name, label, choices }: ListFilter<Name>) => {
    const value = values[name] ?? ''
    if (choices === undefined) return t.filter.contains({ column: label, text: value })
    return t.filter.is({ column: label, text: choices.find(([choice]) => choice === value)?.[1] ?? value })
  }
  const sorted = sortFields.find(([column]) => column === sort.column)?.[1] ?? sort.column
  if (!opens && set.length === 0) return null
  return (
    <div className={styles.bar}>
      {opens && (
        <Button compact onPress={() => setOpen(!isOpen)} aria-expanded={isOpen}>
          <SlidersIcon size={14} />
          {!isNarrow || filters.length === 0
            ? t.filter.sortedBy({ column: sorted })
            : set.length === 0
              ? t.filter.open
              : t.filter.openCount({ count: set.length })}
        </Button>
      )}
      {opens && isOpen && (
        <div className={styles.panel}>
          {/* on wide screens they are in the header of the table */}
          {(isNarrow ? filters : []).map((filter) => (
            <div key={filter.name} className={styles.named}>
              <span className={styles.name}>{filter.label}</span>
              <FilterField filter={filter} values={values} onChange={onChange} />
            </div>
          ))}
          <Choice
            label={t.filter.sortBy}
            value={sort.column}
            items={sortFields}
            onChange={(column) => onSort({ ...sort, column })}
          />
          <Choice
            label={t.filter.direction}
            value={sort.isDescending ? 'down' : 'up'}
            items={[
              ['up', t.filter.ascending],
              ['down', t.filter.descending],
            ]}
            onChange={(direction) => onSort({ ...sort, isDescending: direction === 'down' })}
          />
        </div>
      )}
      {set.length > 0 && (
        <div className={styles.active}>
          {t.filter.shown}
          <ul>
            {set.map((filter) => (
              <li key={filter.name} className={styles.chip}>
                {wordsOf(filter)}
                <button
                  type="button"
                  className={styles.clear}
                  aria-label={t.filter.remove({ filter: wordsOf(filter) })}
                  onClick={() => onChange({ ...values, [filter.name]: '' })}
                >
                  <CloseIcon size={12} />
                </button>
              </li>
            ))}
          </ul>
          {set.length > 1 && (
            <Button compact look="quiet" onPress={() => onChange({})}>
              {t.filter.clear}
            </Button>
          )}
        </div>
      )}
    </div>
  )
}

export type SortBarProps = Pick<FilterBarProps<never>, 'sort' | 'sortFields' | 'onSort'>

/** Of a list without filters. */
export const SortBar = (props: SortBarProps) => (
  <FilterBar {...props} filters={[]} values={{}} onChange={() => undefined} opensBelow={768} />
)

interface ChoiceProps {
  readonly label: string
  readonly value: string
  readonly items: readonly (readonly [value: string, label: string])[]
  readonly onChange: (value: string) => void
}

function Choice({ label, value, items, onChange }: ChoiceProps) {
  return (
    <label className={styles.named}>
      <span className={styles.name}>{label}</span>
      <select
        className={`${styles.input} ${styles.select}`}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      >
        {items.map(([id, words]) => (
          <option key={id} value={id}>
            {words}
          </option>
        ))}
      </select>
    </label>
  )
}
