import { Link } from '@tanstack/react-router'
import { paths } from '../paths.ts'
import { useTexts } from '../texts/app-texts.ts'
import { EmptyState } from '../ui/page-state.tsx'
import { PageHead } from './page-head.tsx'

/** In place of a page that its reader may not use; the server refuses what it would ask anyway. */
export function AdministratorsOnly({ title }: { readonly title: string }) {
  const texts = useTexts().shell
  return (
    <>
      <PageHead title={title} />
      <EmptyState title={texts.administratorsOnly} actions={<Link to={paths.start}>{texts.toStart}</Link>}>
        {texts.administratorsOnlyText}
      </EmptyState>
    </>
  )
}
