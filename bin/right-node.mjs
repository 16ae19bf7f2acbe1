/** Berth runs on Node 24 or newer; npm brings one as a package, since machines often have an older one. */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import * as nodeModule from 'node:module'
import { constants } from 'node:os'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './root.mjs'

export const bundledNode = join(root, 'node_modules', `node-linux-${process.arch}`, 'bin', 'node')
const runsTypeScript = Number(process.versions.node.split('.')[0]) >= 24

export const hasRightNode = () => existsSync(bundledNode)

/** Programs that Berth starts find the same Node and the tools of its packages. */
export function environment(extra = {}) {
  const path = [join(root, 'node_modules', '.bin'), process.env.PATH ?? ''].join(delimiter)
  return { ...process.env, PATH: path, ...extra }
}

/** Compiled sources are kept where only this account writes; a command starts in less than half the time. */
function compileCache() {
  const { HOME, XDG_CACHE_HOME, NODE_COMPILE_CACHE } = process.env
  const base = XDG_CACHE_HOME || (HOME && join(HOME, '.cache'))
  return NODE_COMPILE_CACHE ?? (base ? join(base, 'berth') : undefined)
}

/**
 * Runs a program of Berth as if it had been called directly: in this process where its Node is good enough, else in a
 * child that gets the streams, the signals, and whose end is the end of this one. `fresh`: the packages were just
 * exchanged beneath this process, so it must not go on itself.
 */
export async function runProgram(file, options, { fresh = false } = {}) {
  const cache = compileCache()
  if (runsTypeScript && !fresh) {
    process.argv = [process.execPath, file, ...options]
    if (cache) nodeModule.enableCompileCache(cache)
    await import(pathToFileURL(file).href)
    return
  }
  const child = spawn(bundledNode, [file, ...options], {
    stdio: 'inherit',
    env: environment(cache ? { NODE_COMPILE_CACHE: cache } : {}),
  })
  const handlers = new Map()
  for (const signal of ['SIGTERM', 'SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2']) {
    // Ctrl-C and Ctrl-\ reach the child by themselves: a terminal signals its whole foreground group.
    const fromKeyboard = (signal === 'SIGINT' || signal === 'SIGQUIT') && process.stdin.isTTY
    handlers.set(signal, () => fromKeyboard || child.kill(signal))
    process.on(signal, handlers.get(signal))
  }
  const [code, signal] = await new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (...end) => resolve(end))
  })
  for (const [name, handler] of handlers) process.off(name, handler)
  process.exitCode = code ?? 128 + (constants.signals[signal] ?? 0)
  if (signal) process.kill(process.pid, signal)
}
