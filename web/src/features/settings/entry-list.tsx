/** Rows and cards of preferences: what differs from somebody new's is marked, and can be reset. */
import { useDeviceSetting } from '../../parts/device-setting.ts'
import type { DeviceSetting } from '../../parts/device-setting.ts'
import { Button } from '../../ui/button.tsx'
import { Badge } from '../../ui/status.tsx'
import { Tooltip, TooltipTarget } from '../../ui/tooltip.tsx'
import { isChanged, resetOf } from './changed.ts'
import type { PreferenceEntry } from './entries.ts'
import { useGeneralWords } from './general-texts.ts'
import { usePreferenceWords } from './preference-texts.ts'
import styles from './preferences.module.css'
import { useSetting } from './use-setting.ts'

export function EntryList({ entries }: { readonly entries: readonly PreferenceEntry[] }) {
  return (
    <div className={styles.entries}>
      {grouped(entries).map((group) =>
        group[0]?.isSection ? (
          <div key={group[0].id} className={styles.section}>
            <Entry entry={group[0]} />
          </div>
        ) : (
          <div key={group[0]?.id} className={styles.rows}>
            {group.map((entry) => (
              <div key={entry.id} className={styles.row}>
                <Entry entry={entry} />
              </div>
            ))}
          </div>
        ),
      )}
    </div>
  )
}

/** Rows that follow each other share a card. */
function grouped(entries: readonly PreferenceEntry[]): PreferenceEntry[][] {
  const groups: PreferenceEntry[][] = []
  for (const entry of entries) {
    const last = groups.at(-1)
    if (last === undefined || entry.isSection || last[0]?.isSection) groups.push([entry])
    else last.push(entry)
  }
  return groups
}

function Entry({ entry }: { readonly entry: PreferenceEntry }) {
  const { Row, device, isOfDevice } = entry
  return (
    <>
      <Row />
      {device !== undefined ? (
        <DeviceMarks entry={entry} device={device} />
      ) : isOfDevice ? (
        <div className={styles.marks}>
          <ThisDevice />
        </div>
      ) : (
        <Marks entry={entry} />
      )}
    </>
  )
}

function Marks({ entry }: { readonly entry: PreferenceEntry }) {
  const { preferences, change } = useSetting()
  const names = entry.preferences ?? []
  if (!names.some((name) => isChanged(preferences, name))) return null
  return (
    <div className={styles.marks}>
      <Reset entry={entry} onReset={() => change(resetOf(preferences, names))} />
    </div>
  )
}

function DeviceMarks({ entry, device }: { readonly entry: PreferenceEntry; readonly device: DeviceSetting }) {
  const isOn = useDeviceSetting(device)
  return (
    <div className={styles.marks}>
      <ThisDevice />
      {isOn && <Reset entry={entry} onReset={() => device.set(false)} />}
    </div>
  )
}

function ThisDevice() {
  const { t } = usePreferenceWords()
  return (
    <Tooltip text={t.thisDeviceText}>
      <TooltipTarget>
        <Badge>{t.thisDevice}</Badge>
      </TooltipTarget>
    </Tooltip>
  )
}

function Reset({ entry, onReset }: { readonly entry: PreferenceEntry; readonly onReset: () => void }) {
  const { t } = usePreferenceWords()
  const sections = useGeneralWords().t
  const [name = ''] = entry.words(t, sections)
  return (
    <>
      <Badge tone="info">{t.changed}</Badge>
      <Button compact look="quiet" onPress={onReset} aria-label={t.resetOne({ name })}>
        {t.reset}
      </Button>
    </>
  )
}
