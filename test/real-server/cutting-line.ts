import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Where the next new post is cut off: on its way to the server, or on the answer's way back. */
export type Cut = 'request' | 'answer';

/** A line to a server that breaks when it is told to. Each connection carries one request, as the channel's do. */
export interface CuttingLine extends AsyncDisposable {
  readonly origin: string;
  /** How many new posts set out on it. */
  posts(): number;
  cut(where: Cut): void;
}

const NEW_POST = /^POST \/api\/v1\/statuses[ ?]/;

export async function startCuttingLine(to: string): Promise<CuttingLine> {
  const { hostname, port } = new URL(to);
  const open = new Set<Socket>();
  const cuts: Cut[] = [];
  let posts = 0;
  const server = createServer((near) => {
    keep(near);
    near.once('data', (first) => {
      const isPost = NEW_POST.test(first.toString('latin1'));
      if (isPost) posts++;
      const cut = isPost ? cuts.shift() : undefined;
      if (cut === 'request') return near.destroy();
      const far = connect(Number(port), hostname);
      keep(far);
      far.write(first);
      near.pipe(far);
      // The first byte of an answer: the server has done what it was asked to.
      if (cut === 'answer') far.once('data', () => near.destroy());
      else far.pipe(near);
      near.once('close', () => far.destroy());
      far.once('close', () => near.destroy());
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');

  function keep(socket: Socket): void {
    open.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => open.delete(socket));
  }

  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    posts: () => posts,
    cut: (where) => void cuts.push(where),
    async [Symbol.asyncDispose]() {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
