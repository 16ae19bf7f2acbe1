/** What a browser says of itself, in the few words by which people know their devices. */
const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Chrome|CriOS|HeadlessChrome)\//, 'Chrome'],
  [/\bVersion\/[\d.]+ .*Safari\//, 'Safari'],
]
const systems: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b|\bMacintosh\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b|\bX11\b/, 'Linux'],
]

const first = (known: readonly (readonly [RegExp, string])[], said: string) =>
  known.find(([pattern]) => pattern.test(said))?.[1]

export interface DeviceTexts {
  readonly unknown: string
  readonly on: (p: { browser: string; system: string }) => string
}

/** A program is shown by the name that it gave; a browser that nobody knows, by what it said. */
export function deviceWords(said: string | null, texts: DeviceTexts): string {
  if (said === null || said.trim() === '') return texts.unknown
  const [browser, system] = [first(browsers, said), first(systems, said)]
  if (browser !== undefined && system !== undefined) return texts.on({ browser, system })
  return said.length > 60 ? `${said.slice(0, 59)}…` : said
}
