/** Keys of this tab end with the login, also where nothing that shows them was loaded. */
import { onLoginNews } from '../../api/login-channel.ts'
import { cloudKeysName } from './cloud-keys-name.ts'

export function forgetCloudKeysAtSignOut(): void {
  onLoginNews((news) => {
    if (news.kind !== 'signed-out') return
    try {
      sessionStorage.removeItem(cloudKeysName)
    } catch {
      // a browser may keep nothing for pages
    }
  })
}
