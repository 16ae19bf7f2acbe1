/** How far this page's uploads have come, for whoever shows it. Small, since the frame of every page looks at it. */
import { useSyncExternalStore } from 'react'

export type UploadAnswer = 'replace' | 'both' | 'skip'

export interface UploadItemView {
  readonly id: number
  /** Within the folder. */
  readonly path: string
  readonly size: number
  readonly sent: number
  /** Why it failed. */
  readonly error?: unknown
}

/** What was chosen or dropped at one time. */
export interface UploadBatch {
  readonly id: number
  readonly folder: { readonly id: string; readonly name: string }
  /** `asking`: what is left has names that are taken. */
  readonly state: 'going' | 'asking' | 'done' | 'failed' | 'cancelled'
  readonly files: number
  readonly done: number
  readonly skipped: number
  readonly failed: number
  readonly bytes: number
  readonly sent: number
  readonly going: readonly UploadItemView[]
  /** Whose names are taken, until somebody says what to do. */
  readonly taken: readonly UploadItemView[]
  /** The first of those that failed. */
  readonly failures: readonly UploadItemView[]
  readonly startedAt: number
  readonly endedAt: number | null
}

export interface UploadControls {
  readonly answer: (batch: number, how: UploadAnswer) => void
  readonly cancel: (batch: number) => void
  /** What failed is tried again. */
  readonly retry: (batch: number) => void
  /** Of what has ended nothing is shown any more. */
  readonly forget: (batch: number) => void
}

let batches: readonly UploadBatch[] = []
const listeners = new Set<() => void>()

export function showUploads(next: readonly UploadBatch[]): void {
  batches = next
  for (const listener of listeners) listener()
}

const currentUploads = (): readonly UploadBatch[] => batches

function onUploads(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** Newest first. */
export const useUploads = (): readonly UploadBatch[] => useSyncExternalStore(onUploads, currentUploads)

export const isUploading = ({ state }: UploadBatch): boolean => state === 'going' || state === 'asking'

/** 0 to 1. Many small files are as much work as their number. */
export function shareOf({ bytes, sent, files, done, skipped, failed }: UploadBatch): number {
  const ended = files === 0 ? 1 : (done + skipped + failed) / files
  return bytes === 0 ? ended : Math.min(1, (sent / bytes + ended) / 2)
}
