/** Every pair of colours that meets on the screen can be told apart, in light and in dark. */
import { expect, test } from 'vitest'
import css from './tokens.css?raw'

type Channels = readonly [number, number, number]

function colour(name: string, theme: 'light' | 'dark'): Channels {
  const found = new RegExp(`--${name}: light-dark\\(oklch\\(([^)]+)\\), oklch\\(([^)]+)\\)\\)`).exec(css)
  if (found === null) throw new Error(`tokens.css has no --${name}`)
  const [lightness = 0, chroma = 0, hue = 0] = found[theme === 'light' ? 1 : 2]!.split(' ').map(Number)
  return linearRgb(lightness, chroma, (hue * Math.PI) / 180)
}

/** OKLCH to linear sRGB, after https://bottosson.github.io/posts/oklab/, clipped to what a screen can show. */
function linearRgb(lightness: number, chroma: number, hue: number): Channels {
  const [a, b] = [chroma * Math.cos(hue), chroma * Math.sin(hue)]
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  const clip = (value: number) => Math.min(1, Math.max(0, value))
  return [
    clip(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    clip(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    clip(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ]
}

const luminance = ([red, green, blue]: Channels) => 0.2126 * red + 0.7152 * green + 0.0722 * blue

function contrast(one: Channels, other: Channels): number {
  const [low, high] = [luminance(one), luminance(other)].toSorted((a, b) => a - b) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

const surfaces = ['surface', 'surface-raised', 'surface-sunken']
const meanings = ['ok', 'warn', 'bad', 'info']
const on = (text: readonly string[], places: readonly string[]) =>
  text.flatMap((name) => places.map((place) => [name, place] as const))

const texts = [
  ...on(['text', 'text-muted', 'text-faint', 'accent-ink'], surfaces),
  ...meanings.flatMap((meaning) => on([`${meaning}-text`], [...surfaces, `${meaning}-surface`])),
  ...meanings.flatMap((meaning) => on(['text'], [`${meaning}-surface`])),
  ['accent-ink', 'accent-soft'],
  ['accent-text', 'accent'],
  ['accent-text', 'accent-hover'],
  ['bad-fill-text', 'bad-fill'],
  ['bad-fill-text', 'bad-fill-hover'],
] as const

const lines = [
  ...on(['line-strong', 'focus', 'accent'], surfaces),
  ...meanings.flatMap((meaning) => on([`${meaning}-line`], [...surfaces, `${meaning}-surface`])),
]

const cases = (pairs: readonly (readonly [string, string])[]) =>
  (['light', 'dark'] as const).flatMap((theme) => pairs.map(([name, place]) => [name, place, theme] as const))

test.each(cases(texts))('text: %s on %s can be read in %s', (name, place, theme) => {
  expect(contrast(colour(name, theme), colour(place, theme))).toBeGreaterThanOrEqual(4.5)
})

test.each(cases(lines))('line or icon: %s on %s can be seen in %s', (name, place, theme) => {
  expect(contrast(colour(name, theme), colour(place, theme))).toBeGreaterThanOrEqual(3)
})
