import http from 'node:http';
import net, { type AddressInfo } from 'node:net';

/** A server on loopback that does what a test wants, down to the single byte. */
export interface BareServer extends AsyncDisposable {
  readonly url: string;
}

/** Speaks no HTTP of its own: `act` gets each connection as soon as it stands. */
export function bareSocket(act: (socket: net.Socket) => void): Promise<BareServer> {
  const open = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    open.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => open.delete(socket));
    act(socket);
  });
  return listening(server, () => {
    for (const socket of open) socket.destroy();
  });
}

/** Answers every request with these bytes and closes. */
export function bareAnswer(head: readonly string[], body: string): Promise<BareServer> {
  return bareSocket((socket) => socket.once('data', () => socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)));
}

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: unknown;
}

/** Answers JSON, and remembers what it was asked and over how many connections. */
export async function jsonServer(
  answer: (asked: Asked) => { readonly status: number; readonly body: unknown },
): Promise<BareServer & { readonly asked: readonly Asked[]; connections(): number }> {
  const asked: Asked[] = [];
  let connections = 0;
  const server = http.createServer({ keepAliveTimeout: 60_000 }, async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString();
    const url = new URL(request.url ?? '/', 'http://localhost');
    const one: Asked = {
      method: request.method ?? '',
      path: url.pathname,
      query: url.searchParams,
      headers: request.headers,
      body: text === '' ? null : JSON.parse(text),
    };
    asked.push(one);
    const { status, body } = answer(one);
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
    response.end(JSON.stringify(body));
  });
  server.on('connection', () => {
    connections++;
  });
  const running = await listening(server, () => server.closeAllConnections());
  return {
    ...running,
    [Symbol.asyncDispose]: running[Symbol.asyncDispose],
    asked,
    connections: () => connections,
  };
}

/** An address at which nobody listens. */
export async function closedPort(): Promise<string> {
  await using server = await bareSocket(() => {});
  return server.url;
}

async function listening(server: net.Server, drop: () => void): Promise<BareServer> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      drop();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

const PADDING = ' '.repeat(1024 * 1024);
const PADDINGS = 64;

/** Begins an answer with this head, then sends spaces without end, or nearly: only after 64 MiB comes the body. */
export async function endlessAnswer(head: readonly string[], body: string) {
  let written = 0;
  const server = await bareSocket((socket) =>
    socket.once('data', () => {
      socket.write(`${head.join('\r\n')}\r\n\r\n`);
      const more = () => {
        while (written < PADDINGS && !socket.destroyed && socket.write(PADDING)) written++;
        if (written >= PADDINGS) socket.end(body);
      };
      socket.on('drain', () => {
        written++;
        more();
      });
      more();
    }),
  );
  return { ...server, writtenMiB: () => written };
}
