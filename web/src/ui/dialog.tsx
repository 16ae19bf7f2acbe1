import type { FormEvent, KeyboardEvent, ReactNode } from 'react'
import { Dialog as AriaDialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { IconButton } from './button.tsx'
import { classNames } from './class-names.ts'
import { keepFocus } from './keep-focus.ts'
import styles from './dialog.module.css'
import { CloseIcon } from './icons.tsx'
import { useUiTexts } from './ui-texts.tsx'

export interface DialogProps {
  readonly isOpen: boolean
  readonly onOpenChange: (isOpen: boolean) => void
  readonly title: ReactNode
  readonly children: ReactNode
  /** Buttons, the one that acts last; words with `data-start` stand at the other end. */
  readonly footer?: ReactNode
  readonly size?: 'small' | 'medium' | 'large'
  /** `alertdialog` for what cannot be taken back. */
  readonly role?: 'dialog' | 'alertdialog'
  /** A press outside closes it; not where something typed or shown once would be lost. */
  readonly isDismissable?: boolean
  /** Neither Escape nor the cross closes it. */
  readonly isLocked?: boolean
  /** Makes the dialog a form; Ctrl/Cmd-Enter submits it too. */
  readonly onSubmit?: (event: FormEvent<HTMLFormElement>) => void
}

export function Dialog(props: DialogProps) {
  const { isOpen, onOpenChange, size = 'medium', role = 'dialog', isDismissable = false, isLocked = false } = props
  return (
    <ModalOverlay
      className={styles.overlay}
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      isDismissable={isDismissable && !isLocked}
      isKeyboardDismissDisabled={isLocked}
    >
      <Modal className={classNames(styles.modal, styles[size])}>
        <AriaDialog ref={keepFocus} className={styles.dialog} role={role}>
          <DialogContent {...props} isLocked={isLocked} />
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

function DialogContent({ title, children, footer, isLocked, onOpenChange, onSubmit }: DialogProps) {
  const { texts } = useUiTexts()
  const content = (
    <>
      <div className={styles.head}>
        <Heading slot="title" level={2} className={styles.title}>
          {title}
        </Heading>
        {!isLocked && (
          <IconButton label={texts.close} compact onPress={() => onOpenChange(false)}>
            <CloseIcon />
          </IconButton>
        )}
      </div>
      <div className={styles.body}>{children}</div>
      {footer !== undefined && <div className={styles.foot}>{footer}</div>}
    </>
  )
  if (onSubmit === undefined) return content
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        // React hands on what happens in a dialog over this one as well
        if (event.target === event.currentTarget) onSubmit(event)
      }}
      onKeyDown={submitByKey}
    >
      {content}
    </form>
  )
}

/** Ctrl/Cmd-Enter submits from anywhere in the form, a text of several lines too. */
function submitByKey(event: KeyboardEvent<HTMLFormElement>) {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
  if (!event.currentTarget.contains(event.target as Node)) return
  event.preventDefault()
  event.currentTarget.requestSubmit()
}
