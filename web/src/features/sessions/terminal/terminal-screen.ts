/** The emulator: xterm.js with the page's policy, theme, keys and manners. Knows no session and no socket. */
import { FitAddon } from '@xterm/addon-fit'
import { SearchAddon } from '@xterm/addon-search'
import { WebLinksAddon } from '@xterm/addon-web-links'
import { Terminal } from '@xterm/xterm'
import '@xterm/xterm/css/xterm.css'
import { watchTheme } from '../../../theme/watch-theme.ts'
import { copyText } from '../../../ui/clipboard.ts'
import { pageNonce } from '../../../ui/page-nonce.ts'
import { createCspDocument } from './csp-document.ts'
import { binaryBytes, cleanTitle, pasteText, safeLink } from './terminal-input.ts'
import { fontOf, themeOf } from './terminal-theme.ts'

export interface TerminalScreenSettings {
  /** An empty element with the palette and the type. */
  readonly host: HTMLElement
  readonly label: string
  readonly screenReader: boolean
  readonly onInput: (data: string | Uint8Array) => void
  /** The size that fits; told anew whenever the element's size changed. */
  readonly onResize: (cols: number, rows: number) => void
  readonly onTitle: (title: string) => void
  readonly onSearch: () => void
  readonly onLeave: () => void
  /** Shows only: no keyboard, and a size that others decide. */
  readonly isReadOnly?: boolean
  readonly onMatches: (matches: { at: number; count: number }) => void
}

export interface TerminalScreen extends Disposable {
  write(bytes: Uint8Array, parsed: () => void): void
  /** Bytes given but not parsed yet. */
  readonly backlog: number
  /** Empties the screen for a replay. */
  reset(): void
  focus(): void
  find(text: string, direction: 'next' | 'previous', typing: boolean): void
  endFind(): void
  setScreenReader(on: boolean): void
  /** Of one that shows only. */
  resize(cols: number, rows: number): void
}

/** A flood that the emulator cannot follow is skipped: the replay then shows where it ended. */
export const mostBacklog = 16 * 1024 * 1024

/** Long enough that dragging a window's edge asks the shell once. */
const resizePause = 60

export function createTerminalScreen(settings: TerminalScreenSettings): TerminalScreen {
  const { host } = settings
  const terminal = new Terminal({
    ...fontOf(host),
    theme: themeOf(host),
    documentOverride: createCspDocument(document, pageNonce()),
    allowProposedApi: true,
    cursorBlink: false,
    lineHeight: 1.2,
    minimumContrastRatio: 4.5,
    scrollback: 10_000,
    screenReaderMode: settings.screenReader,
    disableStdin: settings.isReadOnly ?? false,
    linkHandler: {
      activate: (_, text) => openLink(text),
      hover: (_, text) => {
        host.title = safeLink(text) ?? ''
      },
      leave: () => {
        host.title = ''
      },
      allowNonHttpProtocols: false,
    },
  })
  const fit = new FitAddon()
  const search = new SearchAddon()
  terminal.loadAddon(fit)
  terminal.loadAddon(search)
  terminal.loadAddon(new WebLinksAddon((_, address) => openLink(address)))
  // a program may not write the reader's clipboard
  terminal.parser.registerOscHandler(52, () => true)
  terminal.open(host)
  terminal.textarea?.setAttribute('aria-label', settings.label)

  terminal.onData(settings.onInput)
  terminal.onBinary((data) => settings.onInput(binaryBytes(data)))
  terminal.onTitleChange((title) => settings.onTitle(cleanTitle(title)))
  search.onDidChangeResults(({ resultIndex, resultCount }) =>
    settings.onMatches({ at: resultIndex + 1, count: resultCount }),
  )
  terminal.attachCustomKeyEventHandler((event) => takeKey(event, terminal, settings))

  const refit = () => {
    fit.fit()
    settings.onResize(terminal.cols, terminal.rows)
  }
  const stack = new DisposableStack()
  stack.use(watchTheme(() => (terminal.options.theme = themeOf(host))))
  if (settings.isReadOnly !== true) {
    stack.use(watchSize(host, refit))
    stack.use(cleanPastes(host, terminal))
  }
  stack.defer(() => terminal.dispose())
  if (isDrawn(host) && settings.isReadOnly !== true) refit()

  let backlog = 0
  const marks = () => ({
    decorations: {
      matchOverviewRuler: '#888888',
      activeMatchColorOverviewRuler: '#888888',
      matchBackground: terminal.options.theme?.brightBlack ?? '#888888',
      activeMatchBackground: terminal.options.theme?.yellow ?? '#aa8800',
    },
  })
  return {
    write(bytes, parsed) {
      backlog += bytes.length
      terminal.write(bytes, () => {
        backlog -= bytes.length
        parsed()
      })
    },
    get backlog() {
      return backlog
    },
    // through the same queue as the output, so that nothing written before lands on the new screen
    reset: () => terminal.write('\u001bc'),
    focus: () => terminal.focus(),
    find(text, direction, typing) {
      if (direction === 'next') search.findNext(text, { incremental: typing, ...marks() })
      else search.findPrevious(text, marks())
    },
    endFind() {
      search.clearDecorations()
      terminal.clearSelection()
    },
    setScreenReader(on) {
      terminal.options.screenReaderMode = on
    },
    resize: (cols, rows) => terminal.resize(cols, rows),
    [Symbol.dispose]: () => stack.dispose(),
  }
}

function openLink(text: string): void {
  const address = safeLink(text)
  if (address !== undefined) window.open(address, '_blank', 'noopener,noreferrer')
}

/** False keeps a key from the shell. */
function takeKey(event: KeyboardEvent, terminal: Terminal, settings: TerminalScreenSettings): boolean {
  if (!event.ctrlKey || !event.shiftKey || event.altKey || event.metaKey) return true
  const key = event.key.toLowerCase()
  // the browser's own plain paste: it needs no permission and arrives as a paste event
  if (key === 'v') return false
  const act = { c: () => copySelection(terminal), f: settings.onSearch, e: settings.onLeave }[key]
  if (act === undefined) return true
  event.preventDefault()
  if (event.type === 'keydown') act()
  return false
}

function copySelection(terminal: Terminal): void {
  const text = terminal.getSelection()
  if (text !== '') void copyText(text).then(() => terminal.focus())
}

/** A hidden tab has no size; its terminal keeps the one it had. */
const isDrawn = (host: HTMLElement) => host.clientWidth > 0 && host.clientHeight > 0

function watchSize(host: HTMLElement, change: () => void): Disposable {
  let timer: ReturnType<typeof setTimeout> | undefined
  const observer = new ResizeObserver(() => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      if (isDrawn(host)) change()
    }, resizePause)
  })
  observer.observe(host)
  return {
    [Symbol.dispose]() {
      clearTimeout(timer)
      observer.disconnect()
    },
  }
}

/** Takes pastes before the emulator does, so that what is pasted is text and nothing else. */
function cleanPastes(host: HTMLElement, terminal: Terminal): Disposable {
  const paste = (event: ClipboardEvent) => {
    event.preventDefault()
    event.stopPropagation()
    terminal.paste(pasteText(event.clipboardData?.getData('text/plain') ?? ''))
  }
  host.addEventListener('paste', paste, true)
  return { [Symbol.dispose]: () => host.removeEventListener('paste', paste, true) }
}
