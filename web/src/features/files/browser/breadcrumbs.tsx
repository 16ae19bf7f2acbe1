/** The way from all folders to this place. */
import type { Folder } from '@berth/contract/folders.ts'
import { Link } from '@tanstack/react-router'
import { Fragment } from 'react'
import { paths } from '../../../paths.ts'
import { waysTo } from './file-paths.ts'
import { searchOf } from './file-search.ts'
import type { FilesAddress } from './file-search.ts'
import { useFileWords } from './files-texts.ts'
import styles from './files.module.css'

export function Breadcrumbs({ folder, address }: { readonly folder: Folder; readonly address: FilesAddress }) {
  const { t } = useFileWords()
  const to = (path: string) => searchOf({ ...address, path, q: '', file: undefined })
  const ways = waysTo(address.path)
  return (
    <nav aria-label={t.place} className={styles.crumbs}>
      <ol>
        <li>
          <Link to={paths.data}>{t.allFolders}</Link>
        </li>
        <Crumb name={folder.name} search={to('')} isHere={ways.length === 0} />
        {ways.map(({ name, path }, index) => (
          <Fragment key={path}>
            <Crumb name={name} search={to(path)} isHere={index === ways.length - 1} />
          </Fragment>
        ))}
      </ol>
    </nav>
  )
}

interface CrumbProps {
  readonly name: string
  readonly search: object
  readonly isHere: boolean
}

function Crumb({ name, search, isHere }: CrumbProps) {
  return (
    <li>
      {isHere ? (
        <span aria-current="page">{name}</span>
      ) : (
        <Link to="." search={search}>
          {name}
        </Link>
      )}
    </li>
  )
}
