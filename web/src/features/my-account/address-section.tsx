/** Where the account may be used from, and a warning before somebody locks themselves out. */
import type { Me } from '@berth/contract/accounts.ts'
import { listHolds } from '../../parts/address-match.ts'
import { AddressTags } from '../../parts/address-tags.tsx'
import { Button } from '../../ui/button.tsx'
import { CopyText } from '../../ui/copy-button.tsx'
import type { FormField } from '../../ui/form.ts'
import { Notice } from '../../ui/notice.tsx'
import { useAccountWords } from './account-texts.ts'
import styles from './account.module.css'

export interface AddressSectionProps {
  readonly me: Me
  readonly field: FormField<readonly string[]>
}

export function AddressSection({ me, field }: AddressSectionProps) {
  const words = useAccountWords().t.dialog
  const leavesOut = !listHolds(field.value, me.clientIp)
  return (
    <div className={styles.fields}>
      <AddressTags {...field} label={words.addresses} help={words.addressesHelp} />
      <div className={styles.here}>
        <span className={styles.muted}>{words.currentIp}</span>
        <CopyText text={me.clientIp} label={words.copyIp} />
      </div>
      {leavesOut && (
        <Notice
          tone="warn"
          title={words.leftOut}
          actions={
            <Button compact onPress={() => field.onChange([...field.value, me.clientIp])}>
              {words.addMine}
            </Button>
          }
        >
          {words.leftOutText}
        </Notice>
      )}
    </div>
  )
}
