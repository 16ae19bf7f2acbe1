import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { meQuery } from '../../api/queries.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { SubmitButton } from '../../ui/submit-button.tsx'
import { showToast } from '../../ui/toast.tsx'
import { useUiTexts } from '../../ui/ui-texts.tsx'
import { useAccountWords } from './account-texts.ts'
import { RecoveryCodes } from './recovery-codes.tsx'
import { TwoFactorSetUp, useTwoFactorSetUp } from './two-factor-set-up.tsx'

export function TwoFactorOnDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useAccountWords().t.twoFactor
  const { texts } = useUiTexts()
  const cache = useQueryClient()
  const [codes, setCodes] = useState<readonly string[]>()
  const [isKept, setKept] = useState(false)
  const setUp = useTwoFactorSetUp((made) => {
    setCodes(made)
    void cache.invalidateQueries({ queryKey: meQuery.queryKey })
  })
  if (codes !== undefined) {
    const done = () => {
      showToast({ text: t.turnedOn, tone: 'ok' })
      onClose()
    }
    return (
      <Dialog
        isOpen
        onOpenChange={done}
        title={t.codesTitle}
        size="small"
        isLocked={!isKept}
        footer={
          <>
            {!isKept && <span data-start="">{t.keepFirst}</span>}
            <Button look="primary" isDisabled={!isKept} onPress={done}>
              {t.done}
            </Button>
          </>
        }
      >
        <RecoveryCodes codes={codes} onKept={() => setKept(true)} />
      </Dialog>
    )
  }
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t.setUpTitle}
      size="small"
      onSubmit={setUp.form.onSubmit}
      footer={
        <>
          <Button onPress={onClose}>{texts.cancel}</Button>
          <SubmitButton isPending={setUp.form.isPending} isDisabled={setUp.offer === undefined}>
            {t.turnOn}
          </SubmitButton>
        </>
      }
    >
      <TwoFactorSetUp {...setUp} />
    </Dialog>
  )
}
