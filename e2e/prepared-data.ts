/** What a server has in its data directory when it was never used: made once, copied for each site. */
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { BerthSite } from './berth-site.ts'

const root = join(import.meta.dirname, '..')
const kept = join(root, 'node_modules', '.cache', 'unused-site')
const run = promisify(execFile)

/**
 * `dataDir` is empty; `startFresh` starts a site on a directory of its own, with the same `engine`: a database knows the
 * machines that were there.
 */
export async function copyPreparedData(
  dataDir: string,
  engine: readonly string[],
  startFresh: () => Promise<BerthSite>,
): Promise<void> {
  const prepared = join(kept, [await fingerprint(), ...engine].join(''))
  if (!existsSync(prepared)) await prepare(prepared, startFresh)
  // By the program, which keeps holes and owners.
  await run('cp', ['-a', `${prepared}/.`, dataDir])
}

async function prepare(prepared: string, startFresh: () => Promise<BerthSite>): Promise<void> {
  const site = await startFresh()
  await site.stop()
  const beside = `${prepared}.${process.pid}`
  await mkdir(kept, { recursive: true })
  await run('cp', ['-a', site.dataDir, beside])
  await site.remove()
  try {
    await rename(beside, prepared)
  } catch (error) {
    // Somebody else was as quick.
    if (!existsSync(prepared)) throw error
    await rm(beside, { recursive: true })
  }
}

/** Another database, other tables. */
async function fingerprint(): Promise<string> {
  const hash = createHash('sha256').update(await readFile(join(root, 'package-lock.json')))
  const migrations = join(root, 'server', 'migrations')
  for (const name of (await readdir(migrations)).toSorted())
    hash.update(name).update(await readFile(join(migrations, name)))
  return hash.digest('hex').slice(0, 16)
}
