import { expect, test } from 'vitest'
import { compareVersions, parseVersion, type Version } from './version-order.ts'

test('versions have the order that Semantic Versioning gives them', () => {
  const inOrder = [
    '0.9.9',
    '1.0.0-alpha',
    '1.0.0-alpha.1',
    '1.0.0-alpha.beta',
    '1.0.0-beta',
    '1.0.0-beta.2',
    '1.0.0-beta.11',
    '1.0.0-rc.1',
    '1.0.0',
    '1.0.1',
    '1.2.0',
    '1.10.0',
    'v2.0.0+build.7',
  ]
  const versions = inOrder.map((text) => parseVersion(text) as Version)
  for (const [a, one] of versions.entries())
    for (const [b, other] of versions.entries()) expect(Math.sign(compareVersions(one, other))).toBe(Math.sign(a - b))
})

test('what is no version is none', () => {
  for (const text of ['', '1', '1.2', '1.2.3.4', 'latest', '1.2.x', '1.2.3-', '1.2.3\n', `1.2.${'9'.repeat(20)}`])
    expect(parseVersion(text), text).toBeNull()
})
