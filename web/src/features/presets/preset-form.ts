/** What the form of a preset holds (texts, as they are typed), what is sent of it, and what is wrong with it. */
import type { ResourcePreset } from '@berth/contract/resource-presets.ts'
import { newPreset } from '@berth/contract/resource-presets.ts'
import { GiB, MiB } from '../../parts/amounts.ts'
import type { FieldErrors } from '../../ui/form.ts'
import type { PresetTexts } from './preset-texts.ts'

/** What one of the form is of the API. */
const scales = { cpu: 1, memory: GiB, sharedMemory: MiB, gpu: 1, gpuShares: 1 } as const
export type AmountName = keyof typeof scales
export const amountNames = Object.keys(scales) as AmountName[]

export type PresetValues = { readonly name: string; readonly description: string } & {
  readonly [Name in AmountName]: string
}

const fresh: Readonly<Record<AmountName, number>> = {
  cpu: 1,
  memory: GiB,
  sharedMemory: 64 * MiB,
  gpu: 0,
  gpuShares: 0,
}

export function valuesOf(preset: ResourcePreset | undefined): PresetValues {
  const amounts = preset?.resources ?? fresh
  const texts = Object.fromEntries(
    amountNames.map((name) => [name, String(Math.round((amounts[name] / scales[name]) * 1e4) / 1e4)]),
  ) as Record<AmountName, string>
  return { name: preset?.name ?? '', description: preset?.description ?? '', ...texts }
}

/** Blank is no number; a comma is what many type for a point. */
function numberIn(text: string): number {
  const plain = text.trim().replace(',', '.')
  return plain === '' ? Number.NaN : Number(plain)
}

export function bodyOf(values: PresetValues) {
  const amount = (name: AmountName) => {
    const typed = numberIn(values[name])
    return scales[name] === 1 ? typed : Math.round(typed * scales[name])
  }
  return {
    name: values.name.trim(),
    description: values.description.trim(),
    resources: {
      cpu: amount('cpu'),
      memory: amount('memory'),
      sharedMemory: amount('sharedMemory'),
      gpu: amount('gpu'),
      gpuShares: amount('gpuShares'),
    },
  }
}

export function checkPreset(values: PresetValues, t: PresetTexts): FieldErrors<PresetValues> {
  const errors: { -readonly [Name in keyof PresetValues]?: string } = {}
  const parsed = newPreset.safeParse(bodyOf(values))
  for (const { path } of parsed.error?.issues ?? []) {
    const field = String(path.at(-1)) as keyof PresetValues
    errors[field] ??= t.form[field]
  }
  return errors
}
