import styles from './button.module.css'
import { classNames } from './class-names.ts'

/** `primary`: the page's one main action. `danger`: only inside a dialog that says what will happen. */
export type ButtonLook = 'plain' | 'primary' | 'danger' | 'quiet'

export interface ButtonStyle {
  readonly look?: ButtonLook | undefined
  readonly compact?: boolean | undefined
  /** As wide as what holds it. */
  readonly wide?: boolean | undefined
  readonly iconOnly?: boolean | undefined
  readonly isPending?: boolean | undefined
  readonly className?: string | undefined
}

export function buttonClass({ look = 'plain', compact, wide, iconOnly, isPending, className }: ButtonStyle): string {
  return classNames(
    styles.button,
    look !== 'plain' && styles[look],
    compact && styles.compact,
    wide && styles.wide,
    iconOnly && styles.iconOnly,
    isPending && styles.pending,
    className,
  )
}
