import type { Concern } from '../../alert.ts';
import { type Instant, isoOf } from '../../clock.ts';
import { OperatorError } from '../../errors.ts';
import { watchFile } from '../../files/watch.ts';
import type { Mode } from '../../incident.ts';
import type { Ledger } from '../../ledger.ts';
import { reconcile, type Tick, type WorldReading } from '../../reconcile.ts';
import { lockWorker } from '../../sql/worker-lock.ts';
import { type App, courierFor, type Door, openDoor } from '../app.ts';
import { deliverNow } from '../conduct.ts';
import { DONE, MISTAKE, STAFF, staffNeeded } from '../exit.ts';
import type { Files } from '../files.ts';
import { type FilesReader, filesReader } from '../files-reader.ts';
import { type Herald, heraldFor } from '../herald.ts';
import { type Journal, journalFor } from '../journal.ts';
import { ledgerName, ledgerPlace, openLedgerAt } from '../ledgers.ts';
import { openWatchtower, type Watchtower } from '../web.ts';
import { startWorker } from '../worker.ts';

export interface RunOptions {
  readonly once: boolean;
}

/** The worker: one round with `--once`, else until it is told to end. */
export async function runCommand(app: App, { once }: RunOptions): Promise<number> {
  const journal = journalFor(app.host);
  const reader = filesReader(app);
  const door = await openDoor(app.files, app.host.clock, once ? 0 : app.files.settings.web.sandboxPort);
  try {
    if (door.sandbox)
      journal.note('sandbox', `Everything goes to the sandbox on this machine: ${door.sandbox.origin}/`);
    return once ? await runOnce(app, reader, door, journal) : await runOn(app, reader, door, journal);
  } finally {
    await door.close();
  }
}

async function runOnce(app: App, reader: FilesReader, door: Door, journal: Journal): Promise<number> {
  const { host } = app;
  const reading = await reader.read();
  const session = await openSession(app, reader.files(), modeOf(reading, 'live'));
  try {
    const tick = await reconcile(reading, session.ledger, host.clock.now());
    journal.ticked(tick);
    const courier = courierFor(reader.files(), session.ledger, door, host.clock, journal.step);
    await deliverNow(courier, host.signal);
    const status = await verdict(reading, session.ledger, host.clock.now());
    await report(heraldIn(app, reader.files(), session.ledger, modeOf(reading, 'live'), journal), tick);
    return status;
  } finally {
    await session.close();
  }
}

/** What is left for people after a round: planned anew, with everything that this round settled. */
async function verdict(reading: WorldReading, ledger: Ledger, now: Instant): Promise<number> {
  if (reading.kind === 'broken') return MISTAKE;
  const tick = await reconcile(reading, ledger, now);
  if (tick.kind === 'planned' && staffNeeded(tick.plan) !== DONE) return STAFF;
  const { entries } = await ledger.view(reading.world.state.incident.id);
  return entries.some((entry) => entry.state === 'refused' || entry.state === 'unknown') ? STAFF : DONE;
}

/** Sessions one after another: a new one begins where the configuration changes, or the incident moves to another ledger. */
async function runOn(app: App, reader: FilesReader, door: Door, journal: Journal): Promise<number> {
  const { host } = app;
  const tower = await openWatchtower(app.files.settings.web, host.clock);
  journal.note(
    'started',
    `Running since ${isoOf(host.clock.now())}. State file: ${app.options.state}. Health: ${tower.origin}/healthz`,
  );
  try {
    let mode: Mode = 'live';
    while (!host.signal.aborted) mode = await runSession(app, reader, door, journal, tower, mode);
    return DONE;
  } finally {
    await tower.close();
    journal.note('stopped', 'Stopped. What was on its way is settled; the rest waits in the ledger.');
  }
}

async function runSession(
  app: App,
  reader: FilesReader,
  door: Door,
  journal: Journal,
  tower: Watchtower,
  before: Mode,
): Promise<Mode> {
  const { host, options } = app;
  let mode = modeOf(await reader.read(), before);
  const files = reader.files();
  const session = await openSession(app, files, mode);
  const herald = heraldIn(app, files, session.ledger, mode, journal);
  const messages = new Set<Promise<void>>();
  const tell = (message: Promise<void>) => {
    messages.add(message);
    void message.finally(() => messages.delete(message));
  };
  const ending = new AbortController();
  const end = () => ending.abort();
  host.signal.addEventListener('abort', end);
  const worker = startWorker(
    {
      courier: courierFor(files, session.ledger, door, host.clock, (step) => {
        tower.stepped(step);
        journal.step(step);
      }),
      ledger: session.ledger,
      read: async () => {
        const reading = await reader.read();
        if (reader.files() !== files) end();
        return reading;
      },
      belongs: (world) =>
        ledgerName(files.settings, world.state.incident.mode) === ledgerName(files.settings, mode),
      moved: end,
      ticked: (tick: Tick) => {
        tower.ticked(tick);
        journal.ticked(tick);
        tell(report(herald, tick));
      },
      failed: (error) => {
        journal.failed(error);
        tell(herald.alarm(failureConcern(error)));
      },
    },
    files.settings.tick,
  );
  if (!/^https?:/.test(options.state)) watchFile(options.state, () => worker.tick(), ending.signal);
  try {
    await aborted(ending.signal);
    mode = modeOf(await reader.read(), mode);
  } finally {
    host.signal.removeEventListener('abort', end);
    await worker.close();
    await Promise.all(messages);
    await session.close();
  }
  return mode;
}

function heraldIn(app: App, files: Files, ledger: Ledger, mode: Mode, journal: Journal): Herald {
  const { settings, redact } = files;
  return heraldFor({ host: app.host, settings, where: ledgerName(settings, mode), ledger, redact, journal });
}

/** What a tick found, told to staff; then the sign of life. */
async function report(herald: Herald, tick: Tick): Promise<void> {
  await herald.calm();
  await herald.tell();
  if (tick.kind === 'planned') await herald.ping();
}

/** What fails is mostly the ledger itself, so that it can't hold the alert. */
function failureConcern(error: unknown): Concern {
  const [mistake] = error instanceof OperatorError ? error.mistakes : [];
  const code = mistake?.code ?? 'bug';
  return {
    id: `failed/${code}`,
    topic: 'machine',
    group: `failed/${code}`,
    code,
    about: 'ledger',
    what: mistake?.message ?? 'The program failed where it must not; the log has the details',
    advice:
      mistake?.advice ?? 'What was sent is in the ledger. Look at `history` before you do anything again.',
    afterMs: 0,
  };
}

interface Session {
  readonly ledger: Ledger;
  close(): Promise<void>;
}

/** The ledger of this mode, and the right to work it. */
async function openSession(app: App, files: Files, mode: Mode): Promise<Session> {
  const place = ledgerPlace(files.settings, app.options.data, mode);
  const lock = place.kind === 'file' ? lockWorker(place.file) : null;
  try {
    const ledger = await openLedgerAt(place, files.settings, app.host.clock.now());
    return {
      ledger,
      async close() {
        await ledger.close();
        lock?.release();
      },
    };
  } catch (error) {
    lock?.release();
    throw error;
  }
}

function modeOf(reading: WorldReading, otherwise: Mode): Mode {
  return reading.kind === 'world' ? reading.world.state.incident.mode : otherwise;
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
