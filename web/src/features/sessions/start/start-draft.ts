/**
 * What of START survives a reload: no value of a variable and no command that may hold a secret, for nothing secret is
 * in the browser's storage.
 */
import type { EnvRow, StartValues } from './start-form.ts'

/** A variable as a draft has it; its value only by saying that it is still the one that the form began with. */
interface KeptVariable {
  readonly name: string
  readonly value?: 'first' | 'left out'
}

interface StartDraft {
  readonly rest?: Partial<Omit<StartValues, 'env'>>
  readonly env?: readonly KeptVariable[]
  readonly resourceGroup?: string
}

export function draftOf(values: StartValues, first: StartValues, resourceGroup: string): StartDraft {
  const { command, env: rows, ...others } = values
  const env = rows.map((row): KeptVariable => {
    if (isFirst(row, first)) return { name: row.name, value: 'first' }
    return row.value === '' && row.isLeftOut !== true ? { name: row.name } : { name: row.name, value: 'left out' }
  })
  const rest = isCommandKept(command, first) ? { ...others, command } : others
  return { rest, env, resourceGroup }
}

export function valuesOfDraft({ rest, env }: StartDraft, first: StartValues): StartValues {
  const rows = env?.map(({ name, value }, key): EnvRow => {
    const known = first.env.find((row) => row.name === name)?.value ?? ''
    return { key, name, value: value === 'first' ? known : '', ...(value === 'left out' ? { isLeftOut: true } : {}) }
  })
  return { ...first, ...rest, env: rows ?? first.env }
}

export const groupOfDraft = (draft: StartDraft): string | undefined => draft.resourceGroup

/** Was something typed that no draft has? */
export const isMoreThanDraft = (values: StartValues, first: StartValues): boolean =>
  !isCommandKept(values.command, first) || values.env.some((row) => row.value !== '' && !isFirst(row, first))

const isFirst = ({ name, value }: EnvRow, first: StartValues) =>
  first.env.some((row) => row.name === name && row.value === value)

const isCommandKept = (command: string, first: StartValues) => command === first.command || !mayHoldSecret(command)

/** Rather once too often: who types such a command is asked before it is lost. */
export const mayHoldSecret = (command: string): boolean => signs.some((sign) => sign.test(command))

const signs: readonly RegExp[] = [
  /pass|secret|credential|bearer|authorization|token(?!i[sz])/i,
  /(?:^|[^a-z])(?:api)?_?(?:key|pw|pwd|pat|auth)s?["']?\s*[=:]/i,
  // an address with a password in it
  /:\/\/[^\s/@]+:[^\s/@]+@/,
  // how keys of well-known services begin
  /\b(?:sk|gh[a-z]|github_pat|glpat|hf|xox[a-z]|AKIA|ASIA)[-_]?\w{16}/,
]
