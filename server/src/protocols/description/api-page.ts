/** The API as one readable page without scripts. Everything in it comes from the contract, none of it from people. */
import type { Endpoint, Endpoints } from '@berth/contract/endpoint.ts'
import { problems } from '@berth/contract/problems.ts'
import { problemsEn } from '@berth/contract/texts/problems.en.ts'
import { toJSONSchema, type $ZodType } from 'zod/v4/core'

const who: Readonly<Record<Endpoint['access'], string>> = {
  public: 'anyone',
  login: 'whoever is signed in',
  member: 'members of the workspace and administrators of the site',
  workspaceAdmin: 'admins of the workspace and administrators of the site',
  superadmin: 'administrators of the site',
}

export function apiPage(api: Readonly<Record<string, Endpoints>>, version: string, nonce: string): string {
  const nouns = Object.entries(api)
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Berth API ${escape(version)}</title>
<style nonce="${nonce}">${style}</style>
</head>
<body>
<header><h1>Berth API <small>${escape(version)}</small></h1>
<p>For programs: <a href="/api/v1/openapi.json">OpenAPI 3.1</a>. Sign in with the console’s cookie, or send
<code>Authorization: Bearer TOKEN</code>. Refusals are RFC 9457 problems, listed <a href="#problems">below</a>.</p>
<nav aria-label="Nouns">${nouns.map(([noun]) => `<a href="#${noun}">${noun}</a>`).join(' ')}</nav></header>
<main>
${nouns.map(([noun, endpoints]) => section(noun, endpoints)).join('\n')}
<section id="problems"><h2>problems</h2>
<dl>${Object.entries(problems)
    .map(
      ([code, { status }]) =>
        `<dt><code>${code}</code> ${status}</dt><dd>${escape(problemsEn[code as keyof typeof problems].title)}</dd>`,
    )
    .join('\n')}</dl></section>
</main>
</body>
</html>
`
}

const section = (noun: string, endpoints: Endpoints) =>
  `<section id="${noun}"><h2>${noun}</h2>${Object.values(endpoints).map(article).join('\n')}</section>`

function article(endpoint: Endpoint): string {
  const { response } = endpoint
  const answer = typeof response === 'string' ? `<p>Answers: ${response}.</p>` : part('Answer', response, 'output')
  return `<article><h3><b>${endpoint.method}</b> <code>/api/v1${escape(endpoint.path)}</code></h3>
<p>${escape(endpoint.summary)}. For ${who[endpoint.access]}${endpoint.byPerson ? ', not for programs with a credential' : ''}.</p>
${part('Query', endpoint.query, 'input')}${part('Body', endpoint.body, 'input')}${answer}
${endpoint.problems ? `<p>Problems: ${endpoint.problems.map((code) => `<code>${code}</code>`).join(', ')}</p>` : ''}</article>`
}

function part(title: string, schema: Endpoint['body'], io: 'input' | 'output'): string {
  if (!schema) return ''
  const { $schema: _, ...json } = toJSONSchema(schema as $ZodType, { io, unrepresentable: 'any' }) as Record<
    string,
    unknown
  >
  return `<details><summary>${title}</summary><pre tabindex="0">${escape(JSON.stringify(json, null, 2))}</pre></details>`
}

const escape = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)

const style = `
:root { color-scheme: light dark; font: 14px/1.5 system-ui, sans-serif }
body { max-inline-size: 60rem; margin: 2rem auto; padding-inline: 1rem }
h1 small { font-weight: 400 } h2 { margin-block-start: 3rem; border-block-end: 1px solid }
h3 { font-size: 1rem; margin-block-end: 0 } nav a { margin-inline-end: .75rem; display: inline-block }
pre { overflow: auto; max-block-size: 30rem; border: 1px solid; padding: .75rem } code { overflow-wrap: anywhere }`
