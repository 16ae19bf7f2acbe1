/** What the server itself writes into terminals, where no language is known. */
export function idleWarningText(seconds: number): string {
  const minutes = Math.round(seconds / 60)
  const left = minutes >= 2 ? `${minutes} minutes` : `${Math.max(1, Math.round(seconds))} seconds`
  return `Nobody uses this session: it ends in ${left}. Press a key here, or keep it on its page in the console.`
}
