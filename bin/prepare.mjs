/** Makes a clone ready to run. Does nothing, within milliseconds and without network, where everything is there. */
import { buildConsole, consoleIsBuilt } from './console-build.mjs'
import { installLock } from './install-lock.mjs'
import { installPackages, missingPackages } from './packages.mjs'
import { bundledNode } from './right-node.mjs'
import { capture } from './capture.mjs'
import { expected, timed } from './root.mjs'
import { ensureSystemPackages, missingSystemPackages } from './system-packages.mjs'

/**
 * `system`: programs of the system by package name; `console`: build it where it is missing or old. Answers whether
 * packages were exchanged, and which system packages are still missing.
 */
export async function prepare({ system = [], console: withConsole = false }) {
  checkMachine()
  const packages = () => missingPackages().length === 0
  const ready = () => packages() && (!withConsole || consoleIsBuilt()) && missingSystemPackages(system).length === 0
  if (ready()) return { installed: false, missing: [] }
  const release = await installLock()
  try {
    const missing = await ensureSystemPackages(system)
    const install = !packages()
    if (install) {
      await timed('installing packages (npm ci)', 'packages installed', installPackages)
      await checkNode()
    }
    if (withConsole && !consoleIsBuilt()) await timed('building the console', 'console built', buildConsole)
    return { installed: install, missing }
  } finally {
    release()
  }
}

function checkMachine() {
  const [major] = process.versions.node.split('.')
  if (Number(major) < 20)
    throw expected(`Node.js 20 or newer is needed to start; this is ${process.version}. See https://nodejs.org.`)
  if (process.platform !== 'linux' || !['x64', 'arm64'].includes(process.arch))
    throw expected(`Berth runs on Linux on x64 and arm64; this is ${process.platform} on ${process.arch}.`)
}

async function checkNode() {
  const { code, output } = await capture([bundledNode, '--version'], {})
  if (code !== 0)
    throw expected(
      `Berth's own Node.js does not run here (${code}): a Linux with glibc 2.28 or newer is needed.\n${output}`,
    )
}
