/**
 * Everything that the preferences page shows, in its order: on which tab, by which words it is found, and what of it
 * can be reset. Another row is another entry.
 */
import type { ComponentType } from 'react'
import type { DeviceSetting } from '../../parts/device-setting.ts'
import { desktopNotifications } from '../../parts/desktop-notifications.ts'
import type { PreferenceTab } from '../../paths.ts'
import { fixedScale } from '../../theme/fixed-scale.ts'
import { BootstrapSection } from './bootstrap-section.tsx'
import type { PreferenceName } from './changed.ts'
import { CloudAccessSection } from './cloud-access-section.tsx'
import { ConfigScriptsSection } from './config-scripts-section.tsx'
import { BlockScriptsRow, FixedScaleRow, HideExamplesRow, HideTipsRow, ShowHiddenRow } from './configuration-rows.tsx'
import { DesktopNotificationRow } from './desktop-notification-row.tsx'
import {
  AutoLogoutRow,
  ChosenColumnsRow,
  CompactSidebarRow,
  DensityRow,
  KeepColumnsRow,
  LanguageRow,
  SingleKeysRow,
  ThemeRow,
} from './general-rows.tsx'
import type { GeneralTexts } from './general-texts.ts'
import { HiddenArgumentsSection } from './hidden-arguments-section.tsx'
import { LogsSection } from './logs/logs-section.tsx'
import type { PreferenceTexts } from './preference-texts.ts'
import { ProfileSection } from './profile-section.tsx'
import { SshKeysSection } from './ssh-keys-section.tsx'
import { UsageDataRow } from './usage-data-row.tsx'
import { UpdateCheckRow } from './update-check-row.tsx'

export interface PreferenceEntry {
  readonly id: string
  readonly tab: PreferenceTab
  /** The first is its name. */
  readonly words: (t: PreferenceTexts, sections: GeneralTexts) => readonly string[]
  readonly Row: ComponentType
  /** A card of its own, not a row among others. */
  readonly isSection?: true
  readonly preferences?: readonly PreferenceName[]
  /** Only for administrators, where the site has somewhere to send usage data to. */
  readonly needs?: 'collector'
  /** It belongs to this device. */
  readonly device?: DeviceSetting
  /** It belongs to this device, too, and is more than on or off. */
  readonly isOfDevice?: true
}

export const entries: readonly PreferenceEntry[] = [
  {
    id: 'desktop-notification',
    tab: 'general',
    words: (t) => [t.desktop.label, t.desktop.help],
    Row: DesktopNotificationRow,
    device: desktopNotifications,
  },
  {
    id: 'compact-sidebar',
    tab: 'general',
    words: (t) => [t.compactSidebar, t.compactSidebarHelp],
    Row: CompactSidebarRow,
    preferences: ['compactSidebar'],
  },
  {
    id: 'language',
    tab: 'general',
    words: (t) => [t.language, t.languageHelp],
    Row: LanguageRow,
    preferences: ['language'],
  },
  {
    id: 'ssh-keys',
    tab: 'general',
    words: (_, { keys }) => [keys.title, keys.text],
    Row: SshKeysSection,
    isSection: true,
  },
  {
    id: 'update-check',
    tab: 'general',
    words: (t) => [t.updates.label, t.updates.help],
    Row: UpdateCheckRow,
    preferences: ['updateCheck'],
  },
  {
    id: 'auto-logout',
    tab: 'general',
    words: (t) => [t.autoLogout, t.autoLogoutHelp],
    Row: AutoLogoutRow,
    preferences: ['autoLogout'],
  },
  {
    id: 'config-scripts',
    tab: 'general',
    words: (_, { scripts }) => [scripts.title, scripts.text, scripts.edit],
    Row: ConfigScriptsSection,
    isSection: true,
  },
  {
    id: 'bootstrap-script',
    tab: 'general',
    words: (_, { bootstrap }) => [bootstrap.title, bootstrap.text, bootstrap.edit],
    Row: BootstrapSection,
    isSection: true,
  },
  {
    id: 'theme',
    tab: 'general',
    words: (t) => [t.theme, t.themeHelp, ...Object.values(t.themes)],
    Row: ThemeRow,
    preferences: ['theme'],
  },
  {
    id: 'density',
    tab: 'general',
    words: (t) => [t.density, t.densityHelp, ...Object.values(t.densities)],
    Row: DensityRow,
    preferences: ['density'],
  },
  {
    id: 'single-keys',
    tab: 'general',
    words: (t) => [t.singleKeys, t.singleKeysHelp],
    Row: SingleKeysRow,
    preferences: ['singleKeyShortcuts'],
  },
  {
    id: 'keep-columns',
    tab: 'general',
    words: (t) => [t.keepColumns, t.keepColumnsHelp],
    Row: KeepColumnsRow,
    preferences: ['keepTableColumns'],
  },
  {
    id: 'chosen-columns',
    tab: 'general',
    words: (t) => [t.chosenColumns],
    Row: ChosenColumnsRow,
    preferences: ['tableColumns'],
  },
  {
    id: 'hidden-projects',
    tab: 'configuration',
    words: (t) => [t.showHidden, t.showHiddenHelp],
    Row: ShowHiddenRow,
    preferences: ['showHiddenProjects'],
  },
  {
    id: 'examples',
    tab: 'configuration',
    words: (t) => [t.hideExamples, t.hideExamplesHelp],
    Row: HideExamplesRow,
    preferences: ['hideExamples'],
  },
  {
    id: 'scale',
    tab: 'configuration',
    words: (t) => [t.fixedScale, t.fixedScaleHelp],
    Row: FixedScaleRow,
    device: fixedScale,
  },
  {
    id: 'pro-tips',
    tab: 'configuration',
    words: (t) => [t.hideTips, t.hideTipsHelp],
    Row: HideTipsRow,
    preferences: ['hideProTips'],
  },
  {
    id: 'block-scripts',
    tab: 'configuration',
    words: (t) => [t.blockScripts, t.blockScriptsHelp],
    Row: BlockScriptsRow,
    preferences: ['blockUserScripts'],
  },
  {
    id: 'hidden-arguments',
    tab: 'configuration',
    words: (_, { hidden }) => [hidden.title, hidden.text, hidden.hide, hidden.names],
    Row: HiddenArgumentsSection,
    isSection: true,
    preferences: ['hideArguments', 'hiddenArguments'],
  },
  {
    id: 'cloud-access',
    tab: 'configuration',
    words: ({ cloud }) => [cloud.title, cloud.text],
    Row: CloudAccessSection,
    isSection: true,
    isOfDevice: true,
  },
  {
    id: 'usage-data',
    tab: 'configuration',
    words: ({ usageData }) => [usageData.title, usageData.show],
    Row: UsageDataRow,
    needs: 'collector',
  },
  {
    id: 'profile',
    tab: 'profile',
    words: ({ profile }) => [profile.title, profile.name, profile.email, profile.userId, profile.security],
    Row: ProfileSection,
    isSection: true,
  },
  {
    id: 'logs',
    tab: 'logs',
    words: (t) => [t.tabs.logs],
    Row: LogsSection,
    isSection: true,
  },
]
