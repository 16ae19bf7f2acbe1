/**
 * Structured log. Fields are scalars, so that no object with a secret inside can slip in; a `Secret` prints as
 * `[secret]` by its own type. One line an entry, JSON for machines or plain for a terminal.
 */
export type LogField = string | number | boolean | null | undefined | Date | Error | { toJSON(): string }
export type LogFields = Readonly<Record<string, LogField>>
export type LogLevel = 'debug' | 'info' | 'warn' | 'error'

export interface Log {
  debug(message: string, fields?: LogFields): void
  info(message: string, fields?: LogFields): void
  warn(message: string, fields?: LogFields): void
  error(message: string, fields?: LogFields): void
  /** Whether entries of this level are written at all. */
  writes(level: LogLevel): boolean
  /** The same log with fields of its own on every line. */
  with(fields: LogFields): Log
}

export interface LogSettings {
  readonly format: 'pretty' | 'json'
  readonly level?: LogLevel
  readonly write?: (line: string) => void
  readonly now?: () => Date
}

const order: readonly LogLevel[] = ['debug', 'info', 'warn', 'error']

export function createLog(settings: LogSettings, own: LogFields = {}): Log {
  const { write = (line: string) => void process.stdout.write(line), now = () => new Date() } = settings
  const least = order.indexOf(settings.level ?? 'info')
  const format = settings.format === 'json' ? jsonLine : prettyLine
  const writes = (level: LogLevel) => order.indexOf(level) >= least
  const at =
    (level: LogLevel) =>
    (message: string, fields: LogFields = {}) => {
      if (writes(level)) write(format(now(), level, message, { ...own, ...fields }))
    }
  return {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    writes,
    with: (fields) => createLog(settings, { ...own, ...fields }),
  }
}

function jsonLine(time: Date, level: LogLevel, message: string, fields: LogFields): string {
  const plain = Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, value instanceof Error ? errorText(value) : value]),
  )
  return `${JSON.stringify({ time: time.toISOString(), level, message, ...plain })}\n`
}

function prettyLine(time: Date, level: LogLevel, message: string, fields: LogFields): string {
  const pairs = Object.entries(fields).filter(([, value]) => value !== undefined)
  const short = pairs
    .filter(([, value]) => !(value instanceof Error))
    .map(([name, value]) => ` ${name}=${shown(value)}`)
  const long = pairs.flatMap(([, value]) => (value instanceof Error ? [`\n${errorText(value)}`] : []))
  const mark = level === 'info' ? '' : `${level.toUpperCase()} `
  return `${time.toISOString().slice(11, 19)} ${mark}${harmless(message)}${short.join('')}${long.join('')}\n`
}

const errorText = (error: Error): string => {
  const cause = error.cause instanceof Error ? `\ncaused by ${errorText(error.cause)}` : ''
  return `${error.stack ?? String(error)}${cause}`
}

/** Quoted when it has blanks; control characters always escaped, so that input cannot forge lines or colours. */
const shown = (value: LogField): string => {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return typeof value === 'string' && /[\s"=]/.test(text) ? JSON.stringify(text) : harmless(text)
}
// oxlint-disable-next-line no-control-regex
const harmless = (text: string) =>
  text.replace(/[\u0000-\u001f\u007f-\u009f]/g, (c) => `\\x${c.charCodeAt(0).toString(16).padStart(2, '0')}`)
