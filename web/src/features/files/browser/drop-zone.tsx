/** Files and folders that are dropped anywhere on the page go to where it is. */
import type { Folder } from '@berth/contract/folders.ts'
import { useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import { readDropped } from '../../../parts/uploads/dropped-files.ts'
import { startUploads } from '../../../parts/uploads/start-uploads.ts'
import { UploadIcon } from './file-icons.tsx'
import { nameOf } from './file-paths.ts'
import { useFileWords } from './files-texts.ts'
import styles from './files.module.css'
import { LeftOut } from './left-out.tsx'

export interface DropZoneProps {
  readonly folder: Folder
  readonly path: string
  readonly isOn: boolean
  readonly children: ReactNode
}

const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false

export function DropZone({ folder, path, isOn, children }: DropZoneProps) {
  const { t } = useFileWords()
  const [isOver, setOver] = useState(false)
  const [isReading, setReading] = useState(false)
  const [unread, setUnread] = useState<readonly string[]>([])
  const { id, name } = folder
  useEffect(() => {
    // of what is inside the page one element after the other is left and entered
    let depth = 0
    const enter = (event: DragEvent) => {
      if (!hasFiles(event)) return
      depth += 1
      setOver(isOn)
    }
    const leave = (event: DragEvent) => {
      if (!hasFiles(event)) return
      depth = Math.max(0, depth - 1)
      if (depth === 0) setOver(false)
    }
    const over = (event: DragEvent) => {
      if (!hasFiles(event)) return
      // otherwise the browser would leave the console and open the file
      event.preventDefault()
      if (event.dataTransfer !== null) event.dataTransfer.dropEffect = isOn ? 'copy' : 'none'
    }
    const drop = (event: DragEvent) => {
      depth = 0
      setOver(false)
      if (!hasFiles(event) || event.dataTransfer === null) return
      event.preventDefault()
      if (!isOn) return
      setReading(true)
      setUnread([])
      const base = path === '' ? '' : `${path}/`
      void readDropped(event.dataTransfer)
        .then((dropped) => {
          setUnread(dropped.unread)
          startUploads(
            { id, name },
            dropped.files.map((one) => ({ ...one, path: base + one.path })),
            dropped.folders.map((one) => base + one),
          )
        })
        .finally(() => setReading(false))
    }
    const all = { dragenter: enter, dragleave: leave, dragover: over, drop }
    for (const [event, listener] of Object.entries(all)) window.addEventListener(event, listener as EventListener)
    return () => {
      for (const [event, listener] of Object.entries(all)) window.removeEventListener(event, listener as EventListener)
    }
  }, [id, name, path, isOn])
  return (
    <>
      {unread.length > 0 && <LeftOut paths={unread} onClose={() => setUnread([])} />}
      {children}
      {isOver && (
        <div className={styles.drop} aria-hidden="true">
          <UploadIcon size={24} />
          {t.upload.drop({ name: path === '' ? name : nameOf(path) })}
        </div>
      )}
      <div role="status">{isReading && <p className={styles.note}>{t.upload.reading}</p>}</div>
    </>
  )
}
