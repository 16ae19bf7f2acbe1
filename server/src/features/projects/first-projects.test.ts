/** What the migration makes of a site that has people and projects already. */
import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { migrate } from '../../platform/database/migrations.ts'
import { uuidv7 } from '../../platform/ids.ts'

const folder = join(import.meta.dirname, '../../../migrations')
const files = readdirSync(folder).toSorted()
const earlier = files.slice(
  0,
  files.findIndex((name) => name.endsWith('_first_projects.sql')),
)

/** A database as an earlier version left it, and what brings it up to date. */
async function earlierSite() {
  const database = await testDatabase({ empty: true })
  const past = mkdtempSync(join(tmpdir(), 'berth-past-'))
  onTestFinished(() => rmSync(past, { recursive: true }))
  for (const name of earlier) copyFileSync(join(folder, name), join(past, name))
  await migrate(database.connection, past)
  const addUser = async (name: string) => {
    const [user, workspace] = [uuidv7(), uuidv7()]
    await database.pool.query(
      `INSERT INTO users (id, email, username, role, created_at) VALUES ($1, $2, $3, 'user', now())`,
      [user, `${name}@example.org`, name],
    )
    await database.pool.query('INSERT INTO workspaces (id, name, personal_of) VALUES ($1, $2, $3)', [
      workspace,
      `${name} renamed`,
      user,
    ])
    return workspace
  }
  const addProject = (workspace: string, name: string) =>
    database.pool.query('INSERT INTO projects (id, workspace_id, name) VALUES ($1, $2, $3)', [
      uuidv7(),
      workspace,
      name,
    ])
  const projects = async () =>
    (
      await database.pool.query<{ workspace: string; name: string; everyone: boolean; example: boolean }>(
        `SELECT w.name AS workspace, p.name, p.everyone, p.example
           FROM projects p JOIN workspaces w ON w.id = p.workspace_id ORDER BY w.name, p.name`,
      )
    ).rows
  return { addUser, addProject, projects, migrate: () => migrate(database.connection, folder) }
}

const common = { workspace: 'default', everyone: true }

test('who has no project in their personal workspace gets one, who has one keeps it', async () => {
  const site = await earlierSite()
  await site.addUser('ada')
  await site.addProject(await site.addUser('grace'), 'compilers')
  await site.migrate()
  expect(await site.projects()).toEqual([
    { workspace: 'ada renamed', name: 'ada renamed', everyone: true, example: false },
    { ...common, name: 'default', example: false },
    { ...common, name: 'example', example: true },
    { workspace: 'grace renamed', name: 'compilers', everyone: false, example: false },
  ])
})

test('a project that is called like the example already stays what it is', async () => {
  const site = await earlierSite()
  await site.addProject('00000000-0000-7000-8000-000000000001', 'Example')
  await site.migrate()
  expect(await site.projects()).toEqual([
    { workspace: 'default', name: 'Example', everyone: false, example: false },
    { ...common, name: 'default', example: false },
  ])
})
