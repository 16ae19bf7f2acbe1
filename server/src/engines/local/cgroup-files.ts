import { accessSync, constants, existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Control groups are files; these read and write them, tolerant of groups that are gone. */

export function setControl(directory: string, file: string, value: string | number) {
  writeFileSync(join(directory, file), String(value))
}

export function setControlIfThere(directory: string, file: string, value: string | number) {
  if (existsSync(join(directory, file))) setControl(directory, file, value)
}

/** For what only makes things better. */
export function setControlIfPossible(directory: string, file: string, value: string | number) {
  try {
    setControlIfThere(directory, file, value)
  } catch {
    // The group is gone, or its parent does not allow it.
  }
}

export function readControl(directory: string, file: string): string {
  try {
    return readFileSync(join(directory, file), 'utf8')
  } catch {
    return ''
  }
}

/** The number behind `name ` in a file of such lines. */
export function readCounter(directory: string, file: string, name: string): number {
  const match = new RegExp(`^${name} (\\d+)$`, 'm').exec(readControl(directory, file))
  return match ? Number(match[1]) : 0
}

/** A file that is one number. */
export function readNumber(directory: string, file: string): number | null {
  const text = readControl(directory, file).trim()
  return /^\d+$/.test(text) ? Number(text) : null
}

export function readProcesses(directory: string): number[] {
  return readControl(directory, 'cgroup.procs').split('\n').filter(Boolean).map(Number)
}

export function makeGroup(directory: string) {
  mkdirSync(directory, { recursive: true })
}

export function removeGroup(directory: string): boolean {
  try {
    rmdirSync(directory)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT'
  }
}

export function mayMakeGroups(directory: string): boolean {
  try {
    accessSync(directory, constants.W_OK)
    const probe = join(directory, `berth-probe-${process.pid}`)
    mkdirSync(probe)
    rmdirSync(probe)
    return true
  } catch {
    return false
  }
}
