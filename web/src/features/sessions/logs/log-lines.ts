/**
 * The lines of a log as they arrive. A line keeps its raw text and the style it begins in, so that only what is on the
 * screen is ever parsed for colours. Lines of any length are cut, and the oldest are dropped when there are too many.
 */
import { parseLine, plain, plainText } from './ansi.ts'
import type { Style } from './ansi.ts'

export interface LogLine {
  readonly raw: string
  /** Style of its first character. */
  readonly style: Style
  /** What a reader sees, made when first asked for. */
  text?: string
}

export interface LogLines {
  /** Adds output; a line that is not ended yet is the last one and grows. */
  append(output: string): void
  clear(): void
  readonly lines: readonly LogLine[]
  /** Lines dropped from the front, so that line numbers stay true. */
  readonly dropped: number
  /** Grows with every change. */
  readonly version: number
}

export interface LogLinesSettings {
  /** Characters after which a line is cut. */
  readonly maxLength?: number
  readonly maxLines?: number
  /** Characters of all lines together: more than the server keeps, however fast it comes. */
  readonly maxCharacters?: number
}

export const textOf = (line: LogLine): string => (line.text ??= plainText(line.raw))

export function createLogLines(settings: LogLinesSettings = {}): LogLines {
  const { maxLength = 8192, maxLines = 400_000, maxCharacters = 32 * 1024 * 1024 } = settings
  let lines: LogLine[] = []
  let dropped = 0
  /** Of the lines that are ended. */
  let characters = 0
  let version = 0
  /** Output behind the last line break: shown as the last line, rewritten when more comes. */
  let open = ''
  let openShown = false
  /** Style at the start of the open line. */
  let style: Style = plain

  const close = (raw: string) => {
    const line = afterReturns(raw)
    lines.push({ raw: line, style })
    characters += line.length
    if (raw.includes('\u001b') || raw.includes('\u009b')) style = parseLine(raw, style).end
  }

  const surplusOf = (some: readonly LogLine[], all: number): number => {
    let surplus = Math.max(0, some.length - Math.floor(maxLines * 0.9))
    let left = all
    for (const line of some.slice(0, surplus)) left -= line.raw.length
    for (; left > maxCharacters * 0.9 && surplus < some.length - 1; surplus++) left -= some[surplus]?.raw.length ?? 0
    return surplus
  }

  const cut = (): boolean => {
    if (open.length <= maxLength) return false
    const at = cutPoint(open, maxLength)
    close(open.slice(0, at))
    open = open.slice(at)
    return true
  }

  return {
    append(output) {
      if (output === '') return
      version += 1
      if (openShown) lines.pop()
      openShown = false
      const pieces = output.split('\n')
      for (const [index, piece] of pieces.entries()) {
        open = afterReturns(open + piece)
        while (cut());
        if (index === pieces.length - 1) break
        close(open)
        open = ''
      }
      if (open !== '') {
        lines.push({ raw: open, style })
        openShown = true
      }
      // a tenth at once, so that the array is not moved for every line
      if (lines.length > maxLines || characters > maxCharacters) {
        const surplus = surplusOf(lines, characters)
        for (const line of lines.slice(0, surplus)) characters -= line.raw.length
        lines = lines.slice(surplus)
        dropped += surplus
      }
    },
    clear() {
      lines = []
      dropped = 0
      characters = 0
      open = ''
      openShown = false
      style = plain
      version += 1
    },
    get lines() {
      return lines
    },
    get dropped() {
      return dropped
    },
    get version() {
      return version
    },
  }
}

/**
 * A carriage return goes back to the line's start: of a progress bar the last state is shown. One at the very end
 * waits for what follows it.
 */
function afterReturns(line: string): string {
  const trimmed = line.endsWith('\r') ? line.length - 1 : line.length
  const last = line.lastIndexOf('\r', trimmed - 1)
  return last === -1 ? line : line.slice(last + 1)
}

/** Not within an escape sequence nor within a surrogate pair, where that can be told from a few characters. */
function cutPoint(line: string, max: number): number {
  const escape = line.lastIndexOf('\u001b', max)
  // oxlint-disable-next-line no-control-regex
  if (escape > max - 32 && !/^\u001b(?:\[[0-?]*[ -/]*[@-~]|[^[])/.test(line.slice(escape, max))) return escape
  const code = line.charCodeAt(max - 1)
  return code >= 0xd800 && code <= 0xdbff ? max - 1 : max
}
