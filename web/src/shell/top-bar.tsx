import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { projectsQuery } from '../api/queries.ts'
import { paths } from '../paths.ts'
import { useTexts } from '../texts/app-texts.ts'
import { IconButton } from '../ui/button.tsx'
import { MenuIcon } from '../ui/icons.tsx'
import { LoginTime } from './login-time.tsx'
import { Logo } from './logo.tsx'
import { ThemeMenu } from './theme-menu.tsx'
import styles from './top-bar.module.css'
import { UserMenu } from './user-menu.tsx'

export function TopBar({ onMenu }: { readonly onMenu: () => void }) {
  const texts = useTexts().shell
  return (
    <header className={styles.bar}>
      <div className={styles.menu}>
        <IconButton label={texts.openMenu} onPress={onMenu}>
          <MenuIcon />
        </IconButton>
      </div>
      <Link to={paths.start} className={styles.brand}>
        <Logo className={styles.mark} />
        Berth
      </Link>
      <ProjectLabel />
      <div className={styles.space} />
      <LoginTime />
      <ThemeMenu />
      <UserMenu />
    </header>
  )
}

function ProjectLabel() {
  const texts = useTexts().shell
  const { data } = useQuery(projectsQuery)
  const project = data?.items[0]
  if (project === undefined) return null
  return (
    <div className={styles.project}>
      <span className={styles.projectLabel}>{texts.project}</span>
      <span title={project.name}>{project.name}</span>
    </div>
  )
}
