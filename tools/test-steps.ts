/** What `npm test` does, in order. A step is a program that says by its exit code whether all is well. */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { buildConsole, consoleIsBuilt } from '../bin/console-build.mjs'
import { ensureSystemPackages, inPath, installCommand } from '../bin/system-packages.mjs'
import { fetchCloudPrograms } from './cloud-programs.ts'

export const root = join(import.meta.dirname, '..')

export interface Step {
  readonly name: string
  readonly run: Program | (() => Promise<void>)
  /** Why it cannot run on this machine. */
  readonly skip?: () => string | undefined
  /** Its tests are counted one by one. */
  readonly counted?: true
  /** Files that may run apart from the others, so that whoever is idle takes some. */
  readonly parts?: (files: readonly string[]) => readonly (readonly string[])[]
  /** Runs also when only some test files are asked for. */
  readonly needed?: (files: readonly string[]) => boolean
}

/** A script of a package, or one of ours, and its arguments. */
export type Program = readonly [script: string, ...args: string[]]

const projects = ['contract', 'server', 'cli', 'web', 'e2e', 'bench', 'tools']
const script = (...path: string[]) => join(root, 'node_modules', ...path)
/** Each by itself, since not every system has them: programs of people that are driven for real, a lighter browser, Korean. */
const usedByTests = ['jupyter-notebook', 'quota', 'chromium-headless-shell', 'fonts-nanum']
const isJourney = (file: string) => file.startsWith('e2e/')
const vitest = (...args: string[]): Program => [script('vitest', 'vitest.mjs'), 'run', ...args]

export const steps: readonly Step[] = [
  ...projects.map((project): Step => ({
    name: `types:${project}`,
    run: [script('typescript', 'bin', 'tsc'), '-p', project],
  })),
  { name: 'lint', run: [script('oxlint', 'bin', 'oxlint')] },
  { name: 'format', run: [script('oxfmt', 'bin', 'oxfmt'), '--check', '.'] },
  { name: 'unused', run: [script('knip', 'bin', 'knip.js')] },
  { name: 'openapi', run: [join(root, 'tools', 'openapi.ts'), '--check'] },
  {
    name: 'console',
    run: async () => {
      if (!consoleIsBuilt()) await buildConsole()
    },
    needed: (files) => files.some(isJourney),
  },
  {
    name: 'programs',
    // What is still missing then is skipped by the tests that need it, with the reason.
    run: async () => {
      for (const name of usedByTests) await ensureSystemPackages([name])
    },
    needed: (files) => files.some((file) => isJourney(file) || file.startsWith('server/')),
  },
  {
    name: 'clouds',
    run: fetchCloudPrograms,
    needed: (files) => files.some((file) => file.includes('cloud')),
  },
  { name: 'tests', run: vitest(), counted: true, needed: (files) => files.some((file) => !isJourney(file)) },
  {
    name: 'journeys',
    run: vitest('--config', 'e2e/vitest.config.ts'),
    counted: true,
    parts: (files) => chunks(files.filter(isJourney), 2),
    needed: (files) => files.some(isJourney),
    skip: () => (inPath('chromium') ? undefined : `Chromium is missing; install with: ${installCommand(['chromium'])}`),
  },
]

const chunks = (files: readonly string[], size: number) =>
  Array.from({ length: Math.ceil(files.length / size) }, (_, at) => files.slice(at * size, (at + 1) * size))

/** Test files whose path holds one of the words, as vitest finds them. */
export function testFiles(words: readonly string[]): string[] {
  const folders = [...projects, 'hocon'].filter((folder) => existsSync(join(root, folder)))
  return folders
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true }).map((path) => `${folder}/${String(path)}`),
    )
    .filter((path) => /\.test\.tsx?$/.test(path) && !path.includes('node_modules/') && !path.includes('/dist/'))
    .filter((path) => words.length === 0 || words.some((word) => path.includes(word)))
}
