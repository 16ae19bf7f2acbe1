import type { Translation } from './language.ts'
import { listPolicyUses } from './policy-uses.ts'
import type { ProblemTexts } from './problems.en.ts'
import { sayViolations, type ViolationTexts } from './violations.ts'

const violations: ViolationTexts = {
  resources: {
    cpu: 'inti CPU',
    memory: 'memori',
    gpu: 'GPU',
    gpuShares: 'bagian GPU',
    containers: 'kontainer',
    concurrentSessions: 'sesi bersamaan',
    pendingSessions: 'sesi dalam antrean',
    lifetime: 'waktu berjalan',
    folders: 'folder',
  },
  limits: {
    credential: 'kebijakan kredensial',
    user: 'kebijakan sumber daya Anda',
    project: 'proyek',
    hardware: 'mesin',
  },
  seconds: (text) => `${text} dtk`,
  say: ({ resource, asked, used, max, limit }) =>
    `${resource}: diminta ${asked}, terpakai ${used}, paling banyak ${max} menurut ${limit}`,
  nothing: 'Tidak ada lagi yang dapat dimulai sampai ada yang berakhir.',
  largest: (request) => `Permintaan terbesar yang dapat diterima: ${request}.`,
}

export const problemsId: Translation<ProblemTexts> = {
  'invalid-input': {
    title: 'Sebagian masukan tidak benar',
    detail: (p) => p.errors.map((error) => `${error.path}: ${error.message}`).join('; '),
  },
  'malformed-json': {
    title: 'Permintaan bukan JSON yang valid',
    detail: (p) => `Pembacaan berhenti di baris ${p.line}, kolom ${p.column}.`,
  },
  'unsupported-media-type': {
    title: 'Jenis konten permintaan salah',
    detail: (p) => `Kirim sebagai ${p.expected}.`,
  },
  'body-too-large': {
    title: 'Permintaan terlalu besar',
    detail: (p) => `Paling banyak ${p.limit} byte yang dibaca.`,
  },
  'not-found': { title: 'Tidak ditemukan', detail: 'Tidak ada, atau Anda tidak boleh melihatnya.' },
  'no-such-route': { title: 'Alamat tidak ada', detail: (p) => `${p.method} ${p.path} tidak ada.` },
  'not-signed-in': { title: 'Anda belum masuk', detail: 'Masuk dan coba lagi.' },
  'not-allowed': {
    title: 'Anda tidak boleh melakukan ini',
    detail: 'Ini memerlukan hak yang tidak Anda miliki. Hubungi administrator.',
  },
  'cross-origin': {
    title: 'Permintaan datang dari situs lain',
    detail: 'Permintaan dari situs lain ditolak. Buka Berth di alamatnya sendiri.',
  },
  'too-many-requests': {
    title: 'Terlalu banyak percobaan',
    detail: (p) => `Tunggu ${p.retryAfter} detik, lalu coba lagi.`,
  },
  internal: {
    title: 'Ada yang salah di Berth',
    detail:
      'Kesalahan dicatat dengan ID permintaan ini. Coba lagi; jika tetap terjadi, berikan ID itu kepada administrator.',
  },
  unavailable: {
    title: 'Belum siap',
    detail: 'Server atau basis datanya sedang dimulai atau dihentikan. Coba lagi sebentar lagi.',
  },
  'rate-limited': {
    title: 'Terlalu banyak permintaan',
    detail: (p) =>
      `Kredensial ini boleh membuat ${p.limit} permintaan dalam ${p.window / 60} menit. Tunggu ${p.retryAfter} detik.`,
  },
  'changed-meanwhile': {
    title: 'Sementara itu orang lain mengubahnya',
    detail: 'Muat lagi, lihat keadaannya sekarang, dan simpan kembali perubahan Anda.',
  },
  'set-up-done': { title: 'Situs ini sudah disiapkan', detail: 'Masuk dengan akun yang sudah ada.' },
  'set-up-token-wrong': {
    title: 'Tautan penyiapan ini tidak valid',
    detail: 'Gunakan tautan terbaru di log server; setiap kali dimulai, server mencetaknya sampai situs disiapkan.',
  },
  'invalid-credentials': {
    title: 'Gagal masuk',
    detail: 'Nama atau kata sandi salah, atau akun tidak boleh masuk dari sini.',
  },
  'sign-in-request-expired': { title: 'Permintaan ini kedaluwarsa', detail: 'Jalankan lagi berth login.' },
  'otp-required': {
    title: 'Kode diperlukan',
    detail: 'Masukkan 6 angka yang ditampilkan autentikator Anda, atau salah satu kode pemulihan Anda.',
  },
  'wrong-password': {
    title: 'Kata sandi salah',
    detail: 'Masukkan kata sandi yang sekarang Anda pakai untuk masuk.',
  },
  'wrong-code': {
    title: 'Kode salah',
    detail: 'Masukkan kode terbaru. Jika tetap salah, periksa jam perangkat tempat autentikator Anda berada.',
  },
  'two-factor-on': {
    title: 'Autentikasi dua faktor sudah aktif',
    detail: 'Nonaktifkan dahulu untuk memakai autentikator lain.',
  },
  'two-factor-off': {
    title: 'Autentikasi dua faktor nonaktif',
    detail: 'Tidak ada yang perlu dinonaktifkan.',
  },
  'two-factor-not-started': {
    title: 'Tidak ada yang perlu diverifikasi',
    detail: 'Mulai lagi: kode rahasianya sudah kedaluwarsa.',
  },
  'two-factor-required': {
    title: 'Autentikasi dua faktor harus tetap aktif',
    detail: 'Situs ini mewajibkannya. Hubungi administrator.',
  },
  'password-change-required': {
    title: 'Anda memerlukan kata sandi baru dahulu',
    detail: 'Ubah kata sandi Anda; setelah itu semua yang lain dapat digunakan.',
  },
  'second-factor-set-up-required': {
    title: 'Anda memerlukan autentikasi dua faktor dahulu',
    detail: 'Situs ini mewajibkannya. Aktifkan di Akun saya; setelah itu semua yang lain dapat digunakan.',
  },
  'own-address-left-out': {
    title: 'Anda akan mengunci akses Anda sendiri',
    detail: (p) =>
      `Alamat Anda ${p.clientIp} tidak ada dalam daftar. Tambahkan, atau konfirmasikan bahwa itu memang disengaja.`,
  },
  'last-superadmin': {
    title: 'Ini administrator terakhir',
    detail: 'Jadikan orang lain administrator dahulu.',
  },
  'not-yourself': {
    title: 'Anda tidak dapat melakukan ini pada diri sendiri',
    detail: 'Minta administrator lain.',
  },
  'import-refused': {
    title: 'Tidak ada yang diimpor',
    detail: (p) => `Baris dengan kesalahan: ${p.bad}. Perbaiki dan impor lagi.`,
  },
  'passkey-refused': {
    title: 'Kunci sandi tidak diterima',
    detail: 'Kunci itu tidak dibuat untuk situs ini, atau sudah terlalu lama. Coba lagi.',
  },
  'too-many-passkeys': {
    title: 'Terlalu banyak kunci sandi',
    detail: (p) => `Anda dapat memiliki paling banyak ${p.limit}. Hapus satu dahulu.`,
  },
  'identity-refused': {
    title: 'Single sign-on tidak berhasil',
    detail: 'Dibatalkan, terlalu lama, atau dimulai di browser lain. Coba lagi.',
  },
  'identity-provider-unreachable': {
    title: 'Penyedia identitas tidak dapat dijangkau',
    detail: 'Coba lagi sebentar lagi, atau masuk dengan cara lain.',
  },
  'email-not-verified': {
    title: 'Email Anda belum diverifikasi',
    detail: 'Verifikasi email Anda di penyedia identitas, lalu coba lagi.',
  },
  'identity-not-linked': {
    title: 'Single sign-on tidak tertaut ke akun Anda',
    detail: 'Ada akun dengan email Anda. Masuk dengan cara lain, lalu tautkan single sign-on di Akun saya.',
  },
  'identity-in-use': {
    title: 'Identitas ini milik akun lain',
    detail: 'Masuk ke akun itu dan hapus di sana, atau gunakan identitas lain.',
  },
  'last-way-in': {
    title: 'Anda tidak akan dapat masuk lagi',
    detail: 'Ini cara terakhir untuk masuk ke akun Anda. Tambahkan cara lain dahulu.',
  },
  'login-cannot-be-extended': {
    title: 'Login ini tidak dapat diperpanjang',
    detail: 'Situs tidak mengizinkannya, atau login sudah mencapai waktu terlamanya. Masuk lagi saat berakhir.',
  },
  'access-key-needed': {
    title: 'Ini memerlukan kunci akses',
    detail: 'Kirim kunci akses dan kunci rahasia dari sebuah kredensial (Basic).',
  },
  'no-login': {
    title: 'Tidak ada login di sini',
    detail:
      'Anda memanggil dengan kunci akses, yang tidak dapat masuk maupun keluar. Cabut kredensial untuk mengakhirinya.',
  },
  'not-by-credential': {
    title: 'Kredensial tidak dapat melakukan ini',
    detail:
      'Akun, cara masuk, kunci, keanggotaan, dan setelan situs hanya dapat diubah oleh orang. Masuk ke konsol, atau jalankan berth login.',
  },
  'main-credential': {
    title: 'Kredensial utama harus tetap ada',
    detail: 'Konsol bertindak dengannya selama pengguna menjadi anggota ruang kerja. Nonaktifkan saja penggunanya.',
  },
  'credential-revoked': {
    title: 'Kredensial ini sudah dicabut',
    detail: 'Pencabutan bersifat permanen. Buat yang baru.',
  },
  'too-many-credentials': {
    title: 'Terlalu banyak kredensial',
    detail: (p) => `Anda dapat memiliki paling banyak ${p.limit} di satu ruang kerja. Cabut yang tidak dipakai lagi.`,
  },
  'ssh-key-known': {
    title: 'Anda sudah punya kunci ini',
    detail:
      'Kunci itu ada dalam daftar. Untuk menyimpan bagian privatnya juga, hapus di sana lalu tambahkan lagi dengan kedua bagiannya.',
  },
  'too-many-ssh-keys': {
    title: 'Terlalu banyak kunci SSH',
    detail: (p) => `Anda dapat memiliki paling banyak ${p.limit}. Hapus yang tidak dipakai lagi.`,
  },
  'too-many-config-scripts': {
    title: 'Terlalu banyak skrip konfigurasi',
    detail: (p) => `Anda dapat memiliki paling banyak ${p.limit}. Hapus yang tidak dipakai lagi.`,
  },
  'config-scripts-too-large': {
    title: 'Skrip konfigurasi Anda akan terlalu besar',
    detail: (p) =>
      `Semuanya bersama-sama boleh berukuran ${p.limit} byte. Yang ini ${p.asked}; yang lain menyisakan ${p.free} untuknya.`,
  },
  'config-script-in-the-way': {
    title: 'Skrip konfigurasi lain menghalangi',
    detail: (p) =>
      `File tidak dapat sekaligus menjadi folder: “${p.name}” adalah salah satu skrip konfigurasi Anda. Pilih nama lain.`,
  },
  'policy-in-use': {
    title: 'Kebijakan sedang digunakan',
    detail: (p) => `Beri ini kebijakan lain dahulu: ${listPolicyUses(p, (rest) => `dan ${rest} lainnya`)}.`,
  },
  'default-policy': {
    title: 'Kebijakan bawaan harus tetap ada',
    detail: 'Dipakai jika tidak ditentukan lain. Anda dapat mengubah batasnya.',
  },
  'last-workspace-admin': {
    title: 'Ruang kerja selalu punya admin',
    detail: 'Ini yang terakhir. Jadikan anggota lain admin dahulu.',
  },
  'personal-workspace': {
    title: 'Ini ruang kerja pribadi',
    detail: 'Milik satu orang: tidak ada yang bergabung, dan pemiliknya tidak dapat meninggalkannya.',
  },
  'already-member': {
    title: 'Sudah menjadi anggota',
    detail: 'Seseorang dengan email ini sudah menjadi anggota ruang kerja.',
  },
  'already-invited': {
    title: 'Sudah diundang',
    detail: 'Ada undangan tertunda untuk email ini. Kirim lagi untuk tautan baru, atau cabut undangannya.',
  },
  'invitation-over': {
    title: 'Undangan ini tidak berlaku lagi',
    detail: 'Undangan sudah dijawab, dicabut, diganti, atau kedaluwarsa. Minta yang baru.',
  },
  'invitation-for-another': {
    title: 'Undangan ini untuk orang lain',
    detail: 'Undangan terikat pada email lain. Masuk dengan akun yang menerima undangan.',
  },
  'invitation-has-account': {
    title: 'Sudah ada akun dengan email ini',
    detail: 'Masuk ke akun itu; undangan menunggu di sana.',
  },
  'sign-up-off': {
    title: 'Di sini akun dibuat oleh administrator',
    detail: 'Minta administrator membuat akun dengan email yang diundang. Undangan menunggunya.',
  },
  'group-everyone': {
    title: 'Grup ini dibuat oleh ruang kerja',
    detail: 'Semua anggota ruang kerja ada di dalamnya. Buat grup sendiri untuk sebagian dari mereka.',
  },
  'too-many-presets': {
    title: 'Terlalu banyak preset',
    detail: (p) => `Paling banyak ${p.limit} yang disimpan. Hapus yang tidak dipakai lagi.`,
  },
  'too-many-templates': {
    title: 'Terlalu banyak templat',
    detail: (p) => `Paling banyak ${p.limit} yang disimpan. Hapus yang tidak dipakai lagi.`,
  },
  'name-taken': {
    title: 'Nama sudah dipakai',
    detail: (p) =>
      p.of === 'folder'
        ? `Sudah ada folder bernama ${p.name} yang bisa dijangkau oleh Anda, atau oleh orang yang akan melihat folder ini. Pilih nama lain.`
        : `Anda punya sesi aktif bernama ${p.name} di proyek ini. Pilih nama lain atau akhiri sesi itu.`,
  },
  'quota-exceeded': {
    title: 'Ini lebih dari yang boleh Anda miliki',
    detail: (p) => sayViolations(p, 'id', violations),
  },
  'session-state': {
    title: 'Status sesi tidak mengizinkannya',
    detail: (p) => `Statusnya ${p.state}; ${p.action} sekarang tidak mungkin.`,
  },
  'no-such-terminal': { title: 'Terminal ini sudah berakhir', detail: 'Buka yang baru.' },
  'too-many-terminals': {
    title: 'Terlalu banyak terminal',
    detail: (p) => `Satu sesi memiliki paling banyak ${p.limit}. Tutup satu dahulu.`,
  },
  'engine-unavailable': {
    title: 'Saat ini sesi tidak dapat berjalan di mesin ini',
    detail: (p) => p.remedy,
  },
  'app-failed': {
    title: 'Aplikasi tidak dapat dimulai',
    detail: ({ app, why, exitCode }) =>
      why === 'no-answer'
        ? `${app} tidak menjawab. Lihat di sesi apa yang sedang dilakukannya, lalu coba lagi.`
        : `${app} berakhir${exitCode === null ? '' : ` dengan kode keluar ${exitCode}`}. Keluaran terakhirnya menunjukkan sebabnya.`,
  },
  'no-apps-address': {
    title: 'Aplikasi tidak punya alamat di situs ini',
    detail: 'Administrator harus memulai server dengan --apps-domain, domain dengan wildcard di DNS.',
  },
  'built-in-environment': {
    title: 'Lingkungan ini adalah mesin itu sendiri',
    detail: 'Selalu ada dan tidak punya direktori root. Sembunyikan jika tidak boleh digunakan siapa pun.',
  },
  'environment-in-use': {
    title: 'Ada sesi yang menggunakan lingkungan ini',
    detail: (p) =>
      `Sesi yang menunggunya atau berjalan di dalamnya: ${p.count}. Sembunyikan, lalu hapus setelah semuanya berakhir.`,
  },
  'folder-in-use': {
    title: 'Folder ini sedang dipasang di sesi',
    detail: (p) =>
      p.count > 1
        ? `${p.name} dan lainnya: seluruhnya ${p.count} sesi aktif. Akhiri dulu semuanya.`
        : `Folder ini dipasang di sesi ${p.name}. Akhiri dulu sesi itu.`,
  },
  'folder-state': {
    title: 'Tidak bisa dalam keadaan folder saat ini',
    detail: (p) =>
      p.state === 'trashed'
        ? 'Folder ada di tempat sampah. Pulihkan dulu.'
        : p.state === 'ready'
          ? 'Folder sedang dipakai. Pindahkan dulu ke tempat sampah.'
          : 'Host penyimpanannya tidak bisa dijangkau sekarang. Tanyakan kepada administrator.',
  },
  'storage-host-refused': {
    title: 'Host penyimpanan ini tidak bisa dipakai di sini',
    detail: (p) =>
      ({
        policy: `Kebijakan sumber daya Anda tidak mengizinkan ${p.host}. Pilih host penyimpanan lain, atau tanyakan kepada administrator.`,
        project: `Proyek tidak mengizinkan ${p.host}. Pilih host penyimpanan lain atau proyek lain, atau tanyakan kepada administrator.`,
        unavailable: `${p.host} tidak bisa dijangkau sekarang. Pilih host penyimpanan lain, atau tanyakan kepada administrator.`,
        engine: `Tempat sesi berjalan tidak bisa memasang folder dari ${p.host}. Pakai folder di host penyimpanan lain.`,
      })[p.why],
  },
  'group-folders-off': {
    title: 'Situs ini tidak memiliki folder proyek',
    detail: 'Administrator dapat mengizinkannya di pengaturan situs.',
  },
  'too-many-shares': {
    title: 'Terlalu banyak orang diundang ke folder ini',
    detail: (p) =>
      `Folder dibagikan kepada paling banyak ${p.limit} orang. Akhiri pembagian yang tidak diperlukan lagi.`,
  },
  'mount-refused': {
    title: 'Folder ini tidak bisa dipasang',
    detail: (p) =>
      ({
        unknown: `Tidak ada folder ${p.folder} yang bisa Anda jangkau.`,
        'read-only': `Anda hanya boleh membaca ${p.folder}. Pasang sebagai hanya-baca.`,
        trashed: `${p.folder} ada di tempat sampah. Pulihkan dulu.`,
        unavailable: `Host penyimpanan ${p.folder} tidak bisa dijangkau sekarang.`,
        engine: `Tempat sesi ini akan berjalan tidak bisa memasang ${p.folder}.`,
      })[p.why],
  },
  'folder-read-only': {
    title: 'Anda hanya boleh membaca folder ini',
    detail: (p) => `Mintalah hak menulis kepada pemilik ${p.folder}.`,
  },
  'folder-full': {
    title: 'Folder penuh',
    detail: (p) =>
      `Isinya paling banyak ${Math.floor(p.capacity / 1024 ** 2)} MiB, dan ${Math.floor(p.used / 1024 ** 2)} MiB terpakai atau disisihkan untuk unggahan yang sudah dimulai. Hapus yang tidak diperlukan lagi.`,
  },
  'no-such-file': { title: 'Tidak ada apa-apa di sana', detail: (p) => `Tidak ada ${p.path} di folder ini.` },
  'file-exists': { title: 'Sudah ada sesuatu di sana', detail: (p) => `${p.path} sudah ada. Pilih nama lain.` },
  'not-a-folder': { title: 'Itu bukan folder', detail: (p) => `${p.path} bukan folder.` },
  'not-a-file': { title: 'Itu bukan berkas', detail: (p) => `${p.path} bukan berkas yang bisa dibuka.` },
  'path-refused': {
    title: 'Jalur ini tidak bisa dipakai',
    detail: (p) =>
      ({
        outside: `${p.path} keluar dari folder lewat tautan simbolis, yang tidak pernah diikuti.`,
        links: `${p.path} melewati terlalu banyak tautan simbolis.`,
        name: `${p.path} memuat nama yang tidak bisa disimpan. Pilih nama lain.`,
        link: `${p.path} adalah tautan simbolis, atau melewatinya. Hanya pembacaan yang boleh.`,
        permission: `Izin ${p.path} di disk tidak membolehkan server memakainya.`,
        changing: `${p.path} berubah saat diperiksa. Coba lagi.`,
        'too-deep': `Folder di dalam ${p.path} bertingkat terlalu dalam: di sini hanya 128 tingkat yang dapat dijangkau.`,
        'within-itself': `${p.path} akan berada di dalam dirinya sendiri. Pilih tempat lain.`,
      })[p.why],
  },
  'too-many-entries': {
    title: 'Isinya terlalu banyak untuk daftar ini',
    detail: (p) =>
      p.sort === 'name'
        ? `Isinya lebih dari ${p.limit} berkas dan folder. Cari menurut nama, atau lihat isinya dari sebuah sesi.`
        : `Isinya lebih dari ${p.limit} berkas dan folder. Urutkan menurut nama, atau pindahkan sebagian ke dalam folder.`,
  },
  'range-refused': {
    title: 'Berkas tidak memiliki bagian itu',
    detail: (p) => `Ukurannya ${p.size} bita.`,
  },
  'too-many-uploads': {
    title: 'Terlalu banyak unggahan dimulai',
    detail: (p) => `Paling banyak ${p.limit} sekaligus. Tunggu sebagian selesai, atau batalkan.`,
  },
  'upload-version': {
    title: 'Versi protokol unggah ini tidak didukung',
    detail: (p) => `Kirim Tus-Resumable: ${p.supported}.`,
  },
  'upload-over': {
    title: 'Unggahan sudah berakhir',
    detail: 'Sudah selesai, dibatalkan, atau tidak dilanjutkan selama sehari. Mulai dari awal.',
  },
  'upload-offset': {
    title: 'Unggahan sudah sampai di tempat lain',
    detail: (p) => `Lanjutkan dari bita ${p.offset}.`,
  },
  'upload-locked': {
    title: 'Permintaan lain sedang menulis unggahan ini',
    detail: 'Tunggu sampai selesai, tanyakan sudah sampai mana, lalu lanjutkan dari sana.',
  },
  'upload-checksum': {
    title: 'Data tiba dalam keadaan rusak',
    detail: 'Data tidak sesuai dengan checksum dan tidak disimpan. Kirim lagi.',
  },
}
