/**
 * The system call filter, as the BPF program that bubblewrap loads. It denies what reaches for the kernel itself or for
 * more privilege, in the spirit of the list container engines use; everything else is allowed.
 */
import { endianness } from 'node:os'

type Architecture = 'x64' | 'arm64'

const auditArchitecture = { x64: 0xc000003e, arm64: 0xc00000b7 } as const

/** Number of each call on x64 and arm64; null where there is none. All of them answer EPERM. */
const denied: Readonly<Record<string, readonly [number | null, number | null]>> = {
  acct: [163, 89],
  add_key: [248, 217],
  adjtimex: [159, 171],
  bpf: [321, 280],
  chroot: [161, 51],
  clock_adjtime: [305, 266],
  clock_settime: [227, 112],
  delete_module: [176, 106],
  fanotify_init: [300, 262],
  finit_module: [313, 273],
  fsconfig: [431, 431],
  fsmount: [432, 432],
  fsopen: [430, 430],
  fspick: [433, 433],
  init_module: [175, 105],
  io_uring_enter: [426, 426],
  io_uring_register: [427, 427],
  io_uring_setup: [425, 425],
  ioperm: [173, null],
  iopl: [172, null],
  kexec_file_load: [320, 294],
  kexec_load: [246, 104],
  keyctl: [250, 219],
  lookup_dcookie: [212, 18],
  modify_ldt: [154, null],
  mount: [165, 40],
  mount_setattr: [442, 442],
  move_mount: [429, 429],
  move_pages: [279, 239],
  name_to_handle_at: [303, 264],
  nfsservctl: [180, 42],
  open_by_handle_at: [304, 265],
  open_tree: [428, 428],
  perf_event_open: [298, 241],
  pivot_root: [155, 41],
  quotactl: [179, 60],
  quotactl_fd: [443, 443],
  reboot: [169, 142],
  request_key: [249, 218],
  setdomainname: [171, 162],
  sethostname: [170, 161],
  setns: [308, 268],
  settimeofday: [164, 170],
  swapoff: [168, 225],
  swapon: [167, 224],
  syslog: [103, 116],
  sysfs: [139, null],
  umount2: [166, 39],
  uselib: [134, null],
  userfaultfd: [323, 282],
  ustat: [136, null],
  vhangup: [153, 58],
}

/** New namespaces of any kind: CLONE_NEWNS, CGROUP, UTS, IPC, USER, PID, NET. */
const namespaceFlags = 0x7e020000
const newTimeNamespace = 0x80
const terminalInjection = [0x5412 /* TIOCSTI */, 0x541c /* TIOCLINUX */]
const vsock = 40

const calls = {
  clone: { x64: 56, arm64: 220 },
  clone3: { x64: 435, arm64: 435 },
  unshare: { x64: 272, arm64: 97 },
  ioctl: { x64: 16, arm64: 29 },
  socket: { x64: 41, arm64: 198 },
} as const

const errno = { EPERM: 1, ENOSYS: 38, EAFNOSUPPORT: 97 } as const
const result = { allow: 0x7fff0000, kill: 0x80000000, error: (number: number) => 0x00050000 | number } as const
const load = 0x20
const jumpEqual = 0x15
const jumpGreaterOrEqual = 0x35
const jumpSet = 0x45
const answer = 0x06

interface Instruction {
  readonly code: number
  readonly yes?: number
  readonly no?: number
  readonly k: number
}

export function seccompFilter(architecture: string = process.arch): Buffer {
  if (architecture !== 'x64' && architecture !== 'arm64') throw new Error(`no system call filter for ${architecture}`)
  if (endianness() !== 'LE') throw new Error('no system call filter for this byte order')
  return encode(program(architecture))
}

function program(architecture: Architecture): Instruction[] {
  const number = { code: load, k: 0 }
  const give = (k: number): Instruction => ({ code: answer, k })
  /** The lower half of an argument: flags and commands are no wider. */
  const argument = (index: number): Instruction => ({ code: load, k: 16 + 8 * index })
  const out: Instruction[] = [
    { code: load, k: 4 },
    { code: jumpEqual, k: auditArchitecture[architecture], yes: 1, no: 0 },
    give(result.kill),
    number,
  ]
  // The x32 variants of all calls would slip through a list of numbers.
  if (architecture === 'x64') {
    out.push({ code: jumpGreaterOrEqual, k: 0x40000000, yes: 0, no: 1 }, give(result.error(errno.ENOSYS)))
  }
  for (const [x64, arm64] of Object.values(denied)) {
    const nr = architecture === 'x64' ? x64 : arm64
    if (nr !== null) out.push({ code: jumpEqual, k: nr, yes: 0, no: 1 }, give(result.error(errno.EPERM)))
  }
  // Its flags lie in memory where no filter can look; programs fall back to clone.
  out.push({ code: jumpEqual, k: calls.clone3[architecture], yes: 0, no: 1 }, give(result.error(errno.ENOSYS)))

  const checked = (nr: number, body: readonly Instruction[]) => {
    out.push({ code: jumpEqual, k: nr, yes: 0, no: body.length + 1 }, ...body, give(result.allow))
  }
  const refuse = give(result.error(errno.EPERM))
  checked(calls.clone[architecture], [argument(0), { code: jumpSet, k: namespaceFlags, yes: 0, no: 1 }, refuse])
  checked(calls.unshare[architecture], [
    argument(0),
    { code: jumpSet, k: namespaceFlags | newTimeNamespace, yes: 0, no: 1 },
    refuse,
  ])
  checked(calls.ioctl[architecture], [
    argument(1),
    ...terminalInjection.flatMap((k) => [{ code: jumpEqual, k, yes: 0, no: 1 }, refuse]),
  ])
  checked(calls.socket[architecture], [
    argument(0),
    { code: jumpEqual, k: vsock, yes: 0, no: 1 },
    give(result.error(errno.EAFNOSUPPORT)),
  ])
  out.push(give(result.allow))
  return out
}

function encode(instructions: readonly Instruction[]): Buffer {
  const bytes = Buffer.alloc(instructions.length * 8)
  instructions.forEach(({ code, yes = 0, no = 0, k }, index) => {
    bytes.writeUInt16LE(code, index * 8)
    bytes[index * 8 + 2] = yes
    bytes[index * 8 + 3] = no
    bytes.writeUInt32LE(k >>> 0, index * 8 + 4)
  })
  return bytes
}
