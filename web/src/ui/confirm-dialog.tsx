import { useState } from 'react'
import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { Notice } from './notice.tsx'
import { useUiTexts } from './ui-texts.tsx'

export interface ConfirmDialogProps {
  readonly isOpen: boolean
  readonly onOpenChange: (isOpen: boolean) => void
  readonly title: string
  /** What exactly will happen, with names and numbers. */
  readonly children: ReactNode
  /** On the button: “End session”, never “OK”. */
  readonly verb: string
  readonly isDanger?: boolean
  /** The dialog closes when it is done, and stays with the reason when it fails. */
  readonly onConfirm: () => Promise<unknown>
  readonly sayError: (error: unknown) => ReactNode
}

export function ConfirmDialog(props: ConfirmDialogProps) {
  const { isOpen, onOpenChange, title, children, verb, isDanger = true, onConfirm, sayError } = props
  const { texts } = useUiTexts()
  const [isPending, setPending] = useState(false)
  const [error, setError] = useState<unknown>()
  const change = (next: boolean) => {
    setError(undefined)
    onOpenChange(next)
  }
  const confirm = async () => {
    setPending(true)
    setError(undefined)
    try {
      await onConfirm()
      onOpenChange(false)
    } catch (failure) {
      setError(failure)
    } finally {
      setPending(false)
    }
  }
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={change}
      title={title}
      size="small"
      role="alertdialog"
      footer={
        <>
          <Button onPress={() => change(false)} autoFocus>
            {texts.cancel}
          </Button>
          <Button look={isDanger ? 'danger' : 'primary'} isPending={isPending} onPress={() => void confirm()}>
            {verb}
          </Button>
        </>
      }
    >
      {children}
      {error !== undefined && <Notice tone="bad">{sayError(error)}</Notice>}
    </Dialog>
  )
}
