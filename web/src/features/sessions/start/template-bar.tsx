/** On top of START: choose a template, keep what is set as one, change the chosen one. */
import type { SessionTemplate } from '@berth/contract/session-templates.ts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { preferencesQuery } from '../../../api/workspace-queries.ts'
import { PencilIcon, PlusIcon, RefreshIcon } from '../../../ui/action-icons.tsx'
import { CloseIcon } from '../../../ui/icons.tsx'
import { MenuItem, MenuSection } from '../../../ui/menu.tsx'
import { MoreMenu } from '../../../ui/more-menu.tsx'
import { Select } from '../../../ui/select.tsx'
import { showToast } from '../../../ui/toast.tsx'
import type { NewSettings } from './start-templates.ts'
import { useStartWords } from './start-texts.ts'
import styles from './start.module.css'
import { RemoveTemplateDialog, RenameTemplateDialog, SaveTemplateDialog } from './template-dialogs.tsx'
import { templatesQuery, useTemplateChanges } from './template-queries.ts'

export interface TemplateBarProps {
  readonly project: string | undefined
  /** The one that the form was filled from. */
  readonly chosen: SessionTemplate | undefined
  /** Less was filled in than it says. */
  readonly isReduced: boolean
  /** What the form holds now. */
  readonly settings: NewSettings
  /** Fill the form from it; undefined: go on without one. */
  readonly onChoose: (template: SessionTemplate | undefined) => void
  /** The form holds what this one says already. */
  readonly onKept: (template: SessionTemplate | undefined) => void
}

const none = 'none'

export function TemplateBar({ project, chosen, isReduced, settings, onChoose, onKept }: TemplateBarProps) {
  const { t, failureLine } = useStartWords()
  const words = t.templates
  const { data: preferences } = useQuery(preferencesQuery)
  const { data: templates = [] } = useQuery(templatesQuery(project, preferences?.hideExamples ?? false))
  const { update } = useTemplateChanges()
  const [open, setOpen] = useState<'save' | 'rename' | 'remove'>()
  const close = () => setOpen(undefined)

  const replace = async (template: SessionTemplate) => {
    try {
      const updated = await update(template, { settings })
      onKept(updated)
      showToast({ text: words.updated(updated), tone: 'ok' })
    } catch (error) {
      showToast({ text: failureLine(error), tone: 'bad' })
    }
  }
  const noteOf = ({ example, projectName }: SessionTemplate) =>
    example ? words.example : projectName === null ? words.own : words.ofProject({ project: projectName })

  return (
    <div className={styles.templates}>
      <Select
        label={words.label}
        value={chosen?.id ?? none}
        onChange={(id) => onChoose(templates.find((template) => template.id === id))}
        isDisabled={templates.length === 0 && chosen === undefined}
        {...(isReduced ? { help: words.reduced } : {})}
        items={[
          { id: none, label: words.none },
          ...templates.map((template) => ({ id: template.id, label: template.name, note: noteOf(template) })),
        ]}
      />
      <div className={styles.templateMenu}>
        <MoreMenu label={words.actions}>
          <MenuItem label={words.saveAs} icon={<PlusIcon />} onAction={() => setOpen('save')} />
          {chosen?.editable && (
            <>
              <MenuItem label={words.update(chosen)} icon={<RefreshIcon />} onAction={() => void replace(chosen)} />
              <MenuItem label={words.rename(chosen)} icon={<PencilIcon />} onAction={() => setOpen('rename')} />
              <MenuSection>
                <MenuItem
                  label={words.remove(chosen)}
                  icon={<CloseIcon />}
                  isDanger
                  onAction={() => setOpen('remove')}
                />
              </MenuSection>
            </>
          )}
        </MoreMenu>
      </div>
      {open === 'save' && <SaveTemplateDialog settings={settings} project={project} onSaved={onKept} onClose={close} />}
      {open === 'rename' && chosen !== undefined && (
        <RenameTemplateDialog template={chosen} onRenamed={onKept} onClose={close} />
      )}
      {open === 'remove' && chosen !== undefined && (
        <RemoveTemplateDialog template={chosen} onRemoved={() => onKept(undefined)} onClose={close} />
      )}
    </div>
  )
}
