/** What WebAuthn asks of a site: the origin that people see, and its host, which passkeys are bound to. */
export function relyingParty(publicUrl: string) {
  const { origin, hostname } = new URL(publicUrl)
  return { origin, id: hostname }
}
