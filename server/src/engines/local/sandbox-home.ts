import { chmod, chown, copyFile, mkdir, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import type { SessionSpec } from '../engine.ts'
import { sandboxHome } from './sandbox-arguments.ts'

/** What a home directory has when its owner wants nothing else. */
const usual = ['.bashrc', '.profile', '.bash_logout']

/** Nothing runs in the session yet, so nothing that is in this directory can be a link of somebody else's. */
export async function fillHome(home: string, spec: Pick<SessionSpec, 'files' | 'mounts'>, uid: number | null) {
  const covered = spec.mounts.map(({ target }) => relative(sandboxHome, target))
  // What a mount covers would be seen by nobody, and a file would be in its way.
  const isCovered = (path: string) => covered.some((one) => path === one || path.startsWith(`${one}/`))
  const files = spec.files.filter(({ path }) => !isCovered(path))
  const give = async (path: string) => {
    if (uid !== null) await chown(path, uid, uid)
  }
  const isReplaced = (name: string) =>
    files.some(({ path }) => path === name || path.startsWith(`${name}/`)) ||
    covered.some((path) => path === name || path.startsWith(`${name}/`))
  for (const name of usual.filter((one) => !isReplaced(one))) {
    const path = join(home, name)
    await copyFile(join('/etc/skel', name), path).then(
      () => give(path),
      () => {},
    )
  }
  const made = new Set(['.'])
  const makeFolder = async (folder: string) => {
    if (made.has(folder)) return
    made.add(folder)
    await makeFolder(dirname(folder))
    await mkdir(join(home, folder), { mode: folder === '.ssh' ? 0o700 : 0o755 })
    await give(join(home, folder))
  }
  for (const { path, mode, content } of files) {
    await makeFolder(dirname(path))
    const place = join(home, path)
    await writeFile(place, content, { mode: 0o600 })
    await give(place)
    await chmod(place, mode)
  }
}
