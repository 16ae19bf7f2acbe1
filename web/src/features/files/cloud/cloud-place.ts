/** What the address of the page Cloud says: which bucket, which prefix of it, which object is shown. */
import type { CloudAccess } from '../../../parts/cloud/cloud-access.ts'
import { parseCloudAddress, writeCloudAddress } from '../../../parts/cloud/cloud-address.ts'
import type { CloudAddress } from '../../../parts/cloud/cloud-address.ts'

export type CloudPlace =
  | { readonly kind: 'buckets' }
  | { readonly kind: 'wrong' }
  | {
      readonly kind: 'bucket'
      readonly address: CloudAddress
      /** Empty, or with a slash at its end. */
      readonly prefix: string
      /** Its whole name. */
      readonly object: string | undefined
    }

export function placeFrom(search: Readonly<Record<string, unknown>>): CloudPlace {
  const { at } = search
  if (at === undefined || at === '') return { kind: 'buckets' }
  const address = typeof at === 'string' ? parseCloudAddress(at) : undefined
  if (address === undefined) return { kind: 'wrong' }
  const { path } = address
  const prefix = path.slice(0, path.lastIndexOf('/') + 1)
  return { kind: 'bucket', address, prefix, object: path === prefix ? undefined : path }
}

export const searchTo = (access: CloudAccess, path: string) => ({ at: writeCloudAddress(access, path) })

export interface Way {
  readonly name: string
  /** With a slash at its end. */
  readonly prefix: string
}

/** All that leads to a prefix; names may be empty, since slashes are part of them. */
export function waysTo(prefix: string): Way[] {
  const names = prefix.split('/').slice(0, -1)
  return names.map((name, index) => ({ name, prefix: `${names.slice(0, index + 1).join('/')}/` }))
}

/** The last part of a name: of `runs/1/` that is `1`. */
export const lastName = (name: string): string => name.replace(/\/$/, '').split('/').at(-1) || name
