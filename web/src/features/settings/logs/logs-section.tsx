/** The tab Logs; what it shows is loaded when it is opened. */
import { Suspense } from 'react'
import { lazyPart } from '../../../ui/lazy-part.ts'
import { Skeleton, SkeletonRegion } from '../../../ui/skeleton.tsx'

const RequestLog = lazyPart(async () => (await import('./request-log.tsx')).RequestLog)

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
