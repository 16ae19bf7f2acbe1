/** Addresses of the console's pages, and of those outside it that are loaded anew. */
export const paths = {
  start: '/',
  sessions: '/sessions',
  session: (id: string) => `/sessions/${encodeURIComponent(id)}`,
  signIn: (to?: string) => (to === undefined || to === '/' ? '/sign-in' : `/sign-in?to=${encodeURIComponent(to)}`),
  setup: '/setup',
  connect: '/connect',
  apiDocs: '/api/docs',
} as const
