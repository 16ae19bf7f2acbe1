import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Where Berth lies; symbolic links to bin/berth.mjs are already resolved by Node. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** A failure that the message explains completely; shown without a stack. */
export function expected(message) {
  return Object.assign(new Error(message), { expected: true })
}

/** Progress goes to the error stream, so that the output of a command stays its own. */
export function say(line) {
  process.stderr.write(`berth: ${line}\n`)
}

/** Says what takes long and how long it took. */
export async function timed(doing, done, work) {
  say(`${doing} …`)
  const started = Date.now()
  const result = await work()
  say(`${done}, ${((Date.now() - started) / 1000).toFixed(1)} s`)
  return result
}
