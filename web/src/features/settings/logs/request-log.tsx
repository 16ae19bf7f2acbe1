/** What this browser asked the server, and what came back (6.2): newest first, of this device alone. */
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { RequestEntry } from '../../../api/request-entry.ts'
import { writeRequests } from '../../../api/request-log.ts'
import { clearRequests, readRequests } from '../../../api/request-log-store.ts'
import { useMe } from '../../../shell/use-me.ts'
import { Button } from '../../../ui/button.tsx'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx'
import { DownloadIcon, RefreshIcon, SearchIcon } from '../../../ui/action-icons.tsx'
import { EmptyState } from '../../../ui/page-state.tsx'
import { Badge } from '../../../ui/status.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { showToast } from '../../../ui/toast.tsx'
import styles from './logs.module.css'
import { useLogsWords } from './logs-texts.ts'
import { fitting } from './request-search.ts'
import { RequestTable, useRequestWords } from './request-table.tsx'

const logQuery = (user: string) =>
  queryOptions({
    queryKey: ['request-log', user],
    queryFn: async () => {
      await writeRequests()
      return readRequests(user)
    },
    // as it is whenever it is opened; then it stands still until it is refreshed
    staleTime: 0,
    gcTime: 0,
    retry: false,
  })

const mostAtOnce = 100

export function RequestLog() {
  const { t, say, failureLine } = useLogsWords()
  const { errorOf } = useRequestWords()
  const { queryKey, ...read } = logQuery(useMe().id)
  const { data: all, error, isFetching, refetch } = useQuery({ queryKey, ...read })
  const cache = useQueryClient()
  const [text, setText] = useState('')
  const [errorsOnly, setErrorsOnly] = useState(false)
  const [most, setMost] = useState(mostAtOnce)
  const [isClearing, setClearing] = useState(false)
  if (error !== null) return <EmptyState title={t.unavailable}>{t.unavailableText}</EmptyState>
  const found = all && fitting(all, { text, errorsOnly }, errorOf)
  const clear = async () => {
    await clearRequests()
    cache.setQueryData(queryKey, [])
    showToast({ text: t.cleared, tone: 'ok' })
  }
  return (
    <section className={styles.log} aria-labelledby="request-log">
      <div className={styles.words}>
        <h2 id="request-log">
          {t.title} <Badge>{t.device}</Badge>
        </h2>
        <p>{t.text}</p>
      </div>
      <div className={styles.tools}>
        <div className={styles.filter}>
          <TextField
            label={t.filter}
            help={t.filterHelp}
            type="search"
            before={<SearchIcon size={14} />}
            value={text}
            onChange={setText}
            maxLength={200}
          />
        </div>
        <Checkbox label={t.errorsOnly} isSelected={errorsOnly} onChange={setErrorsOnly} />
        <div className={styles.buttons}>
          <Button isPending={isFetching} onPress={() => void refetch()}>
            <RefreshIcon />
            {t.refresh}
          </Button>
          <Button isDisabled={!found?.length} onPress={() => download(found ?? [])}>
            <DownloadIcon />
            {t.download}
          </Button>
          <Button isDisabled={!all?.length} onPress={() => setClearing(true)}>
            {t.clear}
          </Button>
        </div>
      </div>
      <p role="status" className={styles.count}>
        {found && all && t.shown({ shown: say(found.length), all: say(all.length) })}
      </p>
      <RequestTable
        rows={found?.slice(0, most)}
        empty={
          all?.length === 0 ? (
            <EmptyState title={t.empty}>{t.emptyText}</EmptyState>
          ) : (
            <EmptyState title={t.noMatch}>{t.noMatchText}</EmptyState>
          )
        }
      />
      {(found?.length ?? 0) > most && (
        <div className={styles.more}>
          <Button onPress={() => setMost(most + mostAtOnce)}>{t.older}</Button>
        </div>
      )}
      <ConfirmDialog
        isOpen={isClearing}
        onOpenChange={setClearing}
        title={t.clearTitle}
        verb={t.clearVerb}
        onConfirm={clear}
        sayError={failureLine}
      >
        {t.clearText({ count: all?.length ?? 0, text: say(all?.length ?? 0) })}
      </ConfirmDialog>
    </section>
  )
}

/** As they are kept, but for the time, which people and programs read more easily so. */
function download(entries: readonly RequestEntry[]): void {
  const said = entries.map(({ at, method, path, status, ms, request, problem }) => {
    return { time: new Date(at).toISOString(), method, path, status, milliseconds: ms, request, problem }
  })
  const url = URL.createObjectURL(new Blob([JSON.stringify(said, null, 2)], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = url
  link.download = `berth-requests-${new Date().toISOString().slice(0, 10)}.json`
  link.click()
  // the download has begun with the press; the browser needs the address no more after a while
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
