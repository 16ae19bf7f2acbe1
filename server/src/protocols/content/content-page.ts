/** Pages of ours on the content origin: small, without scripts, and with what they are about escaped. Pure. */
import { escapeHtml } from '../../platform/html.ts'

const style = `
:root{color-scheme:light dark}
body{margin:0;padding:16px;font:14px/1.45 system-ui,sans-serif;color:#1c2321;background:#fff}
h1{font-size:18px;line-height:1.2;font-weight:600}
section{margin:0 0 16px;max-width:72rem}
pre{margin:0;padding:8px 12px;overflow-x:auto;font:13px/1.45 ui-monospace,monospace;white-space:pre-wrap}
.code{background:#f2f5f4;border:1px solid #d8dfdd;border-radius:4px;white-space:pre}
.error{color:#a3231b}
.prompt{display:block;font:12px ui-monospace,monospace;color:#5c6965}
.outputs{padding:4px 0}
.note{color:#5c6965;font-style:italic}
img{max-width:100%}
table{border-collapse:collapse}
td,th{border:1px solid #d8dfdd;padding:2px 8px;text-align:end}
@media(prefers-color-scheme:dark){
body{color:#e6ebe9;background:#121716}
.code{background:#1a211f;border-color:#35413d}
.error{color:#ff9a8f}
.prompt,.note{color:#9daaa6}
td,th{border-color:#35413d}
a{color:#5fd0bd}}
`

/** What stands before and behind the body; `first` comes before all that is in it. */
export const contentFrame = (language: string, title: string, first = ''): readonly [string, string] => [
  `<!doctype html><html lang="${language}"><head>${first}<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title><style>${style}</style></head><body>`,
  '</body></html>',
]

export const messagePage = (language: string, { title, text }: { readonly title: string; readonly text: string }) =>
  contentFrame(language, title).join(`<main><h1>${escapeHtml(title)}</h1><p>${escapeHtml(text)}</p></main>`)
