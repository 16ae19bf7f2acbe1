/** The emulator's colours and type from the page's tokens, light or dark. */
import type { ITheme } from '@xterm/xterm'

const names = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'] as const
const brightNames = [
  'brightBlack',
  'brightRed',
  'brightGreen',
  'brightYellow',
  'brightBlue',
  'brightMagenta',
  'brightCyan',
  'brightWhite',
] as const

/** The host carries the palette (ansi.module.css); its colours are resolved to what the emulator can read. */
export function themeOf(host: HTMLElement): ITheme {
  const probe = document.createElement('span')
  host.append(probe)
  const read = (value: string) => {
    probe.style.color = value
    return toHex(getComputedStyle(probe).color)
  }
  const theme: ITheme = {
    background: read('var(--ansi-background)'),
    foreground: read('var(--ansi-foreground)'),
    cursor: read('var(--ansi-foreground)'),
    cursorAccent: read('var(--ansi-background)'),
    selectionBackground: `${read('var(--accent)')}59`,
    scrollbarSliderBackground: `${read('var(--text-faint)')}66`,
    scrollbarSliderHoverBackground: `${read('var(--text-faint)')}99`,
    scrollbarSliderActiveBackground: `${read('var(--text-faint)')}cc`,
  }
  for (const [index, name] of [...names, ...brightNames].entries()) theme[name] = read(`var(--ansi-${index})`)
  probe.remove()
  return theme
}

export function fontOf(host: HTMLElement): { fontFamily: string; fontSize: number } {
  const style = getComputedStyle(host)
  return { fontFamily: style.fontFamily, fontSize: Number.parseFloat(style.fontSize) }
}

/** Tokens are OKLCH; one pixel says what that is in sRGB. */
function toHex(colour: string): string {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = 1
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (context === null) return '#808080'
  context.fillStyle = colour
  context.fillRect(0, 0, 1, 1)
  const [r = 0, g = 0, b = 0] = context.getImageData(0, 0, 1, 1).data
  return `#${[r, g, b].map((part) => part.toString(16).padStart(2, '0')).join('')}`
}
