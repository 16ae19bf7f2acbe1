/**
 * The forms in which a new pair of keys is shown, ready to copy (7.2). ClearML's `clearml-init` stops reading at an empty
 * line or at a line that is just `}`, wants three different addresses, and exactly the two keys: so a slash more and a
 * path more tell the addresses of one origin apart. In a notebook it takes two spaces for the end of a line.
 */
import type { Configuration } from '@berth/contract/credentials.ts'

export interface Pair {
  readonly accessKey: string
  readonly secretKey: string
  readonly label: string
}

export function configurationOf({ accessKey, secretKey, label }: Pair, publicUrl: string): Configuration {
  const [web, api, files] = [`${publicUrl}/`, publicUrl, `${publicUrl}/files`]
  const hocon = [
    'api {',
    '  # Berth',
    `  web_server: ${web}`,
    `  api_server: ${api}`,
    `  files_server: ${files}`,
    ...(label === '' ? [] : [`  # ${label.replaceAll(/\s+/g, ' ')}`]),
    '  credentials {',
    `    "access_key" = "${accessKey}"`,
    `    "secret_key" = "${secretKey}"`,
    '  }',
    '}',
  ]
  const jupyter = [
    `%env CLEARML_WEB_HOST=${web}`,
    `%env CLEARML_API_HOST=${api}`,
    `%env CLEARML_FILES_HOST=${files}`,
    `%env CLEARML_API_ACCESS_KEY=${accessKey}`,
    `%env CLEARML_API_SECRET_KEY=${secretKey}`,
  ]
  const cli = [
    `export BERTH_URL=${publicUrl}`,
    `export BERTH_ACCESS_KEY=${accessKey}`,
    `export BERTH_SECRET_KEY=${secretKey}`,
  ]
  return { hocon: hocon.join('\n'), jupyter: jupyter.join('\n'), cli: cli.join('\n') }
}
