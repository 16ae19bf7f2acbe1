/**
 * What a terminal's screen holds, kept as the last raw output and the modes that are set. A replay of it in a fresh
 * emulator shows the screen as it is.
 */
export interface Screen {
  write(bytes: Buffer): void
  replay(): Buffer
  title(): string
  alternate(): boolean
}

const keptBytes = 256 * 1024
/** Private modes that outlive the output that set them: cursor keys, wrap, mouse, focus, alternate screen, paste. */
const trackedModes = new Set([1, 6, 7, 12, 25, 1000, 1002, 1003, 1004, 1005, 1006, 1015, 1047, 1049, 47, 2004])
const onByDefault = new Set([7, 25])
const alternateModes = [47, 1047, 1049]

export function createScreen(): Screen {
  // A ring: much output makes no garbage. Untouched pages of it take no memory.
  const ring = Buffer.alloc(keptBytes)
  let written = 0
  const modes = new Map<number, boolean>()
  let keypad = false
  let title = ''

  // A small state machine over the output, which sees sequences split over chunks.
  let state: 'text' | 'escape' | 'csi' | 'osc' | 'osc-escape' = 'text'
  let sequence = ''

  function scan(bytes: Buffer) {
    let at = 0
    while (at < bytes.length) {
      if (state === 'text') {
        at = bytes.indexOf(0x1b, at)
        if (at < 0) return
        state = 'escape'
        at++
        continue
      }
      step(bytes[at] as number)
      at++
    }
  }

  function step(byte: number) {
    const char = String.fromCharCode(byte)
    if (byte === 0x1b && state !== 'osc') {
      state = 'escape'
    } else if (state === 'escape') {
      sequence = ''
      state = char === '[' ? 'csi' : char === ']' ? 'osc' : 'text'
      if (char === '=') keypad = true
      if (char === '>') keypad = false
      if (char === 'c') {
        modes.clear()
        keypad = false
      }
    } else if (state === 'csi') {
      if (byte >= 0x40 && byte <= 0x7e) {
        state = 'text'
        control(sequence, char)
      } else if (sequence.length < 64) sequence += char
      else state = 'text'
    } else if (state === 'osc') {
      if (byte === 7) ended()
      else if (byte === 0x1b) state = 'osc-escape'
      else if (sequence.length < 1024) sequence += char
    } else if (state === 'osc-escape') ended()
  }

  function ended() {
    state = 'text'
    const match = /^[02];(.*)$/s.exec(sequence)
    if (match) title = titleText(match[1] as string)
  }

  function control(parameters: string, final: string) {
    if (parameters === '!' && final === 'p') modes.clear()
    if (!parameters.startsWith('?') || (final !== 'h' && final !== 'l')) return
    for (const part of parameters.slice(1).split(';')) {
      const mode = Number(part)
      if (trackedModes.has(mode)) modes.set(mode, final === 'h')
    }
  }

  function alternate() {
    return alternateModes.some((mode) => modes.get(mode) === true)
  }

  return {
    write(bytes) {
      scan(bytes)
      const kept = bytes.subarray(Math.max(0, bytes.length - keptBytes))
      const at = (written + bytes.length - kept.length) % keptBytes
      const first = kept.copy(ring, at)
      kept.copy(ring, 0, first)
      written += bytes.length
    },
    replay() {
      if (written <= keptBytes) return Buffer.from(ring.subarray(0, written))
      const at = written % keptBytes
      const kept = Buffer.concat([ring.subarray(at), ring.subarray(0, at)])
      return Buffer.concat([Buffer.from(modePrefix()), kept.subarray(safeStart(kept, 0))])
    },
    title: () => title,
    alternate,
  }

  function modePrefix(): string {
    let text = '\x1bc'
    // The alternate screen first: entering it clears, and the other modes belong to both screens.
    const ordered = [...modes].sort(
      ([a], [b]) => Number(alternateModes.includes(b)) - Number(alternateModes.includes(a)),
    )
    for (const [mode, on] of ordered) if (on !== onByDefault.has(mode)) text += `\x1b[?${mode}${on ? 'h' : 'l'}`
    if (keypad) text += '\x1b='
    return text
  }
}

/** The first place at or behind `from` where no sequence and no character is cut: a line's start, or an escape. */
export function safeStart(bytes: Buffer, from: number): number {
  const begin = Math.max(0, from)
  const end = Math.min(bytes.length, begin + 16 * 1024)
  for (let at = begin; at < end; at++) {
    if (bytes[at] === 10) return at + 1
  }
  const escape = bytes.subarray(begin, end).indexOf(0x1b)
  return escape >= 0 ? begin + escape : begin
}

function titleText(latin: string): string {
  const text = Buffer.from(latin, 'latin1').toString('utf8')
  // eslint-disable-next-line no-control-regex
  return text.replaceAll(/[\u0000-\u001f\u007f-\u009f]/g, '').slice(0, 256)
}
