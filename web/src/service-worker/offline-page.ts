/** What is shown in place of a page that did not come: all of it in one answer, since nothing else can be had. */
import { consoleOfflineEn } from '@berth/contract/texts/console-offline.en.ts'
import { consoleOfflineFr } from '@berth/contract/texts/console-offline.fr.ts'
import { consoleOfflineId } from '@berth/contract/texts/console-offline.id.ts'
import { consoleOfflineKo } from '@berth/contract/texts/console-offline.ko.ts'
import { consoleOfflineMn } from '@berth/contract/texts/console-offline.mn.ts'
import { consoleOfflineRu } from '@berth/contract/texts/console-offline.ru.ts'

const texts = {
  en: consoleOfflineEn,
  ko: consoleOfflineKo,
  ru: consoleOfflineRu,
  fr: consoleOfflineFr,
  mn: consoleOfflineMn,
  id: consoleOfflineId,
}

/** In the page: the language and theme that this device shows, and back as soon as the server answers. */
const script = `
const kept = (name) => { try { return localStorage.getItem(name) } catch { return null } }
const theme = kept('berth.theme')
if (theme === 'light' || theme === 'dark') document.documentElement.style.colorScheme = theme
const known = JSON.parse(document.getElementById('texts').textContent)
const language = [kept('berth.language'), ...navigator.languages.map((one) => one.split('-')[0])].find((one) => one in known) ?? 'en'
document.documentElement.lang = language
document.title = known[language].title + ' · Berth'
for (const name of ['title', 'text', 'retry']) document.getElementById(name).textContent = known[language][name]
const back = () => fetch('/healthz', { cache: 'no-store' }).then((answer) => answer.ok && location.reload(), () => undefined)
document.getElementById('retry').addEventListener('click', back)
addEventListener('online', back)
setInterval(back, 3000)
`

const style = `
:root { color-scheme: light dark; background: light-dark(#fcfdfd, #10171a); color: light-dark(#182224, #e6eaea); }
body { display: grid; place-content: center; gap: 1rem; min-block-size: 100dvh; margin: 0; padding: 1.5rem; box-sizing: border-box;
  font: 1rem/1.45 system-ui, sans-serif; }
main { display: grid; gap: 1rem; max-inline-size: 32rem; }
h1 { margin: 0; font-size: 1.25rem; line-height: 1.2; }
p { margin: 0; color: light-dark(#4a5658, #a9b3b4); }
:lang(ko) { word-break: keep-all; }
button { justify-self: start; min-block-size: 2.5rem; padding-inline: 1rem; border: 0; border-radius: 4px; cursor: pointer;
  background: light-dark(#0b6b60, #55c2b0); color: light-dark(#fff, #08201c); font: inherit; font-weight: 500; }
button:focus-visible { outline: 2px solid light-dark(#0f7f72, #68d3c0); outline-offset: 2px; }
`

const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** As the server would refuse: nothing that keeps answers takes it for the page itself. */
export function offlinePage(nonce: string): Response {
  const { title, text, retry } = texts.en
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)} · Berth</title>
<style nonce="${nonce}">${style}</style>
</head>
<body>
<main>
<h1 id="title">${escape(title)}</h1>
<p id="text">${escape(text)}</p>
<button id="retry" type="button">${escape(retry)}</button>
</main>
<script type="application/json" id="texts" nonce="${nonce}">${JSON.stringify(texts).replaceAll('<', '\\u003c')}</script>
<script nonce="${nonce}">${script}</script>
</body>
</html>`
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`
  return new Response(html, {
    status: 503,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
      'cache-control': 'no-store',
    },
  })
}
