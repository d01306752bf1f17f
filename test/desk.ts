import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the webhook was sent, and took. */
export interface Message {
  readonly id: string;
  readonly kind: 'raised' | 'over';
  readonly code: string;
  readonly text: string;
  readonly about: readonly string[];
}

/** Where staff read: a webhook that can fail, and somebody outside who hears the signs of life. */
export interface Desk extends AsyncDisposable {
  readonly origin: string;
  /** What staff read: that which was taken. */
  readonly messages: Message[];
  /** Everything that ever arrived. */
  readonly arrived: Message[];
  pings: number;
  /** What it does instead of taking a message. */
  fails: ((response: ServerResponse) => void) | null;
  /** `raised held`, in their order. */
  told(): readonly string[];
}

export async function openDesk(): Promise<Desk> {
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const bytes of request) body += String(bytes);
    if (request.url === '/ping') {
      desk.pings++;
      response.writeHead(204).end();
      return;
    }
    desk.arrived.push(JSON.parse(body));
    if (desk.fails) return desk.fails(response);
    desk.messages.push(JSON.parse(body));
    response.writeHead(204).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const desk: Desk = {
    origin: `http://127.0.0.1:${port}`,
    messages: [],
    arrived: [],
    pings: 0,
    fails: null,
    told: () => desk.messages.map(({ kind, code }) => `${kind} ${code}`),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
  return desk;
}
