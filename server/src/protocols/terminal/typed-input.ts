/**
 * What an emulator answers by itself when a program asks it something: where the cursor is, what it can do, its colours,
 * that its window came to the front. It is no sign of anybody being there. See "Device-Status-Report" and the like in
 * https://invisible-island.net/xterm/ctlseqs/ctlseqs.html.
 */
// oxlint-disable-next-line no-control-regex
const answers =
  /^(?:\x1b\[(?:\??[\d;]*[Rcny]|\?[\d;]*\$y|>[\d;]*c|[IO]|[\d;]*t)|\x1b[\]P][^\x07\x1b]*(?:\x07|\x1b\\))+$/

/** Longer than any answers that come at once. */
const longestAnswer = 512

/** Was this typed, pasted or pointed by a person? */
export function isTyped(bytes: Buffer): boolean {
  if (bytes[0] !== 0x1b || bytes.length > longestAnswer) return bytes.length > 0
  return !answers.test(bytes.toString('latin1'))
}
