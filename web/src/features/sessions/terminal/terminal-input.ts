/** What goes into a terminal from outside of it, and what comes out of it for the rest of the page. */

/**
 * Text of the clipboard for pasting. Escape characters in it could end the paste early and run what follows
 * (`ESC [ 201 ~`), or press keys; control characters other than tab and line ends have no place in text.
 */
export function pasteText(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g, '')
}

/** A title that a program set, fit for a tab: one short line, nothing that hides or reorders. */
export function cleanTitle(title: string, max = 40): string {
  const clean = title
    // oxlint-disable-next-line no-control-regex
    .replace(/[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  const characters = [...clean]
  return characters.length <= max ? clean : `${characters.slice(0, max - 1).join('')}…`
}

/** The address to open for a link in the output, or none. */
export function safeLink(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined
  const url = new URL(text)
  return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : undefined
}

/** Mouse reports arrive as a string with one byte a character. */
export const binaryBytes = (text: string): Uint8Array =>
  Uint8Array.from(text, (character) => character.charCodeAt(0) & 0xff)
