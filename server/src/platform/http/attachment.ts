/** The header that makes an answer a file to keep: no path, no control character, nothing that ends the header (RFC 6266). */
export function attachment(filename: string, extension: string, otherwise: string): string {
  const bare = filename
    .replace(new RegExp(`\\.${extension}$`, 'i'), '')
    .replaceAll(/[^\p{L}\p{N} ._()-]/gu, '_')
    .replace(/^[.\s]+/, '')
  const name = `${bare.slice(0, 255) || otherwise}.${extension}`
  const ascii = name.replaceAll(/[^\x20-\x7e]/g, '_')
  const encoded = encodeURIComponent(name).replaceAll(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`)
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`
}
