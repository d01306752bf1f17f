import { deliverNow } from '../../app/deliver-now.ts';
import { type FilesReader, filesReader } from '../../app/files-reader.ts';
import { ledgerName } from '../../app/ledgers.ts';
import { type App, courierFor, type Door, openDoor } from '../../app/load.ts';
import type { Files } from '../../app/read-files.ts';
import type { Courier } from '../../core/delivery/context.ts';
import { reconcile, type Tick, type WorldReading } from '../../core/delivery/reconcile.ts';
import { type Instant, isoOf } from '../../core/domain/clock.ts';
import { isMistake, type OperatorError } from '../../core/domain/errors.ts';
import type { Mode } from '../../core/domain/incident.ts';
import type { Ledger } from '../../core/ledger/ledger.ts';
import { watchFile } from '../../files/incident/watch.ts';
import { openWatchtower, type Watchtower } from '../../web/health-server.ts';
import { refuseWrongClock, untilBelieved } from '../../worker/clock-watch.ts';
import { type Beginning, beginningFor } from '../../worker/first-reading.ts';
import { type Journal, journalFor } from '../../worker/log.ts';
import { openSession, report, type Session } from '../../worker/session.ts';
import { serversOf, type Timekeeper, timekeeperFor } from '../../worker/trusted-clock.ts';
import { startWorker } from '../../worker/worker.ts';
import { DONE, MISTAKE, STAFF, staffNeeded } from '../exit.ts';

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
    const beginning = beginningFor(journal, adopt);
    const place: Place = { app, reader, door, journal, timekeeper, beginning };
    return once ? await runOnce(place) : await runOn(place);
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
  readonly beginning: Beginning;
}

function serversAsked({ door }: Place, { settings, region }: Files): readonly string[] {
  return serversOf(settings, region, door.sandbox?.origin ?? null);
}

async function runOnce(place: Place): Promise<number> {
  const { app, reader, door, journal, timekeeper, beginning } = place;
  const { host } = app;
  const files = reader.files();
  const mode = modeOf(await reader.read(), 'live');
  const session = await openSession(app, files, mode, journal);
  const { ledger, herald } = session;
  const refuse = () => refuseWrongClock(timekeeper, ledger, serversAsked(place, files));
  /** Adopting and delivering take their time: what the clock says after them must be believed anew before it decides. */
  const believed = async (): Promise<Instant> => {
    const now = timekeeper.clock.now();
    if (!timekeeper.doubted().aborted) return now;
    await refuse();
    return timekeeper.clock.now();
  };
  try {
    await refuse();
    const courier = courierFor(files, ledger, mode, door, host.clock, journal.step);
    const read = async () => {
      const over = await ledger.versionAccepted();
      const reading = await reader.read();
      return { over, reading, examined: await beginning.examine(reading, courier, host.signal) };
    };
    const first = await read();
    const { over, reading, examined } = first.examined === 'read-anew' ? await read() : first;
    const tick = await reconcile(reading, ledger, await believed(), over);
    journal.ticked(tick);
    if (examined === 'send') await deliverNow(courier, AbortSignal.any([host.signal, timekeeper.doubted()]));
    const status = await verdict(reading, ledger, await believed(), acceptedBy(tick) ?? over);
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
  if (tick.kind === 'broken') return MISTAKE;
  if (staffNeeded(tick.plan) !== DONE) return STAFF;
  const { entries } = await ledger.view(reading.world.state.incident.id);
  return entries.some((entry) => entry.state === 'refused' || entry.state === 'unknown') ? STAFF : DONE;
}

/** Sessions one after another: a new one begins where the configuration changes, or the incident moves to another ledger. */
async function runOn(place: Place): Promise<number> {
  const { app, journal } = place;
  const { host } = app;
  const tower = await openWatchtower(app.files.settings.web, host);
  journal.note(
    'started',
    `Running since ${isoOf(host.clock.now())}. State file: ${app.options.stateShown}. Health: ${tower.origin}/healthz`,
  );
  try {
    let mode: Mode = 'live';
    while (!host.signal.aborted) mode = await runSession(place, tower, mode);
    return DONE;
  } finally {
    await tower.close();
    journal.note('stopped', 'Stopped. What was on its way is settled; the rest waits in the ledger.');
  }
}

async function runSession(place: Place, tower: Watchtower, before: Mode): Promise<Mode> {
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
    while (!ending.signal.aborted) {
      await untilBelieved({ timekeeper, session, servers, journal, doubted: tower.doubted }, ending.signal);
      if (ending.signal.aborted) break;
      const courier = courierFor(files, session.ledger, mode, door, host.clock, (step) => {
        tower.stepped(step);
        journal.step(step);
      });
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

/** Ticks and deliveries until the session ends, or the clock can't be believed any more. Throws `ledger-empty`. */
async function work(place: Place, shift: Shift, session: AbortController): Promise<void> {
  const { app, reader, journal, timekeeper, beginning } = place;
  const { tower, files, courier, mode, servers } = shift;
  const { ledger, herald } = shift.session;
  const ending = AbortSignal.any([session.signal, timekeeper.doubted()]);
  const messages = new Set<Promise<void>>();
  const tell = (message: Promise<void>) => {
    messages.add(message);
    void message.finally(() => messages.delete(message));
  };
  const end = () => session.abort();
  let refusal: OperatorError | null = null;
  let wasDraft = false;
  const worker = startWorker(
    {
      courier,
      ledger,
      read: async () => {
        const reading = await reader.read();
        if (reader.files() !== files) end();
        const isDraft = reading.kind === 'world' && reading.mistakes !== undefined;
        if (isDraft && !wasDraft) journal.note('draft', DRAFT_ALL_THE_SAME);
        wasDraft = isDraft;
        return reading;
      },
      belongs: (world) =>
        ledgerName(files.settings, world.state.incident.mode) === ledgerName(files.settings, mode),
      moved: end,
      examined: async (reading) => {
        try {
          return await beginning.examine(reading, courier, ending);
        } catch (error) {
          if (!isMistake(error, 'ledger-empty')) throw error;
          refusal = error;
          end();
          return 'wait';
        }
      },
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
  if (refusal !== null) throw refusal;
}

const DRAFT_ALL_THE_SAME =
  'Nothing is sent: the state file says `mode: draft`, and that holds although other files have mistakes.';

function modeOf(reading: WorldReading, otherwise: Mode): Mode {
  return reading.kind === 'world' ? reading.world.state.incident.mode : otherwise;
}
