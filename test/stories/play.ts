import { randomUUID } from 'node:crypto';
import { deliverNow } from '../../src/app/deliver-now.ts';
import { adopt } from '../../src/core/delivery/adopt.ts';
import { emptyMemory } from '../../src/core/delivery/context.ts';
import { reconcile } from '../../src/core/delivery/reconcile.ts';
import { type Instant, isoOf, MINUTE } from '../../src/core/domain/clock.ts';
import type { Configuration } from '../../src/core/domain/configuration.ts';
import { OperatorError } from '../../src/core/domain/errors.ts';
import type { Plan } from '../../src/core/planning/plan.ts';
import { openLedger } from '../../src/sql/open-ledger.ts';
import { openSystem, type TestSystem } from '../fixtures/system.ts';

const START = Date.parse('2026-11-24T06:00+01:00');
const TICKS_APART_MS = 10 * MINUTE;
/** Once nothing fails any more: long enough for every quiet time, limit and breaker. */
const CALM_MINUTES = 90;
/** Two plans: what the first sends may make more due. */
const ROUNDS_AFTER = 2;
const NEVER = new AbortController().signal;
const EVERYTHING = { of: 'everything' } as const;

/** A text that staff saw for an account, and let go. */
interface Allowed {
  readonly from: Instant;
  /** Under which keys, each with the last instant at which it may be said. */
  readonly keys: Map<string, Instant>;
}

/** What is done to the program under test, so that the checker can be seen to fail. */
export type Sabotage = (system: TestSystem) => TestSystem;
export const NOTHING_AMISS: Sabotage = (system) => system;

export interface PlayOptions {
  /** `municipalities.yaml`. */
  readonly region: string;
  /** How many approvals a text needs. */
  readonly needed: number;
  readonly mode: string;
  readonly sabotage: Sabotage;
  /** Whether the ledger is lost in the end, and another takes over what is on the accounts. */
  readonly losesLedger?: boolean;
}

/** A story that is played through the whole program: read, plan, approve, deliver, against the sandbox. */
export interface Player extends AsyncDisposable {
  readonly system: TestSystem;
  /** From now on the file says this, given its mode, whether or not it can be read. */
  write(file: (mode: string) => string): Promise<void>;
  setDraft(isDraft: boolean): Promise<void>;
  /** Whether the file can be read. */
  isReadable(): boolean;
  /** People approve this share of what the plan shows. */
  approve(share: number): Promise<void>;
  /** Time passes, with a tick now and then. */
  wait(minutes: number): Promise<void>;
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** The process ends and another begins: nothing is known but what the ledger says. */
  restart(): void;
  /** Nothing fails any more, people have approved everything, and time has passed. The last plan, or null if the file can't be read. */
  calm(): Promise<Plan | null>;
  /**
   * Everything that was said without leave, in a draft, too late or twice, and what is unfinished after calm. It knows only
   * what was planned and approved, and reads the timelines and what arrived at the platforms.
   */
  violations(last: Plan | null): Promise<readonly string[]>;
}

export async function openPlay(options: PlayOptions): Promise<Player> {
  const { region, needed, mode, sabotage, losesLedger = false } = options;
  const opened = await openSystem({ at: START, region, settings: `approvals: {needed: ${needed}}\n` });
  const system = sabotage(opened);
  const { ledger, clock, delivery, sandbox } = system;
  const accounts = [...system.region.accounts.keys()];
  const allowed = new Map<string, Allowed>();
  /** From which request on. Two versions of a file may be read at the same instant. */
  const drafts: { readonly from: number; readonly isDraft: boolean }[] = [];
  let file: (mode: string) => string = () => '';
  let isDraft = false;
  let readable: Configuration | null = null;

  const read = () => readOrNull(system, file(isDraft ? 'draft' : mode));

  async function tick(): Promise<Plan | null> {
    const now = clock.now();
    const { number: over } = await ledger.lastAccepted();
    const configuration = read();
    const ticked = await reconcile(
      configuration ? { kind: 'configuration', configuration } : { kind: 'broken', mistakes: [] },
      ledger,
      now,
      over,
    );
    if (ticked.kind === 'planned') {
      readable = ticked.configuration;
      drafts.push({ from: sandbox.requests().length, isDraft: ticked.plan.mode === 'draft' });
      if (needed === 0) allow(ticked.plan.posts, now);
    }
    await deliverNow(delivery, NEVER);
    return ticked.kind === 'planned' ? ticked.plan : null;
  }

  function allow(posts: Plan['posts'], now: Instant): void {
    for (const { intent } of posts) {
      if (intent.text === null) continue;
      const id = `${intent.account} ${intent.text}`;
      const known = allowed.get(id) ?? { from: now, keys: new Map() };
      known.keys.set(intent.key, intent.until ?? Number.POSITIVE_INFINITY);
      allowed.set(id, known);
    }
  }

  async function approve(share: number): Promise<void> {
    const plan = await tick();
    if (!plan) return;
    const posts = plan.posts.slice(0, Math.ceil(plan.posts.length * share));
    const at = clock.now();
    await ledger.approve(
      posts.map(({ intent }) => ({ digest: intent.digest, subject: { post: intent.key }, by: 'press', at })),
    );
    allow(posts, at);
    await tick();
  }

  async function wait(minutes: number): Promise<void> {
    const until = clock.now() + minutes * MINUTE;
    while (clock.now() < until) {
      await system.pass(Math.min(until, clock.now() + TICKS_APART_MS));
      await tick();
    }
  }

  async function resume(): Promise<void> {
    await ledger.resume(EVERYTHING, 'press', clock.now());
    await tick();
  }

  function restart(): void {
    delivery.memory.identified.clear();
  }

  /** What was sent, whether it arrived or not: each text was allowed, in time, in the right mode. */
  function wrongRequests(): readonly string[] {
    return sandbox.requests().flatMap(({ operation, account, at, body }, index): readonly string[] => {
      if (operation !== 'publish' && operation !== 'edit') return [];
      const text = textIn(body);
      const known = allowed.get(`${account} ${text}`);
      const what = `${account} ${operation} ${JSON.stringify(text)} at ${isoOf(at)}`;
      if (text === null || !known || known.from > at) return [`nobody let this go: ${what}`];
      const wrong: string[] = [];
      if (operation === 'publish' && Math.max(...known.keys.values()) < at)
        wrong.push(`after its until: ${what}`);
      if (drafts.findLast(({ from }) => from <= index)?.isDraft) wrong.push(`in a draft: ${what}`);
      const isMarked = readable?.messages.isExercise(text) ?? false;
      if (mode === 'exercise' && !isMarked) wrong.push(`an exercise without its banner: ${what}`);
      return wrong;
    });
  }

  function saidTwice(): readonly string[] {
    return accounts.flatMap((account) =>
      [...Map.groupBy(system.everPosted(account), (text) => text)].flatMap(([text, times]) => {
        const keys = allowed.get(`${account} ${text}`)?.keys.size ?? 0;
        return times.length > keys
          ? [`${account} says ${times.length} times, for ${keys} keys: ${text}`]
          : [];
      }),
    );
  }

  /** In the end nothing is unknown, all that is due and approved is done, and what the ledger says is published. */
  async function unfinished(plan: Plan | null): Promise<readonly string[]> {
    const { entries } = await ledger.view(readable?.state.incident.id ?? '');
    const open = entries
      .filter(({ state }) => state === 'unknown' || state === 'sending')
      .map(({ key, state, reason }) => `${key} is ${state}: ${reason}`);
    const due = (plan?.posts ?? [])
      .filter(({ intent, approvals }) => intent.due <= clock.now() && approvals.length >= needed)
      .map(({ intent }) => `${intent.key} (${intent.action}) is due and not done`);
    const amiss = entries.flatMap((entry) => {
      if (entry.action !== 'publish' || entry.state !== 'posted') return [];
      const post = sandbox.timeline(entry.account).find((one) => one.id === entry.remoteId);
      if (!post) return [`${entry.key} is posted for the ledger, and never was`];
      const gone = post.deletedAt !== null;
      if (gone !== (entry.removedAt !== null))
        return [`${entry.key} is ${gone ? 'gone' : 'there'}, and the ledger does not know`];
      if (!gone && post.text !== entry.publishedText)
        return [`${entry.key} reads otherwise than the ledger says`];
      return [];
    });
    return [...open, ...due, ...amiss];
  }

  /** Posts that another ledger makes again or changes, though all that was due is published and it looked for everything. */
  async function changedByAnother(): Promise<readonly string[]> {
    const configuration = read();
    if (configuration === null) return [];
    await using another = await openLedger({ kind: 'memory' }, system.settings, randomUUID, clock.now());
    const itsOwn = { ...delivery, ledger: another, memory: emptyMemory() };
    const adoptions = await adopt(itsOwn, configuration, NEVER);
    const sought = new Set(adoptions.map(({ intent }) => intent.key));
    for (let round = 0; round < ROUNDS_AFTER; round++) {
      const { number: over } = await another.lastAccepted();
      await reconcile({ kind: 'configuration', configuration }, another, clock.now(), over);
      await deliverNow(itsOwn, NEVER);
    }
    const { entries } = await another.view(configuration.state.incident.id);
    return entries
      .filter(({ key, action, attempts }) => attempts > 0 && (action !== 'publish' || sought.has(key)))
      .map(({ key, state, text }) => `a new ledger makes ${key}, which is ${state}: ${text}`);
  }

  return {
    system,
    async write(next) {
      file = next;
      await tick();
    },
    async setDraft(draft) {
      isDraft = draft;
      await tick();
    },
    isReadable: () => read() !== null,
    approve,
    wait,
    pause: () => ledger.pause({ scope: EVERYTHING, by: 'press', at: clock.now() }),
    resume,
    restart,
    async calm() {
      sandbox.clear();
      restart();
      for (const account of accounts) await ledger.stop(account, null, clock.now());
      isDraft = false;
      await resume();
      await approve(1);
      await wait(CALM_MINUTES);
      await approve(1);
      await wait(TICKS_APART_MS / MINUTE);
      return tick();
    },
    violations: async (last) => [
      ...wrongRequests(),
      ...saidTwice(),
      ...(await unfinished(last)),
      ...(losesLedger ? await changedByAnother() : []),
    ],
    [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose](),
  };
}

/** The files, or null where an operator is told what is wrong. Anything else that is thrown is a bug. */
function readOrNull(system: TestSystem, text: string): Configuration | null {
  try {
    return system.configuration(text);
  } catch (error) {
    if (error instanceof OperatorError && error.mistakes.length > 0) return null;
    throw error;
  }
}

/** The text in the body of a request, as X or Mastodon gets it. */
function textIn(body: string): string | null {
  const read: unknown = JSON.parse(body);
  if (typeof read !== 'object' || read === null) return null;
  if ('text' in read && typeof read.text === 'string') return read.text;
  return 'status' in read && typeof read.status === 'string' ? read.status : null;
}
