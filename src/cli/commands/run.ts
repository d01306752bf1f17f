import { suspectsIn } from '../../adopt.ts';
import { type Instant, isoOf } from '../../clock.ts';
import type { Courier } from '../../courier.ts';
import { watchFile } from '../../files/watch.ts';
import type { Mode } from '../../incident.ts';
import type { Ledger } from '../../ledger.ts';
import { plan } from '../../plan.ts';
import { reconcile, type Tick, type WorldReading } from '../../reconcile.ts';
import { adoptTimelines, refuseSayingAgain } from '../adoption.ts';
import { type App, courierFor, type Door, openDoor } from '../app.ts';
import { deliverNow } from '../conduct.ts';
import { DONE, MISTAKE, STAFF, staffNeeded } from '../exit.ts';
import { type FilesReader, filesReader } from '../files-reader.ts';
import { type Journal, journalFor } from '../journal.ts';
import { ledgerName } from '../ledgers.ts';
import { openSession, report } from '../session.ts';
import { openWatchtower, type Watchtower } from '../web.ts';
import { startWorker } from '../worker.ts';

export interface RunOptions {
  readonly once: boolean;
  /** Reads the accounts before anything is sent, and takes over what stands there. */
  readonly adopt: boolean;
}

/** The worker: one round with `--once`, else until it is told to end. */
export async function runCommand(app: App, { once, adopt }: RunOptions): Promise<number> {
  const journal = journalFor(app.host);
  const reader = filesReader(app);
  const door = await openDoor(app.files, app.host.clock, once ? 0 : app.files.settings.web.sandboxPort);
  try {
    if (door.sandbox)
      journal.note('sandbox', `Everything goes to the sandbox on this machine: ${door.sandbox.origin}/`);
    const place: Place = { app, reader, door, journal };
    return once ? await runOnce(place, adopt) : await runOn(place, adopt);
  } finally {
    await door.close();
  }
}

/** What a worker stands on, for as long as the program runs. */
interface Place {
  readonly app: App;
  readonly reader: FilesReader;
  readonly door: Door;
  readonly journal: Journal;
}

async function runOnce(place: Place, adopt: boolean): Promise<number> {
  const { app, reader, door, journal } = place;
  const { host } = app;
  const mode = modeOf(await reader.read(), 'live');
  const session = await openSession(app, reader.files(), mode, journal);
  try {
    const { ledger } = session;
    const courier = courierFor(reader.files(), ledger, mode, door, host.clock, journal.step);
    const over = await ledger.versionAccepted();
    const reading = await reader.read();
    await begin(place, reading, courier, adopt);
    const tick = await reconcile(reading, ledger, host.clock.now(), over);
    journal.ticked(tick);
    await deliverNow(courier, host.signal);
    const status = await verdict(reading, ledger, host.clock.now(), acceptedBy(tick) ?? over);
    await report(session.herald, tick);
    return status;
  } finally {
    await session.close();
  }
}

function acceptedBy(tick: Tick): number | null {
  return tick.kind === 'planned' ? tick.accepted : null;
}

/** What is left for people after a round: planned anew, with everything that this round settled. */
async function verdict(reading: WorldReading, ledger: Ledger, now: Instant, over: number): Promise<number> {
  if (reading.kind === 'broken') return MISTAKE;
  const tick = await reconcile(reading, ledger, now, over);
  if (tick.kind === 'planned' && staffNeeded(tick.plan) !== DONE) return STAFF;
  const { entries } = await ledger.view(reading.world.state.incident.id);
  return entries.some((entry) => entry.state === 'refused' || entry.state === 'unknown') ? STAFF : DONE;
}

/** Nothing is said again that stood on the accounts before this ledger began. */
async function begin(
  { app, journal }: Place,
  reading: WorldReading,
  courier: Courier,
  adopt: boolean,
): Promise<void> {
  if (reading.kind === 'broken') return;
  const { world } = reading;
  if (adopt) return adoptTimelines(courier, world, journal, app.host.signal);
  const now = app.host.clock.now();
  const view = await courier.ledger.view(world.state.incident.id);
  const suspects = suspectsIn(world, view, plan(world, view, now), now);
  await refuseSayingAgain(courier, world, suspects, app.host.signal);
}

/** Sessions one after another: a new one begins where the configuration changes, or the incident moves to another ledger. */
async function runOn(place: Place, adopt: boolean): Promise<number> {
  const { app, journal } = place;
  const { host } = app;
  const tower = await openWatchtower(app.files.settings.web, host.clock);
  journal.note(
    'started',
    `Running since ${isoOf(host.clock.now())}. State file: ${app.options.state}. Health: ${tower.origin}/healthz`,
  );
  try {
    let mode: Mode = 'live';
    let isFirst = true;
    while (!host.signal.aborted) {
      mode = await runSession(place, tower, mode, adopt && isFirst);
      isFirst = false;
    }
    return DONE;
  } finally {
    await tower.close();
    journal.note('stopped', 'Stopped. What was on its way is settled; the rest waits in the ledger.');
  }
}

async function runSession(place: Place, tower: Watchtower, before: Mode, adopt: boolean): Promise<Mode> {
  const { app, reader, door, journal } = place;
  const { host, options } = app;
  const reading = await reader.read();
  let mode = modeOf(reading, before);
  const files = reader.files();
  const session = await openSession(app, files, mode, journal);
  const courier = courierFor(files, session.ledger, mode, door, host.clock, (step) => {
    tower.stepped(step);
    journal.step(step);
  });
  try {
    await begin(place, reading, courier, adopt);
  } catch (error) {
    await session.close();
    throw error;
  }
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
      courier,
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
        tell(report(session.herald, tick));
      },
      failed: (error) => {
        journal.failed(error);
        tell(session.herald.alarm(error));
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

function modeOf(reading: WorldReading, otherwise: Mode): Mode {
  return reading.kind === 'world' ? reading.world.state.incident.mode : otherwise;
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
