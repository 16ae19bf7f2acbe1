/** Says in every tab, five minutes before, that the login ends; it takes no focus from whoever is typing. */
import { useState } from 'react'
import { createPortal } from 'react-dom'
import type { LoginEnd } from '../api/login-watch.ts'
import { useTexts } from '../texts/app-texts.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { useNow } from '../ui/clock.ts'
import { CloseIcon, WarningIcon } from '../ui/icons.tsx'
import { useUiTexts } from '../ui/ui-texts.tsx'
import { useExtend } from './session-timer.tsx'
import styles from './session-timer.module.css'
import { waitWords } from './use-wait.ts'

export function LoginEndWarning({ end }: { readonly end: LoginEnd }) {
  const texts = useTexts()
  const words = texts.shell.timer
  const ui = useUiTexts().texts
  const left = Math.max(0, Math.floor((end.endsAt - useNow(1000)) / 1000))
  const { extend, isPending } = useExtend()
  const [isDismissed, setDismissed] = useState(false)
  if (isDismissed || left === 0) return null
  // beside the page's root, and known to React Aria as one of the layers that an open dialog does not make inert
  return createPortal(
    <div className={styles.warning} data-react-aria-top-layer="true">
      <section className={styles.card} aria-label={words.warning}>
        <WarningIcon />
        <div className={styles.words}>
          <span className="visually-hidden" role="alert">
            {words.warning}
          </span>
          <strong>{words.warningIn({ time: waitWords(left, texts.signIn) })}</strong>
          {!end.canExtend && <p>{words.save}</p>}
        </div>
        <div className={styles.buttons}>
          {end.canExtend && (
            <Button compact look="primary" isPending={isPending} onPress={extend}>
              {words.stay}
            </Button>
          )}
          <IconButton compact label={ui.dismiss} onPress={() => setDismissed(true)}>
            <CloseIcon />
          </IconButton>
        </div>
      </section>
    </div>,
    document.body,
  )
}
