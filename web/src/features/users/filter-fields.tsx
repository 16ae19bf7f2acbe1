/** Filters of the list: in the header of their column, or one below the other on small screens. */
import { useEffect, useRef, useState } from 'react'
import { classNames } from '../../ui/class-names.ts'
import { CloseIcon } from '../../ui/icons.tsx'
import styles from './filters.module.css'
import { choiceFilters, textFilters } from './users-search.ts'
import type { FilterName, UserListFilter } from './users-search.ts'
import type { UserTexts } from './users-texts.ts'
import { useUserWords } from './users-texts.ts'

export interface FilterProps {
  readonly filters: UserListFilter['filters']
  readonly onChange: (name: FilterName, value: string) => void
}

export const filterNames: readonly FilterName[] = [...textFilters, 'role', 'twoFactor']

export function FilterField({ name, filters, onChange }: FilterProps & { readonly name: FilterName }) {
  const { t } = useUserWords()
  const value = filters[name] ?? ''
  const label = t.filter.by({ column: t.columns[name] })
  const change = (next: string) => onChange(name, next)
  if (name !== 'role' && name !== 'twoFactor') return <TextFilter label={label} value={value} onChange={change} />
  return (
    <select
      className={classNames(styles.input, styles.select, value !== '' && styles.set)}
      aria-label={label}
      value={value}
      onChange={(event) => change(event.target.value)}
    >
      <option value="">{t.filter.any}</option>
      {choiceFilters[name].map((choice) => (
        <option key={choice} value={choice}>
          {choiceWords(name, choice, t)}
        </option>
      ))}
    </select>
  )
}

export const choiceWords = (name: keyof typeof choiceFilters, choice: string, t: UserTexts): string => {
  const words: Readonly<Record<string, string>> = name === 'role' ? t.roles : t.twoFactor
  return words[choice] ?? choice
}

const pauseAfterTyping = 250

interface TextFilterProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
}

function TextFilter({ label, value, onChange }: TextFilterProps) {
  const { t } = useUserWords()
  const [typed, setTyped] = useState(value)
  const [sent, setSent] = useState(value)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  // the address changed by something else: back, *Clear all filters*
  if (value !== sent) {
    setSent(value)
    setTyped(value)
  }
  useEffect(() => () => clearTimeout(timer.current), [])
  const send = (text: string) => {
    clearTimeout(timer.current)
    setSent(text.trim())
    if (text.trim() !== value) onChange(text.trim())
  }
  return (
    <span className={classNames(styles.input, typed !== '' && styles.set)}>
      <input
        type="text"
        inputMode="search"
        aria-label={label}
        placeholder={t.filter.placeholder}
        value={typed}
        maxLength={64}
        spellCheck={false}
        autoCapitalize="none"
        autoComplete="off"
        onChange={({ target }) => {
          setTyped(target.value)
          clearTimeout(timer.current)
          timer.current = setTimeout(() => send(target.value), pauseAfterTyping)
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') send(typed)
          else if (event.key === 'Escape' && typed !== '') {
            setTyped('')
            send('')
          }
        }}
      />
      {typed !== '' && (
        <button
          type="button"
          className={styles.clear}
          aria-label={t.filter.remove({ filter: label })}
          onClick={(event) => {
            setTyped('')
            send('')
            event.currentTarget.parentElement?.querySelector('input')?.focus()
          }}
        >
          <CloseIcon size={12} />
        </button>
      )}
    </span>
  )
}
