/** The text of a file, changed and saved as a whole, and never over what somebody else wrote meanwhile. */
import { mostEdited } from '@berth/contract/folder-files.ts'
import type { Folder } from '@berth/contract/folders.ts'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { isChangedMeanwhile } from '../../../parts/failure.ts'
import { NotLoaded } from '../../../parts/not-loaded.tsx'
import { Button } from '../../../ui/button.tsx'
import { CodeEditor } from '../../../ui/code-editor.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { EmptyState } from '../../../ui/page-state.tsx'
import { Skeleton, SkeletonRegion } from '../../../ui/skeleton.tsx'
import { showToast } from '../../../ui/toast.tsx'
import { textOf } from '../preview/text-bytes.ts'
import { readContent, writeContent } from './file-content.ts'
import { nameOf } from './file-paths.ts'
import { useFileChanges } from './file-queries.ts'
import { useFileWords } from './files-texts.ts'
import styles from './files.module.css'
import { loadSyntax } from './load-syntax.ts'

export interface FileEditorProps {
  readonly folder: Folder
  readonly path: string
  /** Is there something that is not saved? */
  readonly onChanged: (isChanged: boolean) => void
  readonly onStop: () => void
}

export function FileEditor(props: FileEditorProps) {
  const { folder, path, onStop } = props
  const { t, failureOf } = useFileWords()
  const query = useQuery({
    queryKey: ['file-text', folder.id, path],
    queryFn: async ({ signal }) => {
      const [{ bytes, isCut, version }, syntax] = await Promise.all([
        readContent(folder.id, path, mostEdited, signal),
        loadSyntax(nameOf(path)),
      ])
      return { text: isCut ? undefined : textOf(bytes, false), version, syntax }
    },
    staleTime: Infinity,
    gcTime: 0,
    placeholderData: undefined,
  })
  if (query.data === undefined) {
    if (query.error !== null) return <NotLoaded title={t.editor.notLoaded} query={query} failureOf={failureOf} />
    return (
      <SkeletonRegion>
        <Skeleton width="100%" height="16rem" />
      </SkeletonRegion>
    )
  }
  const { text, version, syntax } = query.data
  if (text === undefined)
    return (
      <EmptyState
        title={t.editor.notText}
        headingLevel={3}
        actions={<Button onPress={onStop}>{t.editor.stop}</Button>}
      />
    )
  return <Editing {...props} first={text} firstVersion={version} syntax={syntax} />
}

interface EditingProps extends FileEditorProps {
  readonly first: string
  readonly firstVersion: string | null
  readonly syntax: Awaited<ReturnType<typeof loadSyntax>>
}

function Editing({ folder, path, first, firstVersion, syntax, onChanged, onStop }: EditingProps) {
  const { t, failureLine } = useFileWords()
  const words = t.editor
  const changes = useFileChanges(folder.id)
  const name = nameOf(path)
  const [saved, setSaved] = useState({ text: first, version: firstVersion })
  const [text, setText] = useState(first)
  const [isPending, setPending] = useState(false)
  const [error, setError] = useState<{ readonly isConflict: boolean; readonly words: string }>()
  const isChanged = text !== saved.text
  useEffect(() => onChanged(isChanged), [isChanged, onChanged])

  const save = async (version: string | null) => {
    setPending(true)
    setError(undefined)
    try {
      const written = await writeContent(folder.id, path, text, version)
      setSaved({ text, version: written.version })
      changes.changed(path)
      showToast({ text: words.saved({ name }), tone: 'ok' })
    } catch (failure) {
      const isConflict = isChangedMeanwhile(failure)
      setError({ isConflict, words: isConflict ? words.changed : failureLine(failure) })
    } finally {
      setPending(false)
    }
  }
  const replace = async () => {
    // the version that is there now is the one that is replaced
    const { version } = await readContent(folder.id, path, 1)
    await save(version)
  }
  return (
    <div
      className={styles.editing}
      // as everywhere: what is being written is sent by it
      onKeyDown={(event) => {
        if ((event.ctrlKey || event.metaKey) && (event.key === 's' || event.key === 'Enter')) {
          event.preventDefault()
          if (isChanged && !isPending) void save(saved.version)
        }
      }}
    >
      <div className={styles.editor}>
        <CodeEditor label={words.label({ name })} value={text} onChange={setText} parser={syntax} autoFocus />
      </div>
      {error !== undefined && (
        <Notice
          tone="bad"
          actions={
            error.isConflict && (
              <Button
                compact
                onPress={() =>
                  void replace().catch((failure: unknown) =>
                    setError({ isConflict: false, words: failureLine(failure) }),
                  )
                }
              >
                {words.replace}
              </Button>
            )
          }
        >
          {error.words}
        </Notice>
      )}
      <div className={styles.buttons}>
        <Button onPress={onStop}>{words.stop}</Button>
        <Button look="primary" isPending={isPending} isDisabled={!isChanged} onPress={() => void save(saved.version)}>
          {words.save}
        </Button>
      </div>
    </div>
  )
}
