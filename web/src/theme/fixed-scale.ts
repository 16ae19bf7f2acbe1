/** Whether text keeps the browser's size on a screen of many small pixels (base.css, before-paint.js). */
import { createDeviceSetting } from '../parts/device-setting.ts'

export const fixedScale = createDeviceSetting('berth.scale', 'fixed', (isFixed) => {
  if (isFixed) document.documentElement.dataset['scale'] = 'fixed'
  else delete document.documentElement.dataset['scale']
})
