/** START: one page. It offers nothing that the server would refuse, and says beforehand whether it starts or waits. */
import { hiddenText } from '@berth/contract/hidden-text.ts'
import type { ResourceGroup } from '@berth/contract/resource-groups.ts'
import type { ResourceReport } from '@berth/contract/resources.ts'
import { defaultResourceGroup } from '@berth/contract/resource-group-names.ts'
import type { ResourcePreset } from '@berth/contract/resource-presets.ts'
import type { SessionTemplate } from '@berth/contract/session-templates.ts'
import type { Session } from '@berth/contract/sessions.ts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { client } from '../../../api/client.ts'
import { resourceGroupsQuery, resourcesQuery } from '../../../api/queries.ts'
import { applySession, sessionKeys } from '../../../api/session-cache.ts'
import { useCurrentProject } from '../../../parts/current-project.ts'
import { failureOf } from '../../../parts/failure.ts'
import { paths } from '../../../paths.ts'
import { useMe } from '../../../shell/use-me.ts'
import { Dialog } from '../../../ui/dialog.tsx'
import { readDraft, useForm } from '../../../ui/form.ts'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { FormError } from '../../../ui/form-error.tsx'
import { ErrorState } from '../../../ui/page-state.tsx'
import { Segmented } from '../../../ui/radio-group.tsx'
import { Skeleton, SkeletonRegion } from '../../../ui/skeleton.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { useUiTexts } from '../../../ui/ui-texts.tsx'
import { StartAdvanced } from './start-advanced.tsx'
import { GroupSelect } from './group-select.tsx'
import { MountRows } from './mount-rows.tsx'
import { StartEnvironment, StartService } from './start-service.tsx'
import { StartPresets } from './start-presets.tsx'
import { StartResources } from './start-resources.tsx'
import { checkValues, refusalOf } from './start-check.ts'
import type { Refusal } from './start-check.ts'
import { draftOf, groupOfDraft, isMoreThanDraft, valuesOfDraft } from './start-draft.ts'
import { fitValues, toBody, verdict } from './start-form.ts'
import type { StartValues } from './start-form.ts'
import { StartGuard } from './start-guard.tsx'
import { createStartKey } from './start-key.ts'
import { rememberedGroup, rememberValues } from './start-memory.ts'
import { groupOf, isSize, settingsOf, wantedValues } from './start-templates.ts'
import { useRequestWords } from './start-texts.ts'
import { StartVerdict, useExplanation } from './start-verdict.tsx'
import { TemplateBar } from './template-bar.tsx'
import { useStartChoice } from './use-start-choice.ts'
import styles from './start.module.css'

export interface StartDialogProps {
  /** What fills the form: a session, or else a template, or else a preset. */
  readonly like?: Session | undefined
  readonly template?: SessionTemplate | undefined
  readonly preset?: ResourcePreset | undefined
  readonly onClose: () => void
}

export function StartDialog({ like, template, preset, onClose }: StartDialogProps) {
  const words = useRequestWords()
  const { t, start } = words
  const { id } = useCurrentProject()
  const project = like?.project ?? id
  // of whoever typed it, and of what the form was opened with
  const draft = ['start', useMe().id, like?.id ?? template?.id ?? preset?.id ?? 'new'].join('.')
  const [chosen, setGroup] = useState(
    () => groupOfDraft(readDraft(draft) ?? {}) ?? groupOf(like, template) ?? rememberedGroup(localStorage),
  )
  const groups = useQuery(resourceGroupsQuery)
  const isSettled = chosen === defaultResourceGroup || groups.data !== undefined || groups.failureCount > 0
  // one that was chosen last may be gone
  const resourceGroup = groups.data?.some(({ name }) => name === chosen) === false ? defaultResourceGroup : chosen
  const resources = useQuery({ ...resourcesQuery(project, resourceGroup), enabled: isSettled })
  if (isSettled && resources.data !== undefined)
    return (
      <StartForm
        like={like}
        template={template}
        preset={preset}
        draft={draft}
        place={{ project, resourceGroup }}
        groups={groups.data ?? []}
        report={resources.data}
        onGroup={setGroup}
        onClose={onClose}
      />
    )
  const failure = resources.error === null ? undefined : failureOf(resources.error, words)
  return (
    <Dialog isOpen onOpenChange={onClose} title={start.form.title}>
      {failure === undefined ? (
        <SkeletonRegion className={styles.skeleton}>
          <Skeleton width="100%" height="3.5rem" />
          <Skeleton width="100%" height="2.5rem" />
          <Skeleton width="100%" height="2.5rem" />
        </SkeletonRegion>
      ) : (
        <ErrorState
          title={t.errors.resources}
          requestId={failure.requestId}
          onRetry={() => void resources.refetch()}
          isRetrying={resources.isFetching}
        >
          {failure.detail}
        </ErrorState>
      )}
    </Dialog>
  )
}

interface StartFormProps extends StartDialogProps {
  readonly draft: string
  readonly place: { readonly project: string | undefined; readonly resourceGroup: string }
  readonly groups: readonly ResourceGroup[]
  readonly report: ResourceReport
  readonly onGroup: (name: string) => void
}

function StartForm(props: StartFormProps) {
  const { like, template: from, preset, draft, place, groups, report, onGroup, onClose } = props
  const words = useRequestWords()
  const { t, start } = words
  const cache = useQueryClient()
  const navigate = useNavigate()
  const [refusal, setRefusal] = useState<Refusal>()
  const [keyOf] = useState(createStartKey)
  const [{ initial, wanted }] = useState(() => {
    const asked = wantedValues(like, from, preset)
    return { initial: fitValues(asked, report), wanted: asked }
  })
  const { resourceGroup } = place
  const draftAs = useMemo(
    () => ({
      keep: (now: StartValues) => draftOf(now, initial, resourceGroup),
      restore: (kept: object) => fitValues(valuesOfDraft(kept, initial), report),
    }),
    [initial, resourceGroup, report],
  )
  const form = useForm<StartValues>({
    ...{ initial, draft, draftAs },
    check: (values) => checkValues(values, report, words),
    async submit(values) {
      setRefusal(undefined)
      try {
        const body = toBody(values, place)
        const session = await client.sessions.create({ body }, { headers: { 'idempotency-key': keyOf(body) } })
        rememberValues(localStorage, values, resourceGroup)
        applySession(cache, session)
        onClose()
        await navigate({ to: paths.session(session.id), ignoreBlocker: true })
        return undefined
      } catch (error) {
        const refused = refusalOf(error, words)
        setRefusal(refused)
        void cache.invalidateQueries({ queryKey: sessionKeys.resources })
        return refused.fields
      }
    },
  })
  const { values, field } = form
  const { template, isReduced, ...choice } = useStartChoice({
    ...{ place, groups, report, form, onGroup },
    first: from,
    isFirstReduced: from !== undefined && !isSize(initial, wanted),
  })
  const outlook = verdict(values, report)
  const isStartable = values.startsAt === '' || !Number.isNaN(Date.parse(values.startsAt))
  const explanation = useExplanation(isStartable ? toBody(values, place) : undefined)
  const isRefused = explanation === undefined ? outlook.name === 'never' : explanation.verdict === 'refused'

  return (
    <FormDialog
      title={start.form.title}
      form={form}
      verb={start.form.submit}
      isDisabled={isRefused}
      onClose={onClose}
      onCancel={form.reset}
      aside={
        <div data-start className={styles.verdict}>
          <StartVerdict outlook={outlook} explanation={explanation} report={report} />
        </div>
      }
    >
      <div className={styles.fields}>
        <TemplateBar
          project={place.project}
          chosen={template}
          isReduced={isReduced}
          settings={settingsOf(values, resourceGroup)}
          onChoose={choice.choose}
          onKept={choice.keep}
        />
        <div className={styles.pair}>
          <TextField
            label={start.form.name}
            help={start.form.nameHelp}
            {...field('name')}
            isOptional
            isCode
            autoFocus
            maxLength={64}
          />
          <Segmented
            label={start.form.type}
            value={values.type}
            onChange={(type) => form.set({ type })}
            items={[
              { id: 'interactive', label: t.types.interactive },
              { id: 'batch', label: t.types.batch },
              { id: 'service', label: t.types.service },
            ]}
          />
        </div>
        <StartEnvironment form={form} />
        {values.type !== 'interactive' && (
          <TextField
            label={start.form.command}
            help={values.type === 'batch' ? start.form.commandHelp : start.form.serviceHelp}
            {...field('command')}
            isCode
            rows={4}
          />
        )}
        {values.type === 'service' && <StartService form={form} />}
        {groups.length > 1 && <GroupSelect groups={groups} value={resourceGroup} onChange={choice.chooseGroup} />}
        <StartPresets place={place} form={form} />
        <StartResources report={report} form={form} />
        <MountRows form={form} />
        <StartAdvanced
          // filled anew from another template
          key={template?.id ?? ''}
          form={form}
          envNote={
            values.env.some(({ isLeftOut, value }) => isLeftOut === true && value === '')
              ? start.form.notKept
              : template !== undefined && template.settings.env.length > 0
                ? start.templates.envNote
                : like !== undefined && Object.values(like.env).some((value) => value.includes(hiddenText))
                  ? start.form.again
                  : undefined
          }
          lifetime={report.lifetime}
        />
        {refusal?.notice !== undefined && <RefusalNotice refusal={refusal} />}
        <StartGuard isMoreThanDraft={isMoreThanDraft(values, initial)} />
      </div>
    </FormDialog>
  )
}

function RefusalNotice({ refusal }: { readonly refusal: Refusal }): ReactNode {
  const { texts } = useUiTexts()
  const { notice } = refusal
  if (notice === undefined) return null
  return (
    <FormError title={notice.title}>
      {notice.lines.length === 1 ? (
        <p>{notice.lines[0]}</p>
      ) : (
        <ul className={styles.violations}>
          {notice.lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      {notice.requestId !== undefined && (
        <p className={styles.request}>
          {texts.requestId} <code>{notice.requestId}</code>
        </p>
      )}
    </FormError>
  )
}
