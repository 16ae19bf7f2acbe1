/** A real server process with an administrator who is signed in. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { api } from '@berth/contract/api.ts'
import { createClient } from '@berth/contract/client.ts'
import { startBerth } from '../e2e/berth-site.ts'
import { descendantsOf } from './processes.ts'

export const adminEmail = 'bench@example.org'
const admin = { email: adminEmail, password: 'lighthouse-keeper-27' }

export type SignedInSite = Awaited<ReturnType<typeof startSignedIn>>

export async function startSignedIn(options: readonly string[] = []) {
  const folder = await mkdtemp(join(tmpdir(), 'berth-bench-'))
  const passwordFile = join(folder, 'password')
  await writeFile(passwordFile, `${admin.password}\n`, { mode: 0o600 })
  const site = await startBerth(['--admin-email', admin.email, '--admin-password-file', passwordFile, ...options])
  await rm(folder, { recursive: true })

  const origin = site.url
  const headers = await signIn(origin, { login: admin.email, password: admin.password })
  return {
    origin,
    dataDir: site.dataDir,
    /** Of the server's process. */
    pid: descendantsOf(process.pid).find(({ command }) => command.includes(site.dataDir))?.pid ?? 0,
    headers,
    client: createClient(api, { origin, fetch, headers: () => headers }),
    remove: () => site.remove(),
  }
}

/** The headers that go with each request from now on. */
export async function signIn(origin: string, who: { readonly login: string; readonly password: string }) {
  const answer = await fetch(`${origin}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify(who),
  })
  if (!answer.ok) throw new Error(`signing in was refused: ${answer.status} ${await answer.text()}`)
  return { cookie: answer.headers.getSetCookie()[0]?.split(';', 1)[0] ?? '', origin }
}
