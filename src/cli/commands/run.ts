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
import { refuseWrongClock, untilBelieved } from '../clock-watch.ts';
import { deliverNow } from '../conduct.ts';
import { DONE, MISTAKE, STAFF, staffNeeded } from '../exit.ts';
import type { Files } from '../files.ts';
import { type FilesReader, filesReader } from '../files-reader.ts';
import { type Journal, journalFor } from '../journal.ts';
import { ledgerName } from '../ledgers.ts';
import { openSession, report, type Session } from '../session.ts';
import { serversOf, type Timekeeper, timekeeperFor } from '../timekeeper.ts';
import { openWatchtower, type Watchtower } from '../web.ts';
import { startWorker } from '../worker.ts';

export interface RunOptions {
  readonly once: boolean;
  /** Reads the accounts before anything is sent, and takes over what stands there. */
  readonly adopt: boolean;
}

/** The worker: one round with `--once`, else until it is told to end. */
export async function runCommand(given: App, { once, adopt }: RunOptions): Promise<number> {
  const timekeeper = timekeeperFor(given.host);
  const app: App = { ...given, host: { ...given.host, clock: timekeeper.clock } };
  const journal = journalFor(app.host);
  const reader = filesReader(app);
  const door = await openDoor(app.files, given.host.clock, once ? 0 : app.files.settings.web.sandboxPort);
  try {
    if (door.sandbox)
      journal.note('sandbox', `Everything goes to the sandbox on this machine: ${door.sandbox.origin}/`);
    const place: Place = { app, reader, door, journal, timekeeper };
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
  readonly timekeeper: Timekeeper;
}

function serversAsked({ door }: Place, { settings, region }: Files): readonly string[] {
  return serversOf(settings, region, door.sandbox?.origin ?? null);
}

async function runOnce(place: Place, adopt: boolean): Promise<number> {
  const { app, reader, door, journal, timekeeper } = place;
  const { host } = app;
  const files = reader.files();
  const mode = modeOf(await reader.read(), 'live');
  const session = await openSession(app, files, mode, journal);
  const { ledger, herald } = session;
  try {
    await refuseWrongClock(timekeeper, ledger, serversAsked(place, files));
    const courier = courierFor(files, ledger, mode, door, host.clock, journal.step);
    const over = await ledger.versionAccepted();
    const reading = await reader.read();
    await begin(place, reading, courier, adopt);
    const tick = await reconcile(reading, ledger, host.clock.now(), over);
    journal.ticked(tick);
    await deliverNow(courier, AbortSignal.any([host.signal, timekeeper.doubted()]));
    const status = await verdict(reading, ledger, host.clock.now(), acceptedBy(tick) ?? over);
    await report(herald, tick);
    return status;
  } catch (error) {
    await herald.alarm(error);
    throw error;
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
  const tower = await openWatchtower(app.files.settings.web, host);
  journal.note(
    'started',
    `Running since ${isoOf(host.clock.now())}. State file: ${app.options.stateShown}. Health: ${tower.origin}/healthz`,
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
  const { app, reader, door, journal, timekeeper } = place;
  const { host } = app;
  const reading = await reader.read();
  const mode = modeOf(reading, before);
  const files = reader.files();
  const session = await openSession(app, files, mode, journal);
  tower.opened(session);
  const ending = new AbortController();
  const end = () => ending.abort();
  host.signal.addEventListener('abort', end);
  if (host.signal.aborted) end();
  const servers = serversAsked(place, files);
  try {
    let hasBegun = false;
    while (!ending.signal.aborted) {
      await untilBelieved({ timekeeper, session, servers, journal, doubted: tower.doubted }, ending.signal);
      if (ending.signal.aborted) break;
      const courier = courierFor(files, session.ledger, mode, door, host.clock, (step) => {
        tower.stepped(step);
        journal.step(step);
      });
      if (!hasBegun) await begin(place, reading, courier, adopt);
      hasBegun = true;
      await work(place, { tower, session, files, courier, mode, servers }, ending);
    }
    return modeOf(await reader.read(), mode);
  } catch (error) {
    await session.herald.alarm(error);
    throw error;
  } finally {
    host.signal.removeEventListener('abort', end);
    await session.close();
  }
}

interface Shift {
  readonly tower: Watchtower;
  readonly session: Session;
  readonly files: Files;
  readonly courier: Courier;
  readonly mode: Mode;
  readonly servers: readonly string[];
}

/** Ticks and deliveries until the session ends, or the clock can't be believed any more. */
async function work(place: Place, shift: Shift, session: AbortController): Promise<void> {
  const { app, reader, journal, timekeeper } = place;
  const { tower, files, courier, mode, servers } = shift;
  const { ledger, herald } = shift.session;
  const ending = AbortSignal.any([session.signal, timekeeper.doubted()]);
  const messages = new Set<Promise<void>>();
  const tell = (message: Promise<void>) => {
    messages.add(message);
    void message.finally(() => messages.delete(message));
  };
  const end = () => session.abort();
  const worker = startWorker(
    {
      courier,
      ledger,
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
        tower.failed(error);
        journal.failed(error);
        tell(herald.alarm(error));
      },
    },
    files.settings.tick,
  );
  // In the same instant: whoever noticed it may be about to write something by this clock.
  const closed = new Promise<void>((resolve) => {
    const close = () => resolve(worker.close());
    if (ending.aborted) close();
    else ending.addEventListener('abort', close, { once: true });
  });
  watchFile(app.options.state, () => worker.tick(), ending);
  tell(timekeeper.watch(servers, ending));
  await closed;
  await Promise.all(messages);
}

function modeOf(reading: WorldReading, otherwise: Mode): Mode {
  return reading.kind === 'world' ? reading.world.state.incident.mode : otherwise;
}
