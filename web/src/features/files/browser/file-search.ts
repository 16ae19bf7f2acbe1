/** What the address of the file browser says: where in the folder, in which order, what is looked for, what is open. */

export const fileSortFields = ['name', 'size', 'modifiedAt'] as const
export type FileSortField = (typeof fileSortFields)[number]

export interface FilesAddress {
  readonly path: string
  readonly sort: { readonly column: FileSortField; readonly isDescending: boolean }
  readonly q: string
  /** The file that is shown, by its path. */
  readonly file: string | undefined
}

type Search = Readonly<Record<string, unknown>>

/** An address may be typed, and a name may look like a number. */
const text = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''

const isPath = (path: string) => path.split('/').every((name) => name !== '' && name !== '.' && name !== '..')

export function addressFrom(search: Search): FilesAddress {
  const [path, file, sort] = [text(search['path']), text(search['file']), text(search['sort'])]
  const column = fileSortFields.find((field) => field === sort.replace(/^-/, ''))
  return {
    path: isPath(path) ? path : '',
    sort: { column: column ?? 'name', isDescending: column !== undefined && sort.startsWith('-') },
    q: text(search['q']).slice(0, 255),
    file: isPath(file) ? file : undefined,
  }
}

/** Only what differs from the default is in the address. */
export function searchOf({ path, sort, q, file }: FilesAddress): Search {
  const order = sortText(sort)
  return {
    ...(path === '' ? {} : { path }),
    ...(order === 'name' ? {} : { sort: order }),
    ...(q === '' ? {} : { q }),
    ...(file === undefined ? {} : { file }),
  }
}

export const sortText = ({ column, isDescending }: FilesAddress['sort']): string =>
  `${isDescending ? '-' : ''}${column}`
