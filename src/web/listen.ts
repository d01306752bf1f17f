import type { Server } from 'node:http';
import { type AddressInfo, isIPv6 } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';
import { operatorError } from '../core/domain/errors.ts';

export interface Listening {
  /** `http://127.0.0.1:PORT`, `http://[::1]:PORT` */
  readonly origin: string;
  readonly port: number;
  close(): Promise<void>;
}

interface Limits {
  readonly connectionsMax: number;
  /** How long a client may take to send a request. A slow one, or one that never ends, keeps no other out. */
  readonly requestMs: number;
}

/** Serves pages on this machine: TLS is the business of a reverse proxy. Throws `port-in-use` or `bad-host`. `port`: 0 for any. */
export async function listen(
  fetch: Hono['fetch'],
  { host, port }: { readonly host: string; readonly port: number },
  { connectionsMax, requestMs }: Limits,
): Promise<Listening> {
  // The clients of the platforms run in the same process: their `Request` and `Response` stay as they are.
  const answering = new Set<Promise<unknown>>();
  const server = createAdaptorServer({
    fetch(...asked: Parameters<typeof fetch>) {
      const answer = Promise.resolve(fetch(...asked)).finally(() => answering.delete(answer));
      answering.add(answer);
      return answer;
    },
    overrideGlobalObjects: false,
  }) as Server;
  server.maxConnections = connectionsMax;
  server.requestTimeout = requestMs;
  server.headersTimeout = requestMs;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      reject(refusedBecause(cause, host, port));
    });
    server.listen(port, host, resolve);
  });
  const bound = (server.address() as AddressInfo).port;
  return {
    origin: `http://${isIPv6(host) ? `[${host}]` : host}:${bound}`,
    port: bound,
    async close() {
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
      await Promise.allSettled(answering);
    },
  };
}

/** The address is of no interface of this machine, or of a family that it lacks, or the name leads nowhere. */
const ELSEWHERE: ReadonlySet<string> = new Set(
  'EADDRNOTAVAIL EAFNOSUPPORT EINVAL ENOTFOUND EAI_AGAIN'.split(' '),
);

/** Host and port are typed by operators: what the system does not let the program listen on is a mistake, and no bug. */
function refusedBecause(cause: NodeJS.ErrnoException, host: string, port: number): Error {
  if (cause.code === 'EADDRINUSE') return operatorError('port-in-use.web', { port }, { cause });
  if (cause.code === 'EACCES') return operatorError('bad-host.port', { port }, { cause });
  const isElsewhere = ELSEWHERE.has(cause.code ?? '');
  return isElsewhere ? operatorError('bad-host.here', { written: `\`${host}\`` }, { cause }) : cause;
}
