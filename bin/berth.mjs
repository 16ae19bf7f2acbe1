#!/usr/bin/env node
/**
 * The one program: `berth start` makes a fresh clone ready and serves; `berth serve`, `admin`, … are the server's
 * roles; everything else is the command line. This folder is plain JavaScript that Node 20 can run, because it runs
 * before anything is installed; the rest of Berth runs on the Node that `npm ci` brings.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { runProgram, hasRightNode } from './right-node.mjs'
import { root } from './root.mjs'

const server = (name) => join(root, 'server', 'src', 'main', `${name}.ts`)
const roles = ['serve', 'web', 'worker', 'gateway', 'admin', 'audit', 'config', 'doctor']

async function main([command = '', ...options]) {
  // Four is Node's own: what is under way on storage that hangs must leave some to everything else. Read when it is first
  // used, so it is said before anything of the program is loaded.
  if (command === 'start' || roles.includes(command)) process.env.UV_THREADPOOL_SIZE ??= '32'
  if (command === 'start') {
    const { prepare } = await import('./prepare.mjs')
    const { installed } = await prepare({ system: ['bubblewrap', 'slirp4netns'], console: true })
    return runProgram(server('serve'), options, { fresh: installed })
  }
  if (!hasRightNode()) {
    const { prepare } = await import('./prepare.mjs')
    await prepare({})
  }
  if (roles.includes(command) && existsSync(server(command))) return runProgram(server(command), options)
  return runProgram(join(root, 'cli', 'src', 'main.ts'), command === '' ? options : [command, ...options])
}

main(process.argv.slice(2)).catch((error) => {
  process.stderr.write(`berth: ${error.expected ? error.message : (error.stack ?? error)}\n`)
  process.exitCode = 1
})
