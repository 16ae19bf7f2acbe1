/** What a change would mean, before it is saved. */
import type { OverLimit, PolicyPreview } from '@berth/contract/policies.ts'
import { useQuery } from '@tanstack/react-query'
import { ErrorState } from '../../ui/page-state.tsx'
import { Skeleton, SkeletonRegion } from '../../ui/skeleton.tsx'
import shared from '../../parts/amounts-page.module.css'
import styles from './policies.module.css'
import { amountText } from './policy-amounts.ts'
import { previewQuery } from './policy-queries.ts'
import type { PolicyChanges } from './policy-queries.ts'
import { usePolicyWords } from './policy-texts.ts'

export function PreviewOfChange({ name, changes }: { readonly name: string; readonly changes: PolicyChanges }) {
  const { t, failureOf } = usePolicyWords()
  const { data, error, isFetching, refetch } = useQuery(previewQuery(name, changes))
  if (error !== null && data === undefined) {
    const { detail, requestId } = failureOf(error)
    return (
      <ErrorState title={t.preview.failed} requestId={requestId} onRetry={() => void refetch()} isRetrying={isFetching}>
        {detail}
      </ErrorState>
    )
  }
  return (
    <section className={styles.preview} aria-labelledby="policy-preview">
      <h3 id="policy-preview">{t.preview.title}</h3>
      <p>{t.preview.running}</p>
      {data === undefined ? (
        <SkeletonRegion>
          <Skeleton width="70%" height="1.25rem" />
          <Skeleton width="60%" height="1.25rem" />
        </SkeletonRegion>
      ) : (
        <Consequences preview={data} />
      )}
    </section>
  )
}

function Consequences({ preview: { over, overCount, starts, refusedStarts } }: { readonly preview: PolicyPreview }) {
  const { t, say } = usePolicyWords()
  return (
    <>
      {overCount === 0 ? (
        <p>{t.preview.nobody}</p>
      ) : (
        <div>
          <p>{t.preview.over({ count: overCount, text: say(overCount) })}</p>
          <ul
            className={styles.over}
            tabIndex={0}
            aria-label={t.preview.over({ count: overCount, text: say(overCount) })}
          >
            {over.map((one) => (
              <Over key={`${one.credential} ${one.scope}`} over={one} />
            ))}
            {overCount > over.length && <li>{t.preview.more({ text: say(overCount - over.length) })}</li>}
          </ul>
        </div>
      )}
      <p>
        {starts === 0
          ? t.preview.noStarts
          : t.preview.starts({ count: starts, starts: say(starts), refused: say(refusedStarts) })}
      </p>
    </>
  )
}

function Over({ over }: { readonly over: OverLimit }) {
  const { t, language } = usePolicyWords()
  const uses = over.limits.map(({ resource, used, max }) =>
    t.preview.uses({
      what: t.fields[resource],
      used: amountText(language, resource, used),
      max: amountText(language, resource, max),
    }),
  )
  return (
    <li>
      <span className={styles.person}>{over.user.email}</span>
      <span className={shared.muted}>
        {over.workspace.name}
        {over.scope === 'credential' && <> · {t.preview.credential({ key: over.credential })}</>}
      </span>
      <span>{uses.join(' · ')}</span>
    </li>
  )
}
