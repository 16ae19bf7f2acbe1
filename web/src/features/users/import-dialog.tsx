/** Users from a file: first what would happen, row by row, then all of them or none. */
import { useEffect, useRef, useState } from 'react'
import { client } from '../../api/client.ts'
import { Button } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { DownloadIcon } from '../../ui/action-icons.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Skeleton, SkeletonRegion } from '../../ui/skeleton.tsx'
import { showToast } from '../../ui/toast.tsx'
import { useUiTexts } from '../../ui/ui-texts.tsx'
import type { ImportRow } from './import-preview.tsx'
import { ImportPreview } from './import-preview.tsx'
import { saveTemplate } from './import-template.ts'
import styles from './import.module.css'
import { useUserChanges } from './users-queries.ts'
import { useUserWords } from './users-texts.ts'

interface Checked {
  readonly name: string
  readonly csv: string
  readonly rows: readonly ImportRow[]
}

/** As the contract bounds it. */
const mostCharacters = 900_000

export function ImportDialog({ onClose }: { readonly onClose: () => void }) {
  const { t, say, failureLine } = useUserWords()
  const { texts } = useUiTexts()
  const words = t.import
  const { importCsv } = useUserChanges()
  const [checked, setChecked] = useState<Checked>()
  const [busy, setBusy] = useState<'checking' | 'importing'>()
  const [error, setError] = useState<string>()
  const latest = useRef(0)
  useEffect(
    () => () => {
      latest.current = -1
    },
    [],
  )

  const check = async (name: string, csv: string) => {
    const { rows } = await client.users.import({ body: { csv, dryRun: true } })
    return { name, csv, rows }
  }
  const take = async (file: File | undefined) => {
    if (file === undefined) return
    const mine = ++latest.current
    setError(undefined)
    setBusy('checking')
    try {
      const csv = await textOf(file)
      const found = typeof csv === 'string' ? await check(file.name, csv) : undefined
      if (latest.current !== mine) return
      setChecked(found)
      if (typeof csv !== 'string') setError(words[csv.wrong])
    } catch (failure) {
      if (latest.current === mine) setError(failureLine(failure))
    } finally {
      if (latest.current === mine) setBusy(undefined)
    }
  }
  const send = async () => {
    if (checked === undefined) return
    setError(undefined)
    setBusy('importing')
    try {
      const { created } = await importCsv(checked.csv)
      showToast({ text: words.done({ count: created, text: say(created) }), tone: 'ok' })
      onClose()
    } catch (failure) {
      setError(failureLine(failure))
      // somebody may have taken a name meanwhile: say which row it is now
      setChecked(await check(checked.name, checked.csv).catch(() => checked))
    } finally {
      setBusy(undefined)
    }
  }

  const rows = checked?.rows ?? []
  const bad = rows.filter(({ errors }) => errors.length > 0).length
  const isReady = rows.length > 0 && bad === 0 && busy !== 'checking'
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={words.title}
      size={rows.length > 0 ? 'large' : 'medium'}
      footer={
        <>
          <div data-start>
            <Button look="quiet" onPress={saveTemplate}>
              <DownloadIcon />
              {words.template}
            </Button>
          </div>
          <Button onPress={onClose}>{texts.cancel}</Button>
          <Button look="primary" isDisabled={!isReady} isPending={busy === 'importing'} onPress={() => void send()}>
            {isReady ? words.verb({ count: rows.length, text: say(rows.length) }) : words.verbNone}
          </Button>
        </>
      }
    >
      <p>{words.text}</p>
      <FileChoice name={checked?.name} onChoose={(file) => void take(file)} />
      {error !== undefined && <Notice tone="bad">{error}</Notice>}
      {busy === 'checking' ? (
        <SkeletonRegion className={styles.skeleton}>
          <Skeleton width="70%" height="1.25rem" />
          <Skeleton width="90%" height="1.25rem" />
        </SkeletonRegion>
      ) : (
        checked !== undefined && <ImportPreview rows={rows} />
      )}
    </Dialog>
  )
}

/** UTF-8 with or without its mark; anything else is said, since it would make wrong names. */
async function textOf(file: File): Promise<string | { readonly wrong: 'tooLarge' | 'unreadable' }> {
  // four bytes a character at most
  if (file.size > mostCharacters * 4) return { wrong: 'tooLarge' }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer())
    return text.length > mostCharacters ? { wrong: 'tooLarge' } : text
  } catch {
    return { wrong: 'unreadable' }
  }
}

interface FileChoiceProps {
  readonly name: string | undefined
  readonly onChoose: (file: File | undefined) => void
}

function FileChoice({ name, onChoose }: FileChoiceProps) {
  const { t } = useUserWords()
  const input = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)
  return (
    <div
      className={classNames(styles.drop, isOver && styles.over, name !== undefined && styles.chosen)}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        onChoose(event.dataTransfer.files[0])
      }}
    >
      <span className={styles.file}>{name === undefined ? t.import.drop : t.import.file({ name })}</span>
      <Button onPress={() => input.current?.click()}>
        {name === undefined ? t.import.choose : t.import.chooseOther}
      </Button>
      <input
        ref={input}
        type="file"
        accept=".csv,text/csv"
        hidden
        onChange={({ target }) => {
          onChoose(target.files?.[0])
          // the same file, corrected, is a choice too
          target.value = ''
        }}
      />
    </div>
  )
}
