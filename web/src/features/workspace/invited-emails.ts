/** Emails as people type and paste them. Pure. */

/**
 * `"Lovelace, Ada" <ada@example.org>`, as mail programs copy it, is one email; what stands before it is a name. Names have
 * an end, so that a long text without any is not searched from each of its letters to the end.
 */
const withName = /(?:"[^"]{0,200}"\s{0,10})?[^,;\n<>"]{0,200}<([^<>\s]{1,200})>/g

export function splitEmails(text: string): string[] {
  const named: string[] = []
  const rest = text.replace(withName, (_, email: string) => {
    named.push(email)
    return ' '
  })
  return [...named, ...rest.split(/[\s,;<>]+/).filter((entry) => entry !== '')]
}

/** Nobody is invited twice for an email that is written in two ways. */
export function uniqueEmails(emails: readonly string[]): string[] {
  const seen = new Set<string>()
  return emails.filter((email) => {
    const isNew = !seen.has(email.toLowerCase())
    seen.add(email.toLowerCase())
    return isNew
  })
}
