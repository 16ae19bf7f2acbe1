/** The tab Logs; what it shows is loaded when it is opened. */
import { lazy, Suspense } from 'react'
import { Skeleton, SkeletonRegion } from '../../../ui/skeleton.tsx'

const RequestLog = lazy(async () => ({ default: (await import('./request-log.tsx')).RequestLog }))

export const LogsSection = () => (
  <Suspense
    fallback={
      <SkeletonRegion>
        <Skeleton width="60%" />
      </SkeletonRegion>
    }
  >
    <RequestLog />
  </Suspense>
)
