/**
 * Text from elsewhere made harmless for a terminal. Names and output can hold escape sequences that retitle the
 * window, answer for the keyboard, write to the clipboard or hide what follows; direction overrides make a name read
 * as another.
 */
const bidi = '\\u202a-\\u202e\\u2066-\\u2069\\u200e\\u200f'

/** Operating system commands and the like end with BEL or ST; without an end, at the end of the line. */
const strings =
  '(?:\\u001b[\\]PX^_]|[\\u009d\\u0090\\u0098\\u009e\\u009f])[^\\u0007\\u001b\\u009c\\n]*(?:\\u0007|\\u001b\\\\|\\u009c)?'
const controlSequences = '(?:\\u001b\\[|\\u009b)[0-?]*[ -/]*[@-~]?'
const otherEscapes = '\\u001b[ -/]*[0-~]?'
const escapes = new RegExp(`${strings}|${controlSequences}|${otherEscapes}`, 'g')
const controls = new RegExp(`[\\u0000-\\u001f\\u007f-\\u009f${bidi}]`, 'g')
const controlsButLines = new RegExp(
  `[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001a\\u001c-\\u001f\\u007f-\\u009f${bidi}]`,
  'g',
)
const colours = /^\u001b\[[0-9;:]*m$/

/** One line of plain text. */
export function clean(text: string): string {
  return text.replace(escapes, '').replace(controls, ' ')
}

/**
 * Output of a program for a terminal: text, lines, tabs and colours stay. Fed in pieces; a sequence cut by a piece's
 * end is held back until it is whole or plainly none.
 */
export function createOutputCleaner() {
  const decoder = new TextDecoder()
  let held = ''
  const filter = (text: string) =>
    text.replace(escapes, (found) => (colours.test(found) ? found : '')).replace(controlsButLines, '')
  return {
    push(bytes: Uint8Array): string {
      const text = held + decoder.decode(bytes, { stream: true })
      const cut = unfinished(text)
      held = text.slice(cut)
      return filter(text.slice(0, cut))
    },
    /** The rest, with colours ended, so that the prompt after it is not painted. */
    end(): string {
      const rest = filter(held + decoder.decode())
      held = ''
      return `${rest}\u001b[0m`
    },
  }
}

/** Where a sequence begins that the text does not finish; its length if none. No sequence is awaited beyond 4096. */
function unfinished(text: string): number {
  const start = Math.max(text.lastIndexOf('\u001b'), text.lastIndexOf('\u009b'), text.lastIndexOf('\u009d'))
  if (start < 0 || text.length - start > 4096) return text.length
  const tail = text.slice(start)
  if (/^(?:\u001b\[|\u009b)[0-?]*[ -/]*$/.test(tail) || /^\u001b[ -/]*$/.test(tail)) return start
  if (/^(?:\u001b[\]PX^_]|\u009d)[^\u0007\u009c\n]*$/.test(tail)) return start
  return text.length
}
