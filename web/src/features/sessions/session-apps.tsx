/** The apps of a session, each with the way to it. */
import { sessionCan } from '@berth/contract/session-states.ts'
import type { Session } from '@berth/contract/sessions.ts'
import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { appsQuery } from '../../api/app-queries.ts'
import { useAppWords } from '../../parts/app-texts.ts'
import { NotLoaded } from '../../parts/not-loaded.tsx'
import { paths } from '../../paths.ts'
import { buttonClass } from '../../ui/button-style.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Notice } from '../../ui/notice.tsx'
import styles from './session-apps.module.css'
import cardStyles from './session.module.css'

export function SessionApps({ session }: { readonly session: Session }) {
  const { t, failureOf } = useAppWords()
  const id = useId()
  const query = useQuery(appsQuery(session.id))
  const { data, error } = query
  const isOpen = sessionCan.openApp(session.status)
  const apps = data?.items ?? []
  const note = apps.length === 0 ? t.none : t.note
  return (
    <section className={cardStyles.card} aria-labelledby={id}>
      <h2 id={id}>{t.title}</h2>
      {data !== undefined && <p className={cardStyles.note}>{isOpen ? note : t.later}</p>}
      {data === undefined && error !== null && (
        <NotLoaded isCompact title={t.notLoaded} query={query} failureOf={failureOf} />
      )}
      {isOpen && data?.shared === true && apps.length > 0 && (
        <div className={styles.warning}>
          <Notice tone="warn" title={t.sharedTitle} isLive={false}>
            {t.shared}
          </Notice>
        </div>
      )}
      <ul className={styles.list}>
        {apps.map(({ name, title, address }) => (
          <li key={name} className={styles.app}>
            <span className={styles.title}>{title}</span>
            {address !== null && isOpen && <CopyButton text={address} label={t.copyAddress({ title })} />}
            {isOpen && (
              <a
                className={buttonClass({ compact: true })}
                href={paths.openApp(session.id, name)}
                target="_blank"
                rel="noopener"
                aria-label={t.openOf({ title })}
              >
                {t.open}
              </a>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
