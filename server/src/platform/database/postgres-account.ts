import { execFileSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'

/** The account PostgreSQL runs under, when it is not the server's own. */
export interface Account {
  readonly name: string
  readonly uid: number
  readonly gid: number
}

/**
 * PostgreSQL refuses to run as root. Under root it runs as the owner of the cluster, where there is one; a new cluster
 * gets the user `postgres`, else the owner of the directory, else `nobody`. Under any other user: as this user.
 */
export function postgresAccount(clusterDirectory: string, directory: string): Account | undefined {
  const self = userId()
  const owner = statSync(clusterDirectory, { throwIfNoEntry: false })
  if (self !== 0) {
    if (owner && owner.uid !== self) {
      const name = accountOf(owner.uid)?.name ?? `user id ${owner.uid}`
      throw new Error(`The database in ${clusterDirectory} belongs to ${name}. Start as ${name} or as root.`)
    }
    return undefined
  }
  if (owner && owner.uid !== 0) {
    // A running cluster needs no entry in the list of accounts, only initdb does.
    return accountOf(owner.uid) ?? { name: `user id ${owner.uid}`, uid: owner.uid, gid: owner.gid }
  }
  const directoryOwner = statSync(directory).uid
  const account =
    accountNamed('postgres') ?? (directoryOwner === 0 ? undefined : accountOf(directoryOwner)) ?? accountNamed('nobody')
  if (!account) {
    throw new Error(
      'PostgreSQL does not run as root, and this system has neither a user "postgres" nor "nobody", nor does ' +
        `${directory} belong to a user that it knows. Add one (useradd --system postgres) or start as an ordinary user.`,
    )
  }
  return account
}

/** Systems without such numbers have no PostgreSQL of ours. */
const userId = (): number => process.getuid?.() ?? Number.NaN

/** initdb looks its own user up and fails obscurely when there is none. */
export function requireKnownUser(): void {
  const uid = userId()
  if (uid === 0 || accountOf(uid)) return
  throw new Error(
    `This process runs as user id ${uid}, which has no entry in /etc/passwd; PostgreSQL cannot make a database then. ` +
      'Add an entry, run as a user that has one, or use an external database.',
  )
}

const accountNamed = (name: string): Account | undefined => lookUp(name, (account) => account.name === name)
const accountOf = (uid: number): Account | undefined => lookUp(String(uid), (account) => account.uid === uid)

function lookUp(key: string, wanted: (account: Account) => boolean): Account | undefined {
  return parse(readFileSync('/etc/passwd', 'utf8')).find(wanted) ?? parse(askDirectoryServices(key)).find(wanted)
}

/** Accounts of LDAP and the like; a system without getent has only the file. */
function askDirectoryServices(key: string): string {
  try {
    return execFileSync('getent', ['passwd', key], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  } catch {
    return ''
  }
}

function parse(passwd: string): Account[] {
  return passwd.split('\n').flatMap((line) => {
    const [name, , uid, gid] = line.split(':')
    return name && uid && gid ? [{ name, uid: Number(uid), gid: Number(gid) }] : []
  })
}
