/** Programs of the system that Berth uses. Root on Debian or Ubuntu gets them; others get told the command. */
import { accessSync, constants, existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { capture } from './capture.mjs'
import { say, timed } from './root.mjs'

/** Package name to what proves that it is there: a program, or a file by its path. */
const programs = {
  bubblewrap: 'bwrap',
  slirp4netns: 'slirp4netns',
  chromium: 'chromium',
  'chromium-headless-shell': 'chromium-headless-shell',
  'openssh-client': 'ssh',
  rsync: 'rsync',
  'jupyter-notebook': 'jupyter-notebook',
  quota: 'setquota',
  'fonts-nanum': '/usr/share/fonts/truetype/nanum/NanumGothic.ttf',
}

/** Names beside Debian's where they differ. */
const names = {
  fedora: { 'openssh-client': 'openssh-clients', 'fonts-nanum': 'naver-nanum-gothic-fonts' },
  arch: { 'openssh-client': 'openssh', 'fonts-nanum': 'noto-fonts-cjk' },
}
const managers = [
  ['debian', 'apt-get install -y --no-install-recommends'],
  ['fedora', 'dnf install -y'],
  ['arch', 'pacman -S --needed'],
  ['suse', 'zypper install'],
  ['alpine', 'apk add'],
]

export function missingSystemPackages(wanted) {
  return wanted.filter((name) => !isThere(programs[name]))
}

const isThere = (proof) => (proof.startsWith('/') ? existsSync(proof) : inPath(proof))

export function inPath(program) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/sbin', '/bin', '/sbin']
  return folders.some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}

/** Installs what is missing where that is ours to do, else says the command and goes on; returns what still lacks. */
export async function ensureSystemPackages(wanted) {
  const missing = missingSystemPackages(wanted)
  if (missing.length === 0) return []
  const family = systemFamily()
  if (process.getuid?.() !== 0 || family !== 'debian') {
    say(`${missing.join(' and ')} missing; install with: ${installCommand(missing, family)}`)
    return missing
  }
  await timed(`installing ${missing.join(', ')}`, 'system packages done', () => aptInstall(missing))
  return missingSystemPackages(missing)
}

export function installCommand(missing, family = systemFamily()) {
  const manager = managers.find(([name]) => name === family)
  const local = missing.map((name) => names[family]?.[name] ?? name).join(' ')
  if (!manager) return `your system's package manager: ${local}`
  return `${process.getuid?.() === 0 ? '' : 'sudo '}${manager[1]} ${local}`
}

async function aptInstall(missing) {
  const apt = (...options) =>
    capture(['apt-get', '-q', '-o', 'DPkg::Lock::Timeout=120', '-o', 'Acquire::http::Timeout=20', ...options], {
      mayFinish: true,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' },
    })
  const install = () => apt('install', '-y', '--no-install-recommends', ...missing)
  let result = await install()
  if (result.code !== 0) {
    // The lists of a fresh machine are empty or old.
    await apt('update')
    result = await install()
  }
  if (result.code === 0) return
  say(`apt-get could not install them (${result.code}): ${result.output.split('\n').at(-1)}`)
  say(`install them yourself with: ${installCommand(missing)}`)
}

function systemFamily() {
  let text = ''
  try {
    text = readFileSync('/etc/os-release', 'utf8')
  } catch {
    return undefined
  }
  const values = [...text.matchAll(/^ID(?:_LIKE)?="?([^"\n]*)"?$/gm)].flatMap(([, value]) => value.split(' '))
  if (values.includes('ubuntu')) return 'debian'
  return managers.map(([name]) => name).find((name) => values.some((value) => value.startsWith(name)))
}
