/** `HH:mm:ss`, with days in front when there are any, by their short name: `6d 23:41:07`. */
export function countdown(milliseconds: number, dayName = 'd'): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000))
  const two = (value: number) => String(value).padStart(2, '0')
  const time = [Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(':')
  const days = Math.floor(seconds / 86_400)
  return days === 0 ? time : `${days}${dayName} ${time}`
}
