/**
 * Above the table: which filters hold, also those of columns that are not shown. On small screens, where the table has
 * no header, it is also where they and the order are chosen.
 */
import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { CloseIcon, SlidersIcon } from '../../ui/icons.tsx'
import { useMedia } from '../../ui/use-media.ts'
import { choiceWords, FilterField, filterNames } from './filter-fields.tsx'
import styles from './filters.module.css'
import { sortFields } from './users-search.ts'
import type { FilterName, SortField, UserListFilter } from './users-search.ts'
import { useUserWords } from './users-texts.ts'

export interface FilterBarProps {
  readonly filter: UserListFilter
  readonly onChange: (changes: Partial<UserListFilter>) => void
}

/** The width below which the table is drawn as cards. */
export const cardsQuery = '(max-width: 767px)'
/** The one below which some columns leave, and their filters with them. */
const fewColumnsQuery = '(max-width: 1023px)'

export function FilterBar({ filter, onChange }: FilterBarProps) {
  const { t } = useUserWords()
  const isSmall = useMedia(fewColumnsQuery)
  const [isOpen, setOpen] = useState(false)
  const { filters } = filter
  const set = filterNames.filter((name) => (filters[name] ?? '') !== '')
  const change = (name: FilterName, value: string) => onChange({ filters: { ...filters, [name]: value } })
  const wordsOf = (name: FilterName) => {
    const column = t.columns[name]
    const value = filters[name] ?? ''
    return name === 'role' || name === 'twoFactor'
      ? t.filter.is({ column, text: choiceWords(name, value, t) })
      : t.filter.contains({ column, text: value })
  }
  if (!isSmall && set.length === 0) return null
  return (
    <div className={styles.bar}>
      {isSmall && (
        <Button compact onPress={() => setOpen(!isOpen)} aria-expanded={isOpen}>
          <SlidersIcon size={14} />
          {set.length === 0 ? t.filter.open : t.filter.openCount({ count: set.length })}
        </Button>
      )}
      {isSmall && isOpen && (
        <div className={styles.panel}>
          {filterNames.map((name) => (
            <div key={name} className={styles.named}>
              <span className={styles.name}>{t.columns[name]}</span>
              <FilterField name={name} filters={filters} onChange={change} />
            </div>
          ))}
          <Choice
            label={t.filter.sortBy}
            value={filter.sort.column}
            items={sortFields.map((column) => [column, t.columns[column]])}
            onChange={(column) => onChange({ sort: { ...filter.sort, column: column as SortField } })}
          />
          <Choice
            label={t.filter.direction}
            value={filter.sort.isDescending ? 'down' : 'up'}
            items={[
              ['up', t.filter.ascending],
              ['down', t.filter.descending],
            ]}
            onChange={(direction) => onChange({ sort: { ...filter.sort, isDescending: direction === 'down' } })}
          />
        </div>
      )}
      {set.length > 0 && (
        <div className={styles.active}>
          {t.filter.shown}
          <ul>
            {set.map((name) => (
              <li key={name} className={styles.chip}>
                {wordsOf(name)}
                <button
                  type="button"
                  className={styles.clear}
                  aria-label={t.filter.remove({ filter: wordsOf(name) })}
                  onClick={() => change(name, '')}
                >
                  <CloseIcon size={12} />
                </button>
              </li>
            ))}
          </ul>
          {set.length > 1 && (
            <Button compact look="quiet" onPress={() => onChange({ filters: {} })}>
              {t.filter.clear}
            </Button>
          )}
        </div>
      )}
    </div>
  )
}

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
