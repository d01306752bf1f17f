import { findPublished, suspectsIn } from '../core/delivery/adopt.ts';
import type { DeliveryContext } from '../core/delivery/context.ts';
import type { Configuration } from '../core/domain/configuration.ts';
import { operatorError } from '../core/domain/errors.ts';
import type { Intent } from '../core/ledger/entry.ts';
import type { Adoption } from '../core/ledger/ledger.ts';

const NAMES_MAX = 6;

/**
 * Throws `ledger-empty` where a ledger that has never seen this incident would say what was said before, or leave published
 * what was withdrawn: the disk was lost, or this is a second machine. A post that is not old is looked for on the accounts,
 * and only refused where something like it is there; on an account that cannot be read it is looked for until it can.
 * `concerns` tells which announcements to consider. Returns the posts on accounts that cannot be read: adopt them before
 * anything is sent. Writes nothing.
 */
export async function refuseSayingAgain(
  delivery: DeliveryContext,
  configuration: Configuration,
  concerns: (announcement: string) => boolean,
  signal: AbortSignal,
): Promise<readonly Adoption[]> {
  const { ledger, clock } = delivery;
  const now = clock.now();
  const { incident } = configuration.state;
  const view = await ledger.view(incident.id);
  const suspects = suspectsIn(configuration, view, now);
  const old = suspects.old.filter((intent) => concerns(intent.announcement));
  const others = suspects.others.filter((intent) => concerns(intent.announcement));
  const found =
    old.length > 0 || others.length === 0 ? [] : await findPublished(delivery, configuration, others, signal);
  if (signal.aborted) return [];
  const unread = found.filter(({ as }) => as.kind === 'unread');
  const published = found.filter(({ as }) => as.kind !== 'unread').map(({ intent }) => intent);
  const said = old.length > 0 ? old : published;
  if (said.length === 0) return unread;
  throw operatorError(
    'ledger-empty',
    `The ledger knows nothing of ${incident.id}, but ${said.length} ${said.length === 1 ? 'post' : 'posts'} of ${named(said)} may be on the accounts already`,
    'If the ledger was lost or this is another machine, bring its data folder back. Otherwise: run --adopt. It reads the accounts first, takes over what is there, and posts only what is not.',
  );
}

function named(intents: readonly Intent[]): string {
  const names = [...new Set(intents.map((intent) => intent.announcement))];
  const more = names.length > NAMES_MAX ? ` and ${names.length - NAMES_MAX} more` : '';
  return `${names.slice(0, NAMES_MAX).join(', ')}${more}`;
}
