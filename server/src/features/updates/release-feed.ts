/**
 * What the release feed says. It is somebody else's machine: what it answers is bounded, parsed, and shown as plain text.
 *
 *     {"releases": [{"version": "1.4.0", "notes": "What is new…", "url": "https://…"}]}
 */
import type { Release } from '@berth/contract/updates.ts'
import { z } from 'zod'
import { compareVersions, parseVersion } from './version-order.ts'

const mostBytes = 512 * 1024
const longestNotes = 4000
const timeoutMs = 10_000

const feed = z.object({
  releases: z
    .array(
      z.object({
        version: z.string().max(200),
        notes: z.string().default(''),
        url: z.string().max(500).nullable().default(null),
      }),
    )
    .max(1000),
})

/** The newest one of those that are newer; null: none is. Throws when there is no feed there. */
export async function newerRelease(url: string, running: string, stop: AbortSignal): Promise<Release | null> {
  const signal = AbortSignal.any([stop, AbortSignal.timeout(timeoutMs)])
  const answer = await fetch(url, { headers: { accept: 'application/json', 'user-agent': 'berth' }, signal })
  if (!answer.ok) throw new Error(`the release feed answered ${answer.status}`)
  return newestOf(feed.parse(JSON.parse(await readBounded(answer))).releases, running)
}

type Given = z.output<typeof feed>['releases'][number]

/** Who runs what comes before a release is told of those, too. */
function newestOf(releases: readonly Given[], running: string): Release | null {
  const mine = parseVersion(running)
  if (!mine) return null
  const newer = releases.flatMap((release) => {
    const version = parseVersion(release.version)
    if (!version || (version.before.length > 0 && mine.before.length === 0)) return []
    return compareVersions(version, mine) > 0 ? [{ release, version }] : []
  })
  const [newest] = newer.toSorted((a, b) => compareVersions(b.version, a.version))
  return newest ? shownRelease(newest.release) : null
}

const shownRelease = ({ version, notes, url }: Given): Release => ({
  version: version.replace(/^v/, ''),
  notes: plain(notes),
  url: url !== null && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol) ? new URL(url).href : null,
})

/** Without what forges lines or makes a text read as another. */
const plain = (text: string) =>
  text
    .toWellFormed()
    .replaceAll(/\r\n?/g, '\n')
    // oxlint-disable-next-line no-control-regex
    .replaceAll(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]/g, ' ')
    .trim()
    .slice(0, longestNotes)

async function readBounded(answer: Response): Promise<string> {
  const pieces: Uint8Array[] = []
  let bytes = 0
  for await (const piece of answer.body ?? []) {
    bytes += piece.byteLength
    if (bytes > mostBytes) throw new Error('the release feed is too long')
    pieces.push(piece)
  }
  return Buffer.concat(pieces).toString('utf8')
}
