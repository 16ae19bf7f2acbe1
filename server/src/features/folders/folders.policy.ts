/** Who may do what about a folder as a whole; what is in it is for those who are granted that. */
import type { AccessRow, FolderViewer } from './folder-access.views.ts'

type About = Pick<AccessRow, 'relation' | 'project_id'>
type Who = Pick<FolderViewer, 'role'>

/** The owner of a user's, administrators any. */
export const mayManage = ({ relation, project_id }: About, { role }: Who): boolean =>
  role === 'superadmin' || (relation === 'owner' && project_id === null)

/** What is in the trash is there for those alone who can take it out; others hear of no such folder. */
export const mayKnowOf = (about: About & Pick<AccessRow, 'trashed_at'>, who: Who): boolean =>
  about.trashed_at === null || mayManage(about, who)
