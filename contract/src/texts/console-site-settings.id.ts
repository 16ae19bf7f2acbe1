import type { consoleSiteSettingsEn } from './console-site-settings.en.ts'
import type { Translation } from './language.ts'

export const consoleSiteSettingsId: Translation<typeof consoleSiteSettingsEn> = {
  title: 'Setelan situs',
  logins: 'Berapa lama orang tetap masuk',
  security: 'Kata sandi dan autentikasi dua faktor',
  loginIdleLifetime: 'Tanpa pemakaian, login berakhir setelah',
  loginIdleLifetimeHelp: 'Dari 5 menit sampai 30 hari.',
  loginAbsoluteLifetime: 'Bagaimanapun juga, login berakhir setelah',
  loginAbsoluteLifetimeHelp: 'Dari 10 menit sampai 365 hari.',
  idleLonger: 'Tidak boleh lebih lama daripada umur login itu sendiri.',
  number: (p) => `${p.label}: angka`,
  unit: (p) => `${p.label}: satuan`,
  units: { seconds: 'detik', minutes: 'menit', hours: 'jam', days: 'hari' },
  loginExtension: 'Orang dapat memperpanjang login',
  loginExtensionHelp: 'Bilah atas lalu menampilkan sisa waktu, dengan tombol untuk memperpanjangnya.',
  enforceRequiredPasswordChange: 'Tidak ada yang berfungsi sebelum kata sandi diubah jika diminta',
  enforceRequiredPasswordChangeHelp: 'Jika tidak, pengguna hanya diingatkan.',
  requireTwoFactor: 'Autentikasi dua faktor wajib bagi',
  requireTwoFactorItems: { none: 'Tidak ada', admins: 'Superadmin', everyone: 'Semua orang' },
  requireTwoFactorHelp: {
    none: 'Setiap orang memutuskan sendiri.',
    admins: 'Superadmin yang belum mengaktifkannya tidak dapat melakukan hal lain sebelum mengaktifkannya.',
    everyone: 'Siapa pun yang belum mengaktifkannya tidak dapat melakukan hal lain sebelum mengaktifkannya.',
  },
  invitations: 'Undangan',
  signUpByInvitation: 'Orang yang diundang dapat membuat akunnya sendiri',
  signUpByInvitationHelp:
    'Melalui tautan yang diberikan, hanya untuk email yang diundang. Jika tidak, administrator yang membuat akun.',
  starts: 'Memulai sesi',
  bootstrapTimeLimit: 'Skrip bootstrap boleh berjalan selama',
  bootstrapTimeLimitHelp:
    'Dari 10 detik sampai 4 jam. Setelah itu skrip diakhiri, dan sesi berjalan dengan peringatan.',
  desktopAppTitle: 'Aplikasi desktop',
  desktopApp: 'Orang dapat memasang konsol sebagai aplikasi desktop',
  desktopAppHelp: 'Menu mereka lalu berisi “Unduh aplikasi desktop”, yang memasangnya dari browser.',
  desktopAppLink: 'Alamat aplikasi siap pasang',
  desktopAppLinkHelp: 'Jika Anda menawarkan aplikasi sendiri: menu mengarah ke sana.',
  yourself:
    'Ini juga berlaku bagi Anda: autentikasi dua faktor Anda nonaktif, jadi Anda harus menyiapkannya setelah ini.',
  save: 'Simpan perubahan',
  discard: 'Buang perubahan',
  saved: (p) => `Disimpan: ${p.names}.`,
  changed: 'diubah',
  loadFailed: 'Setelan tidak dapat dimuat',
  notSaved: 'Tidak ada yang disimpan',
  errors: {
    range: 'Ini di luar yang dimungkinkan.',
    number: 'Masukkan angka.',
    link: 'Masukkan alamat yang diawali https:// atau http://, atau kosongkan.',
  },
}
