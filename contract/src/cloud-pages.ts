/**
 * Pages of the console that show what lies in somebody's cloud, or try the keys to it. Their documents alone may ask
 * other hosts than the server: what a page may reach is decided when it is loaded, so they are loaded anew.
 */
export const cloudPages = ['/data/cloud', '/preferences/configuration'] as const

export const isCloudPage = (pathname: string): boolean =>
  cloudPages.some((path) => pathname === path || pathname.startsWith(`${path}/`))
