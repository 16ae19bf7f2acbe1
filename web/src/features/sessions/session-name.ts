/** The contract's rule, here without the schema library; session-name.test.ts holds them together. */
export const nameIsRight = (name: string): boolean => /^[A-Za-z0-9][A-Za-z0-9._-]{2,62}[A-Za-z0-9]$/.test(name)
