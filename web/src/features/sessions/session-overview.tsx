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
import { useSessionPageWords } from './session-page-texts.ts'
import styles from './session.module.css'

export function SessionOverview({ session }: { readonly session: Session }) {
  const { t, language } = useSessionTexts()
  const { session: page } = useSessionPageWords().t
  return (
    <div className={styles.cards}>
      {session.command !== null && <CommandCard session={session} />}
      <SessionApps session={session} />
      <Suspense>
        <SshCard session={session} />
      </Suspense>
      <ResourcesCard session={session} />
      <Card title={page.facts}>
        <Fact name={page.type}>{t.types[session.type]}</Fact>
        <Fact name={page.project}>{session.projectName}</Fact>
        <Fact name={page.owner}>{session.ownerName}</Fact>
        <Fact name={page.environment}>{session.environment}</Fact>
        {session.port !== null && (
          <Fact name={page.port}>
            <code>{session.port}</code>
          </Fact>
        )}
        {session.port !== null && <Fact name={page.audience}>{page.audiences[session.audience]}</Fact>}
        <Fact name={page.resourceGroup}>{session.resourceGroup}</Fact>
        {(session.status === 'PENDING' || session.priority !== 0) && (
          <Fact name={t.priority.label}>{number(language, session.priority)}</Fact>
        )}
        <Fact name={page.node}>{session.node ?? page.notYet}</Fact>
        {session.credential !== null && (
          <Fact name={page.credential}>
            <CopyText text={session.credential} />
          </Fact>
        )}
        <Fact name={page.id}>
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
  const { session: page } = useSessionPageWords().t
  const id = useId()
  const command = session.command ?? ''
  return (
    <section className={styles.card} data-wide aria-labelledby={id}>
      <h2 id={id}>{page.run}</h2>
      <div className={styles.command}>
        {/* reached by keyboard to scroll */}
        <pre tabIndex={0} aria-label={page.run}>
          {command}
        </pre>
        <CopyButton text={command} />
      </div>
      {(session.result !== null || session.exitCode !== null) && (
        <dl className={styles.results}>
          {session.result !== null && (
            <Fact name={page.result}>
              <Badge tone={session.result === 'success' ? 'ok' : 'bad'}>{t.results[session.result]}</Badge>
            </Fact>
          )}
          {session.exitCode !== null && (
            <Fact name={page.exitCode}>
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
  const { session: page } = useSessionPageWords().t
  const { cpu, memory, gpu, sharedMemory } = session.resources
  const tiers: Readonly<Record<string, string>> = page.tiers
  return (
    <Card title={page.resources}>
      <Fact name={t.amounts.cpu}>{t.amounts.cores({ count: cpu, text: number(language, cpu) })}</Fact>
      <Fact name={t.amounts.memory}>{bytes(language, memory)}</Fact>
      {gpu > 0 && <Fact name={t.amounts.gpu}>{t.amounts.gpus({ count: gpu, text: number(language, gpu) })}</Fact>}
      <Fact name={t.amounts.sharedMemory}>{bytes(language, sharedMemory)}</Fact>
      <Fact name={page.isolation} isLong>
        {session.tier === null ? page.tiers.none : (tiers[session.tier] ?? session.tier)}
      </Fact>
    </Card>
  )
}

function TimesCard({ session }: { readonly session: Session }) {
  const { language } = useSessionTexts()
  const { session: page } = useSessionPageWords().t
  const { createdAt, startedAt, endedAt, startsAt, timeLimit } = session
  return (
    <Card title={page.time}>
      <Fact name={page.created}>
        <RelativeTime at={createdAt} />
      </Fact>
      {startsAt !== null && <Fact name={page.startsAt}>{exactTime(startsAt, language)}</Fact>}
      <Fact name={page.started}>{startedAt === null ? page.notYet : <RelativeTime at={startedAt} />}</Fact>
      {endedAt !== null && (
        <Fact name={page.ended}>
          <RelativeTime at={endedAt} />
        </Fact>
      )}
      <Fact name={page.elapsed}>
        <SessionElapsed session={session} />
      </Fact>
      {timeLimit !== null && <Fact name={page.timeLimit}>{duration(language, timeLimit)}</Fact>}
    </Card>
  )
}

function FoldersCard({ session }: { readonly session: Session }) {
  const { session: page } = useSessionPageWords().t
  return (
    <Card title={page.folders}>
      {session.mounts.map(({ folder, name, path, mode }) => (
        <Fact key={path} name={name}>
          <Link to={paths.folder(folder)}>
            <code>{path}</code>
          </Link>{' '}
          {page.modes[mode]}
        </Fact>
      ))}
    </Card>
  )
}

function EnvCard({ session }: { readonly session: Session }) {
  const { session: page } = useSessionPageWords().t
  const names = Object.keys(session.env)
  return (
    <Card title={page.env} note={names.length === 0 ? page.noEnv : page.envNote}>
      {names.map((name) => (
        <Fact key={name} name={name}>
          <span className={session.env[name] === hiddenText ? styles.hidden : styles.value}>{session.env[name]}</span>
        </Fact>
      ))}
    </Card>
  )
}
