/** pdf.js behind what the page needs of it. Its worker and its files come from the console's own server. */
import { AnnotationMode, getDocument, GlobalWorkerOptions, TextLayer } from 'pdfjs-dist'
// An address that the build makes.
// oxlint-disable-next-line import/default
import workerAddress from 'pdfjs-dist/build/pdf.worker.min.mjs?url'
import { pdfFiles } from 'virtual:pdf-files'
import styles from './preview.module.css'

GlobalWorkerOptions.workerSrc = workerAddress

export interface PdfDocument {
  readonly pages: number
  readonly draw: (page: PageDrawing) => Promise<{ readonly ratio: number }>
}

interface PageDrawing {
  /** From 1. */
  readonly number: number
  readonly into: HTMLElement
  /** In pixels of the page. */
  readonly width: number
  readonly signal: AbortSignal
}

export interface OpeningPdf {
  readonly document: Promise<PdfDocument>
  readonly close: () => void
}

/** More pixels than that are not drawn, however near somebody looks: browsers refuse larger canvases. */
const mostPixels = 16_000_000

export function openPdf(url: string): OpeningPdf {
  const task = getDocument({
    url,
    withCredentials: false,
    // the rest is asked for as it is needed
    disableAutoFetch: true,
    disableStream: true,
    cMapUrl: `${pdfFiles}cmaps/`,
    cMapPacked: true,
    standardFontDataUrl: `${pdfFiles}standard_fonts/`,
    wasmUrl: `${pdfFiles}wasm/`,
    iccUrl: `${pdfFiles}iccs/`,
    enableXfa: false,
  })
  const document = task.promise.then((pdf): PdfDocument => ({
    pages: pdf.numPages,
    async draw({ number, into, width, signal }) {
      const page = await pdf.getPage(number)
      signal.throwIfAborted()
      const natural = page.getViewport({ scale: 1 })
      const scale = width / natural.width
      const sharpness = Math.min(window.devicePixelRatio, Math.sqrt(mostPixels / (width * natural.height * scale)))
      const [seen, drawn] = [page.getViewport({ scale }), page.getViewport({ scale: scale * sharpness })]
      const canvas = window.document.createElement('canvas')
      canvas.width = Math.floor(drawn.width)
      canvas.height = Math.floor(drawn.height)
      canvas.setAttribute('aria-hidden', 'true')
      const rendering = page.render({ canvas, viewport: drawn, annotationMode: AnnotationMode.DISABLE })
      const stop = () => rendering.cancel()
      signal.addEventListener('abort', stop, { once: true })
      await rendering.promise
      signal.throwIfAborted()
      const text = window.document.createElement('div')
      text.className = styles.pageText ?? ''
      text.style.setProperty('--total-scale-factor', String(scale))
      into.replaceChildren(canvas, text)
      const layer = new TextLayer({ textContentSource: page.streamTextContent(), container: text, viewport: seen })
      signal.addEventListener('abort', () => layer.cancel(), { once: true })
      // without its text a page is still seen
      await layer.render().catch(() => undefined)
      return { ratio: natural.height / natural.width }
    },
  }))
  return { document, close: () => void task.destroy() }
}
