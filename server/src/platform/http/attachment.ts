/** The header that makes an answer a file to keep: no path, no control character, nothing that ends the header (RFC 6266). */
export function attachment(filename: string, extension: string, otherwise: string): string {
  const bare = filename
    .replace(new RegExp(`\\.${extension}$`, 'i'), '')
    .replaceAll(/[^\p{L}\p{N} ._()-]/gu, '_')
    .replace(/^[.\s]+/, '')
  return disposition('attachment', `${bare.slice(0, 255) || otherwise}.${extension}`)
}

/** A name that somebody gave to a file, as it is as far as a header can say it. */
export function disposition(kind: 'attachment' | 'inline', filename: string): string {
  // A direction that is turned around makes `exe.png` of `gnp.exe`.
  const name = filename.toWellFormed().replaceAll(/[\p{Cc}\p{Cf}/\\]/gu, '_')
  const ascii = name.replaceAll(/[^\x20-\x7e]|["%]/g, '_')
  const encoded = encodeURIComponent(name).replaceAll(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`)
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${encoded}`
}
