/** Web app cloud access; what it does is loaded when it is shown. */
import { lazy, Suspense } from 'react'
import { Skeleton, SkeletonRegion } from '../../ui/skeleton.tsx'

const CloudAccessKeys = lazy(async () => ({ default: (await import('./cloud-access.tsx')).CloudAccessKeys }))

export const CloudAccessSection = () => (
  <Suspense
    fallback={
      <SkeletonRegion>
        <Skeleton width="100%" height="10rem" />
      </SkeletonRegion>
    }
  >
    <CloudAccessKeys />
  </Suspense>
)
