/** The facts of a session. */
import { hiddenText } from '@berth/contract/hidden-text.ts'
import type { Session } from '@berth/contract/sessions.ts'
import { Link } from '@tanstack/react-router'
import { Suspense, useId } from 'react'
import type { ReactNode } from 'react'
import { bytes, duration, number } from '../../parts/amounts.ts'
import { SessionElapsed } from '../../parts/session-elapsed.tsx'
import { useSessionTexts } from '../../parts/session-texts.ts'
import { paths } from '../../paths.ts'
import { CopyButton, CopyText } from '../../ui/copy-button.tsx'
import { Badge } from '../../ui/status.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { exactTime } from '../../ui/time-words.ts'
import { IdleCard, SshCard } from './lazy-parts.ts'
import { SessionApps } from './session-apps.tsx'
import styles from './session.module.css'

export function SessionOverview({ session }: { readonly session: Session }) {
  const { t, language } = useSessionTexts()
  return (
    <div className={styles.cards}>
      {session.command !== null && <CommandCard session={session} />}
      <SessionApps session={session} />
      <Suspense>
        <SshCard session={session} />
      </Suspense>
      <ResourcesCard session={session} />
      <Card title={t.session.facts}>
        <Fact name={t.session.type}>{t.form[session.type]}</Fact>
        <Fact name={t.session.project}>{session.projectName}</Fact>
        <Fact name={t.session.owner}>{session.ownerName}</Fact>
        <Fact name={t.session.environment}>{session.environment}</Fact>
        {session.port !== null && (
          <Fact name={t.session.port}>
            <code>{session.port}</code>
          </Fact>
        )}
        {session.port !== null && <Fact name={t.session.audience}>{t.session.audiences[session.audience]}</Fact>}
        <Fact name={t.session.resourceGroup}>{session.resourceGroup}</Fact>
        {(session.status === 'PENDING' || session.priority !== 0) && (
          <Fact name={t.priority.label}>{number(language, session.priority)}</Fact>
        )}
        <Fact name={t.session.node}>{session.node ?? t.session.notYet}</Fact>
        {session.credential !== null && (
          <Fact name={t.session.credential}>
            <CopyText text={session.credential} />
          </Fact>
        )}
        <Fact name={t.session.id}>
          <CopyText text={session.id} label={t.actions.copyId} />
        </Fact>
      </Card>
      <TimesCard session={session} />
      {session.idle !== null && (
        <Suspense>
          <IdleCard session={session} />
        </Suspense>
      )}
      {session.mounts.length > 0 && <FoldersCard session={session} />}
      <EnvCard session={session} />
    </div>
  )
}

interface CardProps {
  readonly title: string
  readonly children: ReactNode
  readonly note?: string
}

function Card({ title, children, note }: CardProps) {
  const id = useId()
  return (
    <section className={styles.card} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {note !== undefined && <p className={styles.note}>{note}</p>}
      <dl className={styles.facts}>{children}</dl>
    </section>
  )
}

interface FactProps {
  readonly name: string
  readonly children: ReactNode
  /** A sentence, below its name. */
  readonly isLong?: boolean
}

function Fact({ name, children, isLong = false }: FactProps) {
  return (
    <div className={styles.fact} data-long={isLong || undefined}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function CommandCard({ session }: { readonly session: Session }) {
  const { t } = useSessionTexts()
  const id = useId()
  const command = session.command ?? ''
  return (
    <section className={styles.card} data-wide aria-labelledby={id}>
      <h2 id={id}>{t.session.run}</h2>
      <div className={styles.command}>
        {/* reached by keyboard to scroll */}
        <pre tabIndex={0} aria-label={t.session.run}>
          {command}
        </pre>
        <CopyButton text={command} />
      </div>
      {(session.result !== null || session.exitCode !== null) && (
        <dl className={styles.results}>
          {session.result !== null && (
            <Fact name={t.session.result}>
              <Badge tone={session.result === 'success' ? 'ok' : 'bad'}>{t.session.results[session.result]}</Badge>
            </Fact>
          )}
          {session.exitCode !== null && (
            <Fact name={t.session.exitCode}>
              <code>{session.exitCode}</code>
            </Fact>
          )}
        </dl>
      )}
    </section>
  )
}

function ResourcesCard({ session }: { readonly session: Session }) {
  const { t, language } = useSessionTexts()
  const { cpu, memory, gpu, sharedMemory } = session.resources
  const tiers: Readonly<Record<string, string>> = t.session.tiers
  return (
    <Card title={t.session.resources}>
      <Fact name={t.amounts.cpu}>{t.amounts.cores({ count: cpu, text: number(language, cpu) })}</Fact>
      <Fact name={t.amounts.memory}>{bytes(language, memory)}</Fact>
      {gpu > 0 && <Fact name={t.amounts.gpu}>{t.amounts.gpus({ count: gpu, text: number(language, gpu) })}</Fact>}
      <Fact name={t.amounts.sharedMemory}>{bytes(language, sharedMemory)}</Fact>
      <Fact name={t.session.isolation} isLong>
        {session.tier === null ? t.session.tiers.none : (tiers[session.tier] ?? session.tier)}
      </Fact>
    </Card>
  )
}

function TimesCard({ session }: { readonly session: Session }) {
  const { t, language } = useSessionTexts()
  const { createdAt, startedAt, endedAt, startsAt, timeLimit } = session
  return (
    <Card title={t.session.time}>
      <Fact name={t.session.created}>
        <RelativeTime at={createdAt} />
      </Fact>
      {startsAt !== null && <Fact name={t.session.startsAt}>{exactTime(startsAt, language)}</Fact>}
      <Fact name={t.session.started}>{startedAt === null ? t.session.notYet : <RelativeTime at={startedAt} />}</Fact>
      {endedAt !== null && (
        <Fact name={t.session.ended}>
          <RelativeTime at={endedAt} />
        </Fact>
      )}
      <Fact name={t.session.elapsed}>
        <SessionElapsed session={session} />
      </Fact>
      {timeLimit !== null && <Fact name={t.session.timeLimit}>{duration(language, timeLimit)}</Fact>}
    </Card>
  )
}

function FoldersCard({ session }: { readonly session: Session }) {
  const { t } = useSessionTexts()
  return (
    <Card title={t.session.folders}>
      {session.mounts.map(({ folder, name, path, mode }) => (
        <Fact key={path} name={name}>
          <Link to={paths.folder(folder)}>
            <code>{path}</code>
          </Link>{' '}
          {t.session.modes[mode]}
        </Fact>
      ))}
    </Card>
  )
}

function EnvCard({ session }: { readonly session: Session }) {
  const { t } = useSessionTexts()
  const names = Object.keys(session.env)
  return (
    <Card title={t.session.env} note={names.length === 0 ? t.session.noEnv : t.session.envNote}>
      {names.map((name) => (
        <Fact key={name} name={name}>
          <span className={session.env[name] === hiddenText ? styles.hidden : styles.value}>{session.env[name]}</span>
        </Fact>
      ))}
    </Card>
  )
}
