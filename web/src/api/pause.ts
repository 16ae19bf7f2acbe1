/**
 * Milliseconds to wait before the next try after so many failures: half a second, doubling up to half a minute, spread
 * by a quarter so that many pages do not return at the same moment to a server that just came up.
 */
export function pauseBefore(failures: number, random: () => number = Math.random): number {
  const whole = Math.min(500 * 2 ** Math.max(0, failures - 1), 30_000)
  return whole * (0.75 + random() * 0.5)
}
