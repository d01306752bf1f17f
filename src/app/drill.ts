import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Step } from '../core/delivery/context.ts';
import { reconcile } from '../core/delivery/reconcile.ts';
import { HOUR, type Instant, isoOf, MINUTE, type Zone } from '../core/domain/clock.ts';
import type { Configuration } from '../core/domain/configuration.ts';
import { isMistake, mistake, OperatorError, operatorError } from '../core/domain/errors.ts';
import { type Entry, isPublished } from '../core/ledger/entry.ts';
import { type Plan, plan } from '../core/planning/plan.ts';
import { readInstant } from '../files/validation/times.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { configurationOf } from './configuration.ts';
import { deliverNow, deliverThrough } from './deliver-now.ts';
import { type Files, readBytes } from './files.ts';
import { openLedgerAt } from './ledgers.ts';
import type { App } from './load.ts';
import { practiceState } from './practice-files.ts';
import { sandboxServer } from './sandbox-server.ts';
import { openChannels, openSession, type Session } from './session.ts';
import { type VirtualClock, virtualClock } from './virtual-clock.ts';

/** One version of the state file of a drill, with its plan and the posts that were left after delivering. */
export interface PlayedVersion {
  readonly at: Instant;
  readonly file: string;
  readonly incident: string;
  /** The plan as approved, before any of its posts was sent. */
  readonly planned: Plan;
  readonly left: Plan;
}

export interface Drill {
  readonly played: readonly PlayedVersion[];
  readonly entries: readonly Entry[];
  readonly endedAt: Instant;
  readonly differences: readonly Difference[];
  readonly sandbox: Sandbox;
}

/** A post, by its key or remote id, that is not published as the ledger says. */
interface Difference {
  readonly account: string;
  readonly post: string;
}

interface DrillOptions {
  /** The folder with the versions of the state file, named after their times: `2023-10-30T0630.yaml`. Null: a day of the own region. */
  readonly from: string | null;
  readonly onPlayed: (version: Omit<PlayedVersion, 'left'>) => void;
  readonly onStep: (step: Step) => void;
}

/** The time for which the day of a drill goes on after its last version, for posts that wait for a gap or a look-up. */
const AFTERMATH_MS = 30 * MINUTE;
/** Approves in a drill. */
const APPROVER = 'drill';

/**
 * Plays the versions of a state file against the sandbox, on a virtual clock and a ledger in memory. It cannot reach a
 * real account: whatever the configuration says, all it is given is the sandbox. `show` gets the result while the sandbox
 * can still be read. Throws `no-drill`, also where the versions name municipalities that the files have not, and `drill-name`.
 */
export async function drill(
  app: App,
  options: DrillOptions,
  show: (result: Drill) => Promise<void>,
): Promise<void> {
  const { runtime } = app;
  const { settings: own } = app.files;
  // Nobody signs what is played here.
  const settings = { ...own, sandbox: true, state: { ...own.state, signature: null } };
  const files: Files = { ...app.files, settings, mute: new Set() };
  const versions =
    options.from === null ? ownDay(files, runtime.clock.now()) : await versionsIn(options.from, own.zone);
  const clock = virtualClock(versions[0].at);
  await using server = sandboxServer(clock, () => 0);
  const parts = {
    clock,
    onStep: options.onStep,
    openLedger: () => openLedgerAt({ kind: 'memory' }, files.settings, clock.now()),
    openChannels: () => openChannels(files, clock, server),
  };
  await using session = await openSession(parts, files, 'live', null);
  const played: PlayedVersion[] = [];
  for (const version of versions) {
    played.push(await play(session, clock, version, runtime.signal, options.onPlayed));
    if (runtime.signal.aborted) return;
  }
  await deliverThrough(session.delivery, clock, clock.now() + AFTERMATH_MS, runtime.signal);
  const { sandbox, ledger } = session;
  if (sandbox === null) throw new Error('a drill ran without its sandbox');
  const { entries } = await ledger.view(played.at(-1)?.incident ?? '');
  const differences = differencesOf(session, sandbox, entries);
  await show({ played, entries, endedAt: clock.now(), differences, sandbox });
}

interface Version {
  readonly file: string;
  readonly at: Instant;
  content(): Promise<Uint8Array | string>;
}

/** How long a day of the own region lasts from one version to the next. */
const ON_AGAIN_MS = 6 * HOUR;

/** All municipalities say that they cannot be reached, then that the outage goes on, at the end that all is well. Begins now. */
function ownDay(files: Files, now: Instant): readonly [Version, ...Version[]] {
  const [noon, evening] = [now + ON_AGAIN_MS, now + 2 * ON_AGAIN_MS];
  const kinds = ['outage', 'status', 'all-clear'] as const;
  const announcements = kinds.map((kind) => ({ id: kind, kind, post_as: 'all' }));
  const version = (n: number, at: Instant, incident: Readonly<Record<string, string>>, is: 'up' | 'down') => {
    const facts = { reach: { phone: is, website: is, online_services: is, email_in: is, email_out: is } };
    const said = { incident, facts, announcements: announcements.slice(0, n + 1) };
    return { file: `${kinds[n]}.yaml`, at, content: async () => practiceState(files, now, said) };
  };
  return [
    version(0, now, { phase: 'investigating', next_update: isoOf(noon) }, 'down'),
    version(1, noon, { phase: 'identified', next_update: isoOf(evening) }, 'down'),
    version(2, evening, { phase: 'resolved' }, 'up'),
  ];
}

async function versionsIn(folder: string, zone: Zone): Promise<readonly [Version, ...Version[]]> {
  const names = await readdir(folder).catch((error: unknown) => {
    throw operatorError('no-drill.unreadable', { folder }, { cause: error });
  });
  const [first, ...rest] = names
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => {
      const file = join(folder, name);
      return { file, at: timeIn(name, zone), content: () => readBytes(file) };
    });
  if (!first) throw operatorError('no-drill.here', { folder });
  return [first, ...rest];
}

function timeIn(name: string, zone: Zone): Instant {
  const match = /^(\d{4}-\d{2}-\d{2})T(\d{2})(\d{2})\b/.exec(name);
  const time = match ? readInstant(`${match[1]} ${match[2]}:${match[3]}`, zone) : null;
  if (time && 'value' in time) return time.value;
  throw operatorError('drill-name.here', { name });
}

/** One version of the state file becomes true: plan, approve, deliver. */
async function play(
  { files, ledger, delivery }: Session,
  clock: VirtualClock,
  { file, at, content }: Version,
  signal: AbortSignal,
  onPlayed: DrillOptions['onPlayed'],
): Promise<PlayedVersion> {
  await deliverThrough(delivery, clock, at, signal);
  const { number: over } = await ledger.lastAccepted();
  const configuration = configurationFor(files, await content(), file, at);
  const { id: incident } = configuration.state.incident;
  const tick = await reconcile({ kind: 'configuration', configuration }, ledger, at, over);
  if (tick.kind !== 'planned') throw new Error('a configuration was read and not planned');
  await ledger.approve(
    tick.plan.posts.map(({ intent }) => ({
      digest: intent.digest,
      subject: { post: intent.key },
      by: APPROVER,
      at,
    })),
  );
  const planned = plan(configuration, await ledger.view(incident), at);
  const shown = { at, file, incident, planned };
  onPlayed(shown);
  await deliverNow(delivery, signal);
  return { ...shown, left: plan(configuration, await ledger.view(incident), at) };
}

/** The same as `configurationOf`; where a municipality is unknown it also says how to play a day of the own region. */
function configurationFor(...version: Parameters<typeof configurationOf>): Configuration {
  try {
    return configurationOf(...version);
  } catch (error) {
    if (!isMistake(error, 'unknown-municipality')) throw error;
    const [, , file] = version;
    throw new OperatorError([...error.mistakes, mistake('no-drill.elsewhere', { file })], { cause: error });
  }
}

function differencesOf(
  { files }: Session,
  sandbox: Sandbox,
  entries: readonly Entry[],
): readonly Difference[] {
  return [...files.region.accounts.keys()].flatMap((account) => {
    const shown = sandbox.timeline(account).filter((post) => post.deletedAt === null);
    const known = entries.filter((entry) => entry.account === account && isPublished(entry));
    const byId = new Map(known.map((entry) => [entry.remoteId, entry]));
    const strangers = shown
      .filter((post) => byId.get(post.id)?.publishedText !== post.text)
      .map((post) => post.id);
    const missing = known
      .filter((entry) => !shown.some((post) => post.id === entry.remoteId))
      .map((entry) => entry.key);
    return [...strangers, ...missing].map((post) => ({ account, post }));
  });
}
