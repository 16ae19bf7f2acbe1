/** As much of a browser as a sign-in by redirects needs: cookies for each origin, and going where it is sent. */
export interface TestBrowser {
  /** Goes there and on, until it is sent to an address of `site` outside the API, or to `stopAt`: that one. */
  visit(url: string, stopAt?: string): Promise<URL>
  cookie(name: string): string | undefined
  /** Sends JSON to the site as its pages do. */
  post(path: string, body?: unknown): Promise<Response>
}

export function createTestBrowser(site: string): TestBrowser {
  const jars = new Map<string, Map<string, string>>()
  const jarOf = (origin: string) => {
    const jar = jars.get(origin) ?? new Map<string, string>()
    jars.set(origin, jar)
    return jar
  }
  async function ask(url: URL, init: RequestInit = {}): Promise<Response> {
    const jar = jarOf(url.origin)
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(url, { ...init, redirect: 'manual', headers: { ...init.headers, cookie } })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '' || /expires=Thu, 01 Jan 1970/i.test(line)) jar.delete(name)
      else jar.set(name, value)
    }
    return answer
  }
  return {
    async visit(start, stopAt) {
      let url = new URL(start)
      for (let step = 0; step < 20; step++) {
        const answer = await ask(url)
        const to = answer.headers.get('location')
        if (to === null) throw new Error(`${url.href} answered ${answer.status}: ${await answer.text()}`)
        url = new URL(to, url)
        if (url.origin !== site) continue
        if (url.pathname === stopAt || !url.pathname.startsWith('/api/')) return url
      }
      throw new Error(`sent around in circles, last to ${url.href}`)
    },
    cookie: (name) => jarOf(site).get(name),
    post: (path, body) =>
      ask(new URL(`/api/v1${path}`, site), {
        method: 'POST',
        ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      }),
  }
}
