/** Which project the pages are about, in the top bar; the list behind it comes when it is first opened. */
import { Suspense, useRef, useState } from 'react'
import { useCurrentProject, useProjectInAddress } from '../parts/current-project.ts'
import { useTexts } from '../texts/app-texts.ts'
import { Button } from '../ui/button.tsx'
import { ChevronDownIcon } from '../ui/icons.tsx'
import { lazyPart } from '../ui/lazy-part.ts'
import styles from './project-selector.module.css'

const load = () => import('./project-list.tsx')
const ProjectList = lazyPart(async () => (await load()).ProjectList)

export function ProjectSelector() {
  const texts = useTexts().shell
  const current = useCurrentProject()
  const [isOpen, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  useProjectInAddress()
  const { isKnown, failed, project } = current
  // whoever tries again keeps what they tried it with
  if (!isKnown && failed === undefined && !isOpen) return <div className={styles.selector} />
  const name = project?.name ?? (isKnown ? texts.noProject : texts.projectsNotLoaded)
  return (
    <div className={styles.selector}>
      <span className={styles.label} aria-hidden="true">
        {texts.project}
      </span>
      <Button
        ref={button}
        look="quiet"
        className={styles.button}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        aria-label={isKnown ? texts.projectNow({ name }) : name}
        onHoverStart={() => void load().catch(() => undefined)}
        onPress={() => setOpen(true)}
      >
        <span className={styles.name} title={name}>
          {name}
        </span>
        <ChevronDownIcon size={12} />
      </Button>
      {isOpen && (
        <Suspense>
          <ProjectList trigger={button} current={current} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </div>
  )
}
