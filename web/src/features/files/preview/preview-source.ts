/**
 * What a preview is made from. `<FilePreview source={…} />` (file-preview.tsx) shows one, of whatever kind its name says,
 * and fills the width it is given; it brings its own loading and error states. It knows nothing of where the file lies:
 *
 * - `url`: pictures, sound, films and PDF are read from there by the browser itself, by ranges. The page's content
 *   security policy must let it (`img-src`, `media-src`; `connect-src` for PDF), and for PDF another host must allow it
 *   by CORS.
 * - `read`: the first bytes of the file, for what is shown as text (Markdown, CSV, code, notebooks without a frame).
 * - `frame`: HTML, SVG and notebooks come from people and are never part of the console's page: they are shown in a
 *   sandboxed frame, at an address of another origin. Without an address HTML and SVG are not shown, and a notebook is
 *   drawn without its rich outputs. It is asked again when `frameKey` is another one.
 * - `beside`: the address of a picture that a Markdown file names relative to itself; left out, it is a link.
 */
export interface PreviewSource {
  readonly name: string
  /** Bytes; null: not known. */
  readonly size: number | null
  readonly url: string
  readonly read: (most: number, signal: AbortSignal) => Promise<ReadBytes>
  readonly frame?: (signal: AbortSignal) => Promise<FrameAddress>
  readonly frameKey?: string
  readonly beside?: (path: string) => string | undefined
}

export interface ReadBytes {
  readonly bytes: Uint8Array
  /** There is more than was asked for. */
  readonly isCut: boolean
}

export interface FrameAddress {
  /** Null: there is no other origin to show it from. */
  readonly url: string | null
  /** Who says that its scripts do not run. */
  readonly scriptsBlocked: 'site' | 'preference' | null
}
