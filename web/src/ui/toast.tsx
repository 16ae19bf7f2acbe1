/** Short messages at the edge of the page that leave by themselves. For what failed in its place, use `Notice`. */
import { useEffect, useRef, useSyncExternalStore } from 'react'
import { Button, IconButton } from './button.tsx'
import { classNames } from './class-names.ts'
import { CloseIcon, ErrorIcon, InfoIcon, SuccessIcon, WarningIcon } from './icons.tsx'
import styles from './toast.module.css'
import type { Tone } from './tone.ts'
import { useUiTexts } from './ui-texts.tsx'

export interface Toast {
  readonly text: string
  readonly tone?: Tone
  readonly action?: { readonly label: string; readonly onPress: () => void }
}

interface ShownToast extends Toast {
  readonly id: number
}

let toasts: readonly ShownToast[] = []
let lastId = 0
const listeners = new Set<() => void>()

const change = (next: readonly ShownToast[]) => {
  toasts = next
  for (const listener of listeners) listener()
}

const mostAtOnce = 4

export function showToast(toast: Toast): void {
  lastId += 1
  change([...toasts, { ...toast, id: lastId }].slice(-mostAtOnce))
}

const dismiss = (id: number) => change(toasts.filter((toast) => toast.id !== id))

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Once a page, at its end. */
export function ToastRegion() {
  const { texts } = useUiTexts()
  const shown = useSyncExternalStore(subscribe, () => toasts)
  return (
    <section className={styles.region} aria-label={texts.messages} aria-live="polite" aria-relevant="additions">
      {shown.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </section>
  )
}

const icons = { ok: SuccessIcon, warn: WarningIcon, bad: ErrorIcon, info: InfoIcon, neutral: InfoIcon }

/** Long enough to read twice; what failed stays longer. */
const lifeOf = ({ text, tone, action }: Toast) =>
  Math.max(5000, text.length * 90) * (tone === 'bad' || action !== undefined ? 2 : 1)

function ToastCard({ toast }: { readonly toast: ShownToast }) {
  const { texts } = useUiTexts()
  const isHeld = useRef(false)
  useEffect(() => {
    let left = lifeOf(toast)
    const timer = setInterval(() => {
      if (isHeld.current || document.visibilityState === 'hidden') return
      left -= 250
      if (left <= 0) dismiss(toast.id)
    }, 250)
    return () => clearInterval(timer)
  }, [toast])
  const hold = (held: boolean) => () => {
    isHeld.current = held
  }
  const { tone = 'neutral', text, action } = toast
  const Icon = icons[tone]
  return (
    <div
      className={classNames(styles.toast, styles[tone])}
      onPointerEnter={hold(true)}
      onPointerLeave={hold(false)}
      onFocus={hold(true)}
      onBlur={hold(false)}
    >
      <Icon />
      <div className={styles.words}>{text}</div>
      <div className={styles.buttons}>
        {action !== undefined && (
          <Button
            compact
            onPress={() => {
              dismiss(toast.id)
              action.onPress()
            }}
          >
            {action.label}
          </Button>
        )}
        <IconButton label={texts.dismiss} compact onPress={() => dismiss(toast.id)}>
          <CloseIcon />
        </IconButton>
      </div>
    </div>
  )
}
