/** What a file is shown as, by its name: what a server says of it may be anybody's word. */

export type PreviewKind =
  | 'image'
  | 'audio'
  | 'video'
  | 'pdf'
  | 'csv'
  | 'markdown'
  | 'notebook'
  | 'html'
  | 'svg'
  | 'text'
  /** Nothing in its name says what it is: as text where it is text. */
  | 'unknown'
  /** Known to be nothing that is shown. */
  | 'none'

const endings: Readonly<Record<Exclude<PreviewKind, 'unknown'>, string>> = {
  image: 'png jpg jpeg jfif gif webp avif bmp ico apng',
  audio: 'mp3 wav ogg oga opus m4a aac flac weba',
  video: 'mp4 m4v webm ogv mov',
  pdf: 'pdf',
  csv: 'csv tsv tab',
  markdown: 'md markdown mdown mkd',
  notebook: 'ipynb',
  html: 'html htm xhtml',
  svg: 'svg',
  text:
    'txt log out err text json jsonl ndjson geojson yaml yml toml ini cfg conf env properties xml xsd xsl rst tex bib ' +
    'py pyi pyx js mjs cjs jsx ts mts cts tsx css scss less vue svelte c h cc cpp cxx hpp cu cuh java kt kts scala go rs ' +
    'rb php pl pm r rmd jl lua swift m mm cs fs hs ml clj ex exs erl sh bash zsh fish ps1 bat cmd sql graphql proto ' +
    'dockerfile makefile mk cmake gradle tf hcl patch diff srt vtt lock gitignore gitattributes dockerignore editorconfig',
  none:
    'zip gz tgz bz2 xz zst 7z rar tar jar whl deb rpm iso img dmg exe dll so dylib a o class pyc bin dat pt pth ckpt ' +
    'safetensors onnx pb tflite h5 hdf5 npy npz pkl pickle parquet feather arrow avro sqlite db doc docx xls xlsx ppt ' +
    'pptx odt ods odp ttf otf woff woff2 psd tif tiff heic avi mkv wmv flv',
}

const byEnding = new Map(
  Object.entries(endings).flatMap(([kind, list]) => list.split(' ').map((ending) => [ending, kind as PreviewKind])),
)

export function previewKind(name: string): PreviewKind {
  const lower = name.toLowerCase()
  // `Makefile` and `.gitignore` are their whole name
  const ending = lower.slice(lower.lastIndexOf('.') + 1)
  return byEnding.get(ending) ?? 'unknown'
}

/** Can it be opened in the text editor? */
export const isTextual = (kind: PreviewKind): boolean =>
  ['text', 'markdown', 'csv', 'html', 'svg', 'notebook', 'unknown'].includes(kind)
