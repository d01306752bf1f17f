import { createServer, type IncomingHttpHeaders } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { onLoopback } from '../fixtures/bare-server.ts';

/** A request and its answer, as they were on the wire. */
export interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: IncomingHttpHeaders;
  /** Undefined where there is no body. */
  readonly sent: unknown;
  readonly status: number;
  /** Undefined where the answer is not JSON. */
  readonly answered: unknown;
}

/** An OpenAPI description, as far as these tests read it. */
export interface Description {
  readonly paths: Readonly<Record<string, Path>>;
  readonly components: unknown;
}
type Path = { readonly parameters?: readonly Parameter[] } & Readonly<Record<Method, Operation | undefined>>;
type Method = 'get' | 'post' | 'put' | 'delete';
interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: Content;
  readonly responses: Readonly<Record<string, Content | undefined>>;
}
interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly schema: { readonly type: string };
}
interface Content {
  readonly content: { readonly 'application/json': { readonly schema: object } };
}

/**
 * Returns a check of exchanges against a description: the operation, and everything that does not fit it. A field that
 * the description does not name does not fit.
 */
export function checkAgainst(description: Description) {
  const { components, paths } = closed(description) as Description;
  const formats = {
    'date-time': (text: string) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text),
    uri: (text: string) => URL.canParse(text),
  };
  const keywords = ['components'];
  const strict = new Ajv2020({ formats, keywords, strictTypes: false, allErrors: true });
  /** Parameters are text on the wire. */
  const lenient = new Ajv2020({ formats, keywords, strictTypes: false, coerceTypes: 'array' });
  const compiled = new Map<object, ValidateFunction>();

  function against(ajv: Ajv2020, schema: object, value: unknown, place: string): readonly string[] {
    const validate = compiled.get(schema) ?? ajv.compile({ ...schema, components });
    compiled.set(schema, validate);
    if (validate(value)) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) => `${place}${instancePath} ${message} ${JSON.stringify(params)}`,
    );
  }

  return (exchange: Exchange): { readonly operation: string; readonly mistakes: readonly string[] } => {
    const { method, path, query, headers, sent, status, answered } = exchange;
    const [known] = Object.entries(paths).flatMap(([pattern, item]) => {
      const names = [...pattern.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
      const found = new RegExp(`^${pattern.replace(/\{\w+\}/g, '([^/]+)')}$`).exec(path);
      const operation = item[method.toLowerCase() as Method];
      if (!found || !operation) return [];
      const given = new Map(names.map((name, index) => [name, found[index + 1]]));
      return [
        { operation, given, parameters: [...(item.parameters ?? []), ...(operation.parameters ?? [])] },
      ];
    });
    if (!known) return { operation: '', mistakes: [`${method} ${path} is not described`] };
    const { operation, given, parameters } = known;
    const mistakes = parameters.flatMap(({ name, in: where, required, schema }) => {
      const value = { path: given.get(name), query: query[name], header: headers[name.toLowerCase()] }[where];
      if (value === undefined) return required ? [`${where} ${name} is missing`] : [];
      const parts = schema.type === 'array' ? String(value).split(',') : value;
      const wrapped = { type: 'object', properties: { [name]: schema } };
      return against(lenient, wrapped, { [name]: parts }, where);
    });
    const named = new Set(parameters.filter((one) => one.in === 'query').map(({ name }) => name));
    const strays = Object.keys(query).filter((name) => !named.has(name));
    const wanted = operation.requestBody?.content['application/json'].schema;
    const expected = operation.responses[status] ?? (status >= 400 ? operation.responses.default : undefined);
    const answer = expected?.content['application/json'].schema;
    return {
      operation: operation.operationId,
      mistakes: [
        ...mistakes,
        ...strays.map((name) => `query ${name} is not described`),
        ...(wanted
          ? against(strict, wanted, sent, 'request')
          : sent === undefined
            ? []
            : ['a body was sent']),
        ...(answer ? [] : [`status ${status} is not described`]),
        // A web page comes from what is in front of a server, which no description knows.
        ...(answer && (answered !== undefined || status < 400)
          ? against(strict, answer, answered, 'answer')
          : []),
      ],
    };
  };
}

/** A description in which every object has only the fields that it names. */
function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closed);
  if (typeof value !== 'object' || value === null) return value;
  const copy = Object.fromEntries(Object.entries(value).map(([key, each]) => [key, closed(each)]));
  return copy.type === 'object' && copy.properties ? { additionalProperties: false, ...copy } : copy;
}

/** The same exchange with one name misspelt, for each name in its query and its bodies. */
export function misspelt(exchange: Exchange): readonly (readonly [name: string, misspelt: Exchange])[] {
  return (['query', 'sent', 'answered'] as const).flatMap((part) =>
    withOneRenamed(exchange[part]).map(
      ([name, value]) => [`${part} ${name}`, { ...exchange, [part]: value }] as const,
    ),
  );
}

function withOneRenamed(value: unknown): readonly (readonly [name: string, value: unknown])[] {
  if (typeof value !== 'object' || value === null) return [];
  const names = Object.entries(value);
  const deeper = names.flatMap(([name, inner]) =>
    withOneRenamed(inner).map(([below, changed]) => {
      const copy = Array.isArray(value) ? [...value] : { ...value };
      Reflect.set(copy, name, changed);
      return [`${name}.${below}`, copy] as const;
    }),
  );
  if (Array.isArray(value)) return deeper;
  const here = names.map(([name]) => {
    const renamed = names.map(([each, inner]) => [each === name ? `${each}x` : each, inner] as const);
    return [name, Object.fromEntries(renamed)] as const;
  });
  return [...here, ...deeper];
}

/** A server that hands everything on to another, and keeps what was said. */
export async function recorder(origin: string) {
  const exchanges: Exchange[] = [];
  const server = createServer(async (request, response) => {
    const { method = '', url = '/', headers } = request;
    const sent = await buffer(request);
    const { host: _, connection: __, ...handedOn } = headers as Record<string, string>;
    const answer = await fetch(origin + url, {
      method,
      headers: handedOn,
      redirect: 'manual',
      ...(sent.length > 0 && { body: sent }),
    });
    const body = await answer.text();
    const { pathname: path, searchParams } = new URL(url, origin);
    exchanges.push({
      method,
      path,
      query: Object.fromEntries(searchParams),
      headers,
      sent: sent.length > 0 ? JSON.parse(sent.toString()) : undefined,
      status: answer.status,
      answered: answer.headers.get('content-type')?.includes('json') ? JSON.parse(body) : undefined,
    });
    const { 'content-encoding': ___, ...rest } = Object.fromEntries(answer.headers);
    response.writeHead(answer.status, rest).end(body);
  });
  const running = await onLoopback(server);
  return { origin: running.url, exchanges, [Symbol.asyncDispose]: running[Symbol.asyncDispose] };
}
