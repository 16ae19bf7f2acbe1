/**
 * On the way to an app: it is started, and the browser goes on to the app's own address. Also whoever follows a link to
 * an app without a right to it yet comes by here.
 */
import { ApiProblem } from '@berth/contract/client.ts'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { appsQuery } from '../../api/app-queries.ts'
import { client } from '../../api/client.ts'
import { useAppWords } from '../../parts/app-texts.ts'
import { paths } from '../../paths.ts'
import { PageHead } from '../../shell/page-head.tsx'
import { Button } from '../../ui/button.tsx'
import { EmptyState, ErrorState } from '../../ui/page-state.tsx'
import { Progress } from '../../ui/progress.tsx'
import { cameJustNow, noteGoing } from './going.ts'
import styles from './open-app.module.css'

export function OpenAppPage() {
  const { session = '', app = '' } = useParams({ strict: false })
  const { path } = useSearch({ strict: false }) as { path?: unknown }
  return <OpenApp key={`${session} ${app}`} session={session} app={app} path={typeof path === 'string' ? path : '/'} />
}

interface OpenAppProps {
  readonly session: string
  readonly app: string
  readonly path: string
}

function OpenApp({ session, app, path }: OpenAppProps) {
  const { t, failureOf } = useAppWords()
  const { data: apps, error, refetch } = useQuery(appsQuery(session))
  const [isTrusted, setTrusted] = useState(false)
  // A link alone must not bring a page of somebody else's beside one's own.
  const mustAsk = apps !== undefined && apps.shared && !apps.own && !isTrusted
  const isHeld = apps === undefined || mustAsk
  const [attempt, setAttempt] = useState(() => (cameJustNow(sessionStorage, session, app) ? 0 : 1))
  const [notOpened, setFailure] = useState<unknown>()
  const failure = notOpened ?? error ?? undefined
  const name = apps?.items.find((one) => one.name === app)?.title ?? app
  useEffect(() => {
    if (attempt === 0 || isHeld) return undefined
    let isHere = true
    open(session, app, path).then(
      (url) => {
        if (!isHere) return
        noteGoing(sessionStorage, session, app)
        window.location.replace(url)
      },
      (error: unknown) => isHere && setFailure(error),
    )
    return () => {
      isHere = false
    }
  }, [attempt, isHeld, session, app, path])

  const again = () => {
    setFailure(undefined)
    if (error !== null) void refetch()
    setAttempt((count) => count + 1)
  }
  const toSession = <Link to={paths.session(session)}>{t.toSession}</Link>
  if (mustAsk)
    return (
      <EmptyState
        headingLevel={1}
        title={t.sharedOther({ app: name })}
        actions={
          <>
            <Button onPress={() => setTrusted(true)}>{t.openAnyway}</Button>
            {toSession}
          </>
        }
      >
        {t.sharedOtherText}
      </EmptyState>
    )
  if (attempt === 0)
    return (
      <EmptyState
        headingLevel={1}
        title={t.loopTitle}
        actions={
          <>
            <Button look="primary" onPress={again}>
              {t.again}
            </Button>
            {toSession}
          </>
        }
      >
        {t.loopText}
      </EmptyState>
    )
  if (failure === undefined)
    return (
      <>
        <PageHead title={t.opening({ app: name })} />
        <div className={styles.opening}>
          <Progress label={t.opening({ app: name })} />
          <p>{t.starting}</p>
        </div>
      </>
    )
  const { title, detail, requestId } = failureOf(failure)
  const output = outputOf(failure)
  return (
    <>
      <ErrorState
        headingLevel={1}
        title={t.failed({ app: name })}
        requestId={requestId}
        onRetry={again}
        actions={toSession}
      >
        {title}. {detail}
      </ErrorState>
      {output !== '' && (
        <figure className={styles.output}>
          <figcaption>{t.output}</figcaption>
          {/* reached by keyboard to scroll */}
          <pre tabIndex={0} aria-label={t.output}>
            {output}
          </pre>
        </figure>
      )}
    </>
  )
}

async function open(session: string, app: string, path: string): Promise<string> {
  const { url } = await client.apps.open({ params: { id: session, app }, body: { path } })
  return url
}

/** What an app says is hostile text: it is shown as that. */
const outputOf = (failure: unknown): string =>
  failure instanceof ApiProblem && typeof failure.body['output'] === 'string' ? failure.body['output'].trim() : ''
