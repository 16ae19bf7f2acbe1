/** The secret as a picture and as text, and the first code from it; used by the dialog and by the page that asks for it. */
import { ApiProblem } from '@berth/contract/client.ts'
import type { CallResult } from '@berth/contract/endpoint.ts'
import type { twoFactor } from '@berth/contract/my-account.ts'
import { useEffect, useState } from 'react'
import { client } from '../../api/client.ts'
import { CodeField, digitsOf, isCode } from '../../parts/code-field.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { useForm } from '../../ui/form.ts'
import { Notice } from '../../ui/notice.tsx'
import { Skeleton, SkeletonRegion } from '../../ui/skeleton.tsx'
import { useAccountWords } from './account-texts.ts'
import styles from './account.module.css'
import { QrPicture } from './qr-picture.tsx'

type Offer = CallResult<typeof twoFactor.start>

export function useTwoFactorSetUp(onCodes: (codes: readonly string[]) => void) {
  const words = useAccountWords()
  const [offer, setOffer] = useState<Offer>()
  const [error, setError] = useState<unknown>()
  useEffect(() => {
    // asked for twice (a slow answer, a page drawn anew), the later secret is the one that counts
    let isCurrent = true
    client.twoFactor.start().then(
      (next) => isCurrent && setOffer(next),
      (failure: unknown) => isCurrent && setError(failure),
    )
    return () => {
      isCurrent = false
    }
  }, [])
  const form = useForm({
    initial: { code: '' },
    check: ({ code }) => ({ code: isCode(code) ? undefined : words.t.twoFactor.codeMissing }),
    async submit({ code }) {
      setError(undefined)
      try {
        onCodes((await client.twoFactor.verify({ body: { code: digitsOf(code) } })).recoveryCodes)
      } catch (failure) {
        if (failure instanceof ApiProblem && failure.body.type === 'wrong-code')
          return { code: words.failureOf(failure).detail }
        setError(failure)
      }
      return undefined
    },
  })
  return { offer, error, form }
}

export function TwoFactorSetUp({ offer, error, form }: ReturnType<typeof useTwoFactorSetUp>) {
  const words = useAccountWords()
  const t = words.t.twoFactor
  const failed = error === undefined ? undefined : words.failureOf(error)
  return (
    <>
      {failed !== undefined && (
        <Notice tone="bad" title={failed.title}>
          {failed.detail}
        </Notice>
      )}
      <p>{t.scan}</p>
      {offer === undefined ? (
        error === undefined && (
          <SkeletonRegion className={styles.setUp}>
            <Skeleton width="11rem" height="11rem" />
            <Skeleton width="100%" height="4rem" />
          </SkeletonRegion>
        )
      ) : (
        <>
          <div className={styles.setUp}>
            <QrPicture svg={offer.qrSvg} label={t.picture} />
            <div className={styles.secret}>
              <span className={styles.muted}>{t.secret}</span>
              <div className={styles.secretLine}>
                <code data-secret={offer.secret}>{offer.secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
                <CopyButton text={offer.secret} label={t.copySecret} />
              </div>
              <a href={offer.uri}>{t.openHere}</a>
            </div>
          </div>
          <CodeField {...form.field('code')} label={t.code} help={t.codeHelp} autoFocus />
        </>
      )}
    </>
  )
}
