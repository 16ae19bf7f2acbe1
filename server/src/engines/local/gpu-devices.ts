import { existsSync, statSync } from 'node:fs'

/** The device files that a session with these GPUs needs, and their numbers for the devices cgroup. */
export function nvidiaDevices(gpus: readonly number[]) {
  if (gpus.length === 0) return { paths: [], numbers: [] }
  const wanted = [
    ...gpus.map((index) => `/dev/nvidia${index}`),
    '/dev/nvidiactl',
    '/dev/nvidia-uvm',
    '/dev/nvidia-uvm-tools',
    '/dev/nvidia-modeset',
  ]
  const paths = wanted.filter((path) => existsSync(path))
  return { paths, numbers: paths.map((path) => deviceNumber(statSync(path).rdev)) }
}

export function countNvidiaDevices(): number {
  let count = 0
  while (existsSync(`/dev/nvidia${count}`)) count++
  return count
}

/** Linux packs major and minor numbers into one. */
function deviceNumber(rdev: number): string {
  const major = (rdev >>> 8) & 0xfff
  const minor = (rdev & 0xff) | ((rdev >>> 12) & 0xfff00)
  return `c ${major}:${minor}`
}
