/** Amounts of resources, in tenths where the API has one decimal, so that sums are exact. */

export interface Amounts {
  readonly cpuTenths: number
  readonly memory: number
  readonly gpus: number
  readonly gpuShareTenths: number
}

/** The resources that are counted: the API's name, where it is in the amounts, and how to show it. */
export const counted = [
  { resource: 'cpu', key: 'cpuTenths', scale: 10 },
  { resource: 'memory', key: 'memory', scale: 1 },
  { resource: 'gpu', key: 'gpus', scale: 1 },
  { resource: 'gpuShares', key: 'gpuShareTenths', scale: 10 },
] as const

export const nothing: Amounts = { cpuTenths: 0, memory: 0, gpus: 0, gpuShareTenths: 0 }

const combine = (a: Amounts, b: Amounts, of: (a: number, b: number) => number): Amounts => ({
  cpuTenths: of(a.cpuTenths, b.cpuTenths),
  memory: of(a.memory, b.memory),
  gpus: of(a.gpus, b.gpus),
  gpuShareTenths: of(a.gpuShareTenths, b.gpuShareTenths),
})

export const plus = (a: Amounts, b: Amounts) => combine(a, b, (x, y) => x + y)
export const minus = (a: Amounts, b: Amounts) => combine(a, b, (x, y) => x - y)
export const least = (a: Amounts, b: Amounts) => combine(a, b, Math.min)
export const most = (a: Amounts, b: Amounts) => combine(a, b, Math.max)
export const times = (a: Amounts, factor: number) => combine(a, a, (x) => x * factor)

/** What is not asked for does not have to be there: fewer may be left than nothing, after a machine lost some. */
export const covers = (there: Amounts, asked: Amounts) =>
  (asked.cpuTenths === 0 || asked.cpuTenths <= there.cpuTenths) &&
  (asked.memory === 0 || asked.memory <= there.memory) &&
  (asked.gpus === 0 || asked.gpus <= there.gpus) &&
  (asked.gpuShareTenths === 0 || asked.gpuShareTenths <= there.gpuShareTenths)

/** The largest part that these amounts are of what there is in all, of any resource: what fairness compares. */
export function dominantShare(amounts: Amounts, total: Amounts): number {
  const share = (some: number, all: number) => (some <= 0 || all <= 0 ? 0 : some / all)
  return Math.max(
    share(amounts.cpuTenths, total.cpuTenths),
    share(amounts.memory, total.memory),
    share(amounts.gpus, total.gpus),
    share(amounts.gpuShareTenths, total.gpuShareTenths),
  )
}
