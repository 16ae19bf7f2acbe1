/** The one thing that the site asks of somebody before anything else works. */
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { client } from '../../api/client.ts'
import { wakeLive } from '../../api/live-page.ts'
import { firstStepDone } from '../../api/must-first.ts'
import type { MustFirst } from '../../api/must-first.ts'
import { meQuery } from '../../api/queries.ts'
import { PageHead } from '../../shell/page-head.tsx'
import { useMe } from '../../shell/use-me.ts'
import { useTexts } from '../../texts/app-texts.ts'
import { Button } from '../../ui/button.tsx'
import { useForm } from '../../ui/form.ts'
import { Notice } from '../../ui/notice.tsx'
import { SubmitButton } from '../../ui/submit-button.tsx'
import { useAccountWords } from './account-texts.ts'
import styles from './account.module.css'
import { checkPassword, noPassword, refusedPassword } from './password-change.ts'
import { PasswordFields } from './password-fields.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'
import { TwoFactorSetUp, useTwoFactorSetUp } from './two-factor-set-up.tsx'

export function MustFirstPage({ step }: { readonly step: MustFirst }) {
  return step === 'password-change-required' ? <PasswordFirst /> : <FactorFirst />
}

const goOn = () => {
  firstStepDone()
  wakeLive()
}

function PasswordFirst() {
  const words = useAccountWords()
  const { first, dialog } = words.t
  const rules = useTexts().signIn.setup.errors
  const me = useMe()
  const cache = useQueryClient()
  const [error, setError] = useState<string>()
  const texts = { own: dialog, rules }
  const form = useForm({
    initial: noPassword,
    check: (values) => checkPassword(values, me, texts),
    async submit({ current, next }) {
      setError(undefined)
      try {
        const body = { newPassword: next, ...(me.hasPassword ? { currentPassword: current } : {}) }
        cache.setQueryData(meQuery.queryKey, await client.myAccount.changePassword({ body }))
        goOn()
        return undefined
      } catch (failure) {
        const refused = refusedPassword(failure, texts)
        if (refused === undefined) setError(words.failureLine(failure))
        return refused ?? {}
      }
    },
  })
  return (
    <div className={styles.first}>
      <PageHead title={first.passwordTitle} />
      <p className={styles.muted}>{first.passwordText}</p>
      <form className={styles.firstForm} noValidate onSubmit={form.onSubmit} aria-label={first.passwordTitle}>
        {error !== undefined && <Notice tone="bad">{error}</Notice>}
        <PasswordFields me={me} field={form.field} autoFocus />
        <div>
          <SubmitButton isPending={form.isPending}>{first.setPassword}</SubmitButton>
        </div>
      </form>
    </div>
  )
}

function FactorFirst() {
  const { first, twoFactor } = useAccountWords().t
  const cache = useQueryClient()
  const [codes, setCodes] = useState<readonly string[]>()
  const [isKept, setKept] = useState(false)
  const setUp = useTwoFactorSetUp(setCodes)
  if (codes !== undefined) {
    return (
      <div className={styles.first}>
        <PageHead title={twoFactor.codesTitle} />
        <div className={styles.firstForm}>
          <RecoveryCodes codes={codes} onKept={() => setKept(true)} />
          <div className={styles.keep}>
            <Button
              look="primary"
              isDisabled={!isKept}
              onPress={() => {
                void cache.invalidateQueries({ queryKey: meQuery.queryKey })
                goOn()
              }}
            >
              {twoFactor.done}
            </Button>
            {!isKept && <span className={styles.muted}>{twoFactor.keepFirst}</span>}
          </div>
        </div>
      </div>
    )
  }
  return (
    <div className={styles.first}>
      <PageHead title={first.factorTitle} />
      <p className={styles.muted}>{first.factorText}</p>
      <form className={styles.firstForm} noValidate onSubmit={setUp.form.onSubmit} aria-label={first.factorTitle}>
        <TwoFactorSetUp {...setUp} />
        <div>
          <SubmitButton isPending={setUp.form.isPending} isDisabled={setUp.offer === undefined}>
            {twoFactor.turnOn}
          </SubmitButton>
        </div>
      </form>
    </div>
  )
}
