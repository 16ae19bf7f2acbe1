/** Search within what is on the page: a field, how many, up and down. */
import type { KeyboardEvent } from 'react'
import { IconButton } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { SearchIcon } from '../../ui/action-icons.tsx'
import { ArrowDownIcon, ArrowUpIcon, CloseIcon } from '../../ui/icons.tsx'
import styles from './search-bar.module.css'
import { useSessionPageWords } from './session-page-texts.ts'

export interface SearchBarProps {
  readonly label: string
  readonly value: string
  readonly onChange: (text: string) => void
  readonly onStep: (direction: 'next' | 'previous') => void
  readonly onClose?: () => void
  readonly status: string
  readonly autoFocus?: boolean
  readonly className?: string | undefined
}

export function SearchBar({ label, value, onChange, onStep, onClose, status, autoFocus, className }: SearchBarProps) {
  const { t } = useSessionPageWords()
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') {
      event.preventDefault()
      onStep(event.shiftKey ? 'previous' : 'next')
    } else if (event.key === 'Escape' && (onClose !== undefined || value !== '')) {
      event.preventDefault()
      event.stopPropagation()
      onChange('')
      onClose?.()
    }
  }
  return (
    <div role="search" className={classNames(styles.bar, className)}>
      <SearchIcon size={14} />
      <input
        className={styles.input}
        aria-label={label}
        placeholder={label}
        value={value}
        spellCheck={false}
        autoComplete="off"
        autoFocus={autoFocus}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <span className={styles.status} role="status">
        {status}
      </span>
      <IconButton compact label={t.logs.previous} isDisabled={value === ''} onPress={() => onStep('previous')}>
        <ArrowUpIcon size={14} />
      </IconButton>
      <IconButton compact label={t.logs.next} isDisabled={value === ''} onPress={() => onStep('next')}>
        <ArrowDownIcon size={14} />
      </IconButton>
      {onClose !== undefined && (
        <IconButton compact label={t.terminal.closeSearch} onPress={onClose}>
          <CloseIcon size={14} />
        </IconButton>
      )}
    </div>
  )
}
