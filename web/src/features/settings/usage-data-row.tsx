/** Counts of use for the site's collector: nothing is sent unless an administrator wants it, and nothing but this. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { client } from '../../api/client.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { Switch } from '../../ui/switch.tsx'
import { showToast } from '../../ui/toast.tsx'
import { NotLoaded } from './not-loaded.tsx'
import { usePreferenceWords } from './preference-texts.ts'
import styles from './preferences.module.css'
import { usageDataQuery } from './usage-data-query.ts'

export function UsageDataRow() {
  const { t, failureLine } = usePreferenceWords()
  const words = t.usageData
  const cache = useQueryClient()
  const query = useQuery(usageDataQuery)
  const { data } = query
  const [isPending, setPending] = useState(false)
  const [isShown, setShown] = useState(false)
  if (data === undefined) return <NotLoaded query={query} title={words.loadFailed} />
  const to = data.collector ?? ''
  const share = async (shared: boolean) => {
    setPending(true)
    try {
      cache.setQueryData(usageDataQuery.queryKey, await client.usageData.update({ body: { shared } }))
    } catch (error) {
      showToast({ text: `${t.notSaved} ${failureLine(error)}`, tone: 'bad' })
    } finally {
      setPending(false)
    }
  }
  return (
    <>
      <Switch
        label={words.title}
        help={words.help({ to })}
        isOn={data.shared}
        isDisabled={isPending}
        onChange={(shared) => void share(shared)}
      />
      <div className={styles.marks}>
        <Button
          compact
          onPress={() => {
            setShown(true)
            void query.refetch()
          }}
        >
          {words.show}
        </Button>
        {data.shared && (
          <span className={styles.help}>
            {data.sentAt === null ? (
              words.neverSent
            ) : (
              <>
                {words.lastSent} <RelativeTime at={data.sentAt} />
              </>
            )}
          </span>
        )}
      </div>
      {isShown && (
        <Dialog isOpen onOpenChange={setShown} title={words.shownTitle} isDismissable>
          <p>{words.shownText({ to })}</p>
          {/* a long one is scrolled by keys */}
          <pre className={styles.json} tabIndex={0} role="region" aria-label={words.shownTitle}>
            {JSON.stringify(data.report, null, 2)}
          </pre>
        </Dialog>
      )}
    </>
  )
}
