/** How one signs in: two-factor, passkeys, single sign-on. */
import { useMe } from '../../shell/use-me.ts'
import { useAccountWords } from './account-texts.ts'
import styles from './account.module.css'
import { IdentitiesSection } from './identities-section.tsx'
import { PasskeysSection } from './passkeys-section.tsx'
import { TwoFactorSwitch } from './two-factor-switch.tsx'

export function SecurityTab() {
  const t = useAccountWords().t.security
  const me = useMe()
  return (
    <div className={styles.sections}>
      <div className={styles.settings}>
        <TwoFactorSwitch label={t.twoFactor} help={me.twoFactor ? t.twoFactorOn : t.twoFactorOff} />
      </div>
      <PasskeysSection />
      <IdentitiesSection />
    </div>
  )
}
