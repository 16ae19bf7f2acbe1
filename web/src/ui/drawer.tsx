import type { ReactNode } from 'react'
import { Dialog as AriaDialog } from 'react-aria-components/Dialog'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { classNames } from './class-names.ts'
import { keepFocus } from './keep-focus.ts'
import styles from './drawer.module.css'

export interface DrawerProps {
  readonly isOpen: boolean
  readonly onOpenChange: (isOpen: boolean) => void
  readonly label: string
  /** Where it slides in from; the side that lines begin at when not given. */
  readonly side?: 'start' | 'end'
  readonly children: ReactNode
}

/** A panel that slides in from the side and covers the page. */
export function Drawer({ isOpen, onOpenChange, label, side = 'start', children }: DrawerProps) {
  return (
    <ModalOverlay className={styles.overlay} isOpen={isOpen} onOpenChange={onOpenChange} isDismissable>
      <Modal className={classNames(styles.drawer, side === 'end' && styles.end)}>
        <AriaDialog ref={keepFocus} className={styles.dialog} aria-label={label}>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
