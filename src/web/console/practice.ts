import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import type { App } from '../../app/load.ts';
import { entry, type People, peopleOf, personIfNamed } from '../../app/people/people.ts';
import { copyForPractice } from '../../app/practice-files.ts';
import { sandboxServer } from '../../app/sandbox-server.ts';
import { isMistake } from '../../core/domain/errors.ts';
import { ALL } from '../../core/domain/municipality.ts';
import { type Person, ROLES } from '../../core/domain/rights.ts';
import type { SandboxPost } from '../../sandbox/sandbox.ts';
import { say } from '../../staff-words/say.ts';
import { runUntilEnded } from '../../worker/run.ts';
import { runOf } from '../../worker/run-of.ts';
import { type Listening, listen } from '../listen.ts';
import { CONSOLE_LIMITS, consoleApp } from './console.ts';
import { type Desk, deskOf } from './desk.ts';

const HOST = '127.0.0.1';

/** A worker on a copy of the files, the sandbox and its own people: all that a practice needs but a way in. */
export interface PracticeGround extends AsyncDisposable {
  readonly desk: Desk;
  /** Address of the server of the timelines, without a slash at its end. */
  readonly platforms: string;
  /** Every post that followers see, of all accounts. */
  posts(): readonly SandboxPost[];
  /** Rejects if the worker ends with an error. */
  readonly ended: Promise<void>;
}

/** A practice that runs: a worker, the console and the timelines, all on this machine. */
export interface Practice extends PracticeGround {
  /** Opens the console, signed in. It works on this machine only, as long as the practice lasts. */
  readonly link: string;
}

/** A real worker delivers to the sandbox; nothing else can be reached from here. `origin`: of the console. */
export async function startPractice(
  app: App,
  origin: string,
  timelines: string | null,
): Promise<PracticeGround> {
  const copy = await copyForPractice(app);
  const closing = new AbortController();
  const runtime = { ...copy.app.runtime, signal: AbortSignal.any([app.runtime.signal, closing.signal]) };
  const own: App = { ...copy.app, runtime };
  const { clock } = runtime;
  const server = sandboxServer(clock, () => 0);
  const sandbox = await server.open(own.files);
  const ended = runUntilEnded(runOf(own, { server, adopt: false, onEvent: () => {} }));
  // The caller may wait for it. If no caller waits, a practice that fails must not end the real worker of this process.
  ended.catch(() => {});
  const people = await peopleOf(own, { origin });
  return {
    desk: deskOf(own, { people, timelines: timelines ?? `${sandbox.origin}/`, redact: app.files.redact }),
    platforms: sandbox.origin,
    posts: () =>
      [...own.files.region.accounts.keys()]
        .flatMap((account) => sandbox.timeline(account))
        .filter(({ deletedAt }) => deletedAt === null),
    ended,
    async [Symbol.asyncDispose]() {
      closing.abort();
      await ended.catch(() => {});
      await people.store.close();
      await server[Symbol.asyncDispose]();
      await copy[Symbol.asyncDispose]();
    },
  };
}

/**
 * Starts a practice with a console of its own. `port`: where the console is, or any that is free where that one is taken.
 */
export async function openPractice(app: App, port: number): Promise<Practice> {
  // Its address is known once it listens.
  let pages = new Hono();
  const server = await listenNear((...asked) => pages.fetch(...asked), port);
  const origin = `http://localhost:${server.port}`;
  const ground = await startPractice(app, origin, null);
  const { desk } = ground;
  const key = randomBytes(16).toString('hex');
  const person = await addPractitioner(desk.people);
  pages = consoleApp(desk, { practice: { key, person }, trustedProxy: null });
  return {
    ...ground,
    link: `${origin}/ueben/${key}`,
    async [Symbol.asyncDispose]() {
      await server.close();
      await ground[Symbol.asyncDispose]();
    },
  };
}

async function listenNear(fetch: Hono['fetch'], port: number): Promise<Listening> {
  try {
    return await listen(fetch, { host: HOST, port }, CONSOLE_LIMITS);
  } catch (error) {
    if (!isMistake(error, 'port-in-use')) throw error;
    return listen(fetch, { host: HOST, port: 0 }, CONSOLE_LIMITS);
  }
}

async function addPractitioner(people: People): Promise<Person> {
  const name = say('console-practitioner');
  const person = practising({ id: 'uebung', name, rights: [], isRemoved: false });
  await addToPractice(people, person);
  return person;
}

/** In a practice everybody may try everything, whatever they may do beside it. */
export function practising(person: Person): Person {
  return { ...person, rights: ROLES.map((role) => ({ role, who: ALL })) };
}

/** Adds somebody with these rights, in the place of anybody whose name looks the same: who was removed may be invited again. */
export async function addToPractice(people: People, { id, name, rights }: Person): Promise<void> {
  const at = people.clock.now();
  const actor = { id, name, via: 'console' } as const;
  const earlier = await personIfNamed(people, name);
  if (earlier !== null) await people.store.remove(earlier.id, at);
  await people.store.addPerson({ id, name }, at);
  await people.store.setRights({ person: id, rights }, null, at, [
    entry(people, actor, 'rights-changed', name),
  ]);
}
