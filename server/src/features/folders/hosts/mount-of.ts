/** The mount that a directory is on, as the kernel lists it. */
import { readFile, stat } from 'node:fs/promises'

export interface FoundMount {
  /** `ext4`, `xfs`, `nfs4`, … */
  readonly type: string
  readonly point: string
  readonly device: string
  /** Of the file system itself. */
  readonly options: readonly string[]
}

export async function findMount(path: string): Promise<FoundMount> {
  const [text, { dev }] = await Promise.all([readFile('/proc/self/mountinfo', 'utf8'), stat(path)])
  return mountOf(text, path, dev)
}

/** Pure. Device numbers tell it where they are known; else the longest mount point that the path begins with. */
export function mountOf(mountinfo: string, path: string, dev: number): FoundMount {
  const all = mountinfo.split('\n').flatMap((line) => {
    const [before = '', after = ''] = line.split(' - ')
    const [, , numbers = '', , point = ''] = before.split(' ')
    const [type = '', device = '', options = ''] = after.split(' ')
    if (type === '') return []
    const [major = 0, minor = 0] = numbers.split(':').map(Number)
    return [
      {
        type,
        point: unescaped(point),
        device: unescaped(device),
        options: options.split(','),
        dev: devOf(major, minor),
      },
    ]
  })
  const above = all.filter(({ point }) => point === '/' || `${path}/`.startsWith(`${point}/`))
  const same = above.filter((mount) => mount.dev === dev)
  const candidates = same.length > 0 ? same : above
  // Of two at the same place the later one covers the other.
  const found = candidates.reduce<(typeof all)[number] | undefined>(
    (best, one) => (best === undefined || one.point.length >= best.point.length ? one : best),
    undefined,
  )
  const { type, point, device, options } = found ?? { type: 'unknown', point: '/', device: '', options: [] }
  return { type, point, device, options }
}

/** Spaces and the like are octal there. */
const unescaped = (text: string) =>
  text.replaceAll(/\\([0-7]{3})/g, (_, digits: string) => String.fromCodePoint(Number.parseInt(digits, 8)))

/** As the C library makes one number of two. */
const devOf = (major: number, minor: number) =>
  Number(
    ((BigInt(major) & 0xfff00000n) << 32n) |
      ((BigInt(major) & 0xfffn) << 8n) |
      ((BigInt(minor) & 0xffffff00n) << 12n) |
      (BigInt(minor) & 0xffn),
  )
