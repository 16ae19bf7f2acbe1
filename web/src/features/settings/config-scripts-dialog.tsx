/** Config scripts one after the other: what was typed in each stays while another one is looked at. */
import type { ConfigScriptItem } from '@berth/contract/user-scripts.ts'
import { configScriptBytes } from '@berth/contract/user-scripts.ts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { client } from '../../api/client.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { showToast } from '../../ui/toast.tsx'
import styles from './general.module.css'
import { useGeneralWords } from './general-texts.ts'
import { LeaveDialog } from './leave-dialog.tsx'
import { ScriptEditor } from './script-editor.tsx'
import { checkScriptName, choicesOf, syntaxOf } from './script-form.ts'
import { configScriptQuery, configScriptsQuery } from './script-queries.ts'

export interface ConfigScriptsDialogProps {
  readonly items: readonly ConfigScriptItem[]
  /** Shown first. */
  readonly name: string
  readonly onClose: () => void
}

const without = (all: Readonly<Record<string, string>>, key: string) =>
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
  const [drafts, setDrafts] = useState<Readonly<Record<string, string>>>({})
  const [isPending, setPending] = useState(false)
  const [error, setError] = useState<string>()
  /** Saved here, whether the list knows of it yet or not. */
  const [written, setWritten] = useState<Readonly<Record<string, string>>>({})
  const [asks, setAsks] = useState<'delete' | 'leave'>()

  const exists = written[chosen] !== undefined || items.some((item) => item.name === chosen)
  const { data, error: loadError } = useQuery({ ...configScriptQuery(chosen), enabled: exists })
  const saved = exists ? (written[chosen] ?? data?.content) : ''
  const content = drafts[chosen] ?? saved
  const name = chosen === other ? otherName.trim() : chosen
  const nameError = chosen === other && isNameLeft ? checkScriptName(name, t) : undefined
  const isDirty = drafts[chosen] !== undefined && (drafts[chosen] !== saved || !exists)
  const unsaved = Object.keys(drafts)

  const forget = (key: string) => setDrafts((all) => without(all, key))
  const close = () => (unsaved.length > 0 ? setAsks('leave') : onClose())
  const change = (text: string) => {
    if (text === saved && exists) forget(chosen)
    else setDrafts((all) => ({ ...all, [chosen]: text }))
  }
  const save = async (andClose: boolean) => {
    setNameLeft(true)
    if (content === undefined || (chosen === other && checkScriptName(name, t) !== undefined)) return
    setPending(true)
    setError(undefined)
    try {
      const script = await client.userScripts.save({ params: { name }, body: { content } })
      cache.setQueryData(configScriptQuery(name).queryKey, script)
      await cache.invalidateQueries({ queryKey: configScriptsQuery.queryKey, exact: true })
      // what was typed meanwhile stays
      setDrafts((all) => (all[chosen] === content ? without(all, chosen) : all))
      setWritten((all) => ({ ...all, [name]: content }))
      setChosen(name)
      setOtherName('')
      setNameLeft(false)
      if (!andClose || unsaved.some((one) => one !== chosen)) return
      showToast({ text: words.saved({ name }), tone: 'ok' })
      onClose()
    } catch (failure) {
      setError(failureLine(failure))
    } finally {
      setPending(false)
    }
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
        saved={written[chosen] === undefined ? undefined : words.saved({ name })}
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
      </ScriptEditor>
      {asks === 'leave' && (
        <LeaveDialog
          names={unsaved.map((one) => (one === other ? name || words.other : one))}
          onLeave={onClose}
          onStay={() => setAsks(undefined)}
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
            await client.userScripts.remove({ params: { name } })
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
