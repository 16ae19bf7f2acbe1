/** Where the build has what pdf.js needs of its own files; made by pdf-files.plugin.ts. */
declare module 'virtual:pdf-files' {
  export const pdfFiles: string
}
