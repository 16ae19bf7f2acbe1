/** `berth cp`: between this machine and storage folders. */
import type { FoundEntry } from '@berth/contract/folder-files.ts'
import { lstat, mkdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { formatBytes } from '../amounts.ts'
import type { Command, Context } from '../command.ts'
import { createBegunUploads } from '../copy/begun-uploads.ts'
import { addLocal, addRemote, emptyFolders, isNameHere, nameFor, noJobs } from '../copy/copy-jobs.ts'
import type { CopyJobs } from '../copy/copy-jobs.ts'
import { createCopyProgress } from '../copy/copy-progress.ts'
import { fetchFile } from '../copy/fetch-file.ts'
import { createParts } from '../copy/parts.ts'
import { runJobs } from '../copy/run-jobs.ts'
import type { Outcome } from '../copy/run-jobs.ts'
import { sendFile } from '../copy/send-file.ts'
import { exitCodes, Failure, usage } from '../failure.ts'
import { below, entryAt, findFolder, lastName, readPlace } from '../find-folder.ts'
import type { Place } from '../find-folder.ts'
import type { Output } from '../output.ts'
import type { Server } from '../server.ts'

export const copy: Command = {
  name: 'cp',
  summary: 'Copy files between this machine and storage folders',
  arguments: 'FROM… TO',
  count: [2, 1001],
  options: {
    recursive: { type: 'boolean', short: 'r', help: 'folders with all that is in them' },
    'no-clobber': { type: 'boolean', short: 'n', help: 'leave what is there already as it is' },
  },
  help: `A place in a folder is FOLDER:PATH, such as data:runs/1; what has a slash before the colon is a file here.
Where TO is a folder, or ends with a slash, what is copied goes into it. Started again after it was stopped, it
goes on where it was: in large files, too.

  berth cp -r ./images data:train/
  berth cp data:runs/1/model.pt .
  berth cp data:config.yaml data:config-old.yaml`,
  async run(context) {
    const { names, server } = context
    const [to = '', ...reversed] = names.toReversed()
    const from = reversed.reverse()
    const target = readPlace(to)
    const sources = from.map(readPlace)
    const remote = sources.filter((place) => place !== undefined)
    if (remote.length > 0 && remote.length < sources.length)
      throw usage('what is copied is all here or all in a folder', 'cp')
    if (target !== undefined) {
      if (remote.length > 0) return copyWithin(context, remote, target)
      return upload(context, await server(), from, target)
    }
    if (remote.length === 0) throw usage('one side is a place in a folder, such as data:runs/1', 'cp')
    return download(context, await server(), remote, to)
  },
}

const local = async (path: string) => {
  try {
    return await stat(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw new Failure(exitCodes.failed, (error as Error).message)
  }
}

async function upload({ io, options, output }: Context, server: Server, from: readonly string[], target: Place) {
  const { id: folder } = await findFolder(server, target.folder)
  const there = target.path === '' ? undefined : await entryAt(server, folder, target.path)
  const isInto = target.isFolder || there?.kind === 'folder'
  if (there !== undefined && there.kind !== 'folder' && isInto)
    throw new Failure(exitCodes.refused, `${target.path} is no folder.`)
  if (!isInto && from.length > 1) throw usage('several can only go into a folder: end TO with a slash', 'cp')
  const jobs = noJobs()
  for (const path of from) {
    const found = await local(path)
    if (found === undefined) throw new Failure(exitCodes.notFound, `There is no ${path} here.`)
    if (found.isDirectory() && !options.flag('recursive')) throw usage(`${path} is a folder: add --recursive`, 'cp')
    const to = isInto ? [target.path, nameFor(path)].filter((part) => part !== '').join('/') : target.path
    await addLocal(jobs, path, to)
  }
  for (const path of emptyFolders(jobs))
    await server.client.files.mkdir({ params: { id: folder }, body: { path, parents: true } })
  const isKept = options.flag('no-clobber')
  const begun = createBegunUploads(io.env)
  const progress = createCopyProgress(io, totalsOf(jobs))
  let left = 0
  try {
    const outcome = await runJobs(jobs.files, async ({ from: file, to: path, size }) => {
      if (isKept && (await entryAt(server, folder, path)) !== undefined) {
        left += 1
        return
      }
      const onBytes = (count: number) => progress.moved(path, count)
      await sendFile({ server, folder, path, file, overwrite: !isKept, begun, onBytes })
      if (size === 0) onBytes(0)
      progress.done(path)
    })
    return await tell(output, jobs, outcome, { ...progress.sums(), left }, 'sent', progress.end)
  } finally {
    progress.end()
  }
}

async function download({ io, options, output }: Context, server: Server, from: readonly Place[], to: string) {
  const target = await local(to)
  const isInto = target?.isDirectory() || to.endsWith('/')
  if (!isInto && from.length > 1) throw usage('several can only go into a folder: end TO with a slash', 'cp')
  const jobs = new Map<string, CopyJobs>()
  for (const { folder: reference, path } of from) {
    const folder = await findFolder(server, reference)
    const entry = path === '' ? { ...folderItself, path } : await entryAt(server, folder.id, path)
    if (entry === undefined) throw new Failure(exitCodes.notFound, `There is no ${path} in ${folder.name}.`)
    if (entry.kind === 'folder' && !options.flag('recursive'))
      throw usage(`${reference}:${path} is a folder: add --recursive`, 'cp')
    const own = jobs.get(folder.id) ?? noJobs()
    jobs.set(folder.id, own)
    const name = path === '' ? folder.name : lastName(path)
    if (isInto && !isNameHere(name))
      throw new Failure(exitCodes.failed, `Nothing here can be called ${name}.`, 'Say what it is to be called here.')
    await addRemote(own, server, folder.id, entry, isInto ? join(to, name) : to)
  }
  const all = joined([...jobs.values()])
  for (const path of all.folders) await mkdir(path, { recursive: true })
  if (isInto && target === undefined) await mkdir(to, { recursive: true })
  const progress = createCopyProgress(io, totalsOf(all))
  const parts = createParts()
  const sums = { left: 0 }
  const failed: Outcome['failed'] = []
  try {
    for (const [folder, { files }] of jobs) {
      const outcome = await runJobs(files, async ({ from: path, to: file, size, modifiedAt }) => {
        const there = await lstat(file).catch(() => undefined)
        if (there?.isDirectory()) throw new Failure(exitCodes.failed, `${file} is a folder here.`)
        if (there !== undefined && options.flag('no-clobber')) {
          sums.left += 1
          return
        }
        const onBytes = (count: number) => progress.moved(path, count)
        await fetchFile({ server, folder, path, size, modifiedAt, file, parts, onBytes })
        progress.done(path)
      })
      failed.push(...outcome.failed)
    }
    return await tell(output, all, { failed }, { ...progress.sums(), ...sums }, 'fetched', progress.end)
  } finally {
    progress.end()
  }
}

const folderItself = { kind: 'folder', size: null, modifiedAt: '', link: null } as const

async function copyWithin({ options, output, server }: Context, from: readonly Place[], target: Place) {
  const connected = await server()
  const { id, name } = await findFolder(connected, target.folder)
  const there = target.path === '' ? undefined : await entryAt(connected, id, target.path)
  const isInto = target.isFolder || there?.kind === 'folder'
  if (!isInto && from.length > 1) throw usage('several can only go into a folder: end TO with a slash', 'cp')
  const copied: FoundEntry[] = []
  for (const place of from) {
    if ((await findFolder(connected, place.folder)).id !== id)
      throw usage(`from ${place.folder} to ${target.folder} it goes by way of this machine: fetch it first`, 'cp')
    const entry = place.path === '' ? undefined : await entryAt(connected, id, place.path)
    if (entry === undefined) throw new Failure(exitCodes.notFound, `There is no ${place.path} in ${name}.`)
    if (entry.kind === 'folder' && !options.flag('recursive'))
      throw usage(`${place.folder}:${place.path} is a folder: add --recursive`, 'cp')
    const to = isInto ? below(target.path, basename(place.path)) : target.path
    const body = { from: place.path, to, overwrite: !options.flag('no-clobber') }
    copied.push(await connected.client.files.copy({ params: { id }, body }))
  }
  await output.done(copied, copied.map(({ path }) => `${name}:${path}`).join('\n'))
  return exitCodes.ok
}

const joined = (all: readonly CopyJobs[]): CopyJobs => ({
  files: all.flatMap(({ files }) => files),
  folders: all.flatMap(({ folders }) => folders),
  left: all.flatMap(({ left }) => left),
})

const totalsOf = ({ files }: CopyJobs) => ({
  files: files.length,
  bytes: files.reduce((sum, { size }) => sum + size, 0),
})

interface Sums {
  readonly files: number
  readonly bytes: number
  /** As they were: they were there already. */
  readonly left: number
}

async function tell(
  output: Output,
  { left }: CopyJobs,
  { failed }: Outcome,
  sums: Sums,
  verb: 'sent' | 'fetched',
  end: () => void,
): Promise<number> {
  end()
  for (const { path, why } of left) output.note(`berth: ${path} was left out: ${why}`)
  for (const { path, why } of failed) output.note(`berth: ${path}: ${why}`)
  const files = `${sums.files} ${sums.files === 1 ? 'file' : 'files'}, ${formatBytes(sums.bytes)} ${verb}`
  const more = [
    ...(sums.left > 0 ? [`${sums.left} left as they were`] : []),
    ...(failed.length > 0 ? [`${failed.length} failed`] : []),
  ]
  await output.done({ ...sums, skipped: left, failed }, [files, ...more].join(', '))
  return failed.length > 0 ? exitCodes.failed : exitCodes.ok
}
