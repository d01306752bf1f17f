import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deliverNow, deliverThrough } from '../../app/deliver-now.ts';
import { openLedgerAt } from '../../app/ledgers.ts';
import { type App, deliveryContextFor, type OpenedChannels, openChannels } from '../../app/load.ts';
import { configurationOf } from '../../app/read-configuration.ts';
import { type VirtualClock, virtualClock } from '../../app/virtual-clock.ts';
import type { DeliveryContext } from '../../core/delivery/context.ts';
import { reconcile } from '../../core/delivery/reconcile.ts';
import { type Instant, MINUTE } from '../../core/domain/clock.ts';
import type { Configuration } from '../../core/domain/configuration.ts';
import { operatorError } from '../../core/domain/errors.ts';
import { shownTime } from '../../core/domain/staff-time.ts';
import type { Approval, Ledger } from '../../core/ledger/ledger.ts';
import { type Plan, plan } from '../../core/planning/plan.ts';
import { readInstant } from '../../files/validation/times.ts';
import { DONE, STAFF } from '../exit.ts';
import { drillTable, type Scene } from '../reports/drill-report.ts';
import { planReport } from '../reports/plan-report.ts';

export interface DrillOptions {
  /** The folder with the versions of the state file, named after their times: `2023-10-30T0630.yaml`. */
  readonly from: string;
  /** End by itself instead of keeping the page open. */
  readonly exit: boolean;
  readonly port: number;
}

/** How long the drill's day goes on after its last version: for what waits for a gap or a look. */
const AFTERMATH_MS = 30 * MINUTE;
const TEXTS_SHOWN = 2;
/** Who approves in a drill: nobody of flesh and blood. */
const APPROVER = 'drill';

/**
 * Plays the versions of a state file against the built-in sandbox, on a virtual clock and a fresh ledger. It cannot
 * reach a real account: whatever the configuration says, all it is given is the sandbox.
 */
export async function drillCommand(app: App, { from, exit, port }: DrillOptions): Promise<number> {
  const { runtime } = app;
  const files = {
    ...app.files,
    settings: { ...app.files.settings, sandbox: true },
    mute: new Map<string, string>(),
  };
  const versions = await versionsIn(from, files.settings.zone);
  const [first] = versions;
  if (!first)
    throw operatorError(
      'no-drill',
      `There is no state file in ${from}`,
      'Name the folder of a drill with --from DIR.',
    );
  const clock = virtualClock(first.at);
  const opened = await openChannels(files, clock, port);
  const ledger = await openLedgerAt({ kind: 'memory' }, files.settings, first.at);
  try {
    runtime.err(
      `A drill: ${files.region.municipalities.size} bodies with ${files.region.accounts.size} accounts, all in the sandbox on this machine. Nothing leaves it.\n`,
    );
    const stage: Stage = {
      app: { ...app, files },
      clock,
      ledger,
      opened,
      delivery: deliveryContextFor(files, ledger, 'live', opened, clock, () => progress()),
    };
    let steps = 0;
    const progress = () => {
      steps++;
      if (steps % 25 === 0) runtime.err(`   … ${steps} done\n`);
    };
    const scenes: Scene[] = [];
    for (const version of versions) {
      scenes.push(await play(stage, version));
      if (runtime.signal.aborted) return DONE;
    }
    await deliverThrough(stage.delivery, clock, clock.now() + AFTERMATH_MS, runtime.signal);
    return await conclude(stage, scenes, versions.at(-1) ?? first, exit);
  } finally {
    await ledger.close();
    await opened.close();
  }
}

interface Version {
  readonly file: string;
  readonly at: Instant;
}

interface Stage {
  readonly app: App;
  readonly clock: VirtualClock;
  readonly ledger: Ledger;
  readonly opened: OpenedChannels;
  readonly delivery: DeliveryContext;
}

async function versionsIn(folder: string, zone: string): Promise<readonly Version[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    throw operatorError(
      'no-drill',
      `${folder} cannot be read`,
      'Name the folder of a drill with --from DIR.',
      { cause: error },
    );
  });
  return names
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => {
      const match = /^(\d{4}-\d{2}-\d{2})T(\d{2})(\d{2})\b/.exec(name);
      const time = match ? readInstant(`${match[1]} ${match[2]}:${match[3]}`, zone) : null;
      if (!time || !('value' in time))
        throw operatorError(
          'drill-name',
          `${name} does not begin with a time`,
          'Name the versions of a drill like 2023-10-30T0630.yaml.',
        );
      return { file: join(folder, name), at: time.value };
    });
}

/** One version of the state file becomes true: plan, show, approve, deliver. */
async function play(stage: Stage, { file, at }: Version): Promise<Scene> {
  const { app, clock, ledger, delivery } = stage;
  const { runtime, files } = app;
  await deliverThrough(delivery, clock, at, runtime.signal);
  const over = await ledger.versionAccepted();
  const configuration = configurationOf(files, await readFile(file), file);
  const tick = await reconcile({ kind: 'configuration', configuration }, ledger, at, over);
  if (tick.kind !== 'planned') throw new Error('a world was read and not planned');
  runtime.out(`\n${'═'.repeat(78)}\n${shownTime(at, files.settings.zone, at)}  ${file}\n${'═'.repeat(78)}\n`);
  await ledger.approve(approvalsOfAll(tick.plan, at));
  const approved = plan(configuration, await ledger.view(configuration.state.incident.id), at);
  runtime.out(planReport(approved, files.settings.zone, at, { wordsMax: TEXTS_SHOWN, confirming: null }));
  await deliverNow(delivery, runtime.signal);
  const left = plan(configuration, await ledger.view(configuration.state.incident.id), at);
  return { at, file, planned: tick.plan, left };
}

function approvalsOfAll(plan: Plan, at: Instant): readonly Approval[] {
  return plan.posts.map(({ intent }) => ({
    digest: intent.digest,
    subject: { post: intent.key },
    by: APPROVER,
    at,
  }));
}

/** The result, checked against what the sandbox received: the drill fails if anything stands that should not, or does not. */
async function conclude(
  stage: Stage,
  scenes: readonly Scene[],
  last: Version,
  exit: boolean,
): Promise<number> {
  const { app, ledger, opened, clock } = stage;
  const { runtime, files } = app;
  const configuration = configurationOf(files, await readFile(last.file), last.file);
  const view = await ledger.view(configuration.state.incident.id);
  const differences = differencesOf(stage, configuration, view.entries);
  runtime.out(`\n${drillTable(scenes, view.entries, files.settings.zone, clock.now())}`);
  for (const difference of differences) runtime.out(`DIFFERENCE ${difference}\n`);
  const origin = opened.sandbox?.origin ?? '';
  runtime.out(
    differences.length === 0
      ? '\nThe timelines of the sandbox hold exactly what the ledger says.\n'
      : '\nThe timelines differ from the ledger.\n',
  );
  if (!exit) {
    runtime.out(`\nRead the timelines as followers would: ${origin}/\nCtrl-C ends the drill.\n`);
    await new Promise<void>((resolve) => {
      if (runtime.signal.aborted) resolve();
      runtime.signal.addEventListener('abort', () => resolve());
    });
  } else runtime.out(`The timelines stood at ${origin}/ (without --exit they stay there to be read).\n`);
  return differences.length === 0 ? DONE : STAFF;
}

/** Whatever the sandbox received and the ledger does not know, or the other way round. */
function differencesOf(
  { opened, app }: Stage,
  configuration: Configuration,
  entries: Awaited<ReturnType<Ledger['view']>>['entries'],
): readonly string[] {
  const { sandbox } = opened;
  if (!sandbox) return [];
  return [...app.files.region.accounts.keys()].flatMap((account) => {
    const standing = sandbox.timeline(account).filter((post) => post.deletedAt === null);
    const known = entries.filter(
      (entry) =>
        entry.account === account &&
        entry.action === 'publish' &&
        entry.state === 'posted' &&
        entry.removedAt === null,
    );
    const byId = new Map(known.map((entry) => [entry.remoteId, entry]));
    const strangers = standing
      .filter((post) => byId.get(post.id)?.publishedText !== post.text)
      .map((post) => `${account}: ${post.id} says something else than the ledger`);
    const missing = known
      .filter((entry) => !standing.some((post) => post.id === entry.remoteId))
      .map((entry) => `${configuration.state.incident.id}: ${entry.key} does not stand`);
    return [...strangers, ...missing];
  });
}
