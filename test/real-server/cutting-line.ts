import { connect } from 'node:net';
import { bareSocket } from '../fixtures/bare-server.ts';

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
  const cuts: Cut[] = [];
  let posts = 0;
  const running = await bareSocket((near) => {
    near.once('data', (first) => {
      const isPost = NEW_POST.test(first.toString('latin1'));
      if (isPost) posts++;
      const cut = isPost ? cuts.shift() : undefined;
      if (cut === 'request') return near.destroy();
      const far = connect(Number(port), hostname);
      far.on('error', () => {});
      far.write(first);
      near.pipe(far);
      // The first byte of an answer: the server has done what it was asked to.
      if (cut === 'answer') far.once('data', () => near.destroy());
      else far.pipe(near);
      near.once('close', () => far.destroy());
      far.once('close', () => near.destroy());
    });
  });
  return {
    origin: running.url,
    posts: () => posts,
    cut: (where) => void cuts.push(where),
    [Symbol.asyncDispose]: running[Symbol.asyncDispose],
  };
}
