/** What is being done in the background, with how far it has come. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { notificationsQuery } from '../../../api/notification-queries.ts'
import { NotLoaded } from '../../../parts/not-loaded.tsx'
import { NotificationRow } from '../../../shell/notification-row.tsx'
import { useNotificationWords } from '../../../shell/notification-words.ts'
import { Skeleton, SkeletonRegion } from '../../../ui/skeleton.tsx'
import { HomeCard } from './home-card.tsx'
import styles from './home.module.css'

const most = 4

export function InProgress() {
  const { t } = useNotificationWords()
  return (
    <HomeCard title={t.inProgress}>
      <div className={styles.progress}>
        <Going />
      </div>
    </HomeCard>
  )
}

function Going() {
  const { t, failureOf } = useNotificationWords()
  const query = useInfiniteQuery(notificationsQuery('in-progress'))
  if (query.data === undefined) {
    if (query.error !== null) return <NotLoaded title={t.failed} query={query} failureOf={failureOf} />
    return (
      <SkeletonRegion>
        <Skeleton width="80%" />
      </SkeletonRegion>
    )
  }
  const items = query.data.pages.flatMap((page) => page.items)
  if (items.length === 0)
    return (
      <p className={styles.note}>
        {t.nothingInProgress}. {t.nothingInProgressText}
      </p>
    )
  return (
    <ul className={styles.list}>
      {items.slice(0, most).map((one) => (
        <NotificationRow key={one.id} notification={one} onFollow={() => undefined} />
      ))}
    </ul>
  )
}
