/** The code of a program that asks to be connected: 8 letters and digits without look-alikes, shown as BCDF-2345. */
export function readUserCode(typed: string): string | undefined {
  const code = typed.replace(/[\s-]/g, '').toUpperCase()
  return /^[BCDFGHJKMNPQRSTVWXZ2-9]{8}$/.test(code) ? code : undefined
}

export const showUserCode = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`
