import type { Project } from '@berth/contract/projects.ts'
import type { Workspace } from '@berth/contract/workspaces.ts'
import { expect, test } from 'vitest'
import { choosePlace } from './choose-place.ts'

const workspace = (id: string): Workspace => ({ id, name: id, personal: false, role: 'member' })
const project = (id: string, of: string, more: Partial<Project> = {}) =>
  ({ id, workspace: of, name: id, hidden: false, example: false, ...more }) as Project
const preferences = { workspace: null, project: null, showHiddenProjects: false, hideExamples: false }
const known = {
  workspaces: [workspace('alone'), workspace('lab'), workspace('shared')],
  projects: [project('vision', 'lab'), project('ghost', 'lab', { hidden: true }), project('common', 'shared')],
  address: undefined,
  place: { projects: {} },
  preferences,
}
const chosen = (more: Partial<Parameters<typeof choosePlace>[0]>) => {
  const { workspace, project, projects } = choosePlace({ ...known, ...more })
  return [workspace?.id, project?.id, projects.map(({ id }) => id)]
}

test('the address wins over this browser, and this browser over the server', () => {
  const place = { workspace: 'lab', projects: { lab: 'vision' } }
  const remembered = { ...preferences, workspace: 'shared', project: 'common' }
  expect(chosen({ address: 'common', place })).toEqual(['shared', 'common', ['common']])
  expect(chosen({ place, preferences: remembered })).toEqual(['lab', 'vision', ['vision']])
  expect(chosen({ preferences: remembered })).toEqual(['shared', 'common', ['common']])
})

test('somebody new begins where something can be started', () => {
  expect(chosen({})).toEqual(['lab', 'vision', ['vision']])
})

test('nobody begins in an example, and who wants none is led to none', () => {
  const projects = [project('a-first-look', 'alone', { example: true }), ...known.projects]
  expect(chosen({ projects })).toEqual(['lab', 'vision', ['vision']])
  const inBoth = [project('a-first-look', 'lab', { example: true }), ...known.projects]
  expect(chosen({ projects: inBoth })).toEqual(['lab', 'vision', ['a-first-look', 'vision']])
  const place = { workspace: 'lab', projects: { lab: 'a-first-look' } }
  expect(chosen({ projects: inBoth, place })).toEqual(['lab', 'a-first-look', ['a-first-look', 'vision']])
  const without = { ...preferences, hideExamples: true }
  expect(chosen({ projects: inBoth, place, preferences: without })).toEqual(['lab', 'vision', ['vision']])
  const alone = { workspace: 'alone', projects: {} }
  expect(chosen({ projects, place: alone, preferences: without })).toEqual(['alone', undefined, []])
})

test('what is gone is not chosen', () => {
  const place = { workspace: 'gone', projects: { gone: 'gone' } }
  expect(chosen({ address: 'gone', place })).toEqual(['lab', 'vision', ['vision']])
  expect(chosen({ place: { workspace: 'alone', projects: {} } })).toEqual(['alone', undefined, []])
})

test('hidden projects and examples are listed as the preferences say, and open by their address in any case', () => {
  const projects = [project('example', 'lab', { example: true }), ...known.projects]
  const showing = { ...preferences, showHiddenProjects: true, hideExamples: true }
  expect(chosen({ projects, preferences: showing })).toEqual(['lab', 'vision', ['vision', 'ghost']])
  expect(chosen({ address: 'ghost' })).toEqual(['lab', 'ghost', ['vision']])
})
