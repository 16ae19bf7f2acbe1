/** Start of the console: who is it, in which language, then the page. */
import { ApiProblem } from '@berth/contract/client.ts'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { createRoot } from 'react-dom/client'
import { cache } from './api/cache.ts'
import { tellTabs } from './api/login-channel.ts'
import { meQuery } from './api/queries.ts'
import { startRequestLog } from './api/request-log.ts'
import { onProblem } from './api/signed-in-fetch.ts'
import { preferencesQuery } from './api/workspace-queries.ts'
import { startServiceWorker } from './api/service-worker-page.ts'
import { forgetCloudKeysAtSignOut } from './parts/cloud/forget-cloud-keys.ts'
import { listenForInstallOffer } from './parts/install-app.ts'
import { paths } from './paths.ts'
import { router } from './routes.tsx'
import { UnreachablePage } from './shell/broken-page.tsx'
import { appTexts, TextsProvider, useLanguage } from './texts/app-texts.ts'
import { bringProblemTexts } from './texts/say-error.ts'
import './ui/base.css'

const element = document.getElementById('app')
if (element === null) throw new Error('the page has no #app')
const root = createRoot(element)

function Providers({ children }: { readonly children: ReactNode }) {
  const { language } = useLanguage()
  return (
    <I18nProvider locale={language}>
      <QueryClientProvider client={cache}>{children}</QueryClientProvider>
    </I18nProvider>
  )
}

const draw = (page: ReactNode) =>
  root.render(
    <TextsProvider>
      <Providers>{page}</Providers>
    </TextsProvider>,
  )

const here = () => window.location.pathname + window.location.search + window.location.hash
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** The page goes on loading while the server says who is signed in. */
async function start(): Promise<void> {
  const page = router.load().catch(() => undefined)
  for (;;) {
    const [me] = await Promise.allSettled([
      cache.fetchQuery(meQuery),
      appTexts.start(),
      // what is drawn first is drawn as it is preferred
      cache.prefetchQuery(preferencesQuery),
    ])
    if (me.status === 'fulfilled') {
      tellTabs({ kind: 'signed-in', user: me.value.id })
      startRequestLog(me.value.id)
      onProblem(bringProblemTexts)
      break
    }
    const error: unknown = me.reason
    if (error instanceof ApiProblem && error.body.status === 401) return window.location.replace(paths.signIn(here()))
    draw(<UnreachablePage />)
    await pause(2000)
  }
  await page
  draw(<RouterProvider router={router} />)
}

listenForInstallOffer()
forgetCloudKeysAtSignOut()
startServiceWorker()
// not awaited at the top: files that are loaded later import from this one and would wait for it forever
void start()
