/** The colours of a language, loaded when a file of it is edited. */
import type { StreamParser } from '@codemirror/language'

type Load = () => Promise<StreamParser<unknown>>

const python: Load = async () => (await import('@codemirror/legacy-modes/mode/python')).python
const javascript: Load = async () => (await import('@codemirror/legacy-modes/mode/javascript')).javascript
const typescript: Load = async () => (await import('@codemirror/legacy-modes/mode/javascript')).typescript
const json: Load = async () => (await import('@codemirror/legacy-modes/mode/javascript')).json
const yaml: Load = async () => (await import('@codemirror/legacy-modes/mode/yaml')).yaml
const toml: Load = async () => (await import('@codemirror/legacy-modes/mode/toml')).toml
const shell: Load = async () => (await import('@codemirror/legacy-modes/mode/shell')).shell
const html: Load = async () => (await import('@codemirror/legacy-modes/mode/xml')).html
const xml: Load = async () => (await import('@codemirror/legacy-modes/mode/xml')).xml
const css: Load = async () => (await import('@codemirror/legacy-modes/mode/css')).css
const c: Load = async () => (await import('@codemirror/legacy-modes/mode/clike')).c
const cpp: Load = async () => (await import('@codemirror/legacy-modes/mode/clike')).cpp
const java: Load = async () => (await import('@codemirror/legacy-modes/mode/clike')).java
const rust: Load = async () => (await import('@codemirror/legacy-modes/mode/rust')).rust
const go: Load = async () => (await import('@codemirror/legacy-modes/mode/go')).go
const r: Load = async () => (await import('@codemirror/legacy-modes/mode/r')).r
const julia: Load = async () => (await import('@codemirror/legacy-modes/mode/julia')).julia
const sql: Load = async () => (await import('@codemirror/legacy-modes/mode/sql')).standardSQL
const properties: Load = async () => (await import('@codemirror/legacy-modes/mode/properties')).properties
const docker: Load = async () => (await import('@codemirror/legacy-modes/mode/dockerfile')).dockerFile

const byEnding: Readonly<Record<string, Load>> = {
  py: python,
  pyi: python,
  js: javascript,
  mjs: javascript,
  cjs: javascript,
  jsx: javascript,
  ts: typescript,
  tsx: typescript,
  json,
  jsonl: json,
  ipynb: json,
  yaml,
  yml: yaml,
  toml,
  sh: shell,
  bash: shell,
  zsh: shell,
  html,
  htm: html,
  svg: xml,
  xml,
  css,
  c,
  h: c,
  cc: cpp,
  cpp,
  hpp: cpp,
  cu: cpp,
  java,
  rs: rust,
  go,
  r,
  jl: julia,
  sql,
  ini: properties,
  cfg: properties,
  conf: properties,
  env: properties,
  properties,
  dockerfile: docker,
}

/** Without colours where the language is not known, or did not come. */
export async function loadSyntax(name: string): Promise<StreamParser<unknown> | undefined> {
  const lower = name.toLowerCase()
  try {
    return await byEnding[lower.slice(lower.lastIndexOf('.') + 1)]?.()
  } catch {
    return undefined
  }
}
