/**
 * What a program wrote, made safe to show: text with colours and weights, nothing else. Escape sequences other than
 * colours are dropped; characters that could hide or reorder text are shown as what they are. The result is data for
 * text nodes and class names, never markup.
 */

export interface Style {
  /** 0–255 of the terminal's palette, or `#rrggbb`. */
  readonly fg?: number | string
  readonly bg?: number | string
  readonly bold?: true
  readonly dim?: true
  readonly italic?: true
  readonly underline?: true
  readonly strike?: true
  readonly inverse?: true
  /** Shown all the same: invisible output would let a log say one thing and be another. */
  readonly invisible?: true
}

export const plain: Style = Object.freeze({})

export interface Run {
  readonly text: string
  readonly style: Style
}

// one alternative each: CSI; OSC, DCS, APC, PM, SOS up to their end; other escapes; lone C1; tab; the rest of control
const special =
  // oxlint-disable-next-line no-control-regex
  /(?:\u001b\[|\u009b)([0-9:;<=>?]*)([ -/]*)([@-~]?)|(?:\u001b[\]PX^_]|[\u009d\u0090\u0098\u009e\u009f])[^\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c)?|\u001b[ -/]*[0-~]?|(\t)|([\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff])/g

/** The runs of one line that begins in `style`, and the style in which the next line begins. */
export function parseLine(line: string, style: Style = plain): { runs: Run[]; end: Style } {
  const runs: Run[] = []
  let column = 0
  let from = 0
  const add = (text: string) => {
    if (text === '') return
    column += text.length
    const last = runs.at(-1)
    if (last !== undefined && last.style === style) runs[runs.length - 1] = { text: last.text + text, style }
    else runs.push({ text, style })
  }
  special.lastIndex = 0
  for (let found = special.exec(line); found !== null; found = special.exec(line)) {
    add(line.slice(from, found.index))
    from = special.lastIndex
    const [, parameters, , final, tab, control] = found
    if (tab !== undefined) add(' '.repeat(8 - (column % 8)))
    else if (control !== undefined) add(visible(control))
    else if (final === 'm' && parameters !== undefined && /^[0-9:;]*$/.test(parameters))
      style = withParameters(style, parameters)
  }
  add(line.slice(from))
  return { runs, end: style }
}

/** What a reader sees of a line, for search, links and its width. */
export function plainText(line: string): string {
  let text = ''
  // the common line has nothing special in it
  special.lastIndex = 0
  if (!special.test(line)) return line
  for (const run of parseLine(line).runs) text += run.text
  return text
}

/** C0 as control pictures, everything else by its code point. */
function visible(control: string): string {
  const code = control.codePointAt(0) ?? 0
  // a progress bar's carriage return within a line was dealt with by the line store; backspace and bell say nothing
  if (code === 13 || code === 8 || code === 7) return ''
  if (code < 32) return String.fromCodePoint(0x2400 + code)
  if (code === 127) return '\u2421'
  return `⟨${code.toString(16).toUpperCase().padStart(4, '0')}⟩`
}

type Change = { -readonly [Key in keyof Style]: Style[Key] }

const turnedOn: Readonly<Record<number, keyof Style>> = {
  1: 'bold',
  2: 'dim',
  3: 'italic',
  4: 'underline',
  7: 'inverse',
  8: 'invisible',
  9: 'strike',
}
const turnedOff: Readonly<Record<number, readonly (keyof Style)[]>> = {
  22: ['bold', 'dim'],
  23: ['italic'],
  24: ['underline'],
  27: ['inverse'],
  28: ['invisible'],
  29: ['strike'],
  39: ['fg'],
  49: ['bg'],
}

function withParameters(style: Style, parameters: string): Style {
  const codes = parameters.split(/[;:]/).map((part) => (part === '' ? 0 : Number(part)))
  let change: Change = { ...style }
  for (let at = 0; at < codes.length; at++) {
    const code = codes[at] ?? 0
    const on = turnedOn[code]
    if (code === 0) change = {}
    else if (code === 38 || code === 48) at += setColour(change, code === 38 ? 'fg' : 'bg', codes.slice(at + 1))
    else if (on !== undefined && on !== 'fg' && on !== 'bg') change[on] = true
    else if (turnedOff[code] !== undefined) for (const key of turnedOff[code]) delete change[key]
    else if (code >= 30 && code <= 37) change.fg = code - 30
    else if (code >= 40 && code <= 47) change.bg = code - 40
    else if (code >= 90 && code <= 97) change.fg = code - 90 + 8
    else if (code >= 100 && code <= 107) change.bg = code - 100 + 8
  }
  return same(change, style) ? style : Object.keys(change).length === 0 ? plain : change
}

/** `38;5;n` and `38;2;r;g;b`; returns how many codes it used. */
function setColour(change: Change, key: 'fg' | 'bg', [kind, ...rest]: readonly number[]): number {
  if (kind === 5) {
    const [index = 0] = rest
    if (index <= 255) change[key] = index
    return 2
  }
  if (kind === 2) {
    const [r = 0, g = 0, b = 0] = rest
    if (r <= 255 && g <= 255 && b <= 255) change[key] = `#${[r, g, b].map(hex).join('')}`
    return 4
  }
  return 1
}

const hex = (value: number) => value.toString(16).padStart(2, '0')

function same(a: Style, b: Style): boolean {
  const keys = Object.keys(a) as (keyof Style)[]
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key])
}
