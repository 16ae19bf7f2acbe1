import type { BootstrapScript } from '@berth/contract/user-scripts.ts'
import { bootstrapScriptBytes } from '@berth/contract/user-scripts.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { client } from '../../api/client.ts'
import { isChangedMeanwhile } from '../../parts/failure.ts'
import { useLeaveGuard } from '../../parts/use-leave-guard.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { showToast } from '../../ui/toast.tsx'
import { useGeneralWords } from './general-texts.ts'
import { LeaveDialog } from './leave-dialog.tsx'
import { ScriptConflict } from './script-conflict.tsx'
import { ScriptEditor } from './script-editor.tsx'
import { syntaxOfBootstrap } from './script-form.ts'
import { bootstrapScriptQuery, conditionOf } from './script-queries.ts'

export interface BootstrapDialogProps {
  /** As it is saved; null: there is none yet. */
  readonly script: BootstrapScript | null
  readonly onClose: () => void
}

export function BootstrapDialog({ script, onClose }: BootstrapDialogProps) {
  const { t, failureLine } = useGeneralWords()
  const { name } = t.bootstrap
  const cache = useQueryClient()
  /** What was typed, and what was saved when that began. */
  const [draft, setDraft] = useState<{ readonly content: string; readonly of: BootstrapScript | null }>()
  const [isPending, setPending] = useState(false)
  const [error, setError] = useState<string>()
  const [isConflict, setConflict] = useState(false)
  const [hasSaved, setSaved] = useState(false)
  const [asks, setAsks] = useState<'delete' | 'leave'>()
  const content = draft?.content ?? script?.content ?? ''
  const guard = useLeaveGuard(draft !== undefined)

  const change = (text: string) => {
    const of = draft === undefined ? script : draft.of
    setDraft(text === (of?.content ?? '') ? undefined : { content: text, of })
  }
  const forget = () => {
    setDraft(undefined)
    setConflict(false)
    setError(undefined)
  }
  const save = async (andClose: boolean, of = draft?.of ?? null) => {
    setPending(true)
    setError(undefined)
    try {
      const saved = await client.userScripts.saveBootstrap({ body: { content } }, conditionOf(of))
      cache.setQueryData(bootstrapScriptQuery.queryKey, saved)
      setConflict(false)
      // what was typed meanwhile stays
      setDraft((now) => (now === undefined || now.content === content ? undefined : { ...now, of: saved }))
      setSaved(true)
      if (!andClose) return
      showToast({ text: t.scripts.saved({ name }), tone: 'ok' })
      onClose()
    } catch (failure) {
      if (isChangedMeanwhile(failure)) {
        await cache.invalidateQueries({ queryKey: bootstrapScriptQuery.queryKey })
        setConflict(true)
      } else setError(failureLine(failure))
    } finally {
      setPending(false)
    }
  }

  return (
    <>
      <ScriptEditor
        title={t.bootstrap.edit}
        name={name}
        script="bootstrap"
        content={content}
        onChange={change}
        syntax={syntaxOfBootstrap(content)}
        most={bootstrapScriptBytes}
        isDirty={draft !== undefined}
        isPending={isPending}
        error={error}
        saved={hasSaved ? t.scripts.saved({ name }) : undefined}
        onSave={(andClose) => void save(andClose)}
        onDelete={script === null ? undefined : () => setAsks('delete')}
        onClose={() => (draft === undefined ? onClose() : setAsks('leave'))}
        help={t.bootstrap.help}
      >
        {isConflict && (
          <ScriptConflict name={name} isPending={isPending} onTheirs={forget} onMine={() => void save(false, script)} />
        )}
      </ScriptEditor>
      {(asks === 'leave' || guard.isLeaving) && (
        <LeaveDialog
          names={[name]}
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
          title={t.scripts.deleteTitle({ name })}
          verb={t.scripts.deleteVerb}
          sayError={failureLine}
          onConfirm={async () => {
            await client.userScripts.removeBootstrap(undefined, conditionOf(script))
            cache.setQueryData(bootstrapScriptQuery.queryKey, null)
            showToast({ text: t.scripts.deleted({ name }), tone: 'ok' })
            onClose()
          }}
        >
          <p>{t.scripts.deleteText}</p>
        </ConfirmDialog>
      )}
    </>
  )
}
