/** Wherever somebody is in the console: a short message when an upload ends, and a question before the page closes. */
import { useEffect, useRef } from 'react'
import { showToast } from '../../ui/toast.tsx'
import { isUploading, useUploads } from './upload-state.ts'
import { useUploadWords } from './upload-texts.ts'

export function UploadsWatch() {
  const { t, say } = useUploadWords()
  const batches = useUploads()
  const isBusy = batches.some(isUploading)
  const told = useRef(new Set<string>())
  useEffect(() => {
    for (const { id, state, done, failed, folder, endedAt } of batches) {
      const key = `${id} ${endedAt}`
      if (endedAt === null || told.current.has(key)) continue
      told.current.add(key)
      const said = (count: number) => ({ count, text: say(count), folder: folder.name })
      if (state === 'done' && done > 0) showToast({ text: t.ended.done(said(done)), tone: 'ok' })
      if (state === 'failed') showToast({ text: t.ended.failed(said(failed)), tone: 'bad' })
    }
  }, [batches, t, say])
  useEffect(() => {
    if (!isBusy) return undefined
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [isBusy])
  return null
}
