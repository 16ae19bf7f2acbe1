/** The packages of package-lock.json: are they all there, and how to get them. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { capture } from './capture.mjs'
import { expected, root } from './root.mjs'

/**
 * What package-lock.json asks for on this machine and node_modules does not hold. npm writes its own record of an
 * installation at the very end, so an interrupted one misses everything. Parts for a platform are optional to npm,
 * which drops them silently when the network fails; here they are required.
 */
export function missingPackages() {
  const wanted = readPackages(join(root, 'package-lock.json'))
  const found = readPackages(join(root, 'node_modules', '.package-lock.json'))
  const missing = []
  for (const [path, entry] of Object.entries(wanted ?? {})) {
    if (path === '') continue
    const there = found?.[path]
    const same = there && there.version === entry.version && there.integrity === entry.integrity
    if (!same && (there || neededHere(entry))) missing.push(path.replace(/^.*node_modules\//, ''))
  }
  return missing
}

function neededHere(entry) {
  if (!entry.optional) return true
  // Optional without a platform: a part of some other platform's part.
  if (!entry.os || !entry.cpu) return false
  return entry.os.includes(process.platform) && entry.cpu.includes(process.arch) && !entry.libc?.includes('musl')
}

function readPackages(file) {
  if (!existsSync(file)) return undefined
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages
  } catch {
    return undefined
  }
}

export async function installPackages() {
  // `npm --prefix` and the like must not send the installation elsewhere.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^npm_config_(local_|global_)?prefix$/i.test(name)),
  )
  const npm = process.env.npm_execpath?.endsWith('npm-cli.js') ? [process.execPath, process.env.npm_execpath] : ['npm']
  const options = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error']
  const { code, output } = await capture([...npm, ...options], { cwd: root, env })
  if (code === 'ENOENT') throw expected('npm was not found. Install Node.js 20 or newer with npm, then start again.')
  if (code !== 0)
    throw expected(`npm ci failed (${code}). It needs the package registry, or a cache that has everything.\n${output}`)
  const missing = missingPackages()
  if (missing.length > 0)
    throw expected(`npm ci left out ${missing.join(', ')}. Was the network interrupted? Start again.`)
}
