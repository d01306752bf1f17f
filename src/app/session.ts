import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { type DeliveryContext, emptyMemory, type Step } from '../core/delivery/context.ts';
import type { Channel } from '../core/domain/channel.ts';
import type { Clock } from '../core/domain/clock.ts';
import { isMistake } from '../core/domain/errors.ts';
import type { Mode } from '../core/domain/incident.ts';
import type { Account } from '../core/domain/municipality.ts';
import type { Settings } from '../core/domain/settings.ts';
import type { Ledger } from '../core/ledger/ledger.ts';
import { placesOf } from '../core/planning/renamed-accounts.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import type { LedgerPlace } from '../sql/open-store.ts';
import { lockWorker } from '../sql/sqlite/worker-lock.ts';
import type { Witness } from '../sql/store.ts';
import { channelsFor } from './account-access.ts';
import type { Files } from './files.ts';
import { openLedgerAt, readingLedger } from './ledgers.ts';
import type { SandboxServer } from './sandbox-server.ts';

/**
 * Files, mode, ledger, channels and delivery context. They are opened together and thrown away together: when any of
 * them changes, the session takes nothing new, settles what is on the wire in its own ledger through its own channels,
 * and a new session begins. So nothing can be sent to the sandbox and written down as live, or the other way round.
 * Disposing of it releases the ledger: after the last delivery has settled.
 */
export interface Session extends AsyncDisposable {
  readonly files: Files;
  readonly mode: Mode;
  readonly ledger: Ledger;
  readonly delivery: DeliveryContext;
  /** The sandbox that everything goes to; null on the real platforms. */
  readonly sandbox: Sandbox | null;
}

/** All that a session is opened from. Tests and the simulation bring their own parts. */
export interface SessionParts {
  readonly clock: Clock;
  openLedger(files: Files, mode: Mode): Promise<Ledger>;
  openChannels(files: Files): Promise<OpenedChannels>;
  /** Called after every step of a delivery. */
  readonly onStep: (step: Step) => void;
}

interface OpenedChannels {
  readonly sandbox: Sandbox | null;
  /** Null where the account has no usable credential. */
  channel(account: Account): Channel | null;
}

/**
 * Throws an OperatorError where the ledger cannot be opened, or another worker has it. Keeps what the process learned about
 * accounts in the session `before` if the same credentials reach the same accounts.
 */
export async function openSession(
  parts: SessionParts,
  files: Files,
  mode: Mode,
  before: Session | null,
): Promise<Session> {
  const { clock, onStep } = parts;
  const ledger = await parts.openLedger(files, mode);
  const open = async () => {
    // Before anything is looked for or sent: the state file may be broken, and then nothing is planned.
    await ledger.knowAccounts(placesOf(files));
    return parts.openChannels(files);
  };
  const channels = await open().catch(async (error: unknown) => {
    await ledger.close();
    throw error;
  });
  const delivery: DeliveryContext = {
    name: `${hostname()}/${process.pid}/${randomUUID().slice(0, 8)}`,
    isOurs: (text) => files.messages.isExercise(text) === (mode === 'exercise'),
    ledger,
    clock,
    settings: files.settings,
    account: (id) => files.region.accounts.get(id) ?? null,
    channel: channels.channel,
    memory: before !== null && reach(before.files) === reach(files) ? before.delivery.memory : emptyMemory(),
    onStep,
  };
  return { files, mode, ledger, delivery, sandbox: channels.sandbox, [Symbol.asyncDispose]: ledger.close };
}

/** The accounts that are reached, their servers and their credentials. */
function reach({ settings, region, credentials }: Files): string {
  const { sandbox, channels } = settings;
  return JSON.stringify([sandbox, channels, [...region.accounts], [...credentials]]);
}

/** Whether a session was opened from exactly these files for this mode. */
export function isCurrent(session: Pick<Session, 'files' | 'mode'>, files: Files, mode: Mode): boolean {
  return session.files === files && session.mode === mode;
}

/** The channels that these files name: those of the real platforms, or of the sandbox where they say so. */
export async function openChannels(
  files: Files,
  clock: Clock,
  sandboxServer: SandboxServer,
): Promise<OpenedChannels> {
  const sandbox = files.settings.sandbox ? await sandboxServer.open(files) : null;
  return { sandbox, channel: await channelsFor(files, sandbox?.origin ?? null, clock) };
}

/**
 * `readingLedger` for a worker: one that an older version wrote is brought up to date first, because only a worker does
 * that, and it reads all ledgers before it opens its own.
 */
export function readingUpToDate(clock: Clock): typeof readingLedger {
  return async (place, settings, otherwise, work) => {
    try {
      return await readingLedger(place, settings, otherwise, work);
    } catch (error) {
      if (!isMistake(error, 'ledger-older')) throw error;
      await (await openToWork(place, settings, clock, null)).close();
      return readingLedger(place, settings, otherwise, work);
    }
  };
}

/**
 * Opens a ledger for a worker, which has an embedded one for itself. `witness`: of a worker that lasts, which notices that the
 * ledger was set back. Throws `worker-running`.
 */
export async function openToWork(
  place: LedgerPlace,
  settings: Settings,
  clock: Clock,
  witness: Witness | null,
): Promise<Ledger> {
  await using opening = new AsyncDisposableStack();
  if (place.kind === 'file') opening.use(lockWorker(place.file));
  const ledger = opening.use(await openLedgerAt(place, settings, clock.now(), witness));
  const opened = opening.move();
  const close = () => opened.disposeAsync();
  return { ...ledger, close, [Symbol.asyncDispose]: close };
}
