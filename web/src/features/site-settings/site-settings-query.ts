import type { SiteSettings } from '@berth/contract/settings.ts'
import { queryOptions } from '@tanstack/react-query'
import { client } from '../../api/client.ts'

export const siteSettingsQuery = queryOptions<SiteSettings>({
  queryKey: ['site-settings'],
  queryFn: () => client.settings.show(),
})
