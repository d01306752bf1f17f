import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { type DeliveryContext, emptyMemory, type Step } from '../core/delivery/context.ts';
import type { Channel } from '../core/domain/channel.ts';
import type { Clock } from '../core/domain/clock.ts';
import type { Configuration } from '../core/domain/configuration.ts';
import { type OperatorError, operatorError } from '../core/domain/errors.ts';
import type { Mode } from '../core/domain/incident.ts';
import type { Account } from '../core/domain/municipality.ts';
import type { Ledger, LedgerView } from '../core/ledger/ledger.ts';
import { type Plan, plan } from '../core/planning/plan.ts';
import { stateSource } from '../files/incident/source.ts';
import { type Sandbox, startSandbox } from '../sandbox/sandbox.ts';
import { type AccountAccess, channelsFor, sandboxAccounts } from './account-access.ts';
import { ledgerPlace, viewOf } from './ledgers.ts';
import type { Options } from './options.ts';
import { configurationOf } from './read-configuration.ts';
import { type Files, readFiles } from './read-files.ts';
import type { Runtime } from './runtime.ts';

/** The program, wired: what every command starts from. */
export interface App {
  readonly runtime: Runtime;
  readonly options: Options;
  readonly files: Files;
}

/** Reads what people wrote, but for the state file. Throws an OperatorError with all mistakes. */
export async function openApp(runtime: Runtime, options: Options): Promise<App> {
  const files = await readFiles(options, runtime.env);
  runtime.conceal(files.redact);
  return { runtime, options, files };
}

/** The state file as it is now, with what it says. Throws an OperatorError where it can't be read or has mistakes. */
export async function readConfiguration({ runtime, options, files }: App): Promise<Configuration> {
  return configurationOf(files, await stateBytes(runtime, options), options.stateShown);
}

export async function stateBytes(runtime: Runtime, options: Options): Promise<Uint8Array> {
  const reading = await stateSource(options.state, runtime).read(runtime.signal);
  if (reading.kind === 'read') return reading.bytes;
  const { code, message, advice } = reading.mistake;
  throw operatorError(code, message, advice) satisfies OperatorError;
}

/** How often the state file may change between reading it and writing down what it says. */
const READINGS_MAX = 5;

/** The state file's plan, read and written down; anew where somebody else took over another version meanwhile. */
export interface TakenOver {
  readonly configuration: Configuration;
  readonly plan: Plan;
  /** The version's number in the ledger. */
  readonly accepted: number;
}

/** Throws an OperatorError where the state file cannot be read, or does not come to rest. */
export async function takeOver(app: App, ledger: Ledger): Promise<TakenOver> {
  for (let readings = 0; readings < READINGS_MAX; readings++) {
    const over = await ledger.versionAccepted();
    const configuration = await readConfiguration(app);
    const now = app.runtime.clock.now();
    const planned = plan(configuration, await ledger.view(configuration.state.incident.id), now);
    const accepted = await ledger.record(planned.writes, now, over);
    if (accepted !== null) return { configuration, plan: planned, accepted };
  }
  throw operatorError(
    'state-changing',
    `${app.options.stateShown} is changed by others again and again`,
    'Wait until they are done, then call it again.',
  );
}

/** What is due by these files and the ledger as it is; neither is changed. */
export async function planNow(app: App, configuration: Configuration, now: number): Promise<Plan> {
  return plan(configuration, await viewNow(app, configuration), now);
}

/** What the ledger of this world's mode says of its incident, without needing one to exist. */
export function viewNow({ files, options }: App, configuration: Configuration): Promise<LedgerView> {
  const { id, mode } = configuration.state.incident;
  return viewOf(ledgerPlace(files.settings, options.data, mode), files.settings, id);
}

/** Where accounts are reached: with `sandbox: true` a sandbox that is started here, and ends with its owner. */
export interface OpenedChannels {
  /** Null where the account has no credential. */
  readonly channel: (account: Account) => Channel | null;
  readonly sandbox: Sandbox | null;
  close(): Promise<void>;
}

export async function openChannels(files: Files, clock: Clock, port: number): Promise<OpenedChannels> {
  const { channels, settings, region, credentials } = files;
  const open = (access: AccountAccess) => channelsFor(channels, settings, access, clock);
  if (!settings.sandbox)
    return {
      channel: await open({ kind: 'platforms', credentials }),
      sandbox: null,
      close: async () => {},
    };
  const sandbox = await startSandbox({
    platforms: await Promise.all(channels.map((channel) => channel.sandbox())),
    accounts: sandboxAccounts(region),
    clock,
    port,
    zone: settings.zone,
  });
  const channel = await open({ kind: 'sandbox', origin: sandbox.origin });
  return { channel, sandbox, close: () => sandbox.close() };
}

/** Carries what this ledger lets go out to where this door leads. `mode`: of the incidents that the ledger is for. */
export function deliveryContextFor(
  files: Files,
  ledger: Ledger,
  mode: Mode,
  opened: OpenedChannels,
  clock: Clock,
  onStep: (step: Step) => void,
): DeliveryContext {
  const { settings, region } = files;
  return {
    name: `${hostname()}/${process.pid}/${randomUUID().slice(0, 8)}`,
    rehearsal: mode === 'exercise',
    ledger,
    clock,
    settings,
    account: (id: string): Account | null => region.accounts.get(id) ?? null,
    channel: opened.channel,
    memory: emptyMemory(),
    onStep,
  };
}
