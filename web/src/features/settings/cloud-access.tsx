/** Keys to buckets in somebody's clouds, each of them tried on request (5.1). They never leave this browser. */
import { Suspense, useCallback, useEffect, useState } from 'react'
import type { CloudAccess } from '../../parts/cloud/cloud-access.ts'
import { setCloudKeys, useCloudKeys, withRow } from '../../parts/cloud/cloud-keys.ts'
import { canReachClouds } from '../../parts/cloud/cloud-reach.ts'
import { useCloudWords } from '../../parts/cloud/cloud-texts.ts'
import { paths } from '../../paths.ts'
import { useMe } from '../../shell/use-me.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { PlusIcon } from '../../ui/action-icons.tsx'
import { KeyIcon } from '../../ui/icons.tsx'
import { lazyPart } from '../../ui/lazy-part.ts'
import { EmptyState } from '../../ui/page-state.tsx'
import { Switch } from '../../ui/switch.tsx'
import { showToast } from '../../ui/toast.tsx'
import { CloudAccessRow } from './cloud-access-row.tsx'
import { runTest } from './cloud-access-test.ts'
import type { TestResult } from './cloud-access-test.ts'
import styles from './general.module.css'
import { usePreferenceWords } from './preference-texts.ts'

const CloudKeyDialog = lazyPart(async () => (await import('../../parts/cloud/cloud-key-dialog.tsx')).CloudKeyDialog)

type Open = { readonly name: 'add' } | { readonly name: 'edit' | 'remove'; readonly access: CloudAccess }

export function CloudAccessKeys() {
  const head = usePreferenceWords().t.cloud
  const { t } = useCloudWords()
  const keys = useCloudKeys(useMe().id)
  const { rows, isKept } = keys
  const [open, setOpen] = useState<Open>()
  const { results, test, forget } = useTests(rows)
  const close = () => setOpen(undefined)
  return (
    <section className={styles.card} id={sectionId} aria-labelledby="cloud-access-title">
      <div className={styles.head}>
        <div className={styles.words}>
          <h2 id="cloud-access-title">{head.title}</h2>
          <p className={styles.muted}>{head.text}</p>
        </div>
        <div className={styles.buttons}>
          <Button look="primary" onPress={() => setOpen({ name: 'add' })}>
            <PlusIcon />
            {t.add}
          </Button>
          {rows.length > 1 && <Button onPress={() => test(rows)}>{t.testAll}</Button>}
        </div>
      </div>
      {rows.length === 0 ? (
        <EmptyState icon={<KeyIcon size={24} />} title={t.none} headingLevel={3}>
          {t.noneText}
        </EmptyState>
      ) : (
        <ul className={styles.keys} aria-label={t.list}>
          {rows.map((access) => (
            <CloudAccessRow
              key={access.id}
              access={access}
              result={results[access.id]}
              onTest={() => test([access])}
              onEdit={() => setOpen({ name: 'edit', access })}
              onRemove={() => setOpen({ name: 'remove', access })}
            />
          ))}
        </ul>
      )}
      <Switch
        label={t.keep}
        help={t.keepHelp}
        isOn={isKept}
        onChange={(next) => setCloudKeys({ rows, isKept: next })}
      />
      <Suspense>
        {(open?.name === 'add' || open?.name === 'edit') && (
          <CloudKeyDialog
            reason={open.name}
            {...(open.name === 'edit' ? { access: open.access } : {})}
            onSave={(access) => {
              forget(access.id)
              setCloudKeys({ rows: withRow(rows, access), isKept })
              showToast({ text: open.name === 'add' ? t.form.added(access) : t.form.saved(access), tone: 'ok' })
            }}
            onClose={close}
          />
        )}
      </Suspense>
      {open?.name === 'remove' && (
        <ConfirmDialog
          isOpen
          onOpenChange={close}
          title={t.removing.title(open.access)}
          verb={t.removing.verb}
          sayError={() => ''}
          onConfirm={async () => {
            setCloudKeys({ rows: rows.filter(({ id }) => id !== open.access.id), isKept })
            showToast({ text: t.removing.done(open.access), tone: 'ok' })
          }}
        >
          <p>{t.removing.text}</p>
        </ConfirmDialog>
      )}
    </section>
  )
}

const sectionId = 'cloud-access'

/** Tests that go on in the document that may reach clouds: which rows they are of. */
const waitingName = 'berth.cloud-test'

function useTests(rows: readonly CloudAccess[]) {
  const [results, setResults] = useState<Readonly<Record<string, TestResult>>>({})
  const note = (id: string, result: TestResult) => setResults((now) => ({ ...now, [id]: result }))
  const run = useCallback((some: readonly CloudAccess[]) => {
    for (const access of some) {
      note(access.id, { kind: 'running' })
      void runTest(access).then((result) => note(access.id, result))
    }
  }, [])
  useEffect(() => {
    const waiting = sessionStorage.getItem(waitingName)
    if (waiting === null || !canReachClouds()) return
    sessionStorage.removeItem(waitingName)
    const ids = waiting.split(' ')
    document.getElementById(sectionId)?.scrollIntoView({ block: 'center' })
    run(rows.filter(({ id }) => ids.includes(id)))
    // once, for what was asked for before the page was loaded anew
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [])
  return {
    results,
    test(some: readonly CloudAccess[]) {
      if (canReachClouds()) return run(some)
      sessionStorage.setItem(waitingName, some.map(({ id }) => id).join(' '))
      window.location.assign(paths.preferencesTab('configuration'))
    },
    /** Of keys that are others now. */
    forget: (id: string) => setResults((now) => Object.fromEntries(Object.entries(now).filter(([one]) => one !== id))),
  }
}
