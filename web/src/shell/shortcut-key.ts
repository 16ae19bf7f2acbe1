/** Is it the key of a shortcut, on whatever keyboard? */

export interface PressedKey extends Pick<
  KeyboardEvent,
  'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'getModifierState'
> {}

/** Where the key is, for a keyboard whose letters are of another script: it has no other key for it. */
const codes: Readonly<Record<string, string>> = { '[': 'BracketLeft', ']': 'BracketRight', '?': 'Slash', k: 'KeyK' }

export const isOfKey = ({ key, code, shiftKey }: PressedKey, wanted: string): boolean =>
  key.toLowerCase() === wanted ||
  (code === codes[wanted] && shiftKey === (wanted === '?') && /^(?!\p{sc=Latn})\p{L}$/u.test(key))

/** Alone; but German and French keyboards have “[” with AltGr, which may count as Ctrl and Alt, and Macs with Option. */
export const isAlone = (event: PressedKey, isMac: boolean): boolean =>
  event.getModifierState('AltGraph') || !(event.ctrlKey || event.metaKey || (event.altKey && !isMac))
