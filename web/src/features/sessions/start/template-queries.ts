/** What is asked about templates, with the keys under which the answers are kept. */
import type { CallInput } from '@berth/contract/endpoint.ts'
import type { SessionTemplate, sessionTemplates } from '@berth/contract/session-templates.ts'
import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { client } from '../../../api/client.ts'

const key = ['session-templates'] as const

/** Own ones, those of the project, examples: more than a page of them there cannot be. */
export const templatesQuery = (project: string | undefined, hideExamples: boolean) =>
  queryOptions({
    queryKey: [...key, project ?? '', hideExamples],
    queryFn: async () => {
      const query: CallInput<typeof sessionTemplates.list>['query'] = { limit: 200 }
      if (project !== undefined) query.project = project
      if (hideExamples) query.example = 'false'
      return (await client.sessionTemplates.list({ query })).items
    },
    staleTime: 5_000,
  })

/** The lists are asked again before a change counts as done. */
export function useTemplateChanges() {
  const cache = useQueryClient()
  const then = async <Result>(call: Promise<Result>): Promise<Result> => {
    const result = await call
    await cache.invalidateQueries({ queryKey: key })
    return result
  }
  const ofVersion = ({ version }: SessionTemplate) => ({ headers: { 'if-match': `"${version}"` } })
  return {
    create: (body: CallInput<typeof sessionTemplates.create>['body']) => then(client.sessionTemplates.create({ body })),
    update: (template: SessionTemplate, body: NonNullable<CallInput<typeof sessionTemplates.update>['body']>) =>
      then(client.sessionTemplates.update({ params: { id: template.id }, body }, ofVersion(template))),
    remove: (template: SessionTemplate) =>
      then(client.sessionTemplates.remove({ params: { id: template.id } }, ofVersion(template))),
  }
}
