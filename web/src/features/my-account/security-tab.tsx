/** How one signs in: two-factor, passkeys, single sign-on, and when a browser is signed out. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { client } from '../../api/client.ts'
import { preferencesQuery } from '../../api/workspace-queries.ts'
import { useMe } from '../../shell/use-me.ts'
import { Switch } from '../../ui/switch.tsx'
import { showToast } from '../../ui/toast.tsx'
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
        <AutoLogoutSwitch />
      </div>
      <PasskeysSection />
      <IdentitiesSection />
    </div>
  )
}

function AutoLogoutSwitch() {
  const words = useAccountWords()
  const t = words.t.security
  const cache = useQueryClient()
  const { data } = useQuery(preferencesQuery)
  const { mutate, variables, isPending } = useMutation({
    mutationFn: (autoLogout: boolean) => client.preferences.update({ body: { autoLogout } }),
    onSuccess: (saved) => cache.setQueryData(preferencesQuery.queryKey, saved),
    onError: (error) => showToast({ text: `${t.notSaved} ${words.failureLine(error)}`, tone: 'bad' }),
  })
  return (
    <Switch
      label={t.autoLogout}
      help={t.autoLogoutText}
      // shown at once, and as it was again if it could not be saved
      isOn={isPending ? variables : (data?.autoLogout ?? false)}
      isDisabled={data === undefined}
      onChange={(next) => mutate(next)}
    />
  )
}
