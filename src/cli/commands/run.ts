import { deliverNow } from '../../app/deliver-now.ts';
import { type FilesReader, filesReader } from '../../app/files-reader.ts';
import { ledgerName } from '../../app/ledgers.ts';
import { type App, deliveryContextFor, type OpenedChannels, openChannels } from '../../app/load.ts';
import type { Files } from '../../app/read-files.ts';
import type { DeliveryContext } from '../../core/delivery/context.ts';
import { type ConfigurationReading, reconcile, type Tick } from '../../core/delivery/reconcile.ts';
import { type Instant, isoOf } from '../../core/domain/clock.ts';
import { isMistake, type OperatorError } from '../../core/domain/errors.ts';
import type { Mode } from '../../core/domain/incident.ts';
import type { Ledger } from '../../core/ledger/ledger.ts';
import { watchFile } from '../../files/incident/watch.ts';
import { type HealthServer, openHealthServer } from '../../web/health-server.ts';
import { refuseWrongClock, untilBelieved } from '../../worker/clock-watch.ts';
import { type FirstReading, firstReadingFor } from '../../worker/first-reading.ts';
import { type Log, logFor } from '../../worker/log.ts';
import { openSession, report, type Session } from '../../worker/session.ts';
import { serversOf, type TrustedClock, trustedClockFor } from '../../worker/trusted-clock.ts';
import { startWorker } from '../../worker/worker.ts';
import { DONE, MISTAKE, STAFF, staffNeeded } from '../exit.ts';

export interface RunOptions {
  readonly once: boolean;
  /** Reads the accounts before anything is sent, and takes over what stands there. */
  readonly adopt: boolean;
}

/** The worker: one round with `--once`, else until it is told to end. */
export async function runCommand(given: App, { once, adopt }: RunOptions): Promise<number> {
  const trustedClock = trustedClockFor(given.runtime);
  const app: App = { ...given, runtime: { ...given.runtime, clock: trustedClock.clock } };
  const log = logFor(app.runtime);
  const reader = filesReader(app);
  const opened = await openChannels(
    app.files,
    given.runtime.clock,
    once ? 0 : app.files.settings.web.sandboxPort,
  );
  try {
    if (opened.sandbox)
      log.note('sandbox', `Everything goes to the sandbox on this machine: ${opened.sandbox.origin}/`);
    const firstReading = firstReadingFor(log, adopt);
    const place: Place = { app, reader, opened, log, trustedClock, firstReading };
    return once ? await runOnce(place) : await runOn(place);
  } finally {
    await opened.close();
  }
}

/** What a worker stands on, for as long as the program runs. */
interface Place {
  readonly app: App;
  readonly reader: FilesReader;
  readonly opened: OpenedChannels;
  readonly log: Log;
  readonly trustedClock: TrustedClock;
  readonly firstReading: FirstReading;
}

function serversAsked({ opened }: Place, { settings, region }: Files): readonly string[] {
  return serversOf(settings, region, opened.sandbox?.origin ?? null);
}

async function runOnce(place: Place): Promise<number> {
  const { app, reader, opened, log, trustedClock, firstReading } = place;
  const { runtime } = app;
  const files = reader.files();
  const mode = modeOf(await reader.read(), 'live');
  const session = await openSession(app, files, mode, log);
  const { ledger, alertSender } = session;
  const refuse = () => refuseWrongClock(trustedClock, ledger, serversAsked(place, files));
  /** Adopting and delivering take their time: what the clock says after them must be believed anew before it decides. */
  const believed = async (): Promise<Instant> => {
    const now = trustedClock.clock.now();
    if (!trustedClock.doubted().aborted) return now;
    await refuse();
    return trustedClock.clock.now();
  };
  try {
    await refuse();
    const delivery = deliveryContextFor(files, ledger, mode, opened, runtime.clock, log.step);
    const read = async () => {
      const over = await ledger.versionAccepted();
      const reading = await reader.read();
      return { over, reading, examined: await firstReading.examine(reading, delivery, runtime.signal) };
    };
    const first = await read();
    const { over, reading, examined } = first.examined === 'read-anew' ? await read() : first;
    const tick = await reconcile(reading, ledger, await believed(), over);
    log.ticked(tick);
    if (examined === 'send')
      await deliverNow(delivery, AbortSignal.any([runtime.signal, trustedClock.doubted()]));
    const status = await verdict(reading, ledger, await believed(), acceptedBy(tick) ?? over);
    await report(alertSender, tick);
    return status;
  } catch (error) {
    await alertSender.alarm(error);
    throw error;
  } finally {
    await session.close();
  }
}

function acceptedBy(tick: Tick): number | null {
  return tick.kind === 'planned' ? tick.accepted : null;
}

/** What is left for people after a round: planned anew, with everything that this round settled. */
async function verdict(
  reading: ConfigurationReading,
  ledger: Ledger,
  now: Instant,
  over: number,
): Promise<number> {
  if (reading.kind === 'broken') return MISTAKE;
  const tick = await reconcile(reading, ledger, now, over);
  if (tick.kind === 'broken') return MISTAKE;
  if (staffNeeded(tick.plan) !== DONE) return STAFF;
  const { entries } = await ledger.view(reading.configuration.state.incident.id);
  return entries.some((entry) => entry.state === 'refused' || entry.state === 'unknown') ? STAFF : DONE;
}

/** Sessions one after another: a new one begins where the configuration changes, or the incident moves to another ledger. */
async function runOn(place: Place): Promise<number> {
  const { app, log } = place;
  const { runtime } = app;
  const health = await openHealthServer(app.files.settings.web, runtime);
  log.note(
    'started',
    `Running since ${isoOf(runtime.clock.now())}. State file: ${app.options.stateShown}. Health: ${health.origin}/healthz`,
  );
  try {
    let mode: Mode = 'live';
    while (!runtime.signal.aborted) mode = await runSession(place, health, mode);
    return DONE;
  } finally {
    await health.close();
    log.note('stopped', 'Stopped. What was on its way is settled; the rest waits in the ledger.');
  }
}

async function runSession(place: Place, health: HealthServer, before: Mode): Promise<Mode> {
  const { app, reader, opened, log, trustedClock } = place;
  const { runtime } = app;
  const reading = await reader.read();
  const mode = modeOf(reading, before);
  const files = reader.files();
  const session = await openSession(app, files, mode, log);
  health.opened(session);
  const ending = new AbortController();
  const end = () => ending.abort();
  runtime.signal.addEventListener('abort', end);
  if (runtime.signal.aborted) end();
  const servers = serversAsked(place, files);
  try {
    while (!ending.signal.aborted) {
      await untilBelieved({ trustedClock, session, servers, log, doubted: health.doubted }, ending.signal);
      if (ending.signal.aborted) break;
      const delivery = deliveryContextFor(files, session.ledger, mode, opened, runtime.clock, (step) => {
        health.stepped(step);
        log.step(step);
      });
      await work(place, { health, session, files, delivery, mode, servers }, ending);
    }
    return modeOf(await reader.read(), mode);
  } catch (error) {
    await session.alertSender.alarm(error);
    throw error;
  } finally {
    runtime.signal.removeEventListener('abort', end);
    await session.close();
  }
}

interface Shift {
  readonly health: HealthServer;
  readonly session: Session;
  readonly files: Files;
  readonly delivery: DeliveryContext;
  readonly mode: Mode;
  readonly servers: readonly string[];
}

/** Ticks and deliveries until the session ends, or the clock can't be believed any more. Throws `ledger-empty`. */
async function work(place: Place, shift: Shift, session: AbortController): Promise<void> {
  const { app, reader, log, trustedClock, firstReading } = place;
  const { health, files, delivery, mode, servers } = shift;
  const { ledger, alertSender } = shift.session;
  const ending = AbortSignal.any([session.signal, trustedClock.doubted()]);
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
      delivery,
      ledger,
      read: async () => {
        const reading = await reader.read();
        if (reader.files() !== files) end();
        const isDraft = reading.kind === 'configuration' && reading.mistakes !== undefined;
        if (isDraft && !wasDraft) log.note('draft', DRAFT_ALL_THE_SAME);
        wasDraft = isDraft;
        return reading;
      },
      belongs: (configuration) =>
        ledgerName(files.settings, configuration.state.incident.mode) === ledgerName(files.settings, mode),
      moved: end,
      examined: async (reading) => {
        try {
          return await firstReading.examine(reading, delivery, ending);
        } catch (error) {
          if (!isMistake(error, 'ledger-empty')) throw error;
          refusal = error;
          end();
          return 'wait';
        }
      },
      ticked: (tick: Tick) => {
        health.ticked(tick);
        log.ticked(tick);
        tell(report(alertSender, tick));
      },
      failed: (error) => {
        health.failed(error);
        log.failed(error);
        tell(alertSender.alarm(error));
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
  tell(trustedClock.watch(servers, ending));
  await closed;
  await Promise.all(messages);
  if (refusal !== null) throw refusal;
}

const DRAFT_ALL_THE_SAME =
  'Nothing is sent: the state file says `mode: draft`, and that holds although other files have mistakes.';

function modeOf(reading: ConfigurationReading, otherwise: Mode): Mode {
  return reading.kind === 'configuration' ? reading.configuration.state.incident.mode : otherwise;
}
