/** The projects of the current workspace, found by typing; arrows and Enter choose. */
import type { Project } from '@berth/contract/projects.ts'
import { Link } from '@tanstack/react-router'
import type { RefObject } from 'react'
import { Autocomplete } from 'react-aria-components/Autocomplete'
import { Dialog } from 'react-aria-components/Dialog'
import { Input } from 'react-aria-components/Input'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { SearchField } from 'react-aria-components/SearchField'
import { Text } from 'react-aria-components/Text'
import type { CurrentProject } from '../parts/current-project.ts'
import { NotLoaded } from '../parts/not-loaded.tsx'
import { useSwitchPlace } from '../parts/switch-place.ts'
import { paths } from '../paths.ts'
import { useTexts } from '../texts/app-texts.ts'
import { sayError } from '../texts/say-error.ts'
import { SearchIcon } from '../ui/action-icons.tsx'
import { CheckIcon } from '../ui/icons.tsx'
import { GhostIcon } from '../ui/rare-icons.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { WorkspaceIcon } from '../ui/thing-icons.tsx'
import popoverStyles from '../ui/popover.module.css'
import styles from './project-selector.module.css'

export interface ProjectListProps {
  readonly trigger: RefObject<HTMLButtonElement | null>
  readonly current: CurrentProject
  readonly onClose: () => void
}

const contains = (text: string, part: string) => text.toLocaleLowerCase().includes(part.trim().toLocaleLowerCase())

export function ProjectList({ trigger, current, onClose }: ProjectListProps) {
  const { shell: texts, signIn } = useTexts()
  const { toProject } = useSwitchPlace()
  const { failed, isKnown } = current
  const workspace = current.workspace?.name ?? ''
  /** Nothing is chosen when the current one is pressed. */
  const choose = (chosen: Iterable<unknown>) => {
    const [id] = chosen
    const project = current.projects.find((one) => one.id === id)
    onClose()
    if (project !== undefined) toProject(project)
  }
  return (
    <Popover
      className={popoverStyles.popover}
      triggerRef={trigger}
      isOpen
      onOpenChange={onClose}
      placement="bottom start"
      offset={4}
      containerPadding={8}
    >
      <Dialog className={styles.dialog} aria-label={isKnown ? texts.projectsOf({ workspace }) : texts.projects}>
        {failed !== undefined ? (
          <NotLoaded
            isCompact
            title={texts.projectsNotLoaded}
            query={failed}
            failureOf={(error) => sayError(error, signIn.noAnswer)}
          />
        ) : !isKnown ? (
          <Skeleton width="100%" height="2rem" />
        ) : current.projects.length === 0 ? (
          <p className={styles.empty}>{texts.noProjectHere}</p>
        ) : (
          <Autocomplete filter={contains}>
            <SearchField className={styles.search} aria-label={texts.projectSearch} autoFocus>
              <SearchIcon size={14} />
              <Input className={styles.input} placeholder={texts.projectSearch} maxLength={64} spellCheck={false} />
            </SearchField>
            <ListBox<Project>
              className={styles.list}
              aria-label={texts.projectsOf({ workspace })}
              items={current.projects}
              selectionMode="single"
              selectedKeys={current.project === undefined ? [] : [current.project.id]}
              onSelectionChange={(keys) => choose(keys === 'all' ? [] : keys)}
              renderEmptyState={() => <p className={styles.empty}>{texts.noSuchProject}</p>}
            >
              {(project) => <Item project={project} hidden={texts.hiddenProject} />}
            </ListBox>
          </Autocomplete>
        )}
        {isKnown && (
          <div className={styles.foot}>
            <span className={styles.where}>
              <WorkspaceIcon />
              <span title={workspace}>{workspace}</span>
            </span>
            <Link to={paths.workspace} onClick={onClose}>
              {texts.switchWorkspace}
            </Link>
          </div>
        )}
      </Dialog>
    </Popover>
  )
}

function Item({ project, hidden }: { readonly project: Project; readonly hidden: string }) {
  return (
    <ListBoxItem id={project.id} textValue={project.name} className={popoverStyles.item}>
      {({ isSelected }) => (
        <>
          <span className={popoverStyles.words}>
            {project.name}
            {project.description !== '' && (
              <Text slot="description" className={popoverStyles.note}>
                {project.description}
              </Text>
            )}
          </span>
          <span className={popoverStyles.end}>
            {project.hidden && (
              <span role="img" aria-label={hidden} title={hidden} className={styles.ghost}>
                <GhostIcon />
              </span>
            )}
            {isSelected && <CheckIcon />}
          </span>
        </>
      )}
    </ListBoxItem>
  )
}
