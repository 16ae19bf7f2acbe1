/** What goes through a tree goes through all of it, or says that it did not. */
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { openPlace, openTop } from './beneath.ts'
import { copyBeside } from './copy-tree.ts'
import { FileRefusal } from './file-refusal.ts'
import { mostDepth } from './path-names.ts'
import { removeTree } from './remove-tree.ts'
import { walkTree, walkWhole } from './walk-tree.ts'

async function place() {
  const base = await mkdtemp(join(tmpdir(), 'berth-walk-'))
  // What is in it has names that are too long for others.
  onTestFinished(() => removeTree(base))
  const [folder, beside] = [join(base, 'folder'), join(base, 'beside')]
  await mkdir(folder)
  await mkdir(beside)
  return { folder, beside }
}

/** With a file at each level, and one more branch every hundred levels. */
async function makeDeep(path: string, levels: number): Promise<void> {
  let at = path
  for (let level = 0; level < levels; level++) {
    await writeFile(join(at, 'x'), 'x')
    if (level % 100 === 99) {
      await mkdir(join(at, 'aside'))
      await writeFile(join(at, 'aside/x'), 'x')
    }
    at = join(at, 'd')
    await mkdir(at)
  }
}

async function* opened<Entry>(path: string, walk: (top: Awaited<ReturnType<typeof openTop>>) => AsyncIterable<Entry>) {
  await using top = await openTop(path)
  yield* walk(top)
}

test('what is deeper than a path may be is told of, and found by whoever wants all of it', async () => {
  const { folder } = await place()
  await makeDeep(folder, 500)
  const beyond: string[] = []
  let shallow = 0
  const walk = opened(folder, (top) =>
    walkTree(top, { onBeyond: (names, why) => beyond.push(`${why} at ${names.length}`) }),
  )
  for await (const { kind } of walk) if (kind === 'file') shallow++
  expect([shallow, beyond]).toEqual([mostDepth + 1, [`too-deep at ${mostDepth}`]])
  let files = 0
  for await (const { kind } of opened(folder, (top) => walkWhole(top))) if (kind === 'file') files++
  expect(files).toBe(505)
})

test('a copy is whole, however long its names are together, or there is none', async () => {
  const { folder, beside } = await place()
  const name = 'n'.repeat(200)
  await using top = await openTop(folder)
  const tree = { top, beside, owner: null }
  // A path to the end of it would be longer than one can be.
  for (let from = folder, level = 0; level < 15; level++) await mkdir((from = join(from, name)))
  const deepest = await openPlace(
    top,
    Array.from({ length: 15 }, () => Buffer.from(name)),
    false,
  )
  const inner = `/proc/self/fd/${deepest.handle.fd}`
  await mkdir(join(inner, 'a'.repeat(250), 'b'.repeat(250), 'c'.repeat(250), 'd'.repeat(250), 'e'.repeat(250)), {
    recursive: true,
  })
  await writeFile(join(inner, 'a'.repeat(250), 'file'), 'all of it')
  await deepest[Symbol.asyncDispose]()
  await using source = await openPlace(top, [Buffer.from(name)], false)
  expect(await copyBeside(tree, source, join(beside, 'copy'))).toBe('folder')
  expect(await readFile(join(beside, 'copy', ...Array<string>(14).fill(name), 'a'.repeat(250), 'file'), 'utf8')).toBe(
    'all of it',
  )

  await mkdir(join(folder, 'deep'))
  await makeDeep(join(folder, 'deep'), 140)
  await using deep = await openPlace(top, [Buffer.from('deep')], false)
  await expect(copyBeside(tree, deep, join(beside, 'none'))).rejects.toThrow(new FileRefusal('too-deep'))
})

test('a directory that cannot be opened now is not taken for an empty one', async () => {
  const { folder } = await place()
  await makeDeep(folder, 60)
  const module = fileURLToPath(new URL('.', import.meta.url))
  const walk = `
    const { openTop } = await import('${module}beneath.ts')
    const { walkTree } = await import('${module}walk-tree.ts')
    let files = 0
    for await (const { kind } of walkTree(await openTop('${folder}'), { onBeyond() {} })) if (kind === 'file') files++
    console.log(files)`
  const under = (handles: number) =>
    promisify(execFile)('sh', [
      '-c',
      `ulimit -n ${handles}; exec "$0" --input-type=module -e "$1"`,
      process.execPath,
      walk,
    ])
  expect((await under(1000)).stdout).toBe('60\n')
  await expect(under(80)).rejects.toThrow('EMFILE')
})
