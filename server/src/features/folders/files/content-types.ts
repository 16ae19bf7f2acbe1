/** What bytes are called in answers, by the name of their file alone. Pure. */
import { lastName } from './folder-tree.ts'

const families: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  image: {
    png: 'png',
    apng: 'apng',
    jpg: 'jpeg',
    jpeg: 'jpeg',
    jfif: 'jpeg',
    gif: 'gif',
    webp: 'webp',
    avif: 'avif',
    bmp: 'bmp',
    ico: 'x-icon',
  },
  audio: {
    mp3: 'mpeg',
    wav: 'wav',
    ogg: 'ogg',
    oga: 'ogg',
    opus: 'ogg',
    flac: 'flac',
    m4a: 'mp4',
    aac: 'aac',
    weba: 'webm',
  },
  video: { mp4: 'mp4', m4v: 'mp4', webm: 'webm', ogv: 'ogg', mov: 'quicktime' },
}

const passive = new Map(
  Object.entries(families).flatMap(([family, types]) =>
    Object.entries(types).map(([ending, type]) => [ending, `${family}/${type}`] as const),
  ),
)

const text = new Set(
  'txt log out err md markdown csv tsv json jsonl ndjson yaml yml toml ini cfg conf env py r jl sh c h cpp hpp cu java go rs rb sql tex srt vtt diff patch'.split(
    ' ',
  ),
)

/** Only on the content origin, where it is nobody's that is signed in: what a browser runs or draws with scripts. */
const active: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  htm: 'text/html; charset=utf-8',
  xhtml: 'application/xhtml+xml',
  svg: 'image/svg+xml',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  woff: 'font/woff',
  woff2: 'font/woff2',
  ttf: 'font/ttf',
  otf: 'font/otf',
}

export const endingOf = (path: string): string => {
  const name = lastName(path)
  const at = name.lastIndexOf('.')
  return at < 0 ? '' : name.slice(at + 1).toLowerCase()
}

export const unknownType = 'application/octet-stream'

/** `inline`: a browser shows it as what it is, and nothing of it can act. Everything else is a file to keep. */
export function contentType(path: string): { readonly type: string; readonly inline: boolean } {
  const ending = endingOf(path)
  const type = passive.get(ending) ?? (text.has(ending) ? 'text/plain; charset=utf-8' : undefined)
  if (type !== undefined) return { type, inline: true }
  return ending === 'pdf' ? { type: 'application/pdf', inline: true } : { type: unknownType, inline: false }
}

/** On the content origin. */
export const activeType = (path: string): string => active[endingOf(path)] ?? contentType(path).type
