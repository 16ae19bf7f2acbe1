/** What is secret in the configuration, read from files at the moment of use and printed by nobody. */
import { readFileSync } from 'node:fs'
import { Secret } from '../secrets/secret.ts'
import { ConfigProblem } from './env.ts'
import type { Config } from './config.ts'

/** First line of the password file. */
export function firstAdminPassword(admin: NonNullable<Config['firstAdmin']>): string {
  return readText(admin.passwordFile, '--admin-password-file').split(/\r?\n/, 1)[0] ?? ''
}

export function tlsFiles(tls: NonNullable<Config['http']['tls']>): { cert: Buffer; key: Buffer } {
  return { cert: Buffer.from(readText(tls.cert, '--tls-cert')), key: Buffer.from(readText(tls.key, '--tls-key')) }
}

/** First line of the file; null for a public client. */
export function oidcClientSecret(oidc: NonNullable<Config['oidc']>): Secret | null {
  if (oidc.clientSecretFile === null) return null
  const secret = readText(oidc.clientSecretFile, '--oidc-client-secret-file').split(/\r?\n/, 1)[0] ?? ''
  if (secret === '') throw new ConfigProblem([`--oidc-client-secret-file: ${oidc.clientSecretFile} is empty.`])
  return new Secret(secret)
}

/** First line of the file; null where the address has it, or none is needed. */
export function smtpPassword(smtp: NonNullable<Config['smtp']>): Secret | null {
  if (smtp.passwordFile === null) return null
  return new Secret(readText(smtp.passwordFile, '--smtp-password-file').split(/\r?\n/, 1)[0] ?? '')
}

function readText(file: string, option: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new ConfigProblem([`${option}: ${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`])
  }
}
