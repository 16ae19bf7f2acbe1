/** Pages that reach clouds have documents of their own: whoever goes to one, or leaves it, loads the page anew. */
import { useLocation, useRouter } from '@tanstack/react-router'
import { Suspense, useEffect } from 'react'
import type { ReactNode } from 'react'
import { lazyPart } from '../ui/lazy-part.ts'
import { isDocumentFor } from '../parts/cloud/cloud-reach.ts'

const LoadAnew = lazyPart(async () => (await import('../parts/cloud/load-anew.tsx')).LoadAnew)

export function OwnDocument({ children }: { readonly children: ReactNode }) {
  const isRight = isDocumentFor(useLocation({ select: ({ pathname }) => pathname }))
  const { history } = useRouter()
  useEffect(() => {
    if (isRight) return
    // the address bar may not have it yet
    history.flush()
    window.location.reload()
  }, [isRight, history])
  if (isRight) return children
  return (
    <Suspense>
      <LoadAnew />
    </Suspense>
  )
}
