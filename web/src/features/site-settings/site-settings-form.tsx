/** The form; it sends what differs, and is checked by the contract's own schema. */
import type { SiteSettings } from '@berth/contract/settings.ts'
import { siteSettings } from '@berth/contract/settings.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { client } from '../../api/client.ts'
import { useMe } from '../../shell/use-me.ts'
import { useLanguage, useTexts } from '../../texts/app-texts.ts'
import type { ErrorWords } from '../../texts/describe-error.ts'
import { sayError } from '../../texts/say-error.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import type { FieldErrors } from '../../ui/form.ts'
import { useForm } from '../../ui/form.ts'
import { Notice } from '../../ui/notice.tsx'
import { RadioGroup } from '../../ui/radio-group.tsx'
import { SubmitButton } from '../../ui/submit-button.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { showToast } from '../../ui/toast.tsx'
import { LifetimeField } from './lifetime-field.tsx'
import type { Lifetime } from './lifetimes.ts'
import { lifetimeOf, secondsOf } from './lifetimes.ts'
import { siteSettingsQuery } from './site-settings-query.ts'
import styles from './site-settings.module.css'
import type { SiteSettingsTexts } from './site-settings-texts.ts'
import { useSiteSettingsTexts } from './site-settings-texts.ts'

type TimeName = 'loginIdleLifetime' | 'loginAbsoluteLifetime' | 'bootstrapTimeLimit'
type Values = Omit<SiteSettings, TimeName | 'desktopAppLink' | 'trashDays'> &
  Readonly<Record<TimeName, Lifetime>> & { readonly desktopAppLink: string; readonly trashDays: string }

const valuesOf = (settings: SiteSettings): Values => ({
  ...settings,
  loginIdleLifetime: lifetimeOf(settings.loginIdleLifetime),
  loginAbsoluteLifetime: lifetimeOf(settings.loginAbsoluteLifetime),
  bootstrapTimeLimit: lifetimeOf(settings.bootstrapTimeLimit),
  trashDays: String(settings.trashDays),
  desktopAppLink: settings.desktopAppLink ?? '',
})

const settingsOf = (values: Values): SiteSettings => ({
  ...values,
  loginIdleLifetime: secondsOf(values.loginIdleLifetime),
  loginAbsoluteLifetime: secondsOf(values.loginAbsoluteLifetime),
  bootstrapTimeLimit: secondsOf(values.bootstrapTimeLimit),
  trashDays: values.trashDays.trim() === '' ? Number.NaN : Number(values.trashDays),
  desktopAppLink: values.desktopAppLink.trim() === '' ? null : values.desktopAppLink.trim(),
})

function check(values: Values, t: SiteSettingsTexts): FieldErrors<Values> {
  const settings = settingsOf(values)
  const errors: { -readonly [Name in keyof Values]?: string } = {}
  for (const { path } of siteSettings.safeParse(settings).error?.issues ?? []) {
    const name = path[0] as keyof Values
    if (name === 'desktopAppLink') errors[name] = t.errors.link
    else errors[name] ??= Number.isNaN(settings[name]) ? t.errors.number : t.errors.range
  }
  if (settings.loginIdleLifetime > settings.loginAbsoluteLifetime) errors.loginIdleLifetime ??= t.idleLonger
  return errors
}

export function SiteSettingsForm({ settings }: { readonly settings: SiteSettings }) {
  const t = useSiteSettingsTexts()
  const { signIn } = useTexts()
  const { language } = useLanguage()
  const cache = useQueryClient()
  const me = useMe()
  const [error, setError] = useState<ErrorWords>()
  const [initial, setInitial] = useState(() => valuesOf(settings))
  const changesOf = (values: Values) => {
    const [before, after] = [settingsOf(initial), settingsOf(values)]
    const names = Object.keys(before) as (keyof SiteSettings)[]
    return names.filter((name) => before[name] !== after[name])
  }
  const form = useForm<Values>({
    initial,
    check: (values) => check(values, t),
    async submit(values) {
      setError(undefined)
      const changed = changesOf(values)
      const now = settingsOf(values)
      try {
        const saved = await client.settings.update({
          body: Object.fromEntries(changed.map((name) => [name, now[name]])),
        })
        cache.setQueryData(siteSettingsQuery.queryKey, saved)
        setInitial(valuesOf(saved))
        const names = new Intl.ListFormat(language).format(changed.map((name) => t[name]))
        showToast({ text: t.saved({ names }), tone: 'ok' })
        return undefined
      } catch (failure) {
        setError(sayError(failure, signIn.noAnswer))
        return {}
      }
    },
  })
  const { values, field } = form
  const isChanged = changesOf(values).length > 0
  const bindsMe = values.requireTwoFactor !== 'none' && !me.twoFactor

  return (
    <form className={styles.form} noValidate onSubmit={form.onSubmit} aria-label={t.title}>
      <section className={styles.card} aria-labelledby="site-logins">
        <h2 id="site-logins">{t.logins}</h2>
        <LifetimeField {...field('loginIdleLifetime')} label={t.loginIdleLifetime} help={t.loginIdleLifetimeHelp} />
        <LifetimeField
          {...field('loginAbsoluteLifetime')}
          label={t.loginAbsoluteLifetime}
          help={t.loginAbsoluteLifetimeHelp}
        />
        <Checkbox
          label={t.loginExtension}
          help={t.loginExtensionHelp}
          isSelected={values.loginExtension}
          onChange={(loginExtension) => form.set({ loginExtension })}
        />
      </section>
      <section className={styles.card} aria-labelledby="site-security">
        <h2 id="site-security">{t.security}</h2>
        <Checkbox
          label={t.enforceRequiredPasswordChange}
          help={t.enforceRequiredPasswordChangeHelp}
          isSelected={values.enforceRequiredPasswordChange}
          onChange={(enforceRequiredPasswordChange) => form.set({ enforceRequiredPasswordChange })}
        />
        <RadioGroup
          label={t.requireTwoFactor}
          value={values.requireTwoFactor}
          onChange={(requireTwoFactor) => form.set({ requireTwoFactor })}
          hint={bindsMe && values.requireTwoFactor !== initial.requireTwoFactor ? t.yourself : undefined}
          items={(['none', 'admins', 'everyone'] as const).map((id) => ({
            id,
            label: t.requireTwoFactorItems[id],
            help: t.requireTwoFactorHelp[id],
          }))}
        />
      </section>
      <section className={styles.card} aria-labelledby="site-invitations">
        <h2 id="site-invitations">{t.invitations}</h2>
        <Checkbox
          label={t.signUpByInvitation}
          help={t.signUpByInvitationHelp}
          isSelected={values.signUpByInvitation}
          onChange={(signUpByInvitation) => form.set({ signUpByInvitation })}
        />
      </section>
      <section className={styles.card} aria-labelledby="site-starts">
        <h2 id="site-starts">{t.starts}</h2>
        <LifetimeField {...field('bootstrapTimeLimit')} label={t.bootstrapTimeLimit} help={t.bootstrapTimeLimitHelp} />
      </section>
      <section className={styles.card} aria-labelledby="site-storage">
        <h2 id="site-storage">{t.storage}</h2>
        <TextField
          {...field('trashDays')}
          label={t.trashDays}
          help={t.trashDaysHelp}
          inputMode="numeric"
          after={<span className={styles.unit}>{t.days}</span>}
        />
        <Checkbox
          label={t.groupFolders}
          help={t.groupFoldersHelp}
          isSelected={values.groupFolders}
          onChange={(groupFolders) => form.set({ groupFolders })}
        />
        <Checkbox
          label={t.blockUserScripts}
          help={t.blockUserScriptsHelp}
          isSelected={values.blockUserScripts}
          onChange={(blockUserScripts) => form.set({ blockUserScripts })}
        />
      </section>
      <section className={styles.card} aria-labelledby="site-desktop-app">
        <h2 id="site-desktop-app">{t.desktopAppTitle}</h2>
        <Checkbox
          label={t.desktopApp}
          help={t.desktopAppHelp}
          isSelected={values.desktopApp}
          onChange={(desktopApp) => form.set({ desktopApp })}
        />
        <TextField {...field('desktopAppLink')} type="url" label={t.desktopAppLink} help={t.desktopAppLinkHelp} />
      </section>
      {error !== undefined && (
        <Notice tone="bad" title={t.notSaved}>
          {error.title}. {error.detail}
        </Notice>
      )}
      <div className={styles.buttons}>
        <SubmitButton isPending={form.isPending} isDisabled={!isChanged}>
          {t.save}
        </SubmitButton>
        {isChanged && <Button onPress={form.reset}>{t.discard}</Button>}
      </div>
    </form>
  )
}
