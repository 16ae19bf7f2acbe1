/** The files that somebody wants in their sessions (6.2). */
import { configScriptBytes, usualConfigScripts } from '@berth/contract/user-scripts.ts'
import { useQuery } from '@tanstack/react-query'
import { Suspense, useState } from 'react'
import { bytes } from '../../parts/amounts.ts'
import { Button } from '../../ui/button.tsx'
import { lazyPart } from '../../ui/lazy-part.ts'
import { EmptyState } from '../../ui/page-state.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import styles from './general.module.css'
import { useGeneralWords } from './general-texts.ts'
import { NotLoaded } from './not-loaded.tsx'
import { configScriptsQuery } from './script-queries.ts'

const ConfigScriptsDialog = lazyPart(async () => (await import('./config-scripts-dialog.tsx')).ConfigScriptsDialog)

export function ConfigScriptsSection() {
  const { t, language } = useGeneralWords()
  const words = t.scripts
  const query = useQuery(configScriptsQuery)
  const [open, setOpen] = useState<string>()
  const items = query.data?.items
  const used = items?.reduce((sum, item) => sum + item.bytes, 0) ?? 0
  return (
    <section className={styles.card} aria-labelledby="config-scripts">
      <div className={styles.head}>
        <div className={styles.words}>
          <h2 id="config-scripts">{words.title}</h2>
          <p className={styles.muted}>{words.text}</p>
        </div>
        <div className={styles.buttons}>
          <Button isDisabled={items === undefined} onPress={() => setOpen(items?.[0]?.name ?? usualConfigScripts[0])}>
            {words.edit}
          </Button>
        </div>
      </div>
      {items === undefined ? (
        <NotLoaded query={query} title={words.loadFailed} />
      ) : items.length === 0 ? (
        <EmptyState title={words.none} headingLevel={3}>
          {words.noneText}
        </EmptyState>
      ) : (
        <>
          <ul className={styles.keys} aria-label={words.list}>
            {items.map(({ name, bytes: size, updatedAt }) => (
              <li key={name} className={styles.script}>
                <code className={styles.name}>{name}</code>
                <span className={styles.facts}>
                  <span>{bytes(language, size)}</span>
                  <span>
                    {words.changed} <RelativeTime at={updatedAt} />
                  </span>
                </span>
                <Button compact onPress={() => setOpen(name)} aria-label={words.editOne({ name })}>
                  {t.edit}
                </Button>
              </li>
            ))}
          </ul>
          <p className={styles.muted}>
            {words.used({ used: bytes(language, used), most: bytes(language, configScriptBytes) })}
          </p>
        </>
      )}
      <Suspense>
        {open !== undefined && items !== undefined && (
          <ConfigScriptsDialog items={items} name={open} onClose={() => setOpen(undefined)} />
        )}
      </Suspense>
    </section>
  )
}
