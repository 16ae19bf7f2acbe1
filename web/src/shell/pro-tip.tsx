/** A tip at a sign-in, when one is due: the server says whether, and which. */
import type { ProTip as Tip } from '@berth/contract/initial-preferences.ts'
import { useEffect, useState } from 'react'
import { client } from '../api/client.ts'
import { useRemember } from '../parts/preferences.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { CloseIcon } from '../ui/icons.tsx'
import { icon } from '../ui/icon.tsx'
import { useUiTexts } from '../ui/ui-texts.tsx'
import styles from './pro-tip.module.css'
import { commandKey, useShortcutWords } from './shortcut-texts.ts'

const LightBulbIcon = icon(<path d="M5.75 10.5a4 4 0 1 1 4.5 0v1.25h-4.5zM6.5 13.75h3" />)

/** Asked once a page: going back and forth in it is no sign-in. */
let asked: Promise<Tip | null> | undefined
const askOnce = () =>
  (asked ??= client.preferences.proTip().then(
    ({ tip }) => tip,
    () => null,
  ))

export function ProTip() {
  const [tip, setTip] = useState<Tip | null>(null)
  useEffect(() => void askOnce().then(setTip), [])
  return tip === null ? null : <Card tip={tip} onClose={() => setTip(null)} />
}

function Card({ tip, onClose }: { readonly tip: Tip; readonly onClose: () => void }) {
  const words = useShortcutWords().t.tip
  const ui = useUiTexts().texts
  const remember = useRemember()
  const text = words.texts[tip]
  return (
    <aside className={styles.tip} aria-label={words.label}>
      <LightBulbIcon />
      <div className={styles.words} role="status">
        <strong>{words.label}</strong>
        <p>{typeof text === 'string' ? text : text({ key: `${commandKey}-K` })}</p>
        <Button
          compact
          look="quiet"
          className={styles.stop}
          onPress={() => {
            onClose()
            void remember({ hideProTips: true })
          }}
        >
          {words.stop}
        </Button>
      </div>
      <IconButton compact label={ui.dismiss} onPress={onClose}>
        <CloseIcon />
      </IconButton>
    </aside>
  )
}
