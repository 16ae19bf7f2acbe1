/** Apps that are found by looking: which program makes one possible, and how it is started. Pure. */

export interface App {
  readonly name: string
  readonly title: string
  /**
   * Run by `/bin/sh` in the home directory; null: what listens is started by somebody else. One that names
   * `BERTH_APP_BASE_PATH` is asked for what is below that path, others as if they had their host for themselves.
   */
  readonly command: string | null
  /** On the session's own 127.0.0.1; null: on a unix socket. */
  readonly port: number | null
}

interface KnownApp extends App {
  readonly program: string
}

/**
 * Who comes through the gateway is known already, and nobody else reaches their sockets: so they ask for no password.
 * Of those with one name the first that is there counts.
 */
const knownApps: readonly KnownApp[] = [
  {
    name: 'jupyter',
    title: 'JupyterLab',
    program: 'jupyter-lab',
    command: [
      'exec jupyter-lab --no-browser --ServerApp.sock="$BERTH_APP_SOCKET" --ServerApp.root_dir="$HOME"',
      "--IdentityProvider.token='' --ServerApp.token='' --ServerApp.password='' --ServerApp.allow_remote_access=True",
      '--ServerApp.quit_button=False --ServerApp.base_url="$BERTH_APP_BASE_PATH/"',
    ].join(' '),
    port: null,
  },
  {
    name: 'jupyter',
    title: 'Jupyter Notebook',
    program: 'jupyter-notebook',
    // The one name for both generations of it: version 7 is a Jupyter Server, and overlooks what it does not know.
    command: [
      'exec jupyter-notebook --no-browser --sock="$BERTH_APP_SOCKET" --notebook-dir="$HOME"',
      "--NotebookApp.token='' --NotebookApp.password='' --NotebookApp.allow_remote_access=True",
      '--NotebookApp.quit_button=False --NotebookApp.base_url="$BERTH_APP_BASE_PATH/"',
    ].join(' '),
    port: null,
  },
  {
    name: 'code',
    title: 'VS Code',
    program: 'code-server',
    command:
      'exec code-server --socket "$BERTH_APP_SOCKET" --auth none --disable-telemetry --disable-update-check "$HOME"',
    port: null,
  },
  {
    name: 'tensorboard',
    title: 'TensorBoard',
    program: 'tensorboard',
    command: 'exec tensorboard --logdir "$HOME" --host 127.0.0.1 --port "$BERTH_APP_PORT"',
    port: 6006,
  },
  {
    name: 'mlflow',
    title: 'MLflow',
    program: 'mlflow',
    command: 'exec mlflow ui --host 127.0.0.1 --port "$BERTH_APP_PORT"',
    port: 5000,
  },
]

/** What is looked for: the programs of apps, and what a session is used with anyhow. */
export const wantedPrograms: readonly string[] = ['bash', 'python3', ...knownApps.map(({ program }) => program)]

/** Declared ones first: an administrator knows better. Each name once. */
export function appsOf(declared: readonly App[], programs: ReadonlyMap<string, string>): App[] {
  const found = knownApps.filter(({ program }) => programs.has(program))
  const all = [...declared, ...found].map(({ name, title, command, port }) => ({ name, title, command, port }))
  return all.filter((app, index) => all.findIndex(({ name }) => name === app.name) === index)
}
