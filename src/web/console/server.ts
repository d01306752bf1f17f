import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';
import { SECOND } from '../../core/domain/clock.ts';
import { portError } from '../port-error.ts';

export interface Listening {
  /** `http://127.0.0.1:PORT` */
  readonly address: string;
  readonly port: number;
  close(): Promise<void>;
}

const CONNECTIONS_MAX = 256;
/** How long somebody may take to send a request, which has 200 kB at most: who sends slowly keeps nobody out. */
const REQUEST_MS = 30 * SECOND;

/** Serves pages on this machine: TLS is the business of a reverse proxy. Throws `port-in-use`. `port`: 0 for any. */
export async function listen(fetch: Hono['fetch'], host: string, port: number): Promise<Listening> {
  // The clients of the platforms run in the same process: their `Request` and `Response` stay as they are.
  const server = createAdaptorServer({ fetch, overrideGlobalObjects: false }) as Server;
  server.maxConnections = CONNECTIONS_MAX;
  server.requestTimeout = REQUEST_MS;
  server.headersTimeout = REQUEST_MS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => reject(portError(port, cause)));
    server.listen(port, host, resolve);
  });
  const bound = (server.address() as AddressInfo).port;
  return {
    address: `http://${host}:${bound}`,
    port: bound,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
