/** The effective configuration: typed, with defaults, checked against each other. Secrets are apart, in secrets.ts. */
import { isIP } from 'node:net'
import { join, resolve } from 'node:path'
import { ConfigProblem, type RawSettings } from './env.ts'
import { options, type OptionName } from './options.ts'

export interface Config {
  readonly http: {
    readonly host: string
    readonly port: number
    /** Null: derived from the port that is really listened on. */
    readonly publicUrl: string | null
    /** Host names of apps are below it; null: below localhost. */
    readonly appsDomain: string | null
    /** Where they have paths instead; null: nowhere. */
    readonly appsPort: {
      /** Null: the one after the console's. */
      readonly port: number | null
      readonly isChosen: boolean
    } | null
    readonly trustedProxies: readonly string[]
    readonly tls: { readonly cert: string; readonly key: string } | null
  }
  /** Null: there is no SSH server. */
  readonly ssh: {
    readonly host: string
    readonly port: number
    /** Somebody said which: that it is taken is then an error. */
    readonly isPortChosen: boolean
    /** Where people reach it; null: at the host of the public URL, or at the port that is really listened on. */
    readonly address: { readonly host: string; readonly port: number | null } | null
  } | null
  readonly dataDir: string
  /** Null: the embedded one. Never printed: it may hold a password. */
  readonly database: { readonly url: string } | null
  readonly firstAdmin: { readonly email: string; readonly passwordFile: string } | null
  readonly siteKeyFile: string | null
  /** Null: nobody signs in through an identity provider. */
  readonly oidc: {
    readonly issuer: string
    readonly clientId: string
    readonly clientSecretFile: string | null
    readonly label: string
  } | null
  /** Null: no mail is sent. */
  readonly smtp: {
    /** Never printed: it may hold a password. */
    readonly url: string
    readonly passwordFile: string | null
    readonly from: string
  } | null
  /** Null: nobody is told of newer versions. */
  readonly updateFeed: string | null
  /** Null: no usage data is ever sent. */
  readonly usageCollector: string | null
  /** Directories of this machine, or mounted on it, by the names that people know; at least one. */
  readonly storageHosts: readonly { readonly name: string; readonly path: string }[]
  readonly engine: 'local' | 'mock'
  readonly gpus: {
    /** Null: those that the machine has. */
    readonly mock: number | null
    readonly fractional: boolean
  }
  readonly log: 'pretty' | 'json'
}

export function makeConfig(raw: RawSettings, surroundings: { readonly terminal: boolean }): Config {
  const problems: string[] = []
  const fail = (name: OptionName, what: string) => void problems.push(`${raw[name]?.from ?? name}: ${what}`)
  const text = (name: OptionName) => raw[name]?.text.trim()
  const oneOf = <const T extends string>(name: OptionName, allowed: readonly T[], otherwise: T): T => {
    const value = text(name)
    const found = allowed.find((one) => one === value)
    if (value !== undefined && !found) fail(name, `${value} is not one of ${allowed.join(', ')}.`)
    return found ?? otherwise
  }
  const both = (a: OptionName, b: OptionName): [string, string] | null => {
    const [first, second] = [text(a), text(b)]
    if (first !== undefined && second !== undefined) return [first, second]
    if (first !== undefined) fail(a, `needs --${options[b].flag} too.`)
    if (second !== undefined) fail(b, `needs --${options[a].flag} too.`)
    return null
  }

  const identityProvider = (): Config['oidc'] => {
    const given = both('oidcIssuer', 'oidcClientId')
    const [secretFile, label] = [text('oidcClientSecretFile'), text('oidcLabel')]
    if (!given) {
      for (const name of ['oidcClientSecretFile', 'oidcLabel'] as const)
        if (text(name) !== undefined && text('oidcIssuer') === undefined) fail(name, 'needs --oidc-issuer too.')
      return null
    }
    const [issuer, clientId] = given
    const wrong = whatIsWrongWithIssuer(issuer)
    if (wrong) fail('oidcIssuer', wrong)
    const clientSecretFile = secretFile === undefined ? null : resolve(secretFile)
    return { issuer, clientId, clientSecretFile, label: (label ?? 'Single sign-on').slice(0, 64) }
  }

  const mail = (): Config['smtp'] => {
    const url = text('smtpUrl')
    const [passwordFile, from] = [text('smtpPasswordFile'), text('mailFrom')]
    if (url === undefined) {
      for (const name of ['smtpPasswordFile', 'mailFrom'] as const)
        if (text(name) !== undefined) fail(name, 'needs --smtp-url too.')
      return null
    }
    if (!URL.canParse(url) || !/^smtps?:$/.test(new URL(url).protocol) || new URL(url).hostname === '') {
      fail('smtpUrl', 'must be like smtp://user@mail.example.org:587 or smtps://user@mail.example.org.')
      return null
    }
    if (from !== undefined && !isEmail(from)) fail('mailFrom', `${from} is not an email address.`)
    const site = text('publicUrl') ?? ''
    const host = URL.canParse(site) ? new URL(site).hostname : 'localhost'
    return {
      url,
      passwordFile: passwordFile === undefined ? null : resolve(passwordFile),
      from: from ?? `berth@${host}`,
    }
  }

  const ssh = (): Config['ssh'] => {
    const chosen = text('sshPort')
    const address = text('sshAddress')
    const given = address === undefined ? null : hostAndPort(address)
    if (address !== undefined && !given)
      fail('sshAddress', `${address} must be like ssh.example.org or ssh.example.org:22.`)
    const listening = {
      host: text('sshHost') ?? text('host') ?? '127.0.0.1',
      port: port(chosen ?? '2222', (what) => fail('sshPort', what)),
      isPortChosen: chosen !== undefined,
      address: given,
    }
    return oneOf('noSsh', ['true', 'false'], 'false') === 'true' ? null : listening
  }

  const appsPort = (): Config['http']['appsPort'] => {
    const chosen = text('appsPort')
    const number = chosen === undefined ? null : port(chosen, (what) => fail('appsPort', what))
    const isOff = oneOf('noAppsPort', ['true', 'false'], 'false') === 'true'
    // With a domain nobody needs it.
    return isOff || number === 0 || text('appsDomain') !== undefined
      ? null
      : { port: number, isChosen: number !== null }
  }

  const tls = both('tlsCert', 'tlsKey')
  const admin = both('adminEmail', 'adminPasswordFile')
  const config: Config = {
    http: {
      host: text('host') ?? '127.0.0.1',
      port: port(text('port') ?? '8080', (what) => fail('port', what)),
      publicUrl: publicUrl(text('publicUrl'), tls !== null, (what) => fail('publicUrl', what)),
      appsDomain: appsDomain(text('appsDomain'), text('publicUrl'), (what) => fail('appsDomain', what)),
      appsPort: appsPort(),
      trustedProxies: networks(text('trustedProxies'), (what) => fail('trustedProxies', what)),
      tls: tls && { cert: resolve(tls[0]), key: resolve(tls[1]) },
    },
    ssh: ssh(),
    dataDir: resolve(text('dataDir') ?? 'data'),
    database: databaseUrl(text('databaseUrl'), (what) => fail('databaseUrl', what)),
    firstAdmin: admin && { email: admin[0], passwordFile: resolve(admin[1]) },
    siteKeyFile: text('siteKeyFile') === undefined ? null : resolve(text('siteKeyFile') ?? ''),
    oidc: identityProvider(),
    smtp: mail(),
    updateFeed: httpUrl(text('updateFeed'), (what) => fail('updateFeed', what)),
    usageCollector: httpUrl(text('usageCollector'), (what) => fail('usageCollector', what)),
    storageHosts: storageHosts(text('storageHosts'), resolve(text('dataDir') ?? 'data'), (what) =>
      fail('storageHosts', what),
    ),
    engine: oneOf('engine', ['local', 'mock'], 'local'),
    gpus: {
      mock: wholeNumber(text('mockGpus'), 64, (what) => fail('mockGpus', what)),
      fractional: oneOf('gpuMode', ['whole', 'fractional'], 'whole') === 'fractional',
    },
    log: oneOf('log', ['pretty', 'json'], surroundings.terminal ? 'pretty' : 'json'),
  }
  if (problems.length > 0) throw new ConfigProblem(problems)
  return config
}

type Fail = (what: string) => void

const isEmail = (text: string) => /^[^@\s<>,;]+@[^@\s<>,;]+$/.test(text)

function port(text: string, fail: Fail): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text)
  fail(`${text} is not a port (0 to 65535).`)
  return 0
}

/** A name or address, in brackets where it has colons itself. */
function hostAndPort(text: string): { host: string; port: number | null } | null {
  const [, bracketed, plain, port] = /^(?:\[([0-9a-fA-F:.]+)\]|([A-Za-z0-9._-]+))(?::(\d{1,5}))?$/.exec(text) ?? []
  const host = bracketed ?? plain
  if (host === undefined || host.startsWith('-') || (port !== undefined && !isPort(Number(port)))) return null
  return { host, port: port === undefined ? null : Number(port) }
}

const isPort = (number: number) => number > 0 && number <= 65_535

function wholeNumber(text: string | undefined, most: number, fail: Fail): number | null {
  if (text === undefined) return null
  if (/^\d{1,4}$/.test(text) && Number(text) <= most) return Number(text)
  fail(`${text} is not a whole number from 0 to ${most}.`)
  return null
}

function publicUrl(text: string | undefined, tls: boolean, fail: Fail): string | null {
  if (text === undefined) return null
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search || url.hash || url.username)
    fail(`${text} must be like https://berth.example.org, without a path.`)
  else if (tls && url.protocol === 'http:') fail(`${text} is http, but a TLS certificate is given.`)
  return url?.origin ?? null
}

/** A name of its own for each app fits below it, and none of them may be the console's. */
function appsDomain(text: string | undefined, site: string | undefined, fail: Fail): string | null {
  if (text === undefined) return null
  const domain = text.toLowerCase().replace(/^\*\./, '')
  if (
    domain.length > 180 ||
    !/^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*(:\d{1,5})?$/.test(domain)
  ) {
    fail(`${text} must be like apps.example.org.`)
    return null
  }
  const host = site !== undefined && URL.canParse(site) ? new URL(site).hostname : ''
  if (host.endsWith(`.${domain.replace(/:\d+$/, '')}`)) fail(`the console's own address ${host} must not be below it.`)
  return domain
}

/** What is fetched from it decides who is let in, so plain http is for this very machine. */
function whatIsWrongWithIssuer(issuer: string): string | null {
  const url = URL.canParse(issuer) ? new URL(issuer) : null
  if (!url || !/^https?:$/.test(url.protocol) || url.search || url.hash || url.username)
    return `${issuer} must be like https://login.example.org/realm.`
  if (url.protocol === 'http:' && !/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname))
    return `${issuer} must be https.`
  return null
}

function httpUrl(text: string | undefined, fail: Fail): string | null {
  if (text === undefined) return null
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text
  fail(`${text} must be like https://releases.example.org/berth.json.`)
  return null
}

function networks(text: string | undefined, fail: Fail): string[] {
  const list = (text ?? '').split(/[\s,]+/).filter((entry) => entry !== '')
  for (const entry of list) {
    const [address = '', bits] = entry.split('/')
    const most = { 4: 32, 6: 128 }[isIP(address)]
    if (most === undefined || (bits !== undefined && !(/^\d{1,3}$/.test(bits) && Number(bits) <= most)))
      fail(`${entry} is no address or network.`)
  }
  return list
}

/** One in the other would show what is in folders of both as folders of one. */
function storageHosts(text: string | undefined, dataDir: string, fail: Fail): Config['storageHosts'] {
  if (text === undefined) return [{ name: 'local', path: join(dataDir, 'storage') }]
  const hosts = text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map((entry) => {
      const [, name = '', path = ''] = /^([^=]*)=(.*)$/s.exec(entry) ?? []
      if (!/^[A-Za-z0-9._-]{1,64}$/.test(name) || path === '') fail(`${entry} must be like fast=/mnt/fast.`)
      return { name, path: resolve(path) }
    })
  if (hosts.length === 0) fail('needs at least one host.')
  for (const [index, { name, path }] of hosts.entries())
    for (const other of hosts.slice(index + 1)) {
      if (other.name === name) fail(`${name} is given twice.`)
      else if (`${path}/`.startsWith(`${other.path}/`) || `${other.path}/`.startsWith(`${path}/`))
        fail(`${name} and ${other.name} must not be in one another.`)
    }
  return hosts
}

function databaseUrl(text: string | undefined, fail: Fail): { url: string } | null {
  if (text === undefined) return null
  if (!URL.canParse(text) || !/^postgres(ql)?:$/.test(new URL(text).protocol))
    fail('must be like postgres://user:password@host/database.')
  return { url: text }
}
