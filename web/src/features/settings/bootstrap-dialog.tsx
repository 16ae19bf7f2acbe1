import type { BootstrapScript } from '@berth/contract/user-scripts.ts'
import { bootstrapScriptBytes } from '@berth/contract/user-scripts.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { client } from '../../api/client.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { showToast } from '../../ui/toast.tsx'
import { useGeneralWords } from './general-texts.ts'
import { LeaveDialog } from './leave-dialog.tsx'
import { ScriptEditor } from './script-editor.tsx'
import { syntaxOfBootstrap } from './script-form.ts'
import { bootstrapScriptQuery } from './script-queries.ts'

export interface BootstrapDialogProps {
  /** Null: there is none yet. */
  readonly script: BootstrapScript | null
  readonly onClose: () => void
}

export function BootstrapDialog({ script, onClose }: BootstrapDialogProps) {
  const { t, failureLine } = useGeneralWords()
  const { name } = t.bootstrap
  const cache = useQueryClient()
  const saved = script?.content ?? ''
  const [content, setContent] = useState(saved)
  const [isPending, setPending] = useState(false)
  const [error, setError] = useState<string>()
  const [hasSaved, setSaved] = useState(false)
  const [asks, setAsks] = useState<'delete' | 'leave'>()
  const isDirty = content !== saved

  const save = async (andClose: boolean) => {
    setPending(true)
    setError(undefined)
    try {
      cache.setQueryData(bootstrapScriptQuery.queryKey, await client.userScripts.saveBootstrap({ body: { content } }))
      setSaved(true)
      if (!andClose) return
      showToast({ text: t.scripts.saved({ name }), tone: 'ok' })
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
        title={t.bootstrap.edit}
        name={name}
        script="bootstrap"
        content={content}
        onChange={setContent}
        syntax={syntaxOfBootstrap(content)}
        most={bootstrapScriptBytes}
        isDirty={isDirty}
        isPending={isPending}
        error={error}
        saved={hasSaved ? t.scripts.saved({ name }) : undefined}
        onSave={(andClose) => void save(andClose)}
        onDelete={script === null ? undefined : () => setAsks('delete')}
        onClose={() => (isDirty ? setAsks('leave') : onClose())}
        help={t.bootstrap.help}
      />
      {asks === 'leave' && <LeaveDialog names={[name]} onLeave={onClose} onStay={() => setAsks(undefined)} />}
      {asks === 'delete' && (
        <ConfirmDialog
          isOpen
          onOpenChange={() => setAsks(undefined)}
          title={t.scripts.deleteTitle({ name })}
          verb={t.scripts.deleteVerb}
          sayError={failureLine}
          onConfirm={async () => {
            await client.userScripts.removeBootstrap()
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
