/**
 * Host names of apps. Each app of each session has an origin of its own, `<app>--<session>` below the configured domain
 * or below `localhost`, so that the page of one can neither read nor act on another one or the console. Pure.
 */

/** Which app of which session. */
export interface AppPlace {
  readonly app: string
  readonly session: string
}

export interface AppAddressSettings {
  readonly publicUrl: () => string
  /** With a port where it is not the console's; null: below localhost, on the machine itself. */
  readonly domain: string | null
}

export type AppAddresses = ReturnType<typeof createAppAddresses>

const label = /^([a-z0-9](?:[a-z0-9-]{0,23}[a-z0-9])?)--([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/
const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])

export function createAppAddresses({ publicUrl, domain }: AppAddressSettings) {
  const domainHost = domain?.replace(/:\d+$/, '') ?? null
  const parents = [...(domainHost === null ? [] : [`.${domainHost}`]), '.localhost']
  let known: { readonly text: string; readonly url: URL } | null = null
  const site = (): URL => {
    const text = publicUrl()
    if (known?.text !== text) known = { text, url: new URL(text) }
    return known.url
  }

  return {
    /** Null where apps cannot have addresses: the console is reached over the network and no domain is configured. */
    originOf({ app, session }: AppPlace): string | null {
      const { protocol, hostname, port } = site()
      const at = port === '' ? '' : `:${port}`
      if (domain !== null) return `${protocol}//${app}--${session}.${domain}${domain === domainHost ? at : ''}`
      return loopback.has(hostname) ? `${protocol}//${app}--${session}.localhost${at}` : null
    },

    /** Is a request with this `Host` for apps, and not for the console? */
    isForApps(host: string): boolean {
      // With the dot that ends a whole name too, although it is nobody's then.
      const name = withoutPort(host).replace(/\.$/, '')
      return parents.some((parent) => name.endsWith(parent)) && name !== site().hostname
    },

    /** Null: such a name is nobody's. */
    placeOf(host: string): AppPlace | null {
      const name = withoutPort(host)
      const parent = parents.find((one) => name.endsWith(one))
      const [, app, session] = label.exec(parent === undefined ? '' : name.slice(0, -parent.length)) ?? []
      return app === undefined || session === undefined ? null : { app, session }
    },

    /** Where somebody who has no right to an app yet asks for it, on the console. */
    entryOf({ app, session }: AppPlace, path: string): string {
      const query = path === '/' ? '' : `?path=${encodeURIComponent(path)}`
      return `${site().origin}/open/${session}/${app}${query}`
    },

    /** Whether what is sent there is encrypted on the way. */
    isSecure: () => site().protocol === 'https:',
  }
}

const withoutPort = (host: string) => host.toLowerCase().replace(/:\d+$/, '')
