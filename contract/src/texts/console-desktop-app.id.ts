import type { consoleDesktopAppEn } from './console-desktop-app.en.ts'
import type { Translation } from './language.ts'

export const consoleDesktopAppId: Translation<typeof consoleDesktopAppEn> = {
  title: 'Pasang Berth sebagai aplikasi',
  text: 'Aplikasi terbuka di jendelanya sendiri, dengan ikonnya sendiri. Yang berjalan di server tetap sama.',
  byHand: 'Browser Anda memasangnya dari menunya sendiri:',
  ways: {
    chromium: 'Chrome dan Edge: ikon di ujung bilah alamat, atau “Instal” di menu.',
    safari: 'Safari: “Tambahkan ke Dock” di menu File; di iPhone dan iPad “Tambahkan ke Layar Utama” di bawah Bagikan.',
    android: 'Android: “Tambahkan ke layar utama” di menu.',
    firefox: 'Firefox di komputer tidak dapat memasang aplikasi. Buka halaman ini di browser lain untuk memasangnya.',
  },
  needsHttps: 'Browser hanya memasang yang datang melalui https. Halaman ini tidak: hubungi administrator Anda.',
}
