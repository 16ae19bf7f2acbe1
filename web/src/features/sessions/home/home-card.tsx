/** A part of the start page: what it is about, the way to all of it, a few of them. */
import { Link } from '@tanstack/react-router'
import { useId } from 'react'
import type { ReactNode } from 'react'
import styles from './home.module.css'

export interface HomeCardProps {
  readonly title: string
  /** Where the rest is. */
  readonly more?: { readonly to: string; readonly label: string; readonly search?: Readonly<Record<string, string>> }
  /** Without a frame, where what stands in it has one. */
  readonly isOpen?: boolean
  readonly children: ReactNode
}

export function HomeCard({ title, more, isOpen = false, children }: HomeCardProps) {
  const id = useId()
  return (
    <section className={isOpen ? styles.part : styles.card} aria-labelledby={id}>
      <div className={styles.cardHead}>
        <h2 id={id}>{title}</h2>
        {more !== undefined && (
          <Link to={more.to} search={more.search ?? {}} className={styles.moreLink}>
            {more.label}
          </Link>
        )}
      </div>
      {children}
    </section>
  )
}
