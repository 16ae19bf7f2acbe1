/** What is shown when a page cannot be: it does not exist, it failed, or the server is away. */
import { ApiProblem, NoAnswer } from '@berth/contract/client.ts'
import { paths } from '../paths.ts'
import { useTexts } from '../texts/app-texts.ts'
import { sayError } from '../texts/say-error.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { EmptyState, ErrorState } from '../ui/page-state.tsx'
import { usePageTitle } from './page-title.ts'

const reload = () => window.location.reload()

export function BrokenPage({ error }: { readonly error: unknown }) {
  const texts = useTexts()
  const words = texts.shell
  const isOld = isOldVersion(error)
  const refusal =
    error instanceof ApiProblem || error instanceof NoAnswer ? sayError(error, texts.signIn.noAnswer) : undefined
  usePageTitle(isOld ? words.newVersionTitle : (refusal?.title ?? words.brokenTitle))
  const reloadButton = (
    <Button look="primary" onPress={reload}>
      {words.reload}
    </Button>
  )
  if (isOld) {
    return (
      <EmptyState title={words.newVersionTitle} headingLevel={1} actions={reloadButton}>
        {words.newVersionText}
      </EmptyState>
    )
  }
  if (refusal !== undefined) {
    return (
      <ErrorState title={refusal.title} requestId={refusal.requestId} onRetry={reload} headingLevel={1}>
        {refusal.detail}
      </ErrorState>
    )
  }
  return (
    <ErrorState title={words.brokenTitle} headingLevel={1} actions={reloadButton}>
      {words.brokenText}
      <Notice tone="neutral" isLive={false}>
        <code>{error instanceof Error ? `${error.name}: ${error.message}` : String(error)}</code>
      </Notice>
    </ErrorState>
  )
}

/** After an update the files of the page before are gone from the server. */
function isOldVersion(error: unknown): boolean {
  return error instanceof Error && /dynamically imported module|module script failed/i.test(error.message)
}

export function NotFoundPage() {
  const texts = useTexts().shell
  usePageTitle(texts.notFoundTitle)
  return (
    <EmptyState title={texts.notFoundTitle} headingLevel={1} actions={<a href={paths.start}>{texts.toStart}</a>}>
      {texts.notFoundText}
    </EmptyState>
  )
}

export function UnreachablePage() {
  const texts = useTexts().shell
  usePageTitle(texts.unreachableTitle)
  return (
    <main>
      <ErrorState title={texts.unreachableTitle} headingLevel={1}>
        {texts.unreachableText}
      </ErrorState>
    </main>
  )
}
