/** Capacity that the file system itself keeps, on an ext4 in a file; skipped where this machine cannot make one. */
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { createLocalEngine } from '../../engines/local/local.engine.ts'
import { filesOf } from '../../../test/file-requests.ts'
import { folderSite, plainSession } from '../../../test/folder-site.ts'
import { eventually } from '../../../test/eventually.ts'

const MiB = 1024 ** 2
const directory = await mkdtemp(join(tmpdir(), 'berth-quota-'))
const point = join(directory, 'mounted')
const lacks = await whatIsMissing()
afterAll(async () => {
  if (lacks === '') execFileSync('umount', ['-l', point])
  await rm(directory, { recursive: true, force: true })
})

async function whatIsMissing(): Promise<string> {
  if (process.geteuid?.() !== 0) return 'only root mounts'
  for (const program of ['/usr/sbin/setquota', '/usr/bin/chattr', '/usr/sbin/mkfs.ext4'])
    if (!existsSync(program)) return `${program} is missing`
  const image = join(directory, 'image')
  await writeFile(image, '')
  await truncate(image, 256 * MiB)
  execFileSync('/usr/sbin/mkfs.ext4', ['-q', '-O', 'quota,project', '-E', 'quotatype=prjquota', image])
  execFileSync('mkdir', [point])
  const { status, stderr } = spawnSync('mount', ['-o', 'loop,prjquota', image, point], { encoding: 'utf8' })
  return status === 0 ? '' : `this kernel mounts none with project quotas: ${stderr.split('\n', 1)[0]}`
}
const why = lacks === '' ? '' : ` (skipped: ${lacks})`

test.skipIf(lacks !== '')(
  `the file system refuses what is more than the capacity, in sessions and by requests${why}`,
  async () => {
    const engine = createLocalEngine({ directory: join(directory, 'engine'), nodeName: 'here' })
    const { available } = await engine.probe()
    const site = await folderSite({ engine, storageHosts: [{ name: 'limited', path: point }] })
    const folder = await site.group({ capacity: 16 * MiB })
    expect(folder).toMatchObject({ host: 'limited', enforcement: 'project-quota', capacity: 16 * MiB })
    const [host] = (await site.admin.storageHosts.list()).items
    expect(host).toMatchObject({ enforcement: 'project-quota', fileSystem: 'ext4' })

    const files = filesOf(site.app, site.ada.token, folder.id)
    expect((await files.write('small', Buffer.alloc(512 * 1024))).status).toBe(200)
    expect((await files.begin('large', 20 * MiB)).type).toBe('folder-full')
    if (available) {
      const body = { ...plainSession, mounts: [{ folder: folder.id }] }
      const { id } = await site.asAda.sessions.create({ body })
      await eventually(
        () => site.asAda.sessions.show({ params: { id } }),
        ({ status }) => status === 'RUNNING',
      )
      const write = async (mebibytes: number) => {
        const script = `dd if=/dev/zero of=${folder.name}/big bs=1M count=${mebibytes} && rm ${folder.name}/big`
        const stream = await engine.exec(id, { command: ['sh', '-c', script] })
        stream.stdin.end()
        stream.stdout.resume()
        stream.stderr.resume()
        return (await stream.exit).code
      }
      expect(await write(8)).toBe(0)
      expect(await write(20)).not.toBe(0)
      // More capacity is for what runs, too.
      await site.admin.folders.update({ params: { id: folder.id }, body: { capacity: 64 * MiB } })
      await site.app.site.storage.measure(folder.id)
      await engine.exec(id, { command: ['rm', '-f', `${folder.name}/big`] }).then(({ exit }) => exit)
      expect(await write(20)).toBe(0)
      await engine.stop(id, { graceMs: 0 })
      await engine.remove(id)
    }
    await site.app.close()
    await engine[Symbol.asyncDispose]()
  },
)
