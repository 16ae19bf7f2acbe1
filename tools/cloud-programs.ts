/**
 * Servers that speak as clouds do, for the tests of cloud access. They are not among the packages, since nothing else
 * needs them and they are large: each is fetched once, into the packages' cache, where its registry answers.
 */
import { execFile, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const cache = join(import.meta.dirname, '..', 'node_modules', '.cache', 'cloud-programs')
const mostMs = 5 * 60_000

export interface CloudProgram {
  /** Where it is: its path, or its name where the machine has it; undefined: nowhere. */
  readonly command: string | undefined
  /** For the title of the tests that need it: nothing, or why they are skipped. */
  readonly without: string
}

interface Fetched {
  readonly name: string
  readonly version: string
  /** Within the folder that it is fetched to. */
  readonly path: string
  readonly why: string
  readonly fetch: (folder: string) => Promise<unknown>
}

const s3: Fetched = {
  name: 'versitygw',
  version: '1.8.0',
  path: 'versitygw',
  why: 'versitygw, a server that speaks S3, is missing; npm test builds it where Go is installed and its modules can be fetched',
  fetch: (folder) =>
    run('go', ['install', '-ldflags=-s -w', `github.com/versity/versitygw/cmd/versitygw@v${s3.version}`], {
      env: { ...process.env, GOBIN: folder },
      timeout: mostMs,
    }),
}

const azure: Fetched = {
  name: 'azurite-blob',
  version: '3.37.0',
  path: 'node_modules/.bin/azurite-blob',
  why: 'azurite, a server that speaks Azure Blob, is missing; npm test fetches it where its package can be',
  fetch: (folder) =>
    run(
      'npm',
      ['install', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', `azurite@${azure.version}`],
      {
        timeout: mostMs,
      },
    ),
}

const folderOf = ({ name, version }: Fetched) => join(cache, `${name}-${version}`)

function found(program: Fetched): CloudProgram {
  const path = join(folderOf(program), program.path)
  if (existsSync(path)) return { command: path, without: '' }
  if (spawnSync('sh', ['-c', `command -v ${program.name}`]).status === 0) return { command: program.name, without: '' }
  return { command: undefined, without: ` (skipped: ${program.why})` }
}

export const s3Server = (): CloudProgram => found(s3)
export const azureServer = (): CloudProgram => found(azure)

/** What cannot be fetched is missing then, and the tests that need it say so. */
export async function fetchCloudPrograms(): Promise<void> {
  for (const program of [s3, azure]) {
    if (found(program).command !== undefined) continue
    const folder = folderOf(program)
    const begun = `${folder}.new`
    await rm(begun, { recursive: true, force: true })
    await mkdir(begun, { recursive: true })
    try {
      await program.fetch(begun)
      await rename(begun, folder)
    } catch {
      await rm(begun, { recursive: true, force: true })
    }
  }
}
