import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Hono } from 'hono';
import type { App } from '../../app/load.ts';
import { entry, openPeople, type People } from '../../app/people/people.ts';
import { copyForPractice } from '../../app/practice-files.ts';
import { sandboxServer } from '../../app/sandbox-server.ts';
import { isMistake } from '../../core/domain/errors.ts';
import { ALL } from '../../core/domain/municipality.ts';
import { type Person, ROLES } from '../../core/domain/person.ts';
import type { SandboxPost } from '../../sandbox/sandbox.ts';
import { say } from '../../words/say.ts';
import type { Run } from '../../worker/run.ts';
import { runUntilEnded } from '../../worker/run.ts';
import { runOf } from '../../worker/run-of.ts';
import { consoleApp } from './console.ts';
import { deskOf } from './desk.ts';
import { type Listening, listen } from './server.ts';

/** A practice that runs: a worker, the console and the timelines, all on this machine. */
export interface Practice {
  /** Opens the console, signed in. It works on this machine only, as long as the practice lasts. */
  readonly link: string;
  readonly timelines: string;
  /** Every post that followers see, of all accounts. */
  posts(): readonly SandboxPost[];
  /** Rejects where the worker ends by an error. */
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

const HOST = '127.0.0.1';

/**
 * Starts a practice on a copy of the files. A real worker delivers to the sandbox; nothing else can be reached from here.
 * `port`: where the console is, or any that is free where that one is taken.
 */
export async function openPractice(app: App, port: number, wordAlert: Run['wordAlert']): Promise<Practice> {
  const copy = await copyForPractice(app);
  const closing = new AbortController();
  const runtime = { ...copy.app.runtime, signal: AbortSignal.any([app.runtime.signal, closing.signal]) };
  const own: App = { ...copy.app, runtime };
  const { clock } = runtime;
  const sandbox = sandboxServer(clock, () => 0);
  const platforms = await sandbox.open(own.files);
  const timelines = `${platforms.origin}/`;
  const place = { kind: 'file', file: join(own.options.data, 'people.sqlite') } as const;
  const ended = runUntilEnded(runOf(own, { server: sandbox, adopt: false, wordAlert, onEvent: () => {} }));
  const key = randomBytes(16).toString('hex');
  const pages = new Hono();
  const server = await listenNear(pages.fetch, port);
  const origin = `http://localhost:${server.port}`;
  const people = await openPeople(place, origin, clock);
  const person = await addPractitioner(people);
  pages.route(
    '/',
    consoleApp(deskOf(own, { people, timelines }), { practice: { key, person }, trustedProxy: null }),
  );
  return {
    link: `${origin}/ueben/${key}`,
    timelines,
    posts: () =>
      [...own.files.region.accounts.keys()]
        .flatMap((account) => platforms.timeline(account))
        .filter(({ deletedAt }) => deletedAt === null),
    ended,
    async close() {
      closing.abort();
      await server.close();
      await ended.catch(() => {});
      await people.store.close();
      await sandbox.close();
      await copy[Symbol.asyncDispose]();
    },
  };
}

async function listenNear(fetch: Hono['fetch'], port: number): Promise<Listening> {
  try {
    return await listen(fetch, HOST, port);
  } catch (error) {
    if (!isMistake(error, 'port-in-use')) throw error;
    return listen(fetch, HOST, 0);
  }
}

/** Somebody who may do everything. */
async function addPractitioner(people: People): Promise<Person> {
  const name = say('console-practitioner');
  const rights = ROLES.map((role) => ({ role, who: ALL }));
  const actor = { id: 'uebung', name, via: 'console' } as const;
  const at = people.clock.now();
  await people.store.addPerson({ id: actor.id, name }, at);
  await people.store.setRights(
    { person: actor.id, rights },
    null,
    at,
    entry(people, actor, 'rights-changed', name),
  );
  return { id: actor.id, name, rights, isRemoved: false };
}
