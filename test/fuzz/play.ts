import { deliverNow } from '../../src/app/deliver-now.ts';
import { reconcile } from '../../src/core/delivery/reconcile.ts';
import { type Instant, MINUTE } from '../../src/core/domain/clock.ts';
import type { Configuration } from '../../src/core/domain/configuration.ts';
import { OperatorError } from '../../src/core/domain/errors.ts';
import type { Plan } from '../../src/core/planning/plan.ts';
import { openSystem, type TestSystem } from '../fixtures/system.ts';
import { ACCOUNTS, type Event, REGION, type Story, textOf } from './story.ts';

const START = Date.parse('2026-11-24T06:00+01:00');
const TICKS_APART_MS = 10 * MINUTE;
/** Once nothing fails any more: long enough for every quiet time, limit and breaker. */
const CALM_MS = 90 * MINUTE;
const NEVER = new AbortController().signal;

/** A text that staff saw for an account, and let go. */
interface Allowed {
  readonly from: Instant;
  /** Under which keys, each with the last instant at which it may be said. */
  readonly keys: Map<string, Instant>;
}

export interface Played {
  readonly violations: readonly string[];
  readonly posts: number;
  readonly plans: number;
}

/** What is done to the program under test, so that the checker can be seen to fail. */
export type Sabotage = (system: TestSystem) => TestSystem;
export const NOTHING_AMISS: Sabotage = (system) => system;

/**
 * Plays a story through the whole program: read, plan, approve, deliver, against the sandbox. The checker knows only what
 * was planned and approved, and reads the timelines and what arrived at the platforms.
 */
export async function play({ mode, needed, first, events }: Story, sabotage: Sabotage): Promise<Played> {
  await using opened = await openSystem({
    at: START,
    region: REGION,
    settings: `approvals: {needed: ${needed}}\n`,
  });
  const system = sabotage(opened);
  const { ledger, clock, delivery, sandbox } = system;
  const allowed = new Map<string, Allowed>();
  /** From which request on. Two versions of a file may be read at the same instant. */
  const drafts: { readonly from: number; readonly isDraft: boolean }[] = [];
  const violations: string[] = [];
  let file = { said: first, accident: null as Parameters<typeof textOf>[2] };
  let isDraft = false;
  let readable: Configuration | null = null;
  let plans = 0;

  const written = () => textOf(file.said, isDraft ? 'draft' : mode, file.accident);

  async function tick(): Promise<Plan | null> {
    const now = clock.now();
    const over = await ledger.versionAccepted();
    const read = readOrNull(system, written());
    const ticked = await reconcile(
      read ? { kind: 'configuration', configuration: read } : { kind: 'broken', mistakes: [] },
      ledger,
      now,
      over,
    );
    if (ticked.kind === 'planned') {
      plans++;
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

  async function wait(until: Instant): Promise<void> {
    while (clock.now() < until) {
      await system.pass(Math.min(until, clock.now() + TICKS_APART_MS));
      await tick();
    }
  }

  async function happen(event: Event): Promise<void> {
    switch (event.do) {
      case 'write':
        file = { said: event.file, accident: event.accident };
        return void (await tick());
      case 'mode':
        isDraft = event.mode === 'draft';
        return void (await tick());
      case 'wait':
        return wait(clock.now() + event.minutes * MINUTE);
      case 'approve':
        return approve(event.share);
      case 'fault':
        return sandbox.arrange(event.account, event.fault, event.times);
      case 'pause':
        return ledger.pause({ scope: { of: 'everything' }, by: 'press', at: clock.now() });
      case 'resume':
        await ledger.resume({ of: 'everything' }, 'press', clock.now());
        return void (await tick());
      case 'restart':
        return forget(system);
      default:
        return event satisfies never;
    }
  }

  async function calm(): Promise<Plan | null> {
    sandbox.clear();
    forget(system);
    for (const account of ACCOUNTS) await ledger.stop(account, null, clock.now());
    await ledger.resume({ of: 'everything' }, 'press', clock.now());
    isDraft = false;
    if (readOrNull(system, written()) === null) file = { ...file, accident: null };
    await approve(1);
    await wait(clock.now() + CALM_MS);
    await approve(1);
    await wait(clock.now() + TICKS_APART_MS);
    return tick();
  }

  await tick();
  for (const event of events) await happen(event);
  const last = await calm();
  violations.push(...wrongRequests(), ...saidTwice(), ...(await unfinished(last)));
  const posts = ACCOUNTS.reduce((sum, account) => sum + sandbox.timeline(account).length, 0);
  return { violations, posts, plans };

  /** What was sent, whether it arrived or not: each text was allowed, in time, in the right mode. */
  function wrongRequests(): readonly string[] {
    return sandbox.requests().flatMap(({ operation, account, at, body }, index): readonly string[] => {
      if (operation !== 'publish' && operation !== 'edit') return [];
      const text = textIn(body);
      const known = allowed.get(`${account} ${text}`);
      const what = `${account} ${operation} ${JSON.stringify(text)} at ${new Date(at).toISOString()}`;
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
    return ACCOUNTS.flatMap((account) => {
      const said = sandbox.timeline(account).map((post) => post.edits[0] ?? post.text);
      return [...Map.groupBy(said, (text) => text)].flatMap(([text, times]) => {
        const keys = allowed.get(`${account} ${text}`)?.keys.size ?? 0;
        return times.length > keys
          ? [`${account} says ${times.length} times, for ${keys} keys: ${text}`]
          : [];
      });
    });
  }

  /** In the end nothing is unknown, all that is due and approved is done, and what the ledger says stands. */
  async function unfinished(plan: Plan | null): Promise<readonly string[]> {
    const { entries } = await ledger.view('i');
    const open = entries
      .filter(({ state }) => state === 'unknown' || state === 'sending')
      .map(({ key, state, reason }) => `${key} is ${state}: ${reason}`);
    const due = (plan?.posts ?? [])
      .filter(({ intent, approvals }) => intent.due <= clock.now() && approvals.length >= needed)
      .map(({ intent }) => `${intent.key} (${intent.action}) is due and not done`);
    const amiss = entries.flatMap((entry) => {
      if (entry.action !== 'publish' || entry.state !== 'posted') return [];
      const post = sandbox.timeline(entry.account).find((one) => one.id === entry.remoteId);
      if (!post) return [`${entry.key} is said to stand, and does not`];
      const gone = post.deletedAt !== null;
      if (gone !== (entry.removedAt !== null))
        return [`${entry.key} is ${gone ? 'gone' : 'there'}, and the ledger does not know`];
      if (!gone && post.text !== entry.publishedText)
        return [`${entry.key} reads otherwise than the ledger says`];
      return [];
    });
    return [...open, ...due, ...amiss];
  }
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

function forget({ delivery: { memory: known } }: TestSystem): void {
  known.identified.clear();
  known.resting.clear();
  known.unauthorised.clear();
  known.rejections.clear();
}

/** The text in the body of a request, as X or Mastodon gets it. */
function textIn(body: string): string | null {
  const read: unknown = JSON.parse(body);
  if (typeof read !== 'object' || read === null) return null;
  if ('text' in read && typeof read.text === 'string') return read.text;
  return 'status' in read && typeof read.status === 'string' ? read.status : null;
}
