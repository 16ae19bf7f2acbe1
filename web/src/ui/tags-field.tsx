/**
 * Several short entries in one field. What is typed becomes a tag at a separator, Enter, or on leaving the field; a
 * paste becomes many. Entries that are not right stay, marked, to be mended: a press on one takes it back into the text.
 */
import { useLayoutEffect, useRef, useState } from 'react'
import type { ClipboardEvent, KeyboardEvent } from 'react'
import { flushSync } from 'react-dom'
import { classNames } from './class-names.ts'
import { Field, useField } from './field.tsx'
import type { FieldProps } from './field.tsx'
import { CloseIcon, ErrorIcon } from './icons.tsx'
import styles from './tags-field.module.css'
import { useUiTexts } from './ui-texts.tsx'

export interface TagsFieldProps extends FieldProps {
  readonly value: readonly string[]
  readonly onChange: (value: readonly string[]) => void
  readonly onBlur?: () => void
  readonly name?: string
  /** What is typed or pasted, taken apart at its separators. */
  readonly split: (text: string) => readonly string[]
  /** Does typing this end an entry? */
  readonly isSeparator: (text: string) => boolean
  readonly isRight: (entry: string) => boolean
  readonly label: string
  readonly placeholder?: string
  readonly isDisabled?: boolean
}

export function TagsField(props: TagsFieldProps) {
  const { value, onChange, onBlur, name, split, isSeparator, isRight, label, placeholder, isDisabled } = props
  const { texts } = useUiTexts()
  const ids = useField(props)
  const [typed, setTyped] = useState('')
  const input = useRef<HTMLInputElement>(null)
  const leave = useRef(onBlur)
  useLayoutEffect(() => {
    leave.current = onBlur
  })

  const add = (text: string, rest = '') => {
    const entries = split(text)
    if (entries.length > 0) onChange([...new Set([...value, ...entries])])
    setTyped(rest)
  }
  const remove = (entry: string) => {
    onChange(value.filter((one) => one !== entry))
    input.current?.focus()
  }
  const edit = (entry: string) => {
    onChange([...new Set([...value.filter((one) => one !== entry), ...split(typed)])])
    setTyped(entry)
    input.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const last = value.at(-1)
    if (event.key === 'Enter' && typed.trim() !== '') {
      // before the form reads its values, if this key also sends it
      flushSync(() => add(typed))
      if (!event.ctrlKey && !event.metaKey) event.preventDefault()
    } else if (event.key === 'Backspace' && typed === '' && last !== undefined) {
      event.preventDefault()
      edit(last)
    }
  }
  const onPaste = (event: ClipboardEvent<HTMLInputElement>) => {
    const text = event.clipboardData.getData('text')
    // a text input drops newlines, and would join the entries that they part
    if (![...text].some(isSeparator)) return
    event.preventDefault()
    const { selectionStart, selectionEnd } = event.currentTarget
    add(`${typed.slice(0, selectionStart ?? 0)}${text}${typed.slice(selectionEnd ?? 0)}`)
  }

  return (
    <Field {...props} ids={ids}>
      <div
        className={styles.box}
        onPointerDown={(event) => {
          if (event.target !== event.currentTarget) return
          event.preventDefault()
          input.current?.focus()
        }}
      >
        {value.length > 0 && (
          <ul className={styles.tags} aria-label={texts.tags.entered({ label })}>
            {value.map((entry) => {
              const isBad = !isRight(entry)
              return (
                <li key={entry} className={classNames(styles.tag, isBad && styles.bad)}>
                  <button
                    type="button"
                    className={styles.text}
                    disabled={isDisabled}
                    title={texts.tags.edit({ tag: entry })}
                    onClick={() => edit(entry)}
                  >
                    {isBad && <ErrorIcon size={12} />}
                    {entry}
                    {isBad && <span className="visually-hidden">({texts.tags.bad})</span>}
                  </button>
                  <button
                    type="button"
                    className={styles.remove}
                    disabled={isDisabled}
                    aria-label={texts.tags.remove({ tag: entry })}
                    onClick={() => remove(entry)}
                  >
                    <CloseIcon size={12} />
                  </button>
                </li>
              )
            })}
          </ul>
        )}
        <input
          ref={input}
          id={ids.id}
          name={name}
          className={styles.input}
          value={typed}
          placeholder={value.length === 0 ? placeholder : undefined}
          disabled={isDisabled}
          spellCheck={false}
          autoCapitalize="none"
          autoCorrect="off"
          autoComplete="off"
          aria-invalid={ids.isInvalid || undefined}
          aria-describedby={ids.describedBy}
          onChange={({ target }) => {
            if (isSeparator(target.value.at(-1) ?? '')) add(target.value)
            else setTyped(target.value)
          }}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
          onBlur={() => {
            // leaving checks the field, with what was typed last
            if (typed.trim() !== '') flushSync(() => add(typed))
            leave.current?.()
          }}
        />
      </div>
    </Field>
  )
}
