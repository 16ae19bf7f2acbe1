/** A state is a word, a shape and a colour, never a colour alone. */
import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import styles from './status.module.css'
import type { Tone } from './tone.ts'

/** ● ◐ ○ ◌ ✕ ■ */
export type StatusShape = 'filled' | 'half' | 'ring' | 'dotted' | 'cross' | 'square'

const shapes: Readonly<Record<StatusShape, ReactNode>> = {
  filled: <circle cx="5" cy="5" r="4" fill="currentColor" />,
  half: (
    <>
      <circle cx="5" cy="5" r="3.5" stroke="currentColor" />
      <path d="M5 1.5a3.5 3.5 0 0 1 0 7Z" fill="currentColor" />
    </>
  ),
  ring: <circle cx="5" cy="5" r="3.5" stroke="currentColor" />,
  dotted: <circle cx="5" cy="5" r="3.5" stroke="currentColor" strokeDasharray="1.4 1.35" strokeWidth="1.4" />,
  cross: <path d="m1.8 1.8 6.4 6.4M8.2 1.8 1.8 8.2" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" />,
  square: <rect x="1.5" y="1.5" width="7" height="7" rx="1" fill="currentColor" />,
}

export interface StatusProps {
  readonly tone: Tone
  readonly shape: StatusShape
  readonly children: ReactNode
  readonly className?: string
}

export function Status({ tone, shape, children, className }: StatusProps) {
  return (
    <span className={classNames(styles.status, styles[tone], className)}>
      <svg width="10" height="10" viewBox="0 0 10 10" fill="none" strokeWidth="1.2" aria-hidden="true">
        {shapes[shape]}
      </svg>
      {children}
    </span>
  )
}

/** A small fact beside a name: a type, a role. */
export function Badge({ tone = 'neutral', children }: { readonly tone?: Tone; readonly children: ReactNode }) {
  return <span className={classNames(styles.badge, styles[tone])}>{children}</span>
}
