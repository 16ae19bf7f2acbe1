/** How long the login lasts, and a button that makes it last longer. Looking never does. */
import { unitNames } from '@berth/contract/texts/units.ts'
import { useState } from 'react'
import { extendLogin } from '../api/login-watch-page.ts'
import type { LoginEnd } from '../api/login-watch.ts'
import { useLanguage, useTexts } from '../texts/app-texts.ts'
import { sayError } from '../texts/say-error.ts'
import { IconButton } from '../ui/button.tsx'
import { classNames } from '../ui/class-names.ts'
import { useNow } from '../ui/clock.ts'
import { countdown } from '../ui/countdown.ts'
import { RefreshIcon } from '../ui/action-icons.tsx'
import { showToast } from '../ui/toast.tsx'
import { Tooltip, TooltipTarget } from '../ui/tooltip.tsx'
import styles from './session-timer.module.css'

export function useExtend() {
  const texts = useTexts()
  const words = texts.shell.timer
  const [isPending, setPending] = useState(false)
  const extend = async () => {
    setPending(true)
    try {
      await extendLogin()
      showToast({ text: words.extended, tone: 'ok' })
    } catch (error) {
      const { title } = sayError(error, texts.signIn.noAnswer)
      showToast({ text: `${words.notExtended} ${title}.`, tone: 'bad' })
    } finally {
      setPending(false)
    }
  }
  return { extend: () => void extend(), isPending }
}

export function SessionTimer({ end, isNear }: { readonly end: LoginEnd; readonly isNear: boolean }) {
  const words = useTexts().shell.timer
  const { language } = useLanguage()
  const { gap, times } = unitNames(language)
  // as short as it can be in English; a longer name stands apart
  const day = times.days.length === 1 ? times.days : `${gap}${times.days}`
  const time = countdown(end.endsAt - useNow(1000), day)
  const { extend, isPending } = useExtend()
  return (
    <div className={classNames(styles.timer, isNear && styles.near)}>
      <Tooltip text={words.left({ time })}>
        <TooltipTarget className={styles.time}>
          <span className="visually-hidden">{words.left({ time: '' })}</span>
          <time role="timer" aria-live="off">
            {time}
          </time>
        </TooltipTarget>
      </Tooltip>
      <IconButton
        compact
        label={end.canExtend ? words.extend : words.longest}
        isDisabled={!end.canExtend}
        isPending={isPending}
        onPress={extend}
      >
        <RefreshIcon />
      </IconButton>
    </div>
  )
}
