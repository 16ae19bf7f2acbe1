/** The site's resource presets, for administrators: what START offers as cards, in this order. */
import { NotLoaded } from '../../parts/not-loaded.tsx'
import type { ResourcePreset } from '@berth/contract/resource-presets.ts'
import { useQuery } from '@tanstack/react-query'
import { Suspense, useState } from 'react'
import { AdministratorsOnly } from '../../shell/administrators-only.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { useMe } from '../../shell/use-me.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { PlusIcon } from '../../ui/action-icons.tsx'
import { lazyPart } from '../../ui/lazy-part.ts'
import { EmptyState } from '../../ui/page-state.tsx'
import { showToast } from '../../ui/toast.tsx'
import { presetsQuery, usePresetChanges } from './preset-queries.ts'
import { PresetTable } from './preset-table.tsx'
import { usePresetWords } from './preset-texts.ts'
import shared from '../../parts/amounts-page.module.css'

const PresetFormDialog = lazyPart(async () => (await import('./preset-form-dialog.tsx')).PresetFormDialog)

export function PresetsPage() {
  const { t } = usePresetWords()
  return useMe().role === 'superadmin' ? <Presets /> : <AdministratorsOnly title={t.title} />
}

type Open = { readonly name: 'create' } | { readonly name: 'edit' | 'remove'; readonly preset: ResourcePreset }

function Presets() {
  const { t, failureLine } = usePresetWords()
  const [open, setOpen] = useState<Open>()
  const { move } = usePresetChanges()
  const close = () => setOpen(undefined)
  return (
    <div className={shared.page}>
      <PageHead
        title={t.title}
        actions={
          <Button look="primary" onPress={() => setOpen({ name: 'create' })}>
            <PlusIcon />
            {t.create}
          </Button>
        }
      />
      <p className={shared.intro}>{t.text}</p>
      <PresetList
        onEdit={(preset) => setOpen({ name: 'edit', preset })}
        onRemove={(preset) => setOpen({ name: 'remove', preset })}
        onMove={(preset, position) =>
          void move(preset, position).then(
            (moved) => showToast({ text: t.moved(moved), tone: 'ok' }),
            (error: unknown) => showToast({ text: failureLine(error), tone: 'bad' }),
          )
        }
      />
      <Suspense>
        {open?.name === 'create' && <PresetFormDialog onClose={close} />}
        {open?.name === 'edit' && <PresetFormDialog preset={open.preset} onClose={close} />}
        {open?.name === 'remove' && <RemovePreset preset={open.preset} onClose={close} />}
      </Suspense>
    </div>
  )
}

interface PresetListProps {
  readonly onEdit: (preset: ResourcePreset) => void
  readonly onRemove: (preset: ResourcePreset) => void
  readonly onMove: (preset: ResourcePreset, position: number) => void
}

function PresetList(props: PresetListProps) {
  const { t, failureOf } = usePresetWords()
  const query = useQuery(presetsQuery)
  if (query.data === undefined && query.error !== null)
    return <NotLoaded title={t.notLoaded} query={query} failureOf={failureOf} />
  return (
    <PresetTable {...props} rows={query.data?.items} empty={<EmptyState title={t.none}>{t.noneText}</EmptyState>} />
  )
}

function RemovePreset({ preset, onClose }: { readonly preset: ResourcePreset; readonly onClose: () => void }) {
  const { t, failureLine } = usePresetWords()
  const { remove } = usePresetChanges()
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={onClose}
      title={t.removing.title(preset)}
      verb={t.removing.verb}
      sayError={failureLine}
      onConfirm={async () => {
        await remove(preset)
        showToast({ text: t.removing.done(preset), tone: 'ok' })
      }}
    >
      <p>{t.removing.text}</p>
    </ConfirmDialog>
  )
}
