/** Why something cannot be done with a file, in words of ours. Anything else that the file system says is a bug. */
export type FileRefusalCode =
  | 'bad-path'
  | 'not-found'
  | 'not-a-directory'
  | 'is-a-directory'
  /** Neither a file nor a directory: a pipe, a socket, a device. */
  | 'not-a-file'
  /** A symbolic link where none is followed. */
  | 'is-a-link'
  /** A symbolic link that leads out of the folder, or nowhere that can be said. */
  | 'link-leads-out'
  /** They lead in circles, or on and on. */
  | 'too-many-links'
  | 'exists'
  | 'into-itself'
  | 'no-space'
  | 'not-permitted'
  | 'too-deep'

export class FileRefusal extends Error {
  override readonly name = 'FileRefusal'
  readonly code: FileRefusalCode

  /** `cause`: what the file system said. */
  constructor(code: FileRefusalCode, cause?: unknown) {
    super(code, { cause })
    this.code = code
  }
}

const codes: Readonly<Record<string, FileRefusalCode>> = {
  ENOENT: 'not-found',
  ESTALE: 'not-found',
  ENOTDIR: 'not-a-directory',
  EISDIR: 'is-a-directory',
  ELOOP: 'is-a-link',
  ENXIO: 'not-a-file',
  EEXIST: 'exists',
  ENOTEMPTY: 'exists',
  ENOSPC: 'no-space',
  EDQUOT: 'no-space',
  EFBIG: 'no-space',
  EACCES: 'not-permitted',
  EPERM: 'not-permitted',
  EROFS: 'not-permitted',
  ENAMETOOLONG: 'bad-path',
  EINVAL: 'bad-path',
  EILSEQ: 'bad-path',
}

export const errnoOf = (error: unknown): string => {
  const { code } = error as NodeJS.ErrnoException
  return typeof code === 'string' ? code : ''
}

/** What the file system said, as a refusal where it is one. */
export function refusalOf(error: unknown): Error {
  const code = codes[errnoOf(error)]
  return code === undefined || error instanceof FileRefusal ? (error as Error) : new FileRefusal(code, error)
}

/** Waits for it, with the refusal of what goes wrong. */
export async function refusing<Value>(work: Promise<Value>): Promise<Value> {
  try {
    return await work
  } catch (error) {
    throw refusalOf(error)
  }
}
