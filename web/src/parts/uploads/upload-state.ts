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
  /** By it the server knows it. */
  readonly record: string
  /** Nothing yet, that it goes on, or how it ended: then it is one of its notifications. */
  readonly serverKnows: 'nothing' | 'start' | 'end'
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
  readonly told: (batch: number, serverKnows: 'start' | 'end') => void
}

let batches: readonly UploadBatch[] = []
const listeners = new Set<() => void>()

export function showUploads(next: readonly UploadBatch[]): void {
  batches = next
  for (const listener of listeners) listener()
}

const currentUploads = (): readonly UploadBatch[] => batches

/** Is it sent by this page? Then it tells of it itself. */
export const isOwnUpload = (record: string): boolean => batches.some((batch) => batch.record === record)

function onUploads(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** Newest first. */
export const useUploads = (): readonly UploadBatch[] => useSyncExternalStore(onUploads, currentUploads)

/** The server counts those that it knows of. */
export const isUploadingUnknown = (batch: UploadBatch): boolean => isUploading(batch) && batch.serverKnows === 'nothing'

export const isUploading = ({ state }: UploadBatch): boolean => state === 'going' || state === 'asking'
