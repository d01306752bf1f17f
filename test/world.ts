import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { channelsFor, sandboxAccounts } from '../src/cli/channels.ts';
import { deliverNow, deliverThrough } from '../src/cli/conduct.ts';
import { type VirtualClock, virtualClock } from '../src/cli/virtual-clock.ts';
import type { Instant } from '../src/clock.ts';
import { type Courier, knowingNothing, type Step } from '../src/courier.ts';
import { readMessages } from '../src/files/messages.ts';
import { readRegion } from '../src/files/region.ts';
import { readServices } from '../src/files/services.ts';
import { readSettings } from '../src/files/settings.ts';
import { readState } from '../src/files/state.ts';
import type { Ledger } from '../src/ledger.ts';
import { mastodonRules } from '../src/mastodon/rules.ts';
import type { Messages } from '../src/message.ts';
import type { Region } from '../src/municipality.ts';
import { type Plan, plan } from '../src/plan.ts';
import { reconcile } from '../src/reconcile.ts';
import type { SandboxLimitsPatch } from '../src/sandbox/limits.ts';
import { type Sandbox, startSandbox } from '../src/sandbox/sandbox.ts';
import type { Services } from '../src/service.ts';
import type { Settings } from '../src/settings.ts';
import { type LedgerPlace, openLedger } from '../src/sql/open-ledger.ts';
import type { World } from '../src/world.ts';
import { xRules } from '../src/x/rules.ts';

const ROOT = join(import.meta.dirname, '..');
export const SCENARIO = join(import.meta.dirname, 'scenario');
const NEVER = new AbortController().signal;

/** What a small whole world is made of; a test changes one thing. */
export interface WorldOptions {
  readonly at: Instant;
  /** `municipalities.yaml`. */
  readonly region: string;
  /** `config.yaml`. */
  readonly settings?: string;
  /** Which of the shipped messages exist, by path: `en/status.liquid`. Partials always do. */
  readonly messages?: (path: string) => boolean;
  readonly ledger?: LedgerPlace;
  /** Of the platforms, where they differ from the real ones'. */
  readonly limits?: SandboxLimitsPatch;
}

/** The real files, ledger, clients and sandbox, on a clock that the test moves. */
export interface TestWorld extends AsyncDisposable {
  readonly clock: VirtualClock;
  readonly region: Region;
  readonly settings: Settings;
  readonly ledger: Ledger;
  readonly sandbox: Sandbox;
  readonly courier: Courier;
  readonly steps: Step[];
  world(state: string): World;
  /** What would go out now. */
  plan(state: string): Promise<Plan>;
  /** A tick with this state file, before anything of it is delivered. */
  takeOver(state: string): Promise<Plan>;
  /** A tick with this state file, and everything that can be delivered now. */
  tick(state: string): Promise<Plan>;
  /** Lets time pass: what falls due meanwhile is delivered, without a tick. */
  pass(until: Instant): Promise<void>;
  /** What stands on an account, oldest first. */
  standing(account: string): readonly string[];
  /** Everything that was ever posted on an account, oldest first. */
  everPosted(account: string): readonly string[];
}

export async function openWorld(options: WorldOptions): Promise<TestWorld> {
  const settings = readSettings(options.settings ?? 'approvals: {needed: 0}\n', 'config.yaml');
  const services = await shippedServices();
  const region = readRegion(options.region, 'municipalities.yaml', services, settings);
  const messages = options.messages
    ? await shippedMessages(services, settings, options.messages)
    : await allShipped(services, settings);
  const clock = virtualClock(options.at);
  const sandbox = await startSandbox({
    accounts: sandboxAccounts(region),
    clock,
    limits: options.limits ?? {},
  });
  const ledger = await openLedger(options.ledger ?? { kind: 'memory' }, settings, randomUUID, options.at);
  const channels = channelsFor(settings, { kind: 'sandbox', origin: sandbox.origin }, clock);
  const steps: Step[] = [];
  const courier: Courier = {
    name: 'test',
    rehearsal: false,
    ledger,
    clock,
    settings,
    account: (id) => region.accounts.get(id) ?? null,
    channel: channels,
    known: knowingNothing(),
    witness: (step) => void steps.push(step),
  };
  const world = (state: string): World => ({
    region,
    services,
    settings,
    messages,
    channels: { x: xRules, mastodon: mastodonRules },
    limits: new Map(),
    mute: new Map(),
    state: readState(state, 'incident.yaml', region, services, settings),
  });
  async function takeOver(state: string): Promise<Plan> {
    const over = await ledger.versionAccepted();
    const tick = await reconcile({ kind: 'world', world: world(state) }, ledger, clock.now(), over);
    if (tick.kind !== 'planned') throw new Error('the state file is broken');
    return tick.plan;
  }
  return {
    clock,
    region,
    settings,
    ledger,
    sandbox,
    courier,
    steps,
    world,
    async plan(state) {
      const read = world(state);
      return plan(read, await ledger.view(read.state.incident.id), clock.now());
    },
    takeOver,
    async tick(state) {
      const planned = await takeOver(state);
      await deliverNow(courier, NEVER);
      return planned;
    },
    pass: (until) => deliverThrough(courier, clock, until, NEVER),
    standing: (account) =>
      sandbox
        .timeline(account)
        .filter((post) => post.deletedAt === null)
        .map((post) => post.text),
    everPosted: (account) => sandbox.timeline(account).map((post) => post.edits[0] ?? post.text),
    async [Symbol.asyncDispose]() {
      await ledger.close();
      await sandbox.close();
    },
  };
}

export async function shippedServices(): Promise<Services> {
  return readServices(await readFile(join(ROOT, 'config/services.yaml')), 'services.yaml');
}

const shipped = new Map<string, Promise<Messages>>();

/** Read once for all worlds of a test file: they never change, and reading them takes longer than most tests. */
function allShipped(services: Services, settings: Settings): Promise<Messages> {
  const messages = shipped.get(settings.zone) ?? shippedMessages(services, settings, () => true);
  shipped.set(settings.zone, messages);
  return messages;
}

export async function shippedMessages(
  services: Services,
  settings: Settings,
  exists: (path: string) => boolean,
): Promise<Messages> {
  const folder = join(ROOT, 'messages');
  const paths = (await readdir(folder, { recursive: true })).filter((path) => path.endsWith('.liquid'));
  const kept = paths.filter((path) => path.includes('/_') || exists(path));
  const texts = await Promise.all(
    kept.map(async (path) => [`messages/${path}`, await readFile(join(folder, path), 'utf8')] as const),
  );
  return readMessages(new Map(texts), services, settings.zone);
}

/** Version `n` of the scenario's state file. */
export function version(n: number): Promise<string> {
  return readFile(join(SCENARIO, `timeline/v${n}.yaml`), 'utf8');
}

export function scenarioRegion(): Promise<string> {
  return readFile(join(SCENARIO, 'municipalities.yaml'), 'utf8');
}

/** When each version of the scenario was written, v1 first. */
export const VERSION_TIMES: readonly Instant[] = [
  '2023-10-30T06:30+01:00',
  '2023-10-30T07:45+01:00',
  '2023-10-30T16:30+01:00',
  '2023-10-30T16:52+01:00',
  '2023-10-31T10:00+01:00',
  '2023-10-31T16:00+01:00',
  '2023-11-20T08:00+01:00',
  '2024-10-01T09:30+02:00',
].map((time) => Date.parse(time));

/** When version `n` was written. */
export function timeOf(n: number): Instant {
  const time = VERSION_TIMES[n - 1];
  if (time === undefined) throw new RangeError(`there is no version ${n}`);
  return time;
}
