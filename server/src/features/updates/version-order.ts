/** The order of versions by Semantic Versioning 2 (https://semver.org/#spec-item-11). Pure. */

const versionPattern = /^v?(\d{1,9})\.(\d{1,9})\.(\d{1,9})(?:-([0-9A-Za-z.-]{1,60}))?(?:\+[0-9A-Za-z.-]{1,60})?$/

export interface Version {
  readonly numbers: readonly [number, number, number]
  /** Of what comes before a release; none of a release. */
  readonly before: readonly string[]
}

export function parseVersion(text: string): Version | null {
  const [, major, minor, patch, before] = versionPattern.exec(text) ?? []
  if (major === undefined) return null
  return {
    numbers: [Number(major), Number(minor), Number(patch)],
    before: before === undefined ? [] : before.split('.'),
  }
}

/** Below 0: `a` comes before `b`. */
export function compareVersions(a: Version, b: Version): number {
  for (const index of [0, 1, 2] as const)
    if (a.numbers[index] !== b.numbers[index]) return a.numbers[index] - b.numbers[index]
  if (a.before.length === 0 || b.before.length === 0) return b.before.length - a.before.length
  for (let index = 0; index < Math.max(a.before.length, b.before.length); index++) {
    const [one, other] = [a.before[index], b.before[index]]
    if (one === undefined || other === undefined) return one === undefined ? -1 : 1
    if (one !== other) return compareParts(one, other)
  }
  return 0
}

function compareParts(one: string, other: string): number {
  const [a, b] = [one, other].map((part) => (/^\d+$/.test(part) ? Number(part) : null))
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (typeof a === 'number' || typeof b === 'number') return typeof a === 'number' ? -1 : 1
  return one < other ? -1 : 1
}
