/**
 * Which texts of the English dictionaries something says. The compiler knows: the shape of every other dictionary, and
 * whatever is given on, leads back to the English one. A text is in use where it is named; where one is chosen by a
 * value, or where several go to what does not know their names, all of them are.
 */
import { API, ObjectFlags } from 'typescript/unstable/sync'
import type { ObjectType, Symbol as NamedSymbol, Type } from 'typescript/unstable/sync'
import { SyntaxKind } from 'typescript/unstable/ast'
import type { Node, SourceFile } from 'typescript/unstable/ast'
import {
  isElementAccessExpression,
  isObjectBindingPattern,
  isObjectLiteralExpression,
  isPropertyAccessExpression,
  isPropertyAssignment,
  isStringLiteral,
  isVariableDeclaration,
} from 'typescript/unstable/ast/is'
import { join } from 'node:path'

type Project = ReturnType<ReturnType<API['updateSnapshot']>['getProjects']>[number]

const isDictionary = (path: string) => /\/contract\/src\/texts\/(console-[a-z-]+|mails)\.en\.ts$/.test(path)

/** Positions from where a value goes on to something with a type of its own. */
const givenOn: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.CallExpression,
  SyntaxKind.JsxExpression,
  SyntaxKind.JsxSpreadAttribute,
  SyntaxKind.PropertyAssignment,
  SyntaxKind.ShorthandPropertyAssignment,
  SyntaxKind.ReturnStatement,
  SyntaxKind.VariableDeclaration,
  SyntaxKind.ArrowFunction,
])

/** `Texts<…>`, and what is written in a dictionary. */
const dictionaryFlags = ObjectFlags.Mapped | ObjectFlags.Anonymous

function below(node: Node, see: (node: Node) => void): void {
  node.forEachChild((child) => {
    see(child)
    below(child, see)
    return undefined
  })
}

export interface TextsInUse {
  /** `console-usage: export.verb`. */
  readonly unused: readonly string[]
  readonly count: number
}

export function textsInUse(root: string, folders: readonly string[]): TextsInUse {
  const api = new API({ cwd: root })
  try {
    const texts = new Map<string, string>()
    const used = new Set<string>()
    for (const folder of folders) {
      const config = join(root, folder, 'tsconfig.json')
      const project = api.updateSnapshot({ openProjects: [config] }).getProject(config)
      if (project === undefined) throw new Error(`${config} is no project`)
      const sources = project.program.getSourceFileNames().flatMap((path) => project.program.getSourceFile(path) ?? [])
      for (const dictionary of sources.filter(({ fileName }) => isDictionary(fileName))) readTexts(dictionary, texts)
      const say = useOf(project, used)
      for (const source of sources) {
        const path = source.fileName
        if (path.startsWith(join(root, folder, 'src/')) && !/\.test\.tsx?$/.test(path)) say(source)
      }
    }
    const unused = [...texts].filter(([place]) => !used.has(place)).map(([, name]) => name)
    return { unused: unused.toSorted(), count: texts.size }
  } finally {
    api.close()
  }
}

const placeOf = (node: Node) => `${node.getSourceFile().fileName}:${node.pos}`

/** Every text by where it is written. */
function readTexts(dictionary: SourceFile, texts: Map<string, string>): void {
  const name = dictionary.fileName.replace(/.*\/|\.en\.ts$/g, '')
  const read = (node: Node, path: string) =>
    node.forEachChild((child) => {
      if (!isPropertyAssignment(child)) return undefined
      const key = `${path}${child.name.getText().replaceAll("'", '')}`
      if (isObjectLiteralExpression(child.initializer)) read(child.initializer, `${key}.`)
      else texts.set(placeOf(child), `${name}: ${key}`)
      return undefined
    })
  below(dictionary, (node) => {
    if (isVariableDeclaration(node) && node.initializer !== undefined) {
      const { initializer } = node
      const literal = isObjectLiteralExpression(initializer) ? initializer : undefined
      if (literal !== undefined) read(literal, '')
      else initializer.forEachChild((child) => (isObjectLiteralExpression(child) ? read(child, '') : undefined))
    }
  })
}

function useOf({ checker }: Project, used: Set<string>): (source: SourceFile) => void {
  const propertiesOf = new Map<number, readonly NamedSymbol[]>()
  const properties = (type: Type): readonly NamedSymbol[] => {
    const known = propertiesOf.get(type.id)
    if (known !== undefined) return known
    const found = checker.getPropertiesOfType(type)
    propertiesOf.set(type.id, found)
    return found
  }
  const textsOf = (symbols: readonly (NamedSymbol | undefined)[]): Node[] =>
    symbols
      .flatMap((symbol) => symbol?.declarations ?? [])
      .filter(({ path }) => isDictionary(path))
      .flatMap((declaration) => declaration.resolve() ?? [])
  const note = (symbols: readonly (NamedSymbol | undefined)[]) => {
    for (const text of textsOf(symbols)) used.add(placeOf(text))
  }
  const noteAllBelow = (symbols: readonly NamedSymbol[]) => {
    for (const text of textsOf(symbols)) {
      used.add(placeOf(text))
      below(text, (node) => isPropertyAssignment(node) && used.add(placeOf(node)))
    }
  }

  return (source) => {
    const named: Node[] = []
    const chosen: Node[] = []
    const taken: Node[] = []
    const given: Node[] = []
    below(source, (node) => {
      if (isPropertyAccessExpression(node)) named.push(node.name)
      if (isElementAccessExpression(node)) chosen.push(node)
      if (isObjectBindingPattern(node)) taken.push(node)
      const isValue = isPropertyAccessExpression(node) || node.kind === SyntaxKind.Identifier
      if (isValue && givenOn.has(node.parent.kind)) given.push(node)
    })
    note(named.length === 0 ? [] : checker.getSymbolAtLocation(named))

    for (const node of chosen) {
      if (!isElementAccessExpression(node)) continue
      const type = checker.getTypeAtLocation(node.expression)
      if (type === undefined) continue
      const by = node.argumentExpression
      const all = properties(checker.getNonNullableType(type) ?? type)
      note(isStringLiteral(by) ? all.filter(({ name }) => name === by.text) : all)
    }

    for (const [index, type] of (taken.length === 0 ? [] : checker.getTypeAtLocation(taken)).entries()) {
      const pattern = taken[index]
      if (type === undefined || pattern === undefined || !isObjectBindingPattern(pattern)) continue
      const names = pattern.elements.map((element) => (element.propertyName ?? element.name)?.getText())
      const hasRest = pattern.elements.some(({ dotDotDotToken }) => dotDotDotToken !== undefined)
      const all = properties(type)
      note(hasRest ? all : all.filter(({ name }) => names.includes(name)))
    }

    for (const [index, type] of (given.length === 0 ? [] : checker.getTypeAtLocation(given)).entries()) {
      const node = given[index]
      if (type === undefined || node === undefined || ((type as ObjectType).objectFlags & dictionaryFlags) === 0)
        continue
      const whole = properties(type)
      if (textsOf(whole.slice(0, 1)).length === 0) continue
      const wanted = checker.getContextualType(node as Parameters<typeof checker.getContextualType>[0])
      // nothing is wanted of it where its type goes on; a file of a language is awaited
      if (wanted === undefined || /^PromiseLike\b/.test(checker.typeToString(wanted))) continue
      // what takes it may know its texts by their names
      if (textsOf(properties(checker.getNonNullableType(wanted) ?? wanted)).length > 0) continue
      noteAllBelow(whole)
    }
  }
}
