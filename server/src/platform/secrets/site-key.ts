import { randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, linkSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'

const keyBytes = 32

/**
 * The key that encrypts secrets at rest: read from the administrator's file, or made once in the data directory. Lost,
 * it takes what it encrypted with it, so nothing here ever replaces one.
 */
export function loadSiteKey(place: { file: string } | { dataDirectory: string }): Buffer {
  if ('file' in place) return readKey(place.file)
  const path = join(place.dataDirectory, 'site-key')
  try {
    return readKey(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  makeKey(path)
  return readKey(path)
}

function readKey(path: string): Buffer {
  const text = readFileSync(path, 'utf8').trim()
  const key = /^[0-9a-f]{64}$/i.test(text) ? Buffer.from(text, 'hex') : Buffer.from(text, 'base64')
  if (key.length !== keyBytes) {
    throw new Error(
      `${path} is no site key: ${keyBytes} bytes in hexadecimal or base64 are expected (openssl rand -hex 32)`,
    )
  }
  return key
}

/** Written whole under another name first; of two processes that do so at once, the first one's key stays. */
function makeKey(path: string): void {
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`
  try {
    writeDurably(draft, `${randomBytes(keyBytes).toString('hex')}\n`)
    linkSync(draft, path)
    const folder = openSync(dirname(path), 'r')
    fsyncSync(folder)
    closeSync(folder)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(draft, { force: true })
  }
}

function writeDurably(path: string, text: string): void {
  const file = openSync(path, 'wx', 0o600)
  try {
    writeSync(file, text)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
