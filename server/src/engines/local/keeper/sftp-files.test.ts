import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import {
  longestData,
  openFlag,
  packet,
  packetReader,
  reply,
  request,
  status,
  string,
  uint32,
  uint64,
} from '../../../platform/sftp/sftp-wire.ts'
import { createSftp } from './sftp-files.ts'

const folder = mkdtempSync(join(tmpdir(), 'berth-sftp-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let ask = client()
beforeEach(() => {
  rmSync(join(folder, 'home'), { recursive: true, force: true })
  mkdirSync(join(folder, 'home'))
  ask = client()
})
const at = (name: string) => join(folder, 'home', name)

/** Sends one request, and gives the answer without its length and its id. */
function client() {
  const answer = createSftp(join(folder, 'home'))
  let id = 0
  return (type: number, ...parts: Uint8Array[]) => {
    const bytes = answer(packetReader(packet(type, uint32(++id), ...parts).subarray(4)))
    const reader = packetReader(bytes.subarray(4))
    expect(reader.uint32()).toBe(id)
    return { type: reader.type, reader }
  }
}
const code = ({ type, reader }: ReturnType<typeof ask>) => {
  expect(type).toBe(reply.status)
  return reader.uint32()
}
const path = (name: string | Buffer) => string(typeof name === 'string' ? at(name) : name)
const none = uint32(0)
const open = (name: string, flags: number, attributes: Uint8Array = none) => {
  const answer = ask(request.open, path(name), uint32(flags), attributes)
  expect(answer.type).toBe(reply.handle)
  return string(answer.reader.string())
}

test('a file is written, read in pieces, and closed', () => {
  const handle = open('a', openFlag.write | openFlag.create, Buffer.concat([uint32(4), uint32(0o640)]))
  expect(code(ask(request.write, handle, uint64(3), string('def')))).toBe(status.ok)
  expect(code(ask(request.write, handle, uint64(0), string('abc')))).toBe(status.ok)
  expect(code(ask(request.close, handle))).toBe(status.ok)
  expect(readFileSync(at('a'), 'utf8')).toBe('abcdef')
  expect(statSync(at('a')).mode & 0o777).toBe(0o640)
  const again = open('a', openFlag.read)
  expect(ask(request.read, again, uint64(2), uint32(3)).reader.text()).toBe('cde')
  expect(code(ask(request.read, again, uint64(6), uint32(3)))).toBe(status.eof)
  expect(code(ask(request.close, again))).toBe(status.ok)
  expect(code(ask(request.close, again))).toBe(status.failure)
})

test('what is appended stands at the end, whatever the client says', () => {
  writeFileSync(at('log'), 'one\n')
  const handle = open('log', openFlag.append)
  ask(request.write, handle, uint64(0), string('two\n'))
  expect(readFileSync(at('log'), 'utf8')).toBe('one\ntwo\n')
})

test('one answer carries no more than is agreed', () => {
  writeFileSync(at('big'), Buffer.alloc(longestData + 1))
  expect(ask(request.read, open('big', openFlag.read), uint64(0), uint32(0xffffffff)).reader.string().length).toBe(
    longestData,
  )
})

test('names that are no text go through unchanged', () => {
  const name = Buffer.concat([Buffer.from(`${at('')}/`), Buffer.of(0xff, 0xfe, 0x0a)])
  const answer = ask(request.open, string(name), uint32(openFlag.write | openFlag.create), none)
  expect(answer.type).toBe(reply.handle)
  const listing = ask(request.opendir, path(''))
  const handle = string(listing.reader.string())
  const { reader } = ask(request.readdir, handle)
  expect(reader.uint32()).toBe(1)
  expect(reader.string()).toEqual(Buffer.of(0xff, 0xfe, 0x0a))
  expect(code(ask(request.close, handle))).toBe(status.ok)
})

test('a folder of many files is told in parts, then ended', () => {
  for (let count = 0; count < 300; count++) writeFileSync(at(`f${count}`), '')
  const handle = string(ask(request.opendir, path('')).reader.string())
  const names: string[] = []
  for (;;) {
    const { type, reader } = ask(request.readdir, handle)
    if (type === reply.status) break
    for (let left = reader.uint32(); left > 0; left--) {
      names.push(reader.text())
      expect(reader.text()).toMatch(/^-rw[-rwx]{7} +1 \S+ +\S+ +0 \w{3} [ \d]\d \d\d:\d\d f\d+$/)
      reader.uint32()
      reader.uint64()
      for (let word = 0; word < 5; word++) reader.uint32()
    }
  }
  expect(code(ask(request.close, handle))).toBe(status.ok)
  expect(names.toSorted()).toEqual(readdirSync(at('')).toSorted())
})

test('renaming never replaces, unless it is asked to', () => {
  writeFileSync(at('from'), 'new')
  writeFileSync(at('to'), 'old')
  expect(code(ask(request.rename, path('from'), path('to')))).toBe(status.failure)
  expect(readFileSync(at('to'), 'utf8')).toBe('old')
  expect(code(ask(request.extended, string('posix-rename@openssh.com'), path('from'), path('to')))).toBe(status.ok)
  expect(readFileSync(at('to'), 'utf8')).toBe('new')
  mkdirSync(at('folder'))
  expect(code(ask(request.rename, path('folder'), path('moved')))).toBe(status.ok)
})

test('a link points where the client says first, and its target is told', () => {
  expect(code(ask(request.symlink, string('../elsewhere'), path('link')))).toBe(status.ok)
  const { reader } = ask(request.readlink, path('link'))
  expect([reader.uint32(), reader.text()]).toEqual([1, '../elsewhere'])
})

test('the path of what is not there yet is told', () => {
  symlinkSync(at(''), at('self'))
  const { reader } = ask(request.realpath, path('self/new'))
  expect([reader.uint32(), reader.text()]).toEqual([1, at('new')])
  expect(code(ask(request.realpath, path('no/such')))).toBe(status.noSuchFile)
  const home = ask(request.extended, string('expand-path@openssh.com'), string('~/x')).reader
  expect([home.uint32(), home.text()]).toEqual([1, at('x')])
})

test('a pipe that nobody writes to holds nobody up', async () => {
  const { execFileSync } = await import('node:child_process')
  execFileSync('mkfifo', [at('pipe')])
  const handle = open('pipe', openFlag.read)
  expect(code(ask(request.close, handle))).toBe(status.ok)
})

test('what cannot be done is said in words of its own', () => {
  expect(code(ask(request.stat, path('nothing')))).toBe(status.noSuchFile)
  expect(code(ask(request.rmdir, path('nothing')))).toBe(status.noSuchFile)
  expect(code(ask(request.open, path('a\0b'), uint32(openFlag.read), none))).toBe(status.badMessage)
  expect(code(ask(request.read, string(uint32(77)), uint64(0), uint32(1)))).toBe(status.failure)
  expect(code(ask(request.write, string('x'), uint64(0), string('')))).toBe(status.failure)
  expect(code(ask(request.extended, string('no-such@berth')))).toBe(status.unsupported)
  expect(code(ask(request.extended, string('lsetstat@openssh.com'), path('nothing'), uint32(4), uint32(0o600)))).toBe(
    status.unsupported,
  )
  expect(code(ask(99))).toBe(status.unsupported)
  expect(code(ask(request.open, uint32(5000)))).toBe(status.badMessage)
})

test('no more files are open at once than a client may have', () => {
  writeFileSync(at('a'), '')
  for (let count = 0; count < 512; count++) open('a', openFlag.read)
  expect(code(ask(request.open, path('a'), uint32(openFlag.read), none))).toBe(status.failure)
})
