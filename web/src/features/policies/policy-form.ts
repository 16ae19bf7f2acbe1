/** What the form of a policy holds (texts, as they are typed), what is sent of it, and what is wrong with it. */
import type { Policy, PolicyLimits } from '@berth/contract/policies.ts'
import { newPolicy, unlimited } from '@berth/contract/policies.ts'
import { GiB, number } from '../../parts/amounts.ts'
import type { FieldErrors } from '../../ui/form.ts'
import type { PolicyWords } from './policy-texts.ts'

type NumberLimit = Exclude<keyof PolicyLimits, 'storageHosts'>

interface NumberField {
  readonly min: number
  readonly max: number
  /** What one of the form is of the API. */
  readonly scale?: number
  readonly step?: 0.1
  /** Never unlimited: 0 says it. */
  readonly isTime?: true
}

export const numberFields: Readonly<Record<NumberLimit, NumberField>> = {
  cpu: { min: 0, max: 512, step: 0.1 },
  memory: { min: 0, max: 1024, scale: GiB },
  gpu: { min: 0, max: 64 },
  gpuShares: { min: 0, max: 256, step: 0.1 },
  containersPerSession: { min: 1, max: 100 },
  concurrentSessions: { min: 0, max: 100 },
  pendingSessions: { min: 0, max: 100 },
  idleTimeout: { min: 0, max: 15_552_000, isTime: true },
  maxSessionLifetime: { min: 0, max: 15_552_000, isTime: true },
  folderCapacity: { min: 0, max: 1024, scale: GiB },
  maxFolders: { min: 0, max: 50 },
}
const numberNames = Object.keys(numberFields) as NumberLimit[]

/** Null: unlimited. */
export type PolicyValues = { readonly name: string; readonly storageHosts: string | null } & {
  readonly [Name in NumberLimit]: string | null
}

export function valuesOf(policy: (PolicyLimits & { readonly name?: string }) | undefined): PolicyValues {
  const limits = policy ?? unlimited
  const numbers = Object.fromEntries(
    numberNames.map((name) => {
      const value = limits[name]
      return [name, value === null ? null : String(round(value / (numberFields[name].scale ?? 1)))]
    }),
  ) as { [Name in NumberLimit]: string | null }
  return { name: policy?.name ?? '', storageHosts: limits.storageHosts?.join(', ') ?? null, ...numbers }
}

const round = (value: number) => Math.round(value * 1000) / 1000

/** Blank is no number; a comma is what many type for a point. */
function numberIn(text: string): number {
  const plain = text.trim().replace(',', '.')
  return plain === '' ? Number.NaN : Number(plain)
}

const namesIn = (text: string) =>
  text
    .split(/[\s,]+/)
    .map((name) => name.trim())
    .filter((name) => name !== '')

export function limitsOf(values: PolicyValues): PolicyLimits {
  const numbers = Object.fromEntries(
    numberNames.map((name) => {
      const text = values[name]
      const { scale = 1 } = numberFields[name]
      return [name, text === null ? null : scale === 1 ? numberIn(text) : Math.round(numberIn(text) * scale)]
    }),
  )
  return {
    ...numbers,
    storageHosts: values.storageHosts === null ? null : namesIn(values.storageHosts),
  } as PolicyLimits
}

/** Only what differs from the policy as it was when the form was opened. */
export function changesOf(values: PolicyValues, policy: Policy): Partial<PolicyLimits> {
  const limits = limitsOf(values)
  const changed = Object.entries(limits).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(policy[name as keyof PolicyLimits]),
  )
  return Object.fromEntries(changed)
}

export function checkPolicy(values: PolicyValues, isNew: boolean, words: PolicyWords): FieldErrors<PolicyValues> {
  const errors: { -readonly [Name in keyof PolicyValues]?: string } = {}
  const parsed = newPolicy.safeParse({ name: isNew ? values.name.trim() : 'known', ...limitsOf(values) })
  for (const { path } of parsed.error?.issues ?? []) {
    const field = String(path[0]) as keyof PolicyValues
    errors[field] ??= wordsFor(field, words)
  }
  return errors
}

function wordsFor(field: keyof PolicyValues, { t, language }: PolicyWords): string {
  if (field === 'name') return t.form.name
  if (field === 'storageHosts') return t.form.hosts
  const { min, max, step, scale } = numberFields[field]
  const range = { min: number(language, min), max: number(language, max) }
  if (step !== undefined) return t.form.step(range)
  return scale === undefined ? t.form.whole(range) : t.form.between(range)
}
