import { adopt, foundStanding, type Suspects } from '../core/delivery/adopt.ts';
import type { DeliveryContext } from '../core/delivery/context.ts';
import type { Configuration } from '../core/domain/configuration.ts';
import { operatorError } from '../core/domain/errors.ts';
import type { Intent } from '../core/ledger/entry.ts';
import type { Adoption } from '../core/ledger/ledger.ts';
import type { Log } from '../worker/log.ts';

const NAMES_MAX = 6;

/**
 * Throws an OperatorError where a ledger that has never seen this incident would say what was said before: the disk was
 * lost, or this is a second machine. What has no time is looked for on the accounts, and only refused where something
 * like it stands there; what is meant for an account that can't be read is looked for until it can.
 */
export async function refuseSayingAgain(
  delivery: DeliveryContext,
  configuration: Configuration,
  suspects: Suspects,
  signal: AbortSignal,
): Promise<void> {
  const { old, undated } = suspects;
  const found =
    old.length > 0 || undated.length === 0
      ? []
      : await foundStanding(delivery, configuration, undated, signal);
  if (signal.aborted) return;
  const unread = found.filter(({ as }) => as.kind === 'unread');
  const standing = found.filter(({ as }) => as.kind !== 'unread').map(({ intent }) => intent);
  const said = old.length > 0 ? old : standing;
  if (said.length === 0) return delivery.ledger.adopt(unread, delivery.clock.now());
  throw operatorError(
    'ledger-empty',
    `The ledger knows nothing of ${configuration.state.incident.id}, but ${posts(said.length)} of ${named(said)} would go out, which may stand on the accounts already`,
    'If the ledger was lost or this is another machine, bring its data folder back. Otherwise: run --adopt. It reads the accounts first, takes over what stands there, and posts only what does not.',
  );
}

/** Reads the accounts, and fills the ledger with what stands there: not all of it where `signal` aborts. */
export async function adoptTimelines(
  delivery: DeliveryContext,
  configuration: Configuration,
  log: Log,
  signal: AbortSignal,
): Promise<void> {
  const adoptions = await adopt(delivery, configuration, signal);
  if (signal.aborted) return;
  const count = (kind: Adoption['as']['kind']) => adoptions.filter(({ as }) => as.kind === kind).length;
  log.note(
    'adopted',
    `Read the accounts: ${posts(count('published'))} taken over; ${count('similar')} held, because something similar stands there; ${count('unread')} on accounts that could not be read.`,
  );
  for (const { intent, as } of adoptions)
    if (as.kind === 'similar')
      log.note(
        'similar',
        `held      ${intent.key}: something like it stands there${as.seen.url === null ? '' : ` at ${as.seen.url}`}. Look, then: ausrufer resolve ${intent.key} --posted URL, or --absent, --by NAME`,
      );
}

function posts(count: number): string {
  return `${count} ${count === 1 ? 'post' : 'posts'}`;
}

function named(intents: readonly Intent[]): string {
  const names = [...new Set(intents.map((intent) => intent.announcement))];
  const more = names.length > NAMES_MAX ? ` and ${names.length - NAMES_MAX} more` : '';
  return `${names.slice(0, NAMES_MAX).join(', ')}${more}`;
}
