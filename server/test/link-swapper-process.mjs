/**
 * What a hostile session does in a folder that it has mounted: swaps a directory and a file for symbolic links that lead
 * out of it, and back, as fast as it can. Arguments: the folder, and a directory outside with `inner/secret.txt`.
 */
import { mkdirSync, renameSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const [folder, outside] = process.argv.slice(2)
const at = (name) => join(folder, name)
const attempt = (work) => {
  try {
    work()
  } catch {
    // somebody else was there first
  }
}
/** In one step, so that there is always something. */
const put = (make, name) => {
  attempt(() => make(at('.next')))
  attempt(() => renameSync(at('.next'), at(name)))
  attempt(() => rmSync(at('.next'), { recursive: true, force: true }))
}

process.stdout.write('swapping\n')
for (let round = 0; ; round++) {
  attempt(() => mkdirSync(at('swapped/inner'), { recursive: true }))
  attempt(() => writeFileSync(at('swapped/inner/secret.txt'), 'harmless'))
  put((name) => writeFileSync(name, 'harmless'), 'file.txt')
  attempt(() => renameSync(at('swapped'), at(`aside-${round % 2}`)))
  put((name) => symlinkSync(outside, name), 'swapped')
  put((name) => symlinkSync(join(outside, 'inner/secret.txt'), name), 'file.txt')
  attempt(() => unlinkSync(at('swapped')))
  attempt(() => renameSync(at(`aside-${round % 2}`), at('swapped')))
  attempt(() => renameSync(at('swapped/inner'), at('swapped/real')))
  attempt(() => symlinkSync(join(outside, 'inner'), at('swapped/inner')))
  attempt(() => symlinkSync('../'.repeat(12) + outside.slice(1), at(`climbs-${round % 5}`)))
  attempt(() => unlinkSync(at('swapped/inner')))
  attempt(() => renameSync(at('swapped/real'), at('swapped/inner')))
  attempt(() => unlinkSync(at(`climbs-${round % 5}`)))
}
