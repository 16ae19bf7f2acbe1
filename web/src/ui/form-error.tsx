import type { ReactNode } from 'react'
import { Notice } from './notice.tsx'

export interface FormErrorProps {
  readonly title?: ReactNode
  readonly children?: ReactNode
}

/** Why a form was refused. It comes into sight: below a long form it would be written where nobody looks. */
export function FormError({ title, children }: FormErrorProps) {
  return (
    <div ref={bringIntoSight}>
      <Notice tone="bad" title={title}>
        {children}
      </Notice>
    </div>
  )
}

// the same each time, so that it happens when the error comes and not at every key that is pressed after it
const bringIntoSight = (element: HTMLElement | null) => element?.scrollIntoView({ block: 'nearest' })
