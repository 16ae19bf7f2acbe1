/** The console, built from web/ when what is there was built from something else. */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { capture } from './capture.mjs'
import { bundledNode, environment } from './right-node.mjs'
import { expected, root } from './root.mjs'

const dist = join(root, 'web', 'dist')
/** Lies in the build: whoever builds anew removes it. */
const stamp = join(dist, '.built-from')

/** By content and not by time: a checkout, a copy or a branch switch gives files new times without changing them. */
export function consoleIsBuilt() {
  // A release without sources holds a finished console.
  if (!existsSync(join(root, 'web', 'src'))) return existsSync(join(dist, 'index.html'))
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === sourcesDigest()
}

export async function buildConsole() {
  const digest = sourcesDigest()
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  const { code, output } = await capture([bundledNode, vite, 'build', 'web', '--logLevel', 'warn'], {
    cwd: root,
    env: environment({ NODE_ENV: 'production' }),
  })
  if (code !== 0) throw expected(`the console could not be built (${code}).\n${output}`)
  writeFileSync(stamp, digest)
}

function sourcesDigest() {
  const hash = createHash('sha256')
  const add = (file) =>
    hash
      .update(`${relative(root, file)}\0`)
      .update(readFileSync(file))
      .update('\0')
  const walk = (folder) => {
    const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
    for (const entry of entries) {
      if (entry.name === 'dist' || entry.name === 'node_modules' || entry.name.includes('.test.')) continue
      const path = join(folder, entry.name)
      if (entry.isDirectory()) walk(path)
      else if (entry.isFile()) add(path)
    }
  }
  walk(join(root, 'web'))
  walk(join(root, 'contract', 'src'))
  walk(join(root, 'docs', 'guide'))
  add(join(root, 'package-lock.json'))
  return hash.digest('hex')
}
