import type { GatewayTexts } from './gateway.ts'
import type { Translation } from './language.ts'

export const gatewayId: Translation<GatewayTexts> = {
  'bad-request': {
    title: 'Permintaan ini tidak dapat dipahami',
    text: 'Ini bukan permintaan yang dikirim browser. Buka aplikasi dari sesinya.',
  },
  unknown: {
    title: 'Aplikasi tidak ditemukan',
    text: 'Tidak ada apa-apa di alamat ini. Buka aplikasi dari sesinya.',
  },
  'not-signed-in': {
    title: 'Aplikasi ini tidak terbuka untuk Anda',
    text: 'Anda tidak atau tidak lagi berhak di sini. Buka aplikasi dari sesinya.',
    again: 'Buka lagi',
  },
  'ticket-over': {
    title: 'Tautan ini sudah digunakan',
    text: 'Tautan ke aplikasi berlaku sekali, dalam satu menit, di alamat tempat tautan itu dibuat.',
    again: 'Buka lagi',
  },
  'another-site': {
    title: 'Permintaan datang dari situs lain',
    text: 'Hanya halaman aplikasi itu sendiri yang boleh melakukannya.',
  },
  'not-running': {
    title: 'Aplikasi tidak berjalan',
    text: 'Aplikasi sudah berakhir, atau belum dimulai.',
    again: 'Mulai',
  },
  'session-over': {
    title: 'Sesi tidak berjalan',
    text: 'Aplikasinya berakhir bersama sesi.',
  },
  'no-answer': {
    title: 'Aplikasi tidak menjawab',
    text: 'Aplikasi menerima permintaan tetapi tidak menjawab tepat waktu. Lihat di sesi apa yang sedang dilakukannya.',
  },
  garbage: {
    title: 'Jawaban aplikasi tidak dapat dipahami',
    text: 'Jawabannya terputus atau bukan HTTP. Lihat di sesi apa yang sedang dilakukan aplikasi.',
  },
  unavailable: {
    title: 'Belum siap',
    text: 'Server atau sesi saat ini tidak dapat dijangkau. Coba lagi.',
  },
}
