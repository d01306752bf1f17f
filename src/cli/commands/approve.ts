import { ledgerPlace, openLedgerAt } from '../../app/ledgers.ts';
import { type App, readConfiguration, takeOver, viewNow } from '../../app/load.ts';
import { isNewTo } from '../../core/delivery/adopt.ts';
import { KINDS, type Kind } from '../../core/domain/announcement.ts';
import type { Configuration } from '../../core/domain/configuration.ts';
import { operatorError } from '../../core/domain/errors.ts';
import type { Approval, Ledger } from '../../core/ledger/ledger.ts';
import { plan as makePlan, type Plan } from '../../core/planning/plan.ts';
import { DONE } from '../exit.ts';

export interface ApproveOptions {
  /** An announcement's id, or a kind with `standing`. */
  readonly what: string;
  readonly digest: string | null;
  readonly standing: boolean;
  readonly olderFile: boolean;
  readonly by: string;
}

const DIGEST_CHARACTERS_MIN = 8;

/** Writes down that a person said yes to exactly the texts with this digest. */
export async function approveCommand(app: App, options: ApproveOptions): Promise<number> {
  const { runtime, files } = app;
  const now = runtime.clock.now();
  const configuration = await readConfiguration(app);
  const view = await viewNow(app, configuration);
  const plan = makePlan(configuration, view, now);
  approvalsFor(configuration, plan, options, now);
  const ledger = await openLedgerAt(
    ledgerPlace(files.settings, app.options.data, plan.mode),
    files.settings,
    now,
  );
  try {
    // A worker may not have ticked since the file was changed. But a ledger that knows nothing of the incident must stay
    // so: it may have been lost, and then `run` has to look before it says anything.
    const shown = isNewTo(view) ? { configuration, plan } : await takeOver(app, ledger);
    const approvals = approvalsFor(shown.configuration, shown.plan, options, now);
    await ledger.approve(approvals);
    runtime.err(`${options.by} approved ${described(options, approvals)}.\n`);
    runtime.err(await stillMissing(app, shown.configuration, ledger, options, now));
  } finally {
    await ledger.close();
  }
  return DONE;
}

/** Whether this was enough; empty where it was. */
async function stillMissing(
  { files }: App,
  configuration: Configuration,
  ledger: Ledger,
  { what, standing, olderFile, by }: ApproveOptions,
  now: number,
): Promise<string> {
  if (standing || olderFile) return '';
  const after = makePlan(configuration, await ledger.view(configuration.state.incident.id), now);
  const { needed } = files.settings.approvals;
  const posts = after.posts.filter(({ intent }) => intent.announcement === what);
  const missing = posts.filter(({ approvals }) => approvals.length < needed);
  if (missing.length === 0) return '';
  const others = [...new Set(missing.flatMap(({ approvals }) => approvals))].join(', ');
  return `${missing.length} ${missing.length === 1 ? 'text waits' : 'texts wait'} for another approval, by somebody else than ${others === '' ? by : others}.\n`;
}

function described({ what, standing, olderFile }: ApproveOptions, approvals: readonly Approval[]): string {
  if (olderFile) return 'that the state file says again what an older version said';
  if (standing) return `the wording of every ${what}, as the messages are now`;
  return `${approvals.length} ${approvals.length === 1 ? 'text' : 'texts'} of ${what}`;
}

function approvalsFor(
  configuration: Configuration,
  plan: Plan,
  options: ApproveOptions,
  now: number,
): readonly Approval[] {
  const { by } = options;
  if (options.olderFile)
    return [
      { digest: configuration.state.digest, subject: { file: configuration.state.digest }, by, at: now },
    ];
  if (options.standing) return [standingApproval(configuration, options, now)];
  return approvalsOf(plan, options.what, options.digest, by, now);
}

/** Approvals for all posts of one announcement whose digest, or at least its beginning, was named. */
export function approvalsOf(
  plan: Plan,
  id: string,
  digest: string | null,
  by: string,
  now: number,
): readonly Approval[] {
  const named = plan.announcements.filter((approvable) => approvable.id === id);
  if (named.length === 0)
    throw operatorError(
      'nothing-to-approve',
      `Nothing of ${id} is due`,
      'Look at `plan`: it lists what waits, with the command that approves it.',
    );
  if (digest === null || digest.length < DIGEST_CHARACTERS_MIN)
    throw operatorError(
      'digest-needed',
      'An approval names the digest of the texts that were read',
      `Read the texts in \`plan\`, then: approve ${id} --digest … --by NAME`,
    );
  const meant = named.filter((approvable) => approvable.digest.startsWith(digest));
  const [approvable] = meant;
  if (!approvable || meant.length > 1)
    throw operatorError(
      'texts-changed',
      `The texts of ${id} are not those with the digest ${digest}`,
      "They changed since, or it is another announcement's digest. Read them anew in `plan`.",
    );
  return plan.posts
    .filter(
      ({ intent }) =>
        intent.announcement === id &&
        intent.occurrence === approvable.occurrence &&
        intent.edition === approvable.edition,
    )
    .map(({ intent }) => ({ digest: intent.digest, subject: { post: intent.key }, by, at: now }));
}

function standingApproval(
  configuration: Configuration,
  { what, digest, by }: ApproveOptions,
  now: number,
): Approval {
  const kind = KINDS.find((one): one is Kind => one === what);
  const { preApproved: standing } = configuration.settings.approvals;
  if (!kind || !standing.has(kind))
    throw operatorError(
      'not-standing',
      `${what} is no standing kind`,
      `Standing kinds are ${[...standing].join(', ') || 'none'} (approvals.standing in config.yaml).`,
    );
  const current = configuration.messages.digests[kind];
  if (digest === null || digest.length < DIGEST_CHARACTERS_MIN || !current.startsWith(digest))
    throw operatorError(
      'wording-changed',
      `The messages of ${kind} have the digest ${current.slice(0, 12)}`,
      `Read messages/*/${kind}*.liquid and what it looks like in \`plan\`, then: approve ${kind} --standing --digest ${current.slice(0, 12)} --by ${by}`,
    );
  return { digest: current, subject: { kind }, by, at: now };
}
