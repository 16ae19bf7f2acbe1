/**
 * The button of a form. Native, so that a page which loads before React Aria (signing in) can have it too.
 */
import type { ReactNode } from 'react'
import { buttonClass } from './button-style.ts'
import type { ButtonLook } from './button-style.ts'

export interface SubmitButtonProps {
  readonly children: ReactNode
  readonly look?: ButtonLook
  readonly wide?: boolean
  readonly compact?: boolean
  readonly isPending?: boolean
  readonly isDisabled?: boolean
  /** For a button outside its form. */
  readonly form?: string
  readonly className?: string
}

export function SubmitButton({ children, look = 'primary', isPending, isDisabled, form, ...style }: SubmitButtonProps) {
  return (
    <button
      type="submit"
      form={form}
      disabled={isDisabled}
      aria-disabled={isPending || undefined}
      aria-busy={isPending || undefined}
      // a second press while the first is under way does nothing, and the focus stays
      onClick={(event) => {
        if (isPending) event.preventDefault()
      }}
      className={buttonClass({ look, isPending, ...style })}
    >
      {children}
    </button>
  )
}
