import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import styles from './progress.module.css'
import { Skeleton } from './skeleton.tsx'
import type { Tone } from './tone.ts'

export interface ProgressProps {
  readonly label: string
  /** 0 to 1; unknown when not given. */
  readonly value?: number | undefined
  readonly tone?: Tone
}

export function Progress({ label, value, tone = 'neutral' }: ProgressProps) {
  const percent = value === undefined ? undefined : Math.round(clamp(value) * 100)
  return (
    <div
      className={classNames(styles.bar, styles[tone])}
      role="progressbar"
      aria-label={label}
      aria-valuenow={percent}
      aria-valuemin={0}
      aria-valuemax={100}
    >
      {percent === undefined ? (
        <div className={classNames(styles.fill, styles.unknown)} />
      ) : (
        <div className={styles.fill} style={{ inlineSize: `${percent}%` }} />
      )}
    </div>
  )
}

export interface UsageBarProps {
  readonly label: string
  readonly used: number
  /** null = unlimited: ∞ and no fill. */
  readonly limit: number | null
  /** An amount in words. */
  readonly format: (amount: number) => string
  /** “24 / 64 GiB” in place of both amounts by `format`. */
  readonly text?: string
  /** Below: what binds, what is free. */
  readonly note?: ReactNode
}

/** Used and limit with a thin bar. */
export function UsageBar({ label, used, limit, format, text, note }: UsageBarProps) {
  const share = limit === null ? 0 : limit <= 0 ? 1 : clamp(used / limit)
  const words = text ?? `${format(used)} / ${limit === null ? '∞' : format(limit)}`
  return (
    <div className={styles.usage}>
      <div className={styles.words} aria-hidden="true">
        <span className={styles.name}>{label}</span>
        <span className={styles.amount}>{words}</span>
      </div>
      <div
        className={classNames(styles.bar, share >= 1 && limit !== 0 ? styles.warn : undefined)}
        role="meter"
        aria-label={label}
        aria-valuenow={used}
        aria-valuemin={0}
        aria-valuemax={limit === null ? undefined : Math.max(limit, used)}
        aria-valuetext={words}
      >
        <div className={styles.fill} style={{ inlineSize: `${share * 100}%` }} />
      </div>
      {note !== undefined && <div className={styles.note}>{note}</div>}
    </div>
  )
}

/** In the place of a bar whose amounts are not here yet, as high as it will be. */
export function UsageBarSkeleton({ label }: { readonly label: string }) {
  return (
    <div className={styles.usage}>
      <div className={styles.words}>
        <span className={styles.name}>{label}</span>
        <Skeleton width="8ch" />
      </div>
      <div className={styles.bar} />
      <div className={styles.note}>
        <Skeleton width="14ch" />
      </div>
    </div>
  )
}

const clamp = (share: number) => Math.min(1, Math.max(0, share))
