/** The inside of both editors' dialogs: the text, how large it is, and what can be done with it. */
import { bytesOf } from '@berth/contract/user-scripts.ts'
import { Suspense, useId } from 'react'
import type { ReactNode } from 'react'
import { bytes } from '../../parts/amounts.ts'
import { Button } from '../../ui/button.tsx'
import type { CodeEditorProps } from '../../ui/code-editor.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { lazyPart } from '../../ui/lazy-part.ts'
import { Notice } from '../../ui/notice.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { SubmitButton } from '../../ui/submit-button.tsx'
import styles from './general.module.css'
import { useGeneralWords } from './general-texts.ts'

const CodeEditor = lazyPart(async () => (await import('../../ui/code-editor.tsx')).CodeEditor)

export interface ScriptEditorProps {
  readonly title: string
  /** Of what is edited. */
  readonly name: string
  /** What is edited: with another one the editor begins anew. */
  readonly script: string
  /** Its name is known, so its text is next. */
  readonly isNamed?: boolean
  /** Not loaded yet. */
  readonly content: string | undefined
  readonly onChange: (content: string) => void
  readonly syntax: CodeEditorProps['syntax']
  readonly most: number
  readonly isDirty: boolean
  readonly isPending: boolean
  readonly error: string | undefined
  /** What was saved last, for who goes on here. */
  readonly saved: string | undefined
  readonly onSave: (andClose: boolean) => void
  /** Where there is something to delete. */
  readonly onDelete?: (() => void) | undefined
  readonly onClose: () => void
  /** Above the text. */
  readonly children?: ReactNode
  readonly help?: string
}

export function ScriptEditor(props: ScriptEditorProps) {
  const {
    title,
    name,
    script,
    isNamed = true,
    content,
    most,
    isDirty,
    isPending,
    error,
    saved,
    onSave,
    onDelete,
    onClose,
    children,
    help,
  } = props
  const { t, language } = useGeneralWords()
  const words = t.scripts
  const id = useId()
  const used = content === undefined ? 0 : bytesOf(content)
  const mayNotSave = content === undefined || !isDirty
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={title}
      size="large"
      onSubmit={(event) => {
        event.preventDefault()
        if (mayNotSave) onClose()
        else onSave(true)
      }}
      footer={
        <>
          {onDelete && (
            <span data-start>
              <Button look="danger" onPress={onDelete}>
                {words.delete}
              </Button>
            </span>
          )}
          <Button isDisabled={mayNotSave} isPending={isPending} onPress={() => onSave(false)}>
            {words.save}
          </Button>
          <SubmitButton isPending={isPending} isDisabled={mayNotSave}>
            {words.saveAndClose}
          </SubmitButton>
        </>
      }
    >
      {error !== undefined && (
        <Notice tone="bad" title={words.notSaved}>
          {error}
        </Notice>
      )}
      {children}
      {content === undefined ? (
        <Skeleton width="100%" height="min(24rem, 50vh)" />
      ) : (
        <Suspense fallback={<Skeleton width="100%" height="min(24rem, 50vh)" />}>
          <CodeEditor
            key={script}
            label={words.content({ name })}
            value={content}
            onChange={props.onChange}
            syntax={props.syntax ?? 'plain'}
            describedBy={id}
            autoFocus={isNamed}
          />
        </Suspense>
      )}
      <div role="status" className={styles.saved}>
        {!isDirty && saved}
      </div>
      <div id={id} className={styles.facts}>
        <span data-bad={used > most || undefined}>
          {words.size({ used: bytes(language, used), most: bytes(language, most) })}
        </span>
        <span>{help === undefined ? words.contentHelp : `${help} ${words.contentHelp}`}</span>
      </div>
    </Dialog>
  )
}
