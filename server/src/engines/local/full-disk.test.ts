/** One session fills the disk that all of them are on. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { eventually } from '../conformance-streams.ts'
import { run, sessionSpec } from '../conformance-steps.ts'
import { createLocalEngine } from './local.engine.ts'
import { readState, sessionPaths } from './session-directory.ts'

const root = mkdtempSync(join(tmpdir(), 'berth-full-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
const never = new AbortController().signal

/** A file system of its own, where this user may make one: in a file, as disks are, or in memory. */
function smallDisk(kind: 'ext4' | 'tmpfs') {
  const directory = mkdtempSync(join(root, 'disk-'))
  const image = join(root, `${kind}.img`)
  const succeeds = (program: string, ...args: string[]) => spawnSync(program, args).status === 0
  writeFileSync(image, '')
  truncateSync(image, 64 * 1024 ** 2)
  const isMounted =
    kind === 'tmpfs'
      ? succeeds('mount', '-t', 'tmpfs', '-o', 'size=48m', 'tmpfs', directory)
      : existsSync('/sbin/mkfs.ext4') &&
        succeeds('/sbin/mkfs.ext4', '-q', '-m', '0', image) &&
        succeeds('mount', '-o', 'loop', image, directory)
  return {
    directory,
    isMounted,
    [Symbol.dispose]: () => void spawnSync('umount', ['-l', directory]),
  }
}

for (const kind of ['ext4', 'tmpfs'] as const)
  test(`a session that fills the disk (${kind}) harms no other, and its end makes room`, async ({ skip }) => {
    using disk = smallDisk(kind)
    if (!disk.isMounted) return skip('only root may mount')
    await using engine = createLocalEngine({
      directory: join(disk.directory, 'engine'),
      nodeName: 'test',
      uidRange: { first: 3_100_000, count: 4 },
    })
    await using held = new AsyncDisposableStack()
    held.defer(async () => {
      for (const { id } of await engine.list()) await engine.stop(id, { graceMs: 0 })
    })
    const [filling, other] = [sessionSpec(), sessionSpec()]
    await engine.start(filling, never)
    await engine.start(other, never)
    const fill =
      'for size in 65536 4096 1; do dd if=/dev/zero bs=$size >>fill; done; for i in $(seq 9999); do >f$i; done'
    const { stderr } = await run(engine, filling.id, ['sh', '-c', `${fill}; echo x >fill2`])
    expect(stderr).toContain('No space left on device')
    expect((await run(engine, other.id, ['sh', '-c', 'echo goes on'])).stdout).toBe('goes on\n')
    expect((await engine.list()).map(({ state }) => state)).toEqual(['running', 'running'])
    // As often as somebody tries: more often than there are users to run as.
    for (let count = 0; count < 4; count++)
      await expect(engine.start(sessionSpec(), never)).rejects.toThrow('the disk that sessions are on is full')
    expect((await engine.list()).map(({ id }) => id).toSorted()).toEqual([filling.id, other.id].toSorted())

    expect(await engine.stop(filling.id, { graceMs: 200 })).toMatchObject({ cause: 'stopped' })
    expect(readState(sessionPaths(join(disk.directory, 'engine'), filling.id))?.phase).toBe('ended')
    await engine.remove(filling.id)
    await eventually(
      async () => (await run(engine, other.id, ['sh', '-c', 'head -c 1000000 /dev/zero >f'])).stderr === '',
    )
    const next = sessionSpec()
    await engine.start(next, never)
  })
