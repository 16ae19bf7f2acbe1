import type { ReactNode } from 'react'
import { Dialog } from '../ui/dialog.tsx'
import { commandKey, useShortcutWords } from './shortcut-texts.ts'
import styles from './shortcuts-dialog.module.css'

export function ShortcutsDialog({ onClose }: { readonly onClose: () => void }) {
  const { shortcuts: t } = useShortcutWords().t
  const groups: readonly (readonly [string, readonly (readonly [string, ReactNode])[]])[] = [
    [
      t.anywhere,
      [
        [t.palette, <Keys key="keys" of={[commandKey, 'K']} />],
        [t.list, <Keys key="keys" of={['?']} />],
        [t.sidebar, <Keys key="keys" of={['[']} />],
        [t.notifications, <Keys key="keys" of={[']']} />],
      ],
    ],
    [
      t.inDialogs,
      [
        [t.close, <Keys key="keys" of={['Esc']} />],
        [t.submit, <Keys key="keys" of={[commandKey, 'Enter']} />],
      ],
    ],
    [
      t.inLists,
      [
        [t.move, <Either key="keys" or={t.or} of={['↑', '↓']} />],
        [t.ends, <Either key="keys" or={t.or} of={['Home', 'End']} />],
        [t.letter, <Keys key="keys" of={[t.aLetter]} />],
      ],
    ],
  ]
  return (
    <Dialog isOpen onOpenChange={onClose} title={t.title} isDismissable>
      {groups.map(([title, rows]) => (
        <section key={title} className={styles.group}>
          <h3>{title}</h3>
          <dl className={styles.rows}>
            {rows.map(([what, keys]) => (
              <div key={what} className={styles.row}>
                <dt>{what}</dt>
                <dd>{keys}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <p className={styles.note}>{t.not}</p>
    </Dialog>
  )
}

const Keys = ({ of }: { readonly of: readonly string[] }) => (
  <span className={styles.keys}>
    {of.map((key) => (
      <kbd key={key}>{key}</kbd>
    ))}
  </span>
)

const Either = ({ of: [one, other], or }: { readonly of: readonly [string, string]; readonly or: string }) => (
  <span className={styles.keys}>
    <kbd>{one}</kbd> {or} <kbd>{other}</kbd>
  </span>
)
