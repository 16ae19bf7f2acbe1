/** The one queue of this page: it goes on while somebody looks at other pages of the console. */
import { addressOf } from '@berth/contract/client.ts'
import { api } from 'virtual:api-paths'
import { cache } from '../../api/cache.ts'
import { client } from '../../api/client.ts'
import { noteChangedFiles } from '../../api/file-cache.ts'
import { fileKeys, folderKeys } from '../../api/live-keys.ts'
import { askToSignIn } from '../../api/signed-in-fetch.ts'
import { forgetUpload, rememberUpload, rememberedUpload } from './begun-uploads.ts'
import { createBatchReports } from './report-batches.ts'
import { sendBytes } from './send-bytes.ts'
import { uploadFile } from './tus-upload.ts'
import type { TusSettings } from './tus-upload.ts'
import { createUploadQueue } from './upload-queue.ts'
import type { UploadTask, WantedFile } from './upload-queue.ts'
import { showUploads } from './upload-state.ts'

const settings: TusSettings = {
  send: sendBytes,
  signIn: askToSignIn,
  // what stands between takes no endless bodies, and what is lost by a cut is less
  chunk: 32 * 1024 ** 2,
  pause: (ms, signal) =>
    new Promise((resolve, reject) => {
      const end = () => {
        clearTimeout(timer)
        window.removeEventListener('online', end)
        signal.removeEventListener('abort', end)
        if (signal.aborted) reject(signal.reason as Error)
        else resolve()
      }
      const timer = setTimeout(end, ms)
      window.addEventListener('online', end)
      signal.addEventListener('abort', end)
    }),
}

async function upload({ folder, file, path, overwrite, signal, onSent }: UploadTask): Promise<void> {
  const resume = await rememberedUpload(folder.id, path, file)
  let address = resume
  try {
    await uploadFile(
      {
        begin: addressOf(api.uploads.create, { params: { id: folder.id } }),
        ...{ path, file, overwrite, signal, onSent, resume },
        onBegun(begun) {
          address = begun
          rememberUpload(begun, file)
        },
      },
      settings,
    )
    forgetUpload(address)
  } catch (error) {
    if (signal.aborted && address !== undefined) giveUp(address)
    throw error
  }
}

/** What the server has of it goes now, not in a day. */
function giveUp(address: string): void {
  forgetUpload(address)
  const { signal } = new AbortController()
  sendBytes({ method: 'DELETE', url: address, headers: { 'tus-resumable': '1.0.0' }, signal }).catch(() => undefined)
}

/** Many end in a moment: a place is listed again once. */
const changedAfterMs = 400
const changed = new Map<string, Set<string>>()

function note(folder: string, path: string): void {
  const places = changed.get(folder)
  if (places !== undefined) return void places.add(path)
  changed.set(folder, new Set([path]))
  setTimeout(() => {
    for (const place of changed.get(folder) ?? []) noteChangedFiles(cache, folder, place)
    changed.delete(folder)
    void cache.invalidateQueries({ queryKey: fileKeys.uploads(folder) })
    void cache.invalidateQueries({ queryKey: folderKeys.detail(folder) })
  }, changedAfterMs)
}

const report = createBatchReports({
  async send({ folder, record }, body) {
    const { state } = await client.uploadBatches.report({ params: { id: folder.id, batch: record }, body })
    return state === 'cancelled'
  },
  controls: () => uploadQueue,
})

export const uploadQueue = createUploadQueue({
  upload,
  async makeFolder({ id }, path) {
    await client.files.mkdir({ params: { id }, body: { path, parents: true } })
  },
  show(batches) {
    showUploads(batches)
    report(batches)
  },
  onChanged: note,
})

/** @param folders That are empty. */
export const startUploads = (
  folder: { readonly id: string; readonly name: string },
  files: readonly WantedFile[],
  folders: readonly string[] = [],
): void => uploadQueue.add(folder, files, folders)
