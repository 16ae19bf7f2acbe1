import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { findCgroupV1 } from './cgroup-v1.ts'
import { findCgroupV2 } from './cgroup-v2.ts'

/** Plain directories with the names of control files: what is written where can be seen without a kernel. */
const root = mkdtempSync(join(tmpdir(), 'berth-cgroup-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
const limits = { memory: 1000, cpu: 1.5, processes: 50, devices: ['c 195:0'] }
const read = (path: string, file: string) => readFileSync(join(path, file), 'utf8')

test('v2: groups lie below the own one of the server, which leaves it for a part', () => {
  const base = join(root, 'v2/user.slice/app')
  mkdirSync(base, { recursive: true })
  writeFileSync(join(base, 'cgroup.controllers'), 'cpuset cpu io memory pids')
  writeFileSync(join(base, 'cgroup.subtree_control'), 'cpu memory pids')
  const mountinfo = `30 20 0:26 / ${root}/v2 rw,nosuid - cgroup2 cgroup2 rw`
  for (const own of ['0::/user.slice/app\n', '0::/user.slice/app/berth-server\n']) {
    const driver = findCgroupV2(own, mountinfo)
    expect(driver?.paths('one')).toEqual([join(base, 'one')])
  }
  const driver = findCgroupV2('0::/user.slice/app\n', mountinfo)
  const path = join(base, 'one')
  driver?.create([path], limits)
  expect(read(path, 'memory.max')).toBe('1000')
  expect(read(path, 'cpu.max')).toBe('150000 100000')
  expect(read(path, 'pids.max')).toBe('50')
  driver?.kill([path])
  expect(read(path, 'cpu.max')).toBe('max')
  writeFileSync(join(path, 'memory.events'), 'low 0\nhigh 0\nmax 3\noom 2\noom_kill 2\noom_group_kill 0\n')
  expect(driver?.outOfMemoryKills([path])).toBe(2)
})

test('v2: a group whose controllers are not handed down is not used', () => {
  const base = join(root, 'other')
  mkdirSync(base)
  writeFileSync(join(base, 'cgroup.controllers'), 'cpu')
  expect(findCgroupV2('0::/\n', `30 20 0:26 / ${base} rw - cgroup2 cgroup2 rw`)).toBeNull()
})

test('v1: controllers that share a tree share a directory, and only a part of the tree may be mounted', () => {
  for (const name of ['memory', 'cpu,cpuacct', 'pids']) mkdirSync(join(root, 'v1', name, 'inner'), { recursive: true })
  const mountinfo = ['memory', 'cpu,cpuacct', 'pids']
    .map((name, at) => `${at} 20 0:26 /docker/x ${root}/v1/${name} rw - cgroup cgroup rw,${name}`)
    .join('\n')
  const own = '5:memory:/docker/x/inner\n4:cpu,cpuacct:/docker/x\n3:pids:/docker/x\n0::/\n'
  const driver = findCgroupV1(own, mountinfo)
  const paths = driver?.paths('one') ?? []
  expect(paths).toEqual([`${root}/v1/memory/inner/one`, `${root}/v1/cpu,cpuacct/one`, `${root}/v1/pids/one`])
  driver?.create(paths, limits)
  expect(read(paths[0] ?? '', 'memory.limit_in_bytes')).toBe('1000')
  expect(read(paths[1] ?? '', 'cpu.cfs_quota_us')).toBe('150000')
  expect(read(paths[2] ?? '', 'pids.max')).toBe('50')
  driver?.kill(paths)
  expect(read(paths[1] ?? '', 'cpu.cfs_quota_us')).toBe('-1')
  expect(findCgroupV1('5:memory:/docker/x\n', mountinfo)).toBeNull()
})
