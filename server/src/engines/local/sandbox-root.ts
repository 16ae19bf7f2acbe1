/** A root directory in place of the machine's own programs: which of its parts a session sees. */
import { existsSync, lstatSync, readdirSync, readlinkSync, realpathSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

export interface SandboxRoot {
  /** As this process reads it. */
  readonly path: string
  /** As bubblewrap sees it. */
  readonly seen: string
}

/** Made for each session, or nobody's business. */
const notFromRoot = new Set(['proc', 'sys', 'dev', 'run', 'tmp', 'home', 'root', 'mnt', 'media', 'boot', 'lost+found'])
/** Of its people. */
const secret = ['shadow', 'shadow-', 'gshadow', 'gshadow-', 'sudoers', 'sudoers.d', 'ssh', 'krb5.keytab']

/**
 * Its top folders as they are; of its /etc and /var what is not made for the session itself. Links stay links. What is
 * bound is as it is: nothing could be put into it.
 */
export function rootArguments(root: SandboxRoot, etcFiles: readonly string[]): string[] {
  const own: Readonly<Record<string, ReadonlySet<string>>> = {
    etc: new Set([...etcFiles, ...secret, 'mtab']),
    var: new Set(['tmp', 'run', 'lock']),
  }
  const within = (folder: string) =>
    entriesOf(join(root.path, folder))
      .filter((name) => !own[folder]?.has(name))
      .flatMap((name) => entry(root, join(folder, name)))
  const top = entriesOf(root.path).filter((name) => !notFromRoot.has(name) && !(name in own))
  return [
    ...top.flatMap((name) => entry(root, name)),
    ...Object.keys(own).flatMap((folder) => ['--dir', `/${folder}`, ...within(folder)]),
  ]
}

function entry({ path, seen }: SandboxRoot, name: string): string[] {
  const here = join(path, name)
  const stats = lstatSync(here)
  if (stats.isSymbolicLink()) return ['--symlink', readlinkSync(here), join('/', name)]
  return stats.isDirectory() || stats.isFile() ? ['--ro-bind', join(seen, name), join('/', name)] : []
}

function entriesOf(path: string): string[] {
  try {
    return readdirSync(path)
  } catch {
    return []
  }
}

const ofRuntime = /^(ld-|libdl|libstdc\+\+|libm|libgcc_s|libpthread|libc|librt|libutil)[-.0-9]?.*\.so/

/**
 * What the keeper's program needs besides itself, from this process, which is the same one: the libraries of another
 * root may be older, or not there.
 */
export function runtimeOf(libraries: string): {
  readonly arguments: readonly string[]
  readonly command: readonly string[]
} {
  const report = process.report.getReport() as { readonly sharedObjects?: readonly string[] }
  const found = (report.sharedObjects ?? []).filter((path) => ofRuntime.test(basename(path)))
  const loader = found.find((path) => basename(path).startsWith('ld-'))
  const libc = found.find((path) => basename(path).startsWith('libc.so'))
  if (loader === undefined || libc === undefined) return { arguments: [], command: [] }
  // The native pty asks for it; this process has not loaded it.
  const more = [join(dirname(libc), 'libutil.so.1')].filter((path) => existsSync(path) && !found.includes(path))
  return {
    arguments: [...found, ...more].flatMap((path) => [
      '--ro-bind',
      realpathSync(path),
      `${libraries}/${basename(path)}`,
    ]),
    command: [`${libraries}/${basename(loader)}`, '--library-path', libraries],
  }
}
