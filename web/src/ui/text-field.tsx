import type { HTMLInputAutoCompleteAttribute, KeyboardEvent, ReactNode, Ref } from 'react'
import { classNames } from './class-names.ts'
import { Field, useField } from './field.tsx'
import type { FieldProps } from './field.tsx'
import styles from './field.module.css'

export interface TextFieldProps extends FieldProps {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly onBlur?: () => void
  readonly onKeyDown?: (event: KeyboardEvent<HTMLInputElement | HTMLTextAreaElement>) => void
  readonly name?: string
  readonly type?: 'text' | 'email' | 'url' | 'password' | 'search'
  readonly inputMode?: 'text' | 'numeric' | 'decimal' | 'email' | 'search'
  readonly autoComplete?: HTMLInputAutoCompleteAttribute
  readonly autoFocus?: boolean
  readonly placeholder?: string
  readonly isDisabled?: boolean
  readonly isReadOnly?: boolean
  readonly isRequired?: boolean
  readonly maxLength?: number
  /** For ids, names of machines, commands: monospaced, no spell checking, no capitals by itself. */
  readonly isCode?: boolean
  /** Several lines. */
  readonly rows?: number
  /** Inside the box: a unit, an icon, a button. */
  readonly before?: ReactNode
  readonly after?: ReactNode
  readonly ref?: Ref<HTMLInputElement>
}

export function TextField(props: TextFieldProps) {
  const ids = useField(props)
  const isCode = props.isCode ?? false
  const isName = props.autoComplete === 'username'
  const shared = {
    id: ids.id,
    className: classNames(styles.input, isCode && styles.mono),
    name: props.name,
    value: props.value,
    onBlur: props.onBlur,
    onKeyDown: props.onKeyDown,
    autoComplete: props.autoComplete ?? 'off',
    autoFocus: props.autoFocus,
    placeholder: props.placeholder,
    disabled: props.isDisabled,
    readOnly: props.isReadOnly,
    required: props.isRequired,
    maxLength: props.maxLength,
    'aria-invalid': ids.isInvalid || undefined,
    'aria-describedby': ids.describedBy,
    ...(isCode || isName || props.type === 'email' || props.type === 'password'
      ? { spellCheck: false, autoCapitalize: 'none', autoCorrect: 'off' }
      : {}),
  }
  return (
    <Field {...props} ids={ids}>
      <div className={styles.box}>
        {props.before !== undefined && <span className={styles.before}>{props.before}</span>}
        {props.rows === undefined ? (
          <input
            {...shared}
            ref={props.ref}
            type={props.type ?? 'text'}
            inputMode={props.inputMode}
            onChange={(event) => props.onChange(event.target.value)}
          />
        ) : (
          <textarea {...shared} rows={props.rows} onChange={(event) => props.onChange(event.target.value)} />
        )}
        {props.after !== undefined && <span className={styles.after}>{props.after}</span>}
      </div>
    </Field>
  )
}
