/** What the form of a folder holds, what is sent of it, and what is wrong with it. */
import { ApiProblem } from '@berth/contract/client.ts'
import { folderName } from '@berth/contract/folders.ts'
import type { NewFolder } from '@berth/contract/folders.ts'
import { GiB } from '../../../parts/amounts.ts'
import type { FieldErrors } from '../../../ui/form.ts'
import type { FolderTexts } from './folders-texts.ts'

export interface FolderValues {
  readonly name: string
  readonly type: 'user' | 'group'
  /** Empty: the first that is allowed. */
  readonly host: string
  readonly project: string
  readonly permission: 'ro' | 'rw'
  /** GiB as it is typed; empty is no limit. */
  readonly capacity: string
}

export const emptyFolder: FolderValues = {
  ...{ name: '', type: 'user', host: '', project: '', permission: 'rw', capacity: '' },
}

/** A comma is what many type for a point. */
export function capacityOf(text: string): number | null {
  const plain = text.trim().replace(',', '.')
  return plain === '' ? null : Math.round(Number(plain) * GiB)
}

export const capacityText = (bytes: number | null): string =>
  bytes === null ? '' : String(Math.round((bytes / GiB) * 1000) / 1000)

export function bodyOf({ name, type, host, project, permission, capacity }: FolderValues): NewFolder {
  return {
    ...{ name: name.trim(), type },
    ...(host === '' ? {} : { host }),
    ...(project === '' ? {} : { project }),
    ...(type === 'group' ? { permission, capacity: capacityOf(capacity) } : {}),
  }
}

const isCapacity = (text: string) => {
  const bytes = capacityOf(text)
  return bytes === null || (Number.isFinite(bytes) && bytes >= 0)
}

export function checkFolder(values: FolderValues, { form }: FolderTexts): FieldErrors<FolderValues> {
  return {
    name: folderName.safeParse(values.name.trim()).success ? undefined : form.nameWrong,
    project: values.type === 'group' && values.project === '' ? form.projectNeeded : undefined,
    capacity: values.type === 'group' && !isCapacity(values.capacity) ? form.capacityWrong : undefined,
  }
}

export const isNameTaken = (failure: unknown): boolean =>
  failure instanceof ApiProblem && failure.body.type === 'name-taken'
