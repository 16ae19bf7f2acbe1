/** Lines that are shown on every terminal of the session, whoever has it open. */
const listeners = new Set<(line: Buffer) => void>()

/** Calls back for each; returns how to end that. */
export function onAnnouncement(show: (line: Buffer) => void): () => void {
  listeners.add(show)
  return () => void listeners.delete(show)
}

/** On a line of its own, inverse, without anything that a terminal would obey. */
export function announce(text: string) {
  const shown = text.replaceAll(/[\p{Cc}\p{Cf}]/gu, ' ').slice(0, 500)
  const line = Buffer.from(`\r\n\x1b[7m ${shown} \x1b[27m\r\n`)
  for (const show of listeners) show(line)
}
