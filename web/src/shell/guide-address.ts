/** The address of the page of the guide that fits a page, by a list of which fits where. */

export interface GuidePlace {
  /** Of the console; what begins with it belongs to it, and `$` stands for anything. */
  readonly path: string
  /** A page of the guide, and the heading where it is said. */
  readonly guide: string
}

/** Those of the pages before sign-in, which need no others. */
export const signInGuidePlaces: readonly GuidePlace[] = [
  { path: '/sign-in', guide: 'sign-in' },
  { path: '/setup', guide: 'sign-in#set-up-a-new-site' },
  { path: '/connect', guide: 'sign-in#connect-a-program' },
  { path: '/invitation', guide: 'sign-in#by-an-invitation' },
]

/** Languages that the guide is written in; whoever reads another one gets English. */
const languages: readonly string[] = ['en', 'ko']

export function addressAmong(places: readonly GuidePlace[], pathname: string, language: string): string {
  const place = places.find(({ path }) => isAt(pathname, path))
  return `/guide/${languages.includes(language) ? language : 'en'}/${place?.guide ?? 'welcome'}`
}

function isAt(pathname: string, path: string): boolean {
  const [here, there] = [pathname.split('/'), path.split('/')]
  return there.every((part, at) => part === here[at] || (part === '$' && here[at] !== undefined))
}
