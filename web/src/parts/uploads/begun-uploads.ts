/**
 * Which file an upload was begun with, so that it goes on when somebody chooses the same one again after the page was
 * closed. The server knows path and size; this browser keeps, by the upload's address, when the file was last changed.
 */
import { addressOf } from '@berth/contract/client.ts'
import { api } from 'virtual:api-paths'
import { client } from '../../api/client.ts'

const key = 'berth.uploads'
/** Below that it is as quick to send all of it again. */
const fewestBytes = 16 * 1024 ** 2
const mostKept = 200
const keptMs = 86_400_000

type Known = Readonly<Record<string, { readonly changed: number; readonly at: number }>>

function known(): Known {
  try {
    const kept = (JSON.parse(localStorage.getItem(key) ?? '{}') ?? {}) as Known
    return Object.fromEntries(Object.entries(kept).filter(([, { at }]) => at > Date.now() - keptMs))
  } catch {
    return {}
  }
}

function keep(next: Known): void {
  try {
    localStorage.setItem(key, JSON.stringify(next))
  } catch {
    // without it an upload begins anew, nothing else
  }
}

const placeOf = (address: string) => new URL(address, window.location.href).pathname

export function rememberUpload(address: string, file: File): void {
  if (file.size < fewestBytes) return
  const newest = Object.entries(known()).slice(1 - mostKept)
  keep({ ...Object.fromEntries(newest), [placeOf(address)]: { changed: file.lastModified, at: Date.now() } })
}

export function forgetUpload(address: string | undefined): void {
  if (address === undefined) return
  const { [placeOf(address)]: gone, ...rest } = known()
  if (gone !== undefined) keep(rest)
}

/** Where the same file was begun to be sent to the same place. */
export async function rememberedUpload(folder: string, path: string, file: File): Promise<string | undefined> {
  if (file.size < fewestBytes) return undefined
  const begun = known()
  if (Object.keys(begun).length === 0) return undefined
  try {
    const { items } = await client.uploads.list({ params: { id: folder } })
    return items
      .filter((one) => one.path === path && one.size === file.size)
      .map((one) => addressOf(api.uploads.offset, { params: { id: folder, upload: one.id } }))
      .find((address) => begun[placeOf(address)]?.changed === file.lastModified)
  } catch {
    return undefined
  }
}
