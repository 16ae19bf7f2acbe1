/** Who one is here; the name is edited where it stands. */
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import type { FormEvent } from 'react'
import { client } from '../../api/client.ts'
import { meQuery } from '../../api/queries.ts'
import { openAccount } from '../../parts/account-opening.ts'
import { paths } from '../../paths.ts'
import { initialsOf } from '../../shell/initials.ts'
import { useMe } from '../../shell/use-me.ts'
import { useTexts } from '../../texts/app-texts.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { CopyText } from '../../ui/copy-button.tsx'
import { PencilIcon } from '../../ui/action-icons.tsx'
import { useUiTexts } from '../../ui/ui-texts.tsx'
import { SubmitButton } from '../../ui/submit-button.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { showToast } from '../../ui/toast.tsx'
import styles from './general.module.css'
import { usePreferenceWords } from './preference-texts.ts'
import own from './preferences.module.css'

export function ProfileSection() {
  const { profile: t } = usePreferenceWords().t
  const { roles } = useTexts().shell
  const me = useMe()
  const name = me.fullName === '' ? me.username : me.fullName
  return (
    <section className={styles.card} aria-labelledby="profile">
      <h2 id="profile">{t.title}</h2>
      <div className={own.person}>
        <span className={own.avatar} aria-hidden="true">
          {initialsOf(name)}
        </span>
        <NameInPlace />
      </div>
      <dl className={own.facts}>
        <dt>{t.email}</dt>
        <dd>{me.email}</dd>
        <dt>{t.username}</dt>
        <dd>{me.username}</dd>
        <dt>{t.role}</dt>
        <dd>{roles[me.role]}</dd>
        <dt>{t.userId}</dt>
        <dd>
          <CopyText text={me.id} />
        </dd>
      </dl>
      <p className={styles.muted}>
        <Link to={paths.accountTab('security')}>{t.security}</Link>. {t.securityText}
      </p>
      <div className={styles.buttons}>
        <Button onPress={() => openAccount()}>{t.account}</Button>
      </div>
    </section>
  )
}

const longest = 64

function NameInPlace() {
  const { t: words, failureLine } = usePreferenceWords()
  const t = words.profile
  const ui = useUiTexts().texts
  const me = useMe()
  const cache = useQueryClient()
  const [typed, setTyped] = useState<string>()
  const [isPending, setPending] = useState(false)
  const [error, setError] = useState<string>()
  const edit = useRef<HTMLButtonElement>(null)

  const close = () => {
    setTyped(undefined)
    setError(undefined)
    // the button is there again after this drawing
    setTimeout(() => edit.current?.focus())
  }
  const save = async (event: FormEvent) => {
    event.preventDefault()
    const fullName = (typed ?? '').trim()
    if (fullName.length > longest) return setError(t.nameTooLong)
    if (fullName === me.fullName) return close()
    setPending(true)
    try {
      cache.setQueryData(meQuery.queryKey, await client.myAccount.update({ body: { fullName } }))
      showToast({ text: t.saved, tone: 'ok' })
      close()
    } catch (failure) {
      setError(failureLine(failure))
    } finally {
      setPending(false)
    }
  }

  if (typed === undefined)
    return (
      <>
        <strong className={own.name}>{me.fullName === '' ? t.noName : me.fullName}</strong>
        <IconButton ref={edit} compact label={t.edit} onPress={() => setTyped(me.fullName)}>
          <PencilIcon />
        </IconButton>
      </>
    )
  return (
    <form
      className={own.nameForm}
      onSubmit={(event) => void save(event)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') close()
      }}
    >
      <TextField label={t.name} value={typed} onChange={setTyped} error={error} autoComplete="name" autoFocus />
      <div className={styles.buttons}>
        <SubmitButton isPending={isPending}>{t.save}</SubmitButton>
        <Button onPress={close}>{ui.cancel}</Button>
      </div>
    </form>
  )
}
