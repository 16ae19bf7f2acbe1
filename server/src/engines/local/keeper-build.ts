import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, copyFile, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire, stripTypeScriptTypes } from 'node:module'
import { basename, dirname, join } from 'node:path'

/**
 * Writes the keeper as plain JavaScript with its native part to a folder named by its content. A running keeper's
 * folder is never changed, so an upgrade of the server leaves it alone.
 */
export async function buildKeeper(root: string): Promise<string> {
  const sources = [...(await filesIn('keeper')), ...(await filesIn('../../platform/sftp'))]
  const files = await Promise.all(
    sources.map(async (path) => {
      const code = withoutTypes(await readFile(path, 'utf8'))
      return {
        name: basename(path).replace(/\.ts$/, '.mjs'),
        // All of them side by side, wherever they come from.
        code: code.replaceAll(/from '\.[^']*\/([^/']+)\.ts'/g, "from './$1.mjs'"),
      }
    }),
  )
  const native = nativePty()
  const hash = createHash('sha256').update(await readFile(native))
  for (const { name, code } of files) hash.update(name).update(code)
  const folder = join(root, `keeper-${hash.digest('hex').slice(0, 16)}`)
  if (existsSync(folder)) return folder

  const temporary = await mkdtemp(join(root, 'keeper-new-'))
  await mkdir(temporary, { recursive: true })
  for (const { name, code } of files) await writeFile(join(temporary, name), code, { mode: 0o644 })
  await copyFile(native, join(temporary, 'pty.node'))
  await chmod(join(temporary, 'pty.node'), 0o755)
  await chmod(temporary, 0o755)
  try {
    await rename(temporary, folder)
  } catch (error) {
    // Another server has just made the same.
    await rm(temporary, { recursive: true, force: true })
    if (!existsSync(folder)) throw error
  }
  return folder
}

async function filesIn(folder: string): Promise<string[]> {
  const source = join(import.meta.dirname, folder)
  const names = (await readdir(source)).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  return names.sort().map((name) => join(source, name))
}

function nativePty(): string {
  const require = createRequire(createRequire(import.meta.url).resolve('@lydell/node-pty'))
  return join(dirname(require.resolve(`@lydell/node-pty-${process.platform}-${process.arch}/package.json`)), 'pty.node')
}

/** The runtime calls this function experimental on every first use; the server's own start relies on the same code. */
function withoutTypes(code: string): string {
  const { emitWarning } = process
  process.emitWarning = () => {}
  try {
    return stripTypeScriptTypes(code)
  } finally {
    process.emitWarning = emitWarning
  }
}
