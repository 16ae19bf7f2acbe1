/** What every field has: its label above, and below it help, or an error in place of the help. */
import { useId } from 'react'
import type { ReactNode } from 'react'
import styles from './field.module.css'
import { ErrorIcon, WarningIcon } from './icons.tsx'
import { useUiTexts } from './ui-texts.tsx'

export interface FieldProps {
  readonly label: ReactNode
  readonly help?: ReactNode
  /** Said in place of the help; the field is then invalid. */
  readonly error?: ReactNode
  /** Something to know that is not wrong. */
  readonly hint?: ReactNode
  readonly isOptional?: boolean
}

export interface FieldIds {
  readonly id: string
  readonly describedBy: string | undefined
  readonly isInvalid: boolean
}

const hasContent = (node: ReactNode): boolean => node !== undefined && node !== null && node !== false && node !== ''

export function useField({ error, help, hint }: Omit<FieldProps, 'label'>): FieldIds {
  const id = useId()
  const isInvalid = hasContent(error)
  const below = isInvalid || hasContent(help) ? `${id}-below` : undefined
  const describedBy = [hasContent(hint) && `${id}-hint`, below].filter(Boolean).join(' ')
  return { id, describedBy: describedBy === '' ? undefined : describedBy, isInvalid }
}

/** A field with one control. */
export function Field({
  ids,
  children,
  ...props
}: FieldProps & { readonly ids: FieldIds; readonly children: ReactNode }) {
  return (
    <div className={styles.field}>
      <FieldLabel {...props} htmlFor={ids.id} />
      {children}
      <FieldNotes {...props} ids={ids} />
    </div>
  )
}

/** A field of several controls: radio buttons, say. */
export function FieldGroup({
  ids,
  children,
  ...props
}: FieldProps & { readonly ids: FieldIds; readonly children: ReactNode }) {
  return (
    <fieldset className={styles.field} aria-describedby={ids.describedBy}>
      <legend className={styles.label}>
        <LabelText {...props} />
      </legend>
      {children}
      <FieldNotes {...props} ids={ids} />
    </fieldset>
  )
}

function FieldLabel({ htmlFor, ...props }: FieldProps & { readonly htmlFor: string }) {
  return (
    <label className={styles.label} htmlFor={htmlFor}>
      <LabelText {...props} />
    </label>
  )
}

function LabelText({ label, isOptional }: FieldProps) {
  const { texts } = useUiTexts()
  return (
    <>
      {label}
      {isOptional && <span className={styles.optional}>{texts.optional}</span>}
    </>
  )
}

export function FieldNotes({ ids, help, error, hint }: Omit<FieldProps, 'label'> & { readonly ids: FieldIds }) {
  return (
    <>
      {hasContent(hint) && (
        <div id={`${ids.id}-hint`} className={styles.hint} role="status">
          <WarningIcon size={14} />
          <span>{hint}</span>
        </div>
      )}
      {ids.isInvalid ? (
        <div id={`${ids.id}-below`} className={styles.error}>
          <ErrorIcon size={14} />
          <span>{error}</span>
        </div>
      ) : (
        hasContent(help) && (
          <div id={`${ids.id}-below`} className={styles.help}>
            {help}
          </div>
        )
      )}
    </>
  )
}
