import { lstat, mkdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { EngineProblem, type SessionMount, type SessionSpec } from '../engine.ts'
import type { LaunchContext } from './launch-session.ts'
import { mappedMountCommand, type MappedMount } from './mapped-mounts.ts'
import type { SessionPaths } from './session-directory.ts'

/** What root binds to the stage before it gives up being root. */
export async function stageParts(context: LaunchContext, paths: SessionPaths, spec: SessionSpec, uid: number | null) {
  const { stage } = context
  const binds = [
    { source: paths.sandbox, target: stage },
    { source: context.node, target: join(stage, 'node') },
    { source: context.keeper, target: join(stage, 'keeper') },
    ...(spec.root ? [{ source: spec.root, target: join(stage, 'root') }] : []),
  ]
  const mapped: MappedMount[] = []
  for (const [index, { source, mode, owner }] of spec.mounts.entries()) {
    const point = join(paths.sandbox, 'mounts', String(index))
    if ((await stat(source)).isDirectory()) await mkdir(point)
    else await writeFile(point, '')
    const target = join(stage, 'mounts', String(index))
    if (owner?.mapped) mapped.push({ source, target, mode })
    else binds.push({ source, target })
  }
  const owner = spec.mounts.find((mount) => mount.owner?.mapped)?.owner
  const isMapped = owner !== undefined && uid !== null
  return { binds, mapped: isMapped ? mappedMountCommand(owner.uid, uid, mapped) : null }
}

/**
 * What people share is a real directory: a link there would show them something else of the machine. Answers the groups
 * by which a session gets at what is shared where it cannot be mapped.
 */
export async function checkShared(mounts: readonly SessionMount[]): Promise<number[]> {
  const groups = new Set<number>()
  for (const { source, owner } of mounts) {
    if (owner === undefined) continue
    const found = await lstat(source).catch(() => null)
    if (!found?.isDirectory()) throw new EngineProblem('start-failed', 'a folder that it mounts is not on its host')
    if (!owner.mapped) groups.add(owner.gid)
  }
  return [...groups]
}
