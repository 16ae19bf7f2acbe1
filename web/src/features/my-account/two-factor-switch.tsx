/** Two-factor on or off; each way through a dialog, and the switch follows when that is done. */
import { Suspense, useState } from 'react'
import { useMe } from '../../shell/use-me.ts'
import { lazyPart } from '../../ui/lazy-part.ts'
import { Switch } from '../../ui/switch.tsx'

const TwoFactorOnDialog = lazyPart(async () => (await import('./two-factor-on-dialog.tsx')).TwoFactorOnDialog)
const TwoFactorOffDialog = lazyPart(async () => (await import('./two-factor-off-dialog.tsx')).TwoFactorOffDialog)

export function TwoFactorSwitch({ label, help }: { readonly label: string; readonly help: string }) {
  const isOn = useMe().twoFactor
  const [open, setOpen] = useState<'on' | 'off'>()
  const close = () => setOpen(undefined)
  return (
    <>
      <Switch label={label} help={help} isOn={isOn} onChange={() => setOpen(isOn ? 'off' : 'on')} />
      <Suspense>
        {open === 'on' && <TwoFactorOnDialog onClose={close} />}
        {open === 'off' && <TwoFactorOffDialog onClose={close} />}
      </Suspense>
    </>
  )
}
