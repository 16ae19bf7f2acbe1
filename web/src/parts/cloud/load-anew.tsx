/** In place of a page that needs a document of its own, when something holds the loading back: an upload, say. */
import { Button } from '../../ui/button.tsx'
import { RefreshIcon } from '../../ui/action-icons.tsx'
import { EmptyState } from '../../ui/page-state.tsx'
import { useCloudWords } from './cloud-texts.ts'

export function LoadAnew() {
  const { anew: t } = useCloudWords().t
  return (
    <EmptyState
      title={t.title}
      icon={<RefreshIcon size={24} />}
      actions={
        <Button look="primary" onPress={() => window.location.reload()}>
          {t.load}
        </Button>
      }
    >
      {t.text}
    </EmptyState>
  )
}
