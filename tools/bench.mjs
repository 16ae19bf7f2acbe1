/** `npm run bench` on a fresh machine: gets what is missing, then hands over to bench/run-benchmarks.ts. */
import { join } from 'node:path'
import { prepare } from '../bin/prepare.mjs'
import { runProgram } from '../bin/right-node.mjs'
import { root } from '../bin/root.mjs'

try {
  const system = ['bubblewrap', 'slirp4netns', 'chromium']
  const { installed } = await prepare({ system, console: true })
  await runProgram(join(root, 'bench', 'run-benchmarks.ts'), process.argv.slice(2), { fresh: installed })
} catch (error) {
  process.stderr.write(`berth: ${error.expected ? error.message : error.stack}\n`)
  process.exitCode = 1
}
