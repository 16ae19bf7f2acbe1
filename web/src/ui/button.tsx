/** Buttons that act by `onPress` and can open what React Aria opens: dialogs, menus, tooltips. */
import type { ReactNode, Ref } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import type { ButtonProps as AriaButtonProps } from 'react-aria-components/Button'
import { buttonClass } from './button-style.ts'
import type { ButtonLook } from './button-style.ts'
import { Tooltip } from './tooltip.tsx'

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children' | 'render'> {
  readonly look?: ButtonLook
  readonly compact?: boolean
  readonly wide?: boolean
  readonly className?: string
  readonly children?: ReactNode
  readonly ref?: Ref<HTMLButtonElement>
}

export function Button({ look, compact, wide, className, isPending, ...rest }: ButtonProps) {
  return (
    <AriaButton
      {...rest}
      isPending={isPending ?? false}
      className={buttonClass({ look, compact, wide, isPending, className })}
    />
  )
}

export interface IconButtonProps extends Omit<ButtonProps, 'children' | 'wide' | 'aria-label'> {
  /** Said by screen readers and shown as a tooltip. */
  readonly label: string
  readonly children: ReactNode
}

export function IconButton({
  label,
  look = 'quiet',
  compact,
  className,
  isPending,
  children,
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip text={label}>
      <AriaButton
        {...rest}
        aria-label={label}
        isPending={isPending ?? false}
        className={buttonClass({ look, compact, iconOnly: true, isPending, className })}
      >
        {children}
      </AriaButton>
    </Tooltip>
  )
}
