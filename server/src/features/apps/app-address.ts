/**
 * Where apps are reached. Each app of each session has an origin of its own, `<app>--<session>` below the configured
 * domain or below `localhost`, so that the page of one can neither read nor act on another one or the console. Whoever
 * came to the console over the network, to a site without a domain for apps, gets a path of a second port: there all
 * apps have one origin (docs/decisions/0007). Pure.
 */

/** Which app of which session. */
export interface AppPlace {
  readonly app: string
  readonly session: string
}

/** The second port, while it listens. */
export interface SharedPort {
  readonly port: number
  /** Somebody said which, and so sees to it that people reach it. */
  readonly isChosen: boolean
}

export interface AppAddressSettings {
  readonly publicUrl: () => string
  /** With a port where it is not the console's; null: there is none. */
  readonly domain: string | null
  readonly sharedPort: () => SharedPort | null
  /** That the console listens on. */
  readonly consolePort: () => number
  /** Whether this server itself speaks TLS. */
  readonly tls: boolean
}

/** How somebody came to the console. */
export interface Visit {
  /** The `Host` of the request. */
  readonly host: string
  /** Where it came from. */
  readonly address: string
}

/** The way to the apps of one session, for one visitor. */
export interface AppWay {
  /** Whether other apps are at the same origin. */
  readonly shared: boolean
  /** Without a slash at its end. */
  addressOf(place: AppPlace): string
}

/** What a request to an app's address asks for. */
export interface Arrival {
  readonly place: AppPlace
  /** At an origin that other apps have too. */
  readonly shared: boolean
  /** Below the app, without its base path, query included. */
  readonly path: string
  /** Whether it came with the base path. */
  readonly hasBase: boolean
}

type Way =
  | { readonly shared: false; readonly scheme: string; readonly parent: string }
  | { readonly shared: true; readonly origin: string }

/** No app's: those have a session behind the dashes. */
const contentLabel = 'content--files'
const contentBase = '/content'

export type AppAddresses = ReturnType<typeof createAppAddresses>

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
const appName = '[a-z0-9](?:[a-z0-9-]{0,23}[a-z0-9])?'
const label = new RegExp(`^(${appName})--(${uuid})$`)
const pathOfApp = new RegExp(`^/(${uuid})/(${appName})(?=[/?]|$)`)
const hostForm = /^([a-z0-9][a-z0-9._-]*|\[[0-9a-f:.]+\])(?::(\d{1,5}))?$/
const isLoopback = (hostname: string) => /^(127(\.\d{1,3}){3}|\[::1\]|localhost|.*\.localhost)$/.test(hostname)
const isLoopbackAddress = (address: string) => /^(127\.|::1$)/.test(address)

/** Where an app is that was told to be below a path; the same at every address of it. */
export const basePathOf = ({ session, app }: AppPlace): string => `/${session}/${app}`

export function createAppAddresses(settings: AppAddressSettings) {
  const { publicUrl, domain, sharedPort, consolePort, tls } = settings
  const domainHost = domain?.replace(/:\d+$/, '') ?? null
  const parents = [...(domainHost === null ? [] : [`.${domainHost}`]), '.localhost']
  let known: { readonly text: string; readonly url: URL } | null = null
  const site = (): URL => {
    const text = publicUrl()
    if (known?.text !== text) known = { text, url: new URL(text) }
    return known.url
  }
  /** At the public address a proxy may speak TLS for this server. */
  const protocolAt = (hostname: string): string => {
    const { protocol, hostname: known } = site()
    if (hostname === known || (isLoopback(hostname) && isLoopback(known))) return protocol
    if (domainHost !== null && hostname.endsWith(`.${domainHost}`)) return protocol
    return tls ? 'https:' : 'http:'
  }
  const labelOf = ({ app, session }: AppPlace) => `${app}--${session}`

  const wayTo = (visit: Visit): Way | null => {
    const { protocol, port: sitePort } = site()
    if (domain !== null) {
      const at = domain === domainHost ? portText(sitePort) : ''
      return { shared: false, scheme: protocol, parent: `${domain}${at}` }
    }
    const found = cameTo(visit)
    if (found === null) return null
    const { hostname, port, scheme, isProxied } = found
    if (isLoopback(hostname)) return { shared: false, scheme, parent: `localhost${portText(port)}` }
    const second = sharedPort()
    // Behind a proxy or a mapped port nobody knows what leads to the second one, unless somebody saw to it.
    const isReachable = second?.isChosen || (!isProxied && Number(port || defaultPort(scheme)) === consolePort())
    return second && isReachable ? { shared: true, origin: `${scheme}//${hostname}:${second.port}` } : null
  }

  /** Where the visitor's browser thinks that it is. */
  const cameTo = ({ host, address }: Visit) => {
    const { hostname: siteName } = site()
    const [, asked, port = ''] = hostForm.exec(host.toLowerCase()) ?? []
    if (asked === undefined) return null
    // Some proxies ask in this machine's name for whoever is elsewhere.
    const isProxied = isLoopback(asked) && !isLoopback(siteName) && !isLoopbackAddress(address)
    const hostname = isProxied ? siteName : asked
    return { hostname, port, isProxied, scheme: protocolAt(hostname) }
  }
  const consoleAt = (visit: Visit): string => {
    const { origin, hostname: siteName } = site()
    const found = cameTo(visit)
    if (found === null || found.hostname === siteName) return origin
    return `${found.scheme}//${found.hostname}${portText(found.port)}`
  }

  return {
    /** Null where apps cannot have addresses: there is neither a domain nor a second port that the visitor could reach. */
    wayFor(visit: Visit): AppWay | null {
      const way = wayTo(visit)
      if (way === null) return null
      const { shared } = way
      if (shared) return { shared, addressOf: (place) => way.origin + basePathOf(place) }
      return { shared, addressOf: (place) => `${way.scheme}//${labelOf(place)}.${way.parent}` }
    },

    /** The origin and base path of what people keep in folders, and the origin of the console that leads there. */
    contentFor(visit: Visit): { readonly content: string; readonly console: string } | null {
      const way = wayTo(visit)
      if (way === null) return null
      const content = way.shared ? `${way.origin}${contentBase}` : `${way.scheme}//${contentLabel}.${way.parent}`
      return { content, console: consoleAt(visit) }
    },

    /** Of a request to the content's address: what comes behind its base; null: it is for an app. */
    contentPath({ host, url }: { readonly host: string; readonly url: string }, shared: boolean): string | null {
      if (shared) return url.startsWith(`${contentBase}/`) ? url.slice(contentBase.length) : null
      const name = withoutPort(host)
      return parents.some((parent) => name === `${contentLabel}${parent}`) ? url : null
    },

    /** Is a request with this `Host` for apps, and not for the console? */
    isForApps(host: string): boolean {
      // With the dot that ends a whole name too, although it is nobody's then.
      const name = withoutPort(host).replace(/\.$/, '')
      return parents.some((parent) => name.endsWith(parent)) && name !== site().hostname
    },

    /** By the host alone. Null: such a name is nobody's. */
    byHost({ host, url }: { readonly host: string; readonly url: string }): Arrival | null {
      const name = withoutPort(host)
      const parent = parents.find((one) => name.endsWith(one))
      const [, app, session] = label.exec(parent === undefined ? '' : name.slice(0, -parent.length)) ?? []
      if (app === undefined || session === undefined) return null
      const place = { app, session }
      const below = belowBase(place, url)
      return { place, shared: false, path: below ?? url, hasBase: below !== null }
    },

    /** By the path alone, on the second port, at whatever address this machine has. */
    byPath({ url }: { readonly url: string }): Arrival | null {
      const [base = '', session, app] = pathOfApp.exec(url) ?? []
      if (app === undefined || session === undefined) return null
      const path = url.slice(base.length)
      return { place: { app, session }, shared: true, path: path.startsWith('/') ? path : `/${path}`, hasBase: true }
    },

    /** Where somebody who has no right to an app yet asks for it, on the console that leads to this host. */
    entryOf({ place, path, shared }: Arrival, host: string): string {
      const query = path === '/' ? '' : `?path=${encodeURIComponent(path)}`
      return `${consoleFor(host, shared)}/open/${place.session}/${place.app}${query}`
    },

    /** Whether what is sent to this host is encrypted on the way. */
    isSecure: (host: string) => protocolAt(withoutPort(host)) === 'https:',
  }

  function consoleFor(host: string, shared: boolean): string {
    const { origin, hostname: siteName, port: sitePort } = site()
    const [, hostname, port = ''] = hostForm.exec(host.toLowerCase()) ?? []
    if (hostname === undefined || hostname === siteName) return origin
    const scheme = protocolAt(hostname)
    if (shared) return `${scheme}//${hostname}:${consolePort()}`
    if (!hostname.endsWith('.localhost') || (isLoopback(siteName) && port === sitePort)) return origin
    return `${scheme}//localhost${portText(port)}`
  }
}

/** What comes after the base path; null where it is not below that. */
function belowBase(place: AppPlace, url: string): string | null {
  const base = basePathOf(place)
  const [path = ''] = url.split('?', 1)
  if (path === base) return `/${url.slice(base.length)}`
  return path.startsWith(`${base}/`) ? url.slice(base.length) : null
}

const portText = (port: string) => (port === '' ? '' : `:${port}`)
const defaultPort = (scheme: string) => (scheme === 'https:' ? 443 : 80)
const withoutPort = (host: string) => host.toLowerCase().replace(/:\d+$/, '')
