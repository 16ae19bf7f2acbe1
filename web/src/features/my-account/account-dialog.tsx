/** One's own account, from the user menu: name, password, addresses, two-factor (1.5). */
import { ApiProblem } from '@berth/contract/client.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { meQuery } from '../../api/queries.ts'
import { closeAccount } from '../../parts/account-opening.ts'
import type { AccountPart } from '../../parts/account-opening.ts'
import { listHolds } from '../../parts/address-match.ts'
import { badAddresses } from '../../parts/address-tags.tsx'
import { paths } from '../../paths.ts'
import { useMe } from '../../shell/use-me.ts'
import { useTexts } from '../../texts/app-texts.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useForm } from '../../ui/form.ts'
import type { FieldErrors } from '../../ui/form.ts'
import { Notice } from '../../ui/notice.tsx'
import { SubmitButton } from '../../ui/submit-button.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { showToast } from '../../ui/toast.tsx'
import { changesOf, NotSaved, saveAccount } from './account-changes.ts'
import type { AccountValues, Changed } from './account-changes.ts'
import { useAccountWords } from './account-texts.ts'
import styles from './account.module.css'
import { AddressSection } from './address-section.tsx'
import { checkPassword, noPassword, refusedPassword, wantsPassword } from './password-change.ts'
import { PasswordFields } from './password-fields.tsx'
import { TwoFactorSwitch } from './two-factor-switch.tsx'

export function AccountDialog({ part }: { readonly part: AccountPart }) {
  const words = useAccountWords()
  const { dialog: t, lockOut } = words.t
  const rules = useTexts().signIn.setup.errors
  const me = useMe()
  const cache = useQueryClient()
  const navigate = useNavigate()
  const [error, setError] = useState<string>()
  const [isConfirming, setConfirming] = useState(false)
  const passwordTexts = { own: t, rules }

  const names = (saved: readonly Changed[]) =>
    new Intl.ListFormat(words.language).format(saved.map((one) => t.names[one]))

  /** Throws what the confirmation should say; gives back what the form should. */
  const save = async (values: AccountValues, confirmLockout: boolean): Promise<FieldErrors<AccountValues> | void> => {
    setError(undefined)
    try {
      const { me: now, saved } = await saveAccount(values, me, confirmLockout)
      cache.setQueryData(meQuery.queryKey, now)
      showToast({ text: t.saved({ what: names(saved) }), tone: 'ok' })
      closeAccount()
      return undefined
    } catch (failure) {
      if (!(failure instanceof NotSaved)) throw failure
      const { part: failed, saved, me: now, cause } = failure
      if (now !== undefined) cache.setQueryData(meQuery.queryKey, now)
      // it is the old password by now
      if (saved.includes('password')) form.set(noPassword)
      if (isOwnAddressLeftOut(cause)) {
        setConfirming(true)
        return {}
      }
      const refused = failed === 'password' ? refusedPassword(cause, passwordTexts) : undefined
      if (confirmLockout && refused === undefined) throw cause
      const before = saved.length === 0 ? '' : `${t.savedSome({ what: names(saved) })} `
      if (refused === undefined) setError(before + words.failureLine(cause))
      return refused ?? {}
    }
  }

  const form = useForm<AccountValues>({
    initial: { ...noPassword, fullName: me.fullName, addresses: me.allowedClientIps },
    check: (values) => ({
      ...(wantsPassword(values) ? checkPassword(values, me, passwordTexts) : {}),
      fullName: values.fullName.trim().length > 64 ? rules['too-long']({ max: 64 }) : undefined,
      addresses: badAddresses(values.addresses).length > 0 ? t.addressesBad : undefined,
    }),
    async submit(values) {
      const locksOut = changesOf(values, me).includes('allowedClientIps') && !listHolds(values.addresses, me.clientIp)
      if (!locksOut) return save(values, false)
      setConfirming(true)
      return {}
    },
  })

  return (
    <Dialog
      isOpen
      onOpenChange={closeAccount}
      title={t.title}
      onSubmit={form.onSubmit}
      footer={
        <>
          <a
            data-start=""
            href={paths.accountTab('security')}
            onClick={(event) => {
              if (event.ctrlKey || event.metaKey || event.shiftKey) return
              event.preventDefault()
              closeAccount()
              void navigate({ to: paths.accountTab('security') })
            }}
          >
            {t.more}
          </a>
          <SubmitButton isPending={form.isPending} isDisabled={changesOf(form.values, me).length === 0}>
            {t.update}
          </SubmitButton>
        </>
      }
    >
      {error !== undefined && <Notice tone="bad">{error}</Notice>}
      <dl className={styles.facts}>
        <dt>{t.email}</dt>
        <dd>{me.email}</dd>
        <dt>{t.username}</dt>
        <dd>{me.username}</dd>
      </dl>
      <TextField {...form.field('fullName')} label={t.fullName} autoComplete="name" maxLength={64} isOptional />
      <section className={styles.part} aria-label={t.password}>
        <PasswordFields me={me} field={form.field} autoFocus={part === 'password'} />
      </section>
      <section className={styles.part} aria-label={t.addresses}>
        <AddressSection me={me} field={form.field('addresses')} />
      </section>
      <section className={styles.part} aria-label={t.twoFactor}>
        <TwoFactorSwitch label={t.twoFactor} help={t.twoFactorText} />
      </section>
      <ConfirmDialog
        isOpen={isConfirming}
        onOpenChange={setConfirming}
        title={lockOut.title}
        verb={lockOut.verb}
        sayError={words.failureLine}
        onConfirm={() => save(form.values, true)}
      >
        <p>{lockOut.text({ address: me.clientIp })}</p>
        <p>{lockOut.way}</p>
      </ConfirmDialog>
    </Dialog>
  )
}

const isOwnAddressLeftOut = (error: unknown) =>
  error instanceof ApiProblem && error.body.type === 'own-address-left-out'
