import { isSize } from './terminal-connection.ts'
import { wireVersion } from './wire.ts'

export type KeeperRequest =
  | { readonly op: 'hello' | 'go' | 'watch' | 'terminal-list' }
  | { readonly op: 'stop'; readonly graceMs: number }
  | { readonly op: 'bootstrap'; readonly waitMs: number }
  | ({ readonly op: 'terminal-open'; readonly cols: number; readonly rows: number } & Partial<CommandFields>)
  | { readonly op: 'announce'; readonly text: string }
  | { readonly op: 'terminal-close'; readonly terminal: string }
  | { readonly op: 'terminal-attach'; readonly terminal: string; readonly onlyLooks?: boolean }
  | ({ readonly op: 'exec'; readonly command: readonly string[]; readonly pty?: Size | null } & Partial<CommandFields>)
  | { readonly op: 'files' }
  | { readonly op: 'port'; readonly port: number }
  | { readonly op: 'socket'; readonly path: string }

interface Size {
  readonly cols: number
  readonly rows: number
}

interface CommandFields {
  readonly command: readonly string[]
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
}

export function refusal(code: string, message: string): Error & { code: string } {
  return Object.assign(new Error(message), { code })
}

/** The server is trusted; what is checked here keeps an older or newer one from confusing this keeper. */
export function parseRequest(line: string): KeeperRequest {
  const request = JSON.parse(line) as Record<string, unknown>
  if (request['v'] !== wireVersion) throw refusal('bad-version', `this keeper speaks version ${wireVersion}`)
  switch (request['op']) {
    case 'hello':
    case 'go':
    case 'watch':
    case 'terminal-list':
    case 'files':
      break
    case 'stop':
      need(Number.isFinite(request['graceMs']), 'graceMs')
      break
    case 'bootstrap':
      need(Number.isFinite(request['waitMs']), 'waitMs')
      break
    case 'terminal-open':
      need(isSize(request['cols']) && isSize(request['rows']), 'cols and rows')
      needCommand(request)
      break
    case 'terminal-close':
    case 'terminal-attach':
      need(typeof request['terminal'] === 'string', 'terminal')
      break
    case 'announce':
      need(typeof request['text'] === 'string', 'text')
      break
    case 'exec':
      need(request['command'] !== undefined, 'command')
      needSize(request['pty'])
      needCommand(request)
      break
    case 'port':
      need(
        Number.isInteger(request['port']) && (request['port'] as number) > 0 && (request['port'] as number) < 65536,
        'port',
      )
      break
    case 'socket':
      need(isSocketPath(request['path']), 'path')
      break
    default:
      throw refusal('bad-request', 'this keeper does not know that request')
  }
  return request as unknown as KeeperRequest
}

/** As the kernel takes it. */
const isSocketPath = (path: unknown) =>
  typeof path === 'string' && path.startsWith('/') && Buffer.byteLength(path) < 108 && !path.includes('\0')

function needCommand({ command, cwd, env }: Record<string, unknown>) {
  const strings = (value: unknown) => Array.isArray(value) && value.every((it) => typeof it === 'string')
  need(command === undefined || (strings(command) && (command as unknown[]).length > 0), 'command')
  need(cwd === undefined || typeof cwd === 'string', 'cwd')
  need(env === undefined || (typeof env === 'object' && env !== null && strings(Object.values(env))), 'env')
}

function needSize(pty: unknown) {
  if (pty === undefined || pty === null) return
  const { cols, rows } = pty as Record<string, unknown>
  need(isSize(cols) && isSize(rows), 'pty')
}

function need(good: boolean, name: string) {
  if (!good) throw refusal('bad-request', `${name} is not valid`)
}
