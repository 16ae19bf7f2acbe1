/** Sizes and times as people write and read them. */
import { usage } from './failure.ts'

const sizes: Record<string, number> = { '': 1, K: 1024, M: 1024 ** 2, G: 1024 ** 3, T: 1024 ** 4 }

/** `512MiB`, `4G`, `1.5 GiB`, `67108864`: units are powers of 1024 however they are spelled. */
export function parseSize(text: string, option: string): number {
  const [, number, unit = ''] = /^(\d+(?:\.\d+)?)\s*([KMGT]?)(?:i?B)?$/i.exec(text.trim()) ?? []
  const factor = sizes[unit.toUpperCase()]
  if (number === undefined || factor === undefined)
    throw usage(`${option}: "${text}" is not a size such as 512MiB or 4GiB`)
  return Math.round(Number(number) * factor)
}

const spans: Record<string, number> = { '': 1, s: 1, m: 60, h: 3600, d: 86_400 }

/** `90`, `90s`, `15m`, `2h`, `1d` in seconds. */
export function parseSpan(text: string, option: string): number {
  const [, number, unit = ''] = /^(\d+(?:\.\d+)?)\s*([smhd]?)$/i.exec(text.trim()) ?? []
  const factor = spans[unit.toLowerCase()]
  if (number === undefined || factor === undefined)
    throw usage(`${option}: "${text}" is not a time such as 90s, 15m or 2h`)
  return Math.round(Number(number) * factor)
}

export function parseNumber(text: string, option: string): number {
  const number = Number(text)
  if (text.trim() === '' || !Number.isFinite(number)) throw usage(`${option}: "${text}" is not a number`)
  return number
}

export function formatSize(bytes: number): string {
  const unit = bytes >= 1024 ** 3 ? (['GiB', 1024 ** 3] as const) : (['MiB', 1024 ** 2] as const)
  return `${Number((bytes / unit[1]).toFixed(1))} ${unit[0]}`
}

const byteUnits = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const

/** Of files, which are small and large. */
export function formatBytes(bytes: number): string {
  const power = bytes < 1024 ? 0 : Math.min(byteUnits.length - 1, Math.floor(Math.log2(bytes) / 10))
  return `${Number((bytes / 1024 ** power).toFixed(1))} ${byteUnits[power]}`
}

/** `5 s`, `12 min`, `3 h 20 min`, `4 d 2 h`. */
export function formatSpan(from: string | null, to: string | null, now: Date): string {
  if (!from) return '-'
  const seconds = Math.max(0, Math.round(((to ? Date.parse(to) : now.getTime()) - Date.parse(from)) / 1000))
  const [minutes, hours, days] = [Math.floor(seconds / 60), Math.floor(seconds / 3600), Math.floor(seconds / 86_400)]
  if (seconds < 60) return `${seconds} s`
  if (minutes < 60) return `${minutes} min`
  if (hours < 24) return `${hours} h ${minutes % 60} min`
  return `${days} d ${hours % 24} h`
}
