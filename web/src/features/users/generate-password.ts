/** A password that keeps the rules and can be read out: no letters and digits that look alike. */
const groups = ['abcdefghijkmnpqrstuvwxyz', 'ABCDEFGHJKLMNPQRSTUVWXYZ', '23456789', '!#%+-=?@_'] as const
const all = groups.join('')

/** About 121 bits. */
const length = 20

export function generatePassword(): string {
  for (;;) {
    const password = Array.from({ length }, () => all[below(all.length)]).join('')
    // drawn again as a whole, so that every password that keeps the rules is as likely as any other
    if (groups.every((group) => [...password].some((sign) => group.includes(sign)))) return password
  }
}

/** Without the bias of a remainder. */
function below(end: number): number {
  const limit = 256 - (256 % end)
  for (;;) {
    const [byte = 0] = crypto.getRandomValues(new Uint8Array(1))
    if (byte < limit) return byte % end
  }
}
