/** How a session is reached with the programs of SSH, ready to copy. */
import { sessionCan } from '@berth/contract/session-states.ts'
import type { Session } from '@berth/contract/sessions.ts'
import { sftpCommand, sshCommand, sshUser } from '@berth/contract/ssh-server.ts'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useId } from 'react'
import { client } from '../../../api/client.ts'
import { meQuery } from '../../../api/queries.ts'
import { NotLoaded } from '../../../parts/not-loaded.tsx'
import { paths } from '../../../paths.ts'
import { CopyButton } from '../../../ui/copy-button.tsx'
import styles from '../session.module.css'
import { useSshWords } from './ssh-words.ts'

const sshServerQuery = queryOptions({
  queryKey: ['ssh-server'],
  queryFn: () => client.sshServer.show(),
  staleTime: 60_000,
})
/** Under the key of their page, so that what is added there is known here. */
const sshKeysQuery = queryOptions({ queryKey: ['ssh-keys'], queryFn: () => client.sshKeys.list(), staleTime: 0 })

export function SshCard({ session }: { readonly session: Session }) {
  const { t, failureOf } = useSshWords()
  const id = useId()
  const query = useQuery(sshServerQuery)
  const server = query.data
  const { data: keys } = useQuery(sshKeysQuery)
  const { data: me } = useQuery(meQuery)
  if (!sessionCan.exec(session.status)) return null
  return (
    <section className={styles.card} aria-labelledby={id}>
      <h2 id={id}>{t.title}</h2>
      {server === undefined && query.error !== null && (
        <NotLoaded isCompact title={t.notLoaded} query={query} failureOf={failureOf} />
      )}
      {server?.enabled === false && <p className={styles.note}>{t.off}</p>}
      {server?.enabled === true && me !== undefined && (
        <>
          <dl className={styles.facts}>
            <div className={styles.fact} data-long>
              <dt>{t.shell}</dt>
              <dd>
                <Copyable text={sshCommand(server, sshUser(session, me))} label={t.copyShell} />
              </dd>
            </div>
            <div className={styles.fact} data-long>
              <dt>{t.files}</dt>
              <dd>
                <Copyable text={sftpCommand(server, sshUser(session, me))} label={t.copyFiles} />
              </dd>
            </div>
            {server.hostKeys.map(({ fingerprint }) => (
              <div key={fingerprint} className={styles.fact} data-long>
                <dt>{t.hostKey}</dt>
                <dd>
                  <Copyable text={fingerprint} label={t.copyHostKey} />
                </dd>
              </div>
            ))}
          </dl>
          {keys?.items.length === 0 ? (
            <p className={styles.note}>
              {t.noKeys} <Link to={paths.general}>{t.addKey}</Link>
            </p>
          ) : (
            <p className={styles.note}>{t.hostKeyNote}</p>
          )}
        </>
      )}
    </section>
  )
}

/** Whole, in as many lines as it takes. */
function Copyable({ text, label }: { readonly text: string; readonly label: string }) {
  return (
    <div className={styles.command}>
      <pre>{text}</pre>
      <CopyButton text={text} label={label} />
    </div>
  )
}
