/** A filter of a list: in the header of its column, or one below the other on small screens. */
import { useEffect, useRef, useState } from 'react'
import { classNames } from '../ui/class-names.ts'
import { CloseIcon } from '../ui/icons.tsx'
import styles from './filters.module.css'
import { useListWords } from './list-texts.ts'

export interface ListFilter<Name extends string> {
  readonly name: Name
  /** That of its column. */
  readonly label: string
  /** One of these; a text that is typed when not given. */
  readonly choices?: readonly (readonly [value: string, words: string])[]
}

/** Those that are not set are not there, or empty. */
export type FilterValues<Name extends string> = { readonly [Key in Name]?: string }

export const isFiltered = (values: FilterValues<string>): boolean => Object.values(values).some((value) => value !== '')

export interface FilterFieldProps<Name extends string> {
  readonly filter: ListFilter<Name>
  readonly values: FilterValues<Name>
  readonly onChange: (values: FilterValues<Name>) => void
}

export function FilterField<Name extends string>({ filter, values, onChange }: FilterFieldProps<Name>) {
  const { t } = useListWords()
  const { name, choices } = filter
  const value = values[name] ?? ''
  const label = t.filter.by({ column: filter.label })
  const change = (next: string) => onChange({ ...values, [name]: next })
  if (choices === undefined) return <TextFilter label={label} value={value} onChange={change} />
  return (
    <select
      className={classNames(styles.input, styles.select, value !== '' && styles.set)}
      aria-label={label}
      value={value}
      onChange={(event) => change(event.target.value)}
    >
      <option value="">{t.filter.any}</option>
      {choices.map(([choice, words]) => (
        <option key={choice} value={choice}>
          {words}
        </option>
      ))}
    </select>
  )
}

const pauseAfterTyping = 250

interface TextFilterProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
}

function TextFilter({ label, value, onChange }: TextFilterProps) {
  const { t } = useListWords()
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
