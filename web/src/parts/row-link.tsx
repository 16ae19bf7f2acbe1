/**
 * The link that opens a row of a long list: what the router's own `Link` does here, without its watch over where the
 * console is, which is most of the work of drawing one.
 */
import { useRouter } from '@tanstack/react-router'
import type { MouseEvent, ReactNode } from 'react'

export interface RowLinkProps {
  /** One of `paths.ts`. */
  readonly to: string
  readonly className?: string | undefined
  readonly children: ReactNode
}

export function RowLink({ to, className, children }: RowLinkProps) {
  const router = useRouter()
  const prepare = () => void router.preloadRoute({ to }).catch(() => undefined)
  const onClick = (event: MouseEvent) => {
    // in a tab of its own, as somebody may ask of any link
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    void router.navigate({ to })
  }
  return (
    <a href={to} className={className} onClick={onClick} onPointerEnter={prepare} onFocus={prepare}>
      {children}
    </a>
  )
}
