/** ClearML's own SDK, as PyPI has it, in a virtual environment that is kept for the next run. */
import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

const version = '2.1.12'
const place = join(import.meta.dirname, '../../node_modules/.cache', `clearml-${version}`)
const run = promisify(execFile)

export type ClearML = { readonly python: string } | { readonly missing: string }

export async function installClearML(): Promise<ClearML> {
  const python = join(place, 'bin/python')
  const complete = join(place, 'complete')
  if (existsSync(complete)) return { python }
  rmSync(place, { recursive: true, force: true })
  mkdirSync(place, { recursive: true })
  try {
    await run('python3', ['-m', 'venv', place])
    const quiet = ['--quiet', '--disable-pip-version-check', '--retries', '1', '--timeout', '15']
    const only = ['--only-binary', ':all:', `clearml==${version}`]
    await run(python, ['-m', 'pip', 'install', ...quiet, ...only], { timeout: 240_000 })
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : ''
    const why = said.trim().split('\n').at(-1) || (error as Error).message
    return { missing: `clearml ${version} could not be installed with Python 3 from PyPI (${why.slice(0, 200)})` }
  }
  writeFileSync(complete, '')
  return { python }
}
