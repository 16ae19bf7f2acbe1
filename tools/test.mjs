/** `npm test` on a fresh machine: gets what is missing, then hands over to tools/run-tests.ts on the right Node. */
import { join } from 'node:path'
import { prepare } from '../bin/prepare.mjs'
import { runProgram } from '../bin/right-node.mjs'
import { root } from '../bin/root.mjs'

try {
  const { installed } = await prepare({ system: ['bubblewrap', 'slirp4netns', 'chromium', 'openssh-client', 'rsync'] })
  await runProgram(join(root, 'tools', 'run-tests.ts'), process.argv.slice(2), { fresh: installed })
} catch (error) {
  process.stderr.write(`berth: ${error.expected ? error.message : error.stack}\n`)
  process.stdout.write('0 passed, 1 failed, 0 skipped\n')
  process.exitCode = 1
}
