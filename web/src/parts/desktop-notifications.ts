import { createDeviceSetting } from './device-setting.ts'

/** Whether this device shows messages of its own. */
export const desktopNotifications = createDeviceSetting('berth.desktop-notifications')
