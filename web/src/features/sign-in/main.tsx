/** Start of the pages before sign-in: sign-in, set-up, connecting a program. Small: no router, no cache, no schemas. */
import { createRoot } from 'react-dom/client'
import { paths } from '../../paths.ts'
import '../../ui/base.css'
import { LightPage } from './light-page.tsx'
import { invitationKey, takeFragment } from './page-address.ts'
import { SignInPage } from './sign-in-page.tsx'
import { signInTexts, TextsProvider } from './sign-in-texts.ts'

const pageAt = async (path: string) => {
  if (path === paths.setup) {
    const token = takeFragment()
    const { SetupPage } = await import('./setup-page.tsx')
    return <SetupPage token={token} />
  }
  if (path === paths.invitation) {
    const token = takeFragment(invitationKey)
    const { InvitationPage } = await import('./invitation-page.tsx')
    return <InvitationPage token={token} />
  }
  if (path === paths.connect) {
    const { ConnectPage } = await import('./connect-page.tsx')
    return <ConnectPage />
  }
  return <SignInPage />
}

const element = document.getElementById('app')
if (element === null) throw new Error('the page has no #app')
const root = createRoot(element)

// a link pasted over this very page changes only the fragment, which by itself loads nothing
window.addEventListener('hashchange', () => window.location.reload())

async function start(): Promise<void> {
  const [page] = await Promise.all([pageAt(window.location.pathname), signInTexts.start()])
  root.render(
    <TextsProvider>
      <LightPage>{page}</LightPage>
    </TextsProvider>,
  )
}

// not awaited at the top: files that are loaded later import from this one and would wait for it forever
void start()
