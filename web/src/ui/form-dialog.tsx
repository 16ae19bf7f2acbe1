import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import type { DialogProps } from './dialog.tsx'
import type { Form } from './form.ts'
import { SubmitButton } from './submit-button.tsx'
import { useUiTexts } from './ui-texts.tsx'

export interface FormDialogProps extends Pick<DialogProps, 'title' | 'children' | 'size'> {
  readonly form: Pick<Form<object>, 'onSubmit' | 'isPending'>
  /** On the button that sends it: “Create project”, never “OK”. */
  readonly verb: ReactNode
  /** It could not be sent as it is now. */
  readonly isDisabled?: boolean
  /** Sending it takes something away: an `alertdialog`, and its button is red. */
  readonly isDanger?: boolean
  readonly onClose: () => void
  /** Before Cancel closes it: throws away a draft, which the cross and Escape keep. */
  readonly onCancel?: () => void
  /** In place of “Cancel”, where closing takes nothing back. */
  readonly cancel?: string
  /** At the other end of the footer: an element with `data-start`. */
  readonly aside?: ReactNode
}

/** A form in a dialog: a button that leaves it, and one that sends it. Whoever sends it closes it. */
export function FormDialog(props: FormDialogProps) {
  const { form, verb, isDisabled, isDanger = false, onClose, onCancel, cancel, aside, ...dialog } = props
  const { texts } = useUiTexts()
  return (
    <Dialog
      {...dialog}
      isOpen
      onOpenChange={onClose}
      role={isDanger ? 'alertdialog' : 'dialog'}
      onSubmit={form.onSubmit}
      footer={
        <>
          {aside}
          <Button
            onPress={() => {
              onCancel?.()
              onClose()
            }}
          >
            {cancel ?? texts.cancel}
          </Button>
          <SubmitButton look={isDanger ? 'danger' : 'primary'} isPending={form.isPending} isDisabled={isDisabled}>
            {verb}
          </SubmitButton>
        </>
      }
    />
  )
}
