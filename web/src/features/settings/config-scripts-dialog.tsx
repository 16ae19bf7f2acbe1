/** Config scripts one after the other: what was typed in each stays while another one is looked at. */
import type { ConfigScript, ConfigScriptItem } from '@berth/contract/user-scripts.ts'
import { configScriptBytes } from '@berth/contract/user-scripts.ts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { client } from '../../api/client.ts'
import { isChangedMeanwhile } from '../../parts/failure.ts'
import { useLeaveGuard } from '../../parts/use-leave-guard.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { showToast } from '../../ui/toast.tsx'
import styles from './general.module.css'
import { useGeneralWords } from './general-texts.ts'
import { LeaveDialog } from './leave-dialog.tsx'
import { ScriptConflict } from './script-conflict.tsx'
import { ScriptEditor } from './script-editor.tsx'
import { checkScriptName, choicesOf, syntaxOf } from './script-form.ts'
import { conditionOf, configScriptQuery, configScriptsQuery } from './script-queries.ts'

export interface ConfigScriptsDialogProps {
  readonly items: readonly ConfigScriptItem[]
  /** Shown first. */
  readonly name: string
  readonly onClose: () => void
}

interface Draft {
  readonly content: string
  /** What was saved when the typing began; null: nothing. */
  readonly of: ConfigScript | null
}
type Drafts = Readonly<Record<string, Draft>>

const without = (all: Drafts, key: string): Drafts =>
  Object.fromEntries(Object.entries(all).filter(([one]) => one !== key))

/** No script can be named so. */
const other = '/'

export function ConfigScriptsDialog({ items, name: first, onClose }: ConfigScriptsDialogProps) {
  const { t, failureLine } = useGeneralWords()
  const words = t.scripts
  const cache = useQueryClient()
  const [chosen, setChosen] = useState(first)
  const [otherName, setOtherName] = useState('')
  const [isNameLeft, setNameLeft] = useState(false)
  const [drafts, setDrafts] = useState<Drafts>({})
  const [isPending, setPending] = useState(false)
  const [error, setError] = useState<string>()
  /** Those that were saved elsewhere since they were opened here. */
  const [conflicts, setConflicts] = useState<readonly string[]>([])
  /** Saved here, whether the list knows of it yet or not. */
  const [written, setWritten] = useState<readonly string[]>([])
  const [asks, setAsks] = useState<'delete' | 'leave'>()

  const exists = written.includes(chosen) || items.some((item) => item.name === chosen)
  const { data: loaded, error: loadError } = useQuery({ ...configScriptQuery(chosen), enabled: exists })
  // until the one that was chosen is there, the one before it may stand in for it
  const data = exists && loaded?.name === chosen ? loaded : undefined
  const draft = drafts[chosen]
  const content = draft?.content ?? (exists ? data?.content : '')
  const name = chosen === other ? otherName.trim() : chosen
  const nameError = chosen === other && isNameLeft ? checkScriptName(name, t, items) : undefined
  const isDirty = draft !== undefined
  const unsaved = Object.keys(drafts)
  const guard = useLeaveGuard(unsaved.length > 0)

  const forget = (key: string) => {
    setDrafts((all) => without(all, key))
    setConflicts((all) => all.filter((one) => one !== key))
  }
  const close = () => (unsaved.length > 0 ? setAsks('leave') : onClose())
  const change = (text: string) => {
    const of = draft === undefined ? (data ?? null) : draft.of
    if (of !== null && text === of.content) forget(chosen)
    else setDrafts((all) => ({ ...all, [chosen]: { content: text, of } }))
  }
  const save = async (andClose: boolean, of = draft?.of ?? null) => {
    setNameLeft(true)
    if (content === undefined || (chosen === other && checkScriptName(name, t, items) !== undefined)) return
    setPending(true)
    setError(undefined)
    try {
      const saved = await client.userScripts.save({ params: { name }, body: { content } }, conditionOf(of))
      cache.setQueryData(configScriptQuery(name).queryKey, saved)
      await cache.invalidateQueries({ queryKey: configScriptsQuery.queryKey, exact: true })
      // what was typed meanwhile stays
      setDrafts((all) => {
        const now = all[chosen]
        const left = without(all, chosen)
        return now === undefined || now.content === content ? left : { ...left, [name]: { ...now, of: saved } }
      })
      setConflicts((all) => all.filter((one) => one !== name))
      setWritten((all) => [...all, name])
      setChosen(name)
      setOtherName('')
      setNameLeft(false)
      if (!andClose || unsaved.some((one) => one !== chosen)) return
      showToast({ text: words.saved({ name }), tone: 'ok' })
      onClose()
    } catch (failure) {
      if (isChangedMeanwhile(failure)) await showConflict()
      else setError(failureLine(failure))
    } finally {
      setPending(false)
    }
  }
  /** What is saved now is asked for, so that either can be chosen. */
  const showConflict = async () => {
    await cache.invalidateQueries({ queryKey: configScriptsQuery.queryKey })
    setConflicts((all) => [...all, chosen])
  }

  return (
    <>
      <ScriptEditor
        title={words.edit}
        name={name === '' ? words.other : name}
        script={chosen}
        isNamed={chosen !== other}
        content={loadError ? undefined : content}
        onChange={change}
        syntax={syntaxOf(name)}
        most={configScriptBytes}
        isDirty={isDirty}
        isPending={isPending}
        error={loadError ? failureLine(loadError) : error}
        saved={written.includes(chosen) ? words.saved({ name }) : undefined}
        onSave={(andClose) => void save(andClose)}
        onDelete={exists ? () => setAsks('delete') : undefined}
        onClose={close}
      >
        <div className={styles.choice}>
          <Select
            label={words.script}
            value={chosen}
            onChange={(next) => {
              setChosen(next)
              setError(undefined)
            }}
            items={[
              ...choicesOf(items).map((one) => ({ id: one.name, label: one.isNew ? words.isNew(one) : one.name })),
              { id: other, label: words.other },
            ]}
          />
          {chosen === other && (
            <TextField
              label={words.name}
              help={words.nameHelp}
              error={nameError}
              value={otherName}
              onChange={setOtherName}
              onBlur={() => setNameLeft(otherName !== '')}
              placeholder=".config/tool/settings.ini"
              isCode
              autoFocus
            />
          )}
        </div>
        {conflicts.includes(chosen) && (
          <ScriptConflict
            name={name}
            isPending={isPending}
            onTheirs={() => forget(chosen)}
            onMine={() => void save(false, exists ? (data ?? null) : null)}
          />
        )}
      </ScriptEditor>
      {(asks === 'leave' || guard.isLeaving) && (
        <LeaveDialog
          names={unsaved.map((one) => (one === other ? name || words.other : one))}
          onLeave={guard.isLeaving ? guard.leave : onClose}
          onStay={() => {
            setAsks(undefined)
            guard.stay()
          }}
        />
      )}
      {asks === 'delete' && (
        <ConfirmDialog
          isOpen
          onOpenChange={() => setAsks(undefined)}
          title={words.deleteTitle({ name })}
          verb={words.deleteVerb}
          sayError={failureLine}
          onConfirm={async () => {
            await client.userScripts.remove({ params: { name } }, conditionOf(data ?? null))
            forget(name)
            await cache.invalidateQueries({ queryKey: configScriptsQuery.queryKey, exact: true })
            cache.removeQueries({ queryKey: configScriptQuery(name).queryKey })
            showToast({ text: words.deleted({ name }), tone: 'ok' })
            onClose()
          }}
        >
          <p>{words.deleteText}</p>
        </ConfirmDialog>
      )}
    </>
  )
}
