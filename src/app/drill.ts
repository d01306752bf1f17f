import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Step } from '../core/delivery/context.ts';
import { reconcile } from '../core/delivery/reconcile.ts';
import { type Instant, MINUTE, type Zone } from '../core/domain/clock.ts';
import { mistake, operatorError } from '../core/domain/errors.ts';
import { type Entry, isPublished } from '../core/ledger/entry.ts';
import { type Plan, plan } from '../core/planning/plan.ts';
import { readInstant } from '../files/validation/times.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { configurationOf } from './configuration.ts';
import { deliverNow, deliverThrough } from './deliver-now.ts';
import { type Files, readBytes } from './files.ts';
import { openLedgerAt } from './ledgers.ts';
import type { App } from './load.ts';
import { sandboxServer } from './sandbox-server.ts';
import { openChannels, openSession, type Session } from './session.ts';
import { type VirtualClock, virtualClock } from './virtual-clock.ts';

/** One version of the state file of a drill, with what was planned for it and what was left after delivering. */
export interface PlayedVersion {
  readonly at: Instant;
  readonly file: string;
  readonly incident: string;
  /** As approved, before anything of it was sent. */
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
  /** The folder with the versions of the state file, named after their times: `2023-10-30T0630.yaml`. */
  readonly from: string;
  /** The port of the page with the timelines; 0 for any that is free. */
  readonly port: number;
  readonly onPlayed: (version: Omit<PlayedVersion, 'left'>) => void;
  readonly onStep: (step: Step) => void;
}

/** How long the day of a drill goes on after its last version: for what waits for a gap or a look-up. */
const AFTERMATH_MS = 30 * MINUTE;
/** Approves in a drill. */
const APPROVER = 'drill';

/**
 * Plays the versions of a state file against the sandbox, on a virtual clock and a ledger in memory. It cannot reach a
 * real account: whatever the configuration says, all it is given is the sandbox. `show` gets the result while the sandbox
 * can still be read. Throws `no-drill` and `drill-name`.
 */
export async function drill(
  app: App,
  options: DrillOptions,
  show: (result: Drill) => Promise<void>,
): Promise<void> {
  const { runtime } = app;
  const files: Files = { ...app.files, settings: { ...app.files.settings, sandbox: true }, mute: new Set() };
  const versions = await versionsIn(options.from, files.settings.zone);
  const clock = virtualClock(versions[0].at);
  const server = sandboxServer(clock, () => options.port);
  const parts = {
    clock,
    onStep: options.onStep,
    async openLedger() {
      const ledger = await openLedgerAt({ kind: 'memory' }, files.settings, clock.now());
      return { ledger, close: () => ledger.close() };
    },
    openChannels: () => openChannels(files, clock, server),
  };
  const session = await openSession(parts, files, 'live', null);
  try {
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
  } finally {
    await session.close();
    await server.close();
  }
}

interface Version {
  readonly file: string;
  readonly at: Instant;
}

async function versionsIn(folder: string, zone: Zone): Promise<readonly [Version, ...Version[]]> {
  const names = await readdir(folder).catch((error: unknown) => {
    throw operatorError(mistake('no-drill.unreadable', { folder }), { cause: error });
  });
  const [first, ...rest] = names
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => ({ file: join(folder, name), at: timeIn(name, zone) }));
  if (!first) throw operatorError(mistake('no-drill.here', { folder }));
  return [first, ...rest];
}

function timeIn(name: string, zone: Zone): Instant {
  const match = /^(\d{4}-\d{2}-\d{2})T(\d{2})(\d{2})\b/.exec(name);
  const time = match ? readInstant(`${match[1]} ${match[2]}:${match[3]}`, zone) : null;
  if (time && 'value' in time) return time.value;
  throw operatorError(mistake('drill-name.here', { name }));
}

/** One version of the state file becomes true: plan, approve, deliver. */
async function play(
  { files, ledger, delivery }: Session,
  clock: VirtualClock,
  { file, at }: Version,
  signal: AbortSignal,
  onPlayed: DrillOptions['onPlayed'],
): Promise<PlayedVersion> {
  await deliverThrough(delivery, clock, at, signal);
  const over = await ledger.versionAccepted();
  const configuration = configurationOf(files, await readBytes(file), file, at);
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
