import type { ReactNode } from 'react'
import { Popover } from 'react-aria-components/Popover'
import type { PopoverProps } from 'react-aria-components/Popover'
import styles from './popover.module.css'

export interface MenuPopoverProps extends Pick<PopoverProps, 'triggerRef' | 'isOpen' | 'onOpenChange' | 'placement'> {
  readonly label: string
  readonly children: ReactNode
}

export function MenuPopover({ label, children, ...popover }: MenuPopoverProps) {
  return (
    <Popover {...popover} className={styles.popover} offset={4} containerPadding={8} aria-label={label}>
      {children}
    </Popover>
  )
}
