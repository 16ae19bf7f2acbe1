/** OpenAPI 3.1 from the endpoints, never written by hand. */
import { toJSONSchema, type $ZodType } from 'zod/v4/core'
import { accessOf } from './access.ts'
import type { Endpoint, Endpoints, Schema } from './endpoint.ts'
import { problems, type ProblemCode } from './problems.ts'
import { problemsEn } from './texts/problems.en.ts'

type Json = Record<string, unknown>

export interface OpenApiInfo {
  readonly version: string
}

export function openApi(api: Readonly<Record<string, Endpoints>>, info: OpenApiInfo): Json {
  const paths: Record<string, Json> = {}
  for (const [noun, endpoints] of Object.entries(api))
    for (const [verb, endpoint] of Object.entries(endpoints)) {
      const path = (paths[`/api/v1${endpoint.path}`] ??= {})
      path[endpoint.method.toLowerCase()] = operation(noun, verb, endpoint)
    }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Berth',
      version: info.version,
      description:
        'Errors are RFC 9457 problems. Times are RFC 3339 UTC, memory is in bytes, durations are in seconds, null means unlimited in limits.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    tags: Object.keys(api).map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        cookie: { type: 'apiKey', in: 'cookie', name: 'berth', description: '`__Host-berth` on https' },
        bearer: { type: 'http', scheme: 'bearer' },
        basic: { type: 'http', scheme: 'basic', description: 'Access key and secret key of a credential' },
      },
      schemas: { Problem: problemSchema },
    },
  }
}

function operation(noun: string, verb: string, endpoint: Endpoint): Json {
  return {
    operationId: `${noun}.${verb}`,
    tags: [noun],
    summary: endpoint.summary,
    ...(endpoint.byPerson ? { description: 'For persons: refused to programs that act with a credential.' } : {}),
    security: securityOf(endpoint),
    'x-access': accessOf(endpoint),
    ...parametersOf(endpoint),
    ...requestBodyOf(endpoint),
    responses: { ...success(endpoint), ...refusals(endpoint) },
  }
}

function requestBodyOf({ body, bytes }: Endpoint): Json {
  if (body) return { requestBody: { required: true, content: json(schemaOf(body, 'input')) } }
  if (bytes === undefined) return {}
  const content = { [bytes === '*' ? '*/*' : bytes]: { schema: { type: 'string', format: 'binary' } } }
  return { requestBody: { required: false, content } }
}

function securityOf({ access, byPerson }: Endpoint): Json[] {
  if (access === 'public') return []
  return [{ cookie: [] }, { bearer: [] }, ...(byPerson ? [] : [{ basic: [] }])]
}

function parametersOf(endpoint: Endpoint): Json {
  const parameters = [
    ...members(endpoint.params).map(([name, schema]) => ({ name, in: 'path', required: true, schema })),
    ...members(endpoint.query).map(([name, schema, required]) => ({ name, in: 'query', required, schema })),
    ...(endpoint.idempotent
      ? [{ name: 'Idempotency-Key', in: 'header', required: false, schema: { type: 'string', maxLength: 200 } }]
      : []),
  ]
  return parameters.length > 0 ? { parameters } : {}
}

function members(schema: Schema | undefined): [string, unknown, boolean][] {
  if (!schema) return []
  const object = schemaOf(schema, 'input') as { properties?: Json; required?: string[] }
  return Object.entries(object.properties ?? {}).map(([name, value]) => [
    name,
    value,
    object.required?.includes(name) ?? false,
  ])
}

function success(endpoint: Endpoint): Json {
  if (endpoint.response === 'websocket') return { 101: { description: 'WebSocket' } }
  if (endpoint.response === 'redirect') return { 302: { description: 'Redirect' } }
  if (endpoint.response === 'none') return { [endpoint.status ?? 204]: { description: 'Done' } }
  if (endpoint.response === 'stream') return { 200: { description: 'Stream' } }
  const content = json(schemaOf(endpoint.response, 'output'))
  return { [endpoint.status ?? 200]: { description: 'Success', content } }
}

/** Every endpoint can refuse input and callers; several problems of one status share an answer. */
function refusals(endpoint: Endpoint): Json {
  const codes: ProblemCode[] = [
    ...(endpoint.params || endpoint.query || endpoint.body ? (['invalid-input'] as const) : []),
    ...(endpoint.body ? (['malformed-json', 'unsupported-media-type', 'body-too-large'] as const) : []),
    ...(endpoint.access === 'public' ? [] : (['not-signed-in', 'rate-limited'] as const)),
    ...(endpoint.access === 'superadmin' ? (['not-allowed'] as const) : []),
    ...(endpoint.byPerson ? (['not-by-credential'] as const) : []),
    ...(['GET', 'HEAD', 'OPTIONS'].includes(endpoint.method) ? [] : (['cross-origin'] as const)),
    ...(endpoint.problems ?? []),
  ]
  const byStatus = Map.groupBy(codes, (code) => problems[code].status)
  return Object.fromEntries(
    [...byStatus].map(([status, some]) => [
      status,
      {
        description: [...new Set(some)].map((code) => `\`${code}\`: ${problemsEn[code].title}`).join('; '),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  )
}

const json = (schema: unknown) => ({ 'application/json': { schema } })

function schemaOf(schema: Schema, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = toJSONSchema(schema as $ZodType, { io, unrepresentable: 'any' }) as Json
  return rest
}

const problemSchema = {
  type: 'object',
  description: 'RFC 9457. Parameters of the problem are further members.',
  required: ['type', 'title', 'status', 'detail', 'requestId'],
  properties: {
    type: { type: 'string', enum: Object.keys(problems) },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    requestId: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path', 'code', 'message'],
        properties: { path: { type: 'string' }, code: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
}
