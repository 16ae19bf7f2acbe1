/** Web app cloud access; what it does is loaded when it is shown. */
import { Suspense } from 'react'
import { lazyPart } from '../../ui/lazy-part.ts'
import { Skeleton, SkeletonRegion } from '../../ui/skeleton.tsx'

const CloudAccessKeys = lazyPart(async () => (await import('./cloud-access.tsx')).CloudAccessKeys)

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
