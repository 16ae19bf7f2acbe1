/** Which page stands at which address. Pages are loaded when they are gone to. */
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { lazyPart } from './ui/lazy-part.ts'
import { paths } from './paths.ts'
import { BrokenPage, NotFoundPage } from './shell/broken-page.tsx'
import { contentId, Frame } from './shell/frame.tsx'
import { OwnDocument } from './shell/own-document.tsx'

const AccountDialog = lazyPart(async () => (await import('./features/my-account/account-dialog.tsx')).AccountDialog)
const MustFirstPage = lazyPart(async () => (await import('./features/my-account/must-first-page.tsx')).MustFirstPage)

const root = createRootRoute({
  component: () => (
    <Frame AccountDialog={AccountDialog} MustFirstPage={MustFirstPage}>
      <OwnDocument>
        <Outlet />
      </OwnDocument>
    </Frame>
  ),
})

const start = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('./features/sessions/home/home-page.tsx'), 'HomePage'),
})

const sessions = createRoute({
  getParentRoute: () => root,
  path: '/sessions',
  component: lazyRouteComponent(() => import('./features/sessions/sessions-page.tsx'), 'SessionsPage'),
})

const session = createRoute({
  getParentRoute: () => root,
  path: '/sessions/$id/{-$tab}',
  component: lazyRouteComponent(() => import('./features/sessions/session-page.tsx'), 'SessionPage'),
})

const sharedTerminals = createRoute({
  getParentRoute: () => root,
  path: '/shared-terminals',
  component: lazyRouteComponent(
    () => import('./features/sessions/shared/shared-terminals-page.tsx'),
    'SharedTerminalsPage',
  ),
})

const sharedTerminal = createRoute({
  getParentRoute: () => root,
  path: '/shared-terminals/$id',
  component: lazyRouteComponent(
    () => import('./features/sessions/shared/shared-terminal-page.tsx'),
    'SharedTerminalPage',
  ),
})

const openApp = createRoute({
  getParentRoute: () => root,
  path: '/open/$session/$app',
  component: lazyRouteComponent(() => import('./features/apps/open-app-page.tsx'), 'OpenAppPage'),
})

const account = createRoute({
  getParentRoute: () => root,
  path: '/account/{-$tab}',
  component: lazyRouteComponent(() => import('./features/my-account/account-page.tsx'), 'AccountPage'),
})

const data = createRoute({
  getParentRoute: () => root,
  path: '/data',
  component: lazyRouteComponent(() => import('./features/files/folders/folders-page.tsx'), 'FoldersPage'),
})

const cloud = createRoute({
  getParentRoute: () => root,
  path: '/data/cloud',
  component: lazyRouteComponent(() => import('./features/files/cloud/cloud-page.tsx'), 'CloudPage'),
})

const folder = createRoute({
  getParentRoute: () => root,
  path: '/data/$id',
  component: lazyRouteComponent(() => import('./features/files/browser/folder-page.tsx'), 'FolderPage'),
})

const usage = createRoute({
  getParentRoute: () => root,
  path: '/usage',
  component: lazyRouteComponent(() => import('./features/usage/usage-page.tsx'), 'UsagePage'),
})

const preferences = createRoute({
  getParentRoute: () => root,
  path: '/preferences/{-$tab}',
  component: lazyRouteComponent(() => import('./features/settings/preferences-page.tsx'), 'PreferencesPage'),
})

/** Where the first tab was before. */
const general = createRoute({
  getParentRoute: () => root,
  path: '/settings/general',
  beforeLoad: () => redirect({ to: paths.preferences, replace: true, throw: true }),
})

const workspace = createRoute({
  getParentRoute: () => root,
  path: '/settings/workspace',
  component: lazyRouteComponent(() => import('./features/workspace/workspace-page.tsx'), 'WorkspacePage'),
})

const members = createRoute({
  getParentRoute: () => root,
  path: '/members',
  component: lazyRouteComponent(() => import('./features/workspace/members-page.tsx'), 'MembersPage'),
})

const projects = createRoute({
  getParentRoute: () => root,
  path: '/admin/projects',
  component: lazyRouteComponent(() => import('./features/projects/projects-page.tsx'), 'ProjectsPage'),
})

const users = createRoute({
  getParentRoute: () => root,
  path: '/admin/users',
  component: lazyRouteComponent(() => import('./features/users/users-page.tsx'), 'UsersPage'),
})

const ownCredentials = createRoute({
  getParentRoute: () => root,
  path: '/settings/credentials',
  component: lazyRouteComponent(() => import('./features/credentials/own-credentials-page.tsx'), 'OwnCredentialsPage'),
})

const credentials = createRoute({
  getParentRoute: () => root,
  path: '/admin/credentials',
  component: lazyRouteComponent(() => import('./features/credentials/all-credentials-page.tsx'), 'AllCredentialsPage'),
})

const policies = createRoute({
  getParentRoute: () => root,
  path: '/admin/policies',
  component: lazyRouteComponent(() => import('./features/policies/policies-page.tsx'), 'PoliciesPage'),
})

const environments = createRoute({
  getParentRoute: () => root,
  path: '/admin/environments',
  component: lazyRouteComponent(() => import('./features/environments/environments-page.tsx'), 'EnvironmentsPage'),
})

const presets = createRoute({
  getParentRoute: () => root,
  path: '/admin/presets',
  component: lazyRouteComponent(() => import('./features/presets/presets-page.tsx'), 'PresetsPage'),
})

const resourceGroups = createRoute({
  getParentRoute: () => root,
  path: '/admin/resource-groups',
  component: lazyRouteComponent(
    () => import('./features/resource-groups/resource-groups-page.tsx'),
    'ResourceGroupsPage',
  ),
})

const siteSettings = createRoute({
  getParentRoute: () => root,
  path: '/admin/settings',
  component: lazyRouteComponent(() => import('./features/site-settings/site-settings-page.tsx'), 'SiteSettingsPage'),
})

export const router = createRouter({
  routeTree: root.addChildren([
    start,
    sessions,
    session,
    sharedTerminals,
    sharedTerminal,
    openApp,
    account,
    data,
    cloud,
    folder,
    usage,
    preferences,
    general,
    workspace,
    members,
    users,
    projects,
    ownCredentials,
    credentials,
    policies,
    environments,
    resourceGroups,
    presets,
    siteSettings,
  ]),
  defaultPreload: 'intent',
  defaultErrorComponent: BrokenPage,
  defaultNotFoundComponent: NotFoundPage,
  scrollRestoration: true,
})

// A new page begins at its beginning for those who cannot see that it changed. A tab that led to the address is still
// there, and the arrow keys go on from it.
router.subscribe('onResolved', ({ pathChanged, fromLocation }) => {
  if (fromLocation === undefined || !pathChanged || document.activeElement?.role === 'tab') return
  document.getElementById(contentId)?.focus({ preventScroll: true })
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
