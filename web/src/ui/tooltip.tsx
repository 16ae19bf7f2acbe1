import type { ReactNode } from 'react'
import { Focusable } from 'react-aria-components/Focusable'
import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components/Tooltip'
import type { TooltipProps as AriaTooltipProps } from 'react-aria-components/Tooltip'
import styles from './tooltip.module.css'

export interface TooltipProps {
  readonly text: ReactNode
  /** A button of this kit, or `TooltipTarget` around anything else. */
  readonly children: ReactNode
  readonly placement?: AriaTooltipProps['placement']
  readonly isDisabled?: boolean
}

/** Words on hover and on keyboard focus. Nothing may be said only here. */
export function Tooltip({ text, children, placement = 'bottom', isDisabled = false }: TooltipProps) {
  return (
    <TooltipTrigger delay={400} closeDelay={50} isDisabled={isDisabled}>
      {children}
      <AriaTooltip className={styles.tooltip} placement={placement} offset={6} containerPadding={8}>
        {text}
      </AriaTooltip>
    </TooltipTrigger>
  )
}

/** Makes text focusable, so that its tooltip can be reached by keyboard. */
export function TooltipTarget({ children, className }: { readonly children: ReactNode; readonly className?: string }) {
  return (
    <Focusable>
      <span role="note" className={className}>
        {children}
      </span>
    </Focusable>
  )
}
