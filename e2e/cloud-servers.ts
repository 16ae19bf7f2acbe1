/** Servers that speak as the clouds do, and check what is signed as they do: real ones, where this machine has them. */
import { spawn, type ChildProcess } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { azureServer, s3Server } from '../tools/cloud-programs.ts'
import { freePort } from '../tools/free-port.ts'

export const s3 = s3Server()
export const azure = azureServer()

export interface CloudServer extends AsyncDisposable {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string
}

export const s3Keys = { key: 'AKIDJOURNEY', secret: 'a/secret+with=signs' }

async function answering(url: string, program: ChildProcess): Promise<void> {
  for (const end = Date.now() + 30_000; Date.now() < end;) {
    if (program.exitCode !== null) throw new Error(`the server ended with ${program.exitCode}`)
    if (await fetch(url).then(Boolean, () => false)) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`${url} does not answer`)
}

interface Program {
  readonly command: string | undefined
  readonly args: (port: number, folder: string) => readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** Before it starts. */
  readonly fill?: (folder: string) => Promise<void>
}

async function start({ command, args, env = {}, fill }: Program): Promise<CloudServer> {
  if (command === undefined) throw new Error('this machine does not have that server')
  const folder = await mkdtemp(join(tmpdir(), 'berth-cloud-'))
  await fill?.(folder)
  const port = await freePort()
  const program = spawn(command, args(port, folder), { stdio: 'ignore', env: { ...process.env, ...env } })
  const url = `http://127.0.0.1:${port}`
  await answering(url, program)
  return {
    url,
    async [Symbol.asyncDispose]() {
      const ended = once(program, 'exit')
      // one of them would wait for connections that browsers keep
      program.kill('SIGKILL')
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** @param origin Whose pages may read it; nobody's where none is said. */
export const startS3 = (bucket: string, files: Readonly<Record<string, string | Buffer>>, origin?: string) =>
  start({
    command: s3.command,
    args: (port, folder) => [
      ...['--port', `127.0.0.1:${port}`, '--quiet'],
      ...(origin === undefined ? [] : ['--cors-allow-origin', origin]),
      'posix',
      folder,
    ],
    env: { ROOT_ACCESS_KEY_ID: s3Keys.key, ROOT_SECRET_ACCESS_KEY: s3Keys.secret },
    async fill(folder) {
      for (const [name, content] of Object.entries(files)) {
        const path = join(folder, bucket, name)
        await mkdir(dirname(path), { recursive: true })
        await writeFile(path, content)
      }
    },
  })

/** Known to everybody: the account that Azurite comes with. */
export const azureAccount = 'devstoreaccount1'
const azureKey = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=='

export const startAzure = () =>
  start({
    command: azure.command,
    args: (port, folder) => ['--blobPort', String(port), '--location', folder, '--silent', '--skipApiVersionCheck'],
  })

/**
 * A shared access signature of the account, as Azure's portal makes one.
 * https://learn.microsoft.com/rest/api/storageservices/create-account-sas
 */
export function accountSas(permissions: string, endsAt: Date): string {
  const fields = {
    sv: '2022-11-02',
    ss: 'b',
    srt: 'sco',
    sp: permissions,
    se: endsAt.toISOString().replace(/\.\d+/, ''),
    spr: 'https,http',
  }
  const { sv, ss, srt, sp, se, spr } = fields
  const toSign = [azureAccount, sp, ss, srt, '', se, '', spr, sv, '', ''].join('\n')
  const signature = createHmac('sha256', Buffer.from(azureKey, 'base64')).update(toSign).digest('base64')
  return new URLSearchParams({ ...fields, sig: signature }).toString()
}

/** A container with blobs in it, and who may read it. */
export async function fillAzure(
  url: string,
  container: string,
  blobs: Readonly<Record<string, string>>,
  origin: string,
): Promise<void> {
  const sas = accountSas('rwdlacup', new Date(Date.now() + 3_600_000))
  const send = async (path: string, body: string, headers: Readonly<Record<string, string>> = {}) => {
    const answer = await fetch(`${url}/${azureAccount}${path}${path.includes('?') ? '&' : '?'}${sas}`, {
      method: 'PUT',
      body,
      headers: { 'x-ms-version': '2022-11-02', ...headers },
    })
    if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`)
  }
  await send(
    '/?restype=service&comp=properties',
    `<?xml version="1.0"?><StorageServiceProperties><Cors><CorsRule><AllowedOrigins>${origin}</AllowedOrigins>` +
      '<AllowedMethods>GET</AllowedMethods><AllowedHeaders>*</AllowedHeaders><ExposedHeaders>*</ExposedHeaders>' +
      '<MaxAgeInSeconds>60</MaxAgeInSeconds></CorsRule></Cors></StorageServiceProperties>',
  )
  await send(`/${container}?restype=container`, '')
  for (const [name, content] of Object.entries(blobs))
    await send(`/${container}/${name}`, content, { 'x-ms-blob-type': 'BlockBlob' })
}
