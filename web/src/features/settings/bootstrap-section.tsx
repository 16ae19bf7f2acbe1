/** The script that is run first in every session of somebody's (6.2). */
import { useQuery } from '@tanstack/react-query'
import { Suspense, useState } from 'react'
import { bytes } from '../../parts/amounts.ts'
import { Button } from '../../ui/button.tsx'
import { lazyPart } from '../../ui/lazy-part.ts'
import { RelativeTime } from '../../ui/relative-time.tsx'
import styles from './general.module.css'
import { useGeneralWords } from './general-texts.ts'
import { NotLoaded } from './not-loaded.tsx'
import { bootstrapScriptQuery } from './script-queries.ts'

const BootstrapDialog = lazyPart(async () => (await import('./bootstrap-dialog.tsx')).BootstrapDialog)

export function BootstrapSection() {
  const { t, language } = useGeneralWords()
  const words = t.bootstrap
  const query = useQuery(bootstrapScriptQuery)
  const { data } = query
  const [isOpen, setOpen] = useState(false)
  return (
    <section className={styles.card} aria-labelledby="bootstrap-script">
      <div className={styles.head}>
        <div className={styles.words}>
          <h2 id="bootstrap-script">{words.title}</h2>
          <p className={styles.muted}>{words.text}</p>
        </div>
        <div className={styles.buttons}>
          <Button isDisabled={data === undefined} onPress={() => setOpen(true)}>
            {words.edit}
          </Button>
        </div>
      </div>
      {data === undefined ? (
        <NotLoaded query={query} title={t.scripts.loadFailed} />
      ) : (
        <p className={styles.facts}>
          {data === null ? (
            <span>{words.none}</span>
          ) : (
            <>
              <span>{bytes(language, data.bytes)}</span>
              <span>
                {t.scripts.changed} <RelativeTime at={data.updatedAt} />
              </span>
            </>
          )}
        </p>
      )}
      <Suspense>
        {isOpen && data !== undefined && <BootstrapDialog script={data} onClose={() => setOpen(false)} />}
      </Suspense>
    </section>
  )
}
