import type { Warning } from '../domain/advice.ts';
import { alike } from '../domain/alike.ts';
import { isTooLate, type Kind } from '../domain/announcement.ts';
import { DAY } from '../domain/clock.ts';
import { isOnAnothersAccount, isWhereAccountIs, ownerOf } from '../domain/configuration.ts';
import { isAllClearFor } from '../ledger/all-clear.ts';
import { type Entry, isPublished, postedAt } from '../ledger/entry.ts';
import { EARLIER_FOR_MS, type SaidBefore } from '../ledger/ledger.ts';
import { HIDDEN } from '../ledger/transitions.ts';
import { OF_THE_OUTAGE } from './candidates.ts';
import type { PlanningContext } from './context.ts';
import { isReadWith, postsOfToday } from './posts-of-today.ts';
import { saidNow } from './said.ts';

/** Kinds by which people learn what became of an outage. */
const TELLING: ReadonlySet<Kind> = new Set([...OF_THE_OUTAGE, 'restoration', 'all-clear']);

type Unwatched = Pick<Extract<Warning, { code: 'unwatched' }>, 'municipality' | 'why'>;

/**
 * Warns of posts about an outage whose facts nobody keeps any more, or that are only on a server that their account has left; and
 * of a town's posts that are on an account which now belongs to another town, that somebody deleted, or that not everybody is
 * shown. Each body is named once. Posts of an earlier incident mislead nobody in an exercise, where each has its banner.
 */
export function unwatchedPosts(context: PlanningContext): readonly Warning[] {
  const { configuration, ledgerIndex, now } = context;
  const { region, state } = configuration;
  const informed = new Set(
    ledgerIndex.published
      .filter((entry) => TELLING.has(entry.kind) && isWhereAccountIs(configuration, entry))
      .map(({ account }) => account),
  );
  const isLeftBehind = ({ account }: Entry) => region.accounts.has(account) && !informed.has(account);
  const deleted = postsOfToday(context, ledgerIndex.view, deletedByOthers(context));
  const owners = [...context.postsOfToday(), ...deleted].flatMap((entry): readonly Unwatched[] => {
    const worded = saidNow(context, entry);
    if (!worded || isTooLate(worded.announcement, now)) return [];
    if (!isPublished(entry)) return [{ municipality: entry.municipality, why: 'deleted' }];
    if (isOnAnothersAccount(configuration, entry))
      return [{ municipality: entry.municipality, why: 'elsewhere' }];
    if (isHiddenNow(context, entry)) return [{ municipality: entry.municipality, why: 'hidden' }];
    if (!OF_THE_OUTAGE.has(entry.kind)) return [];
    const owner = ownerOf(region, worded)?.id ?? null;
    if (owner !== null && state.incident.affects.has(owner))
      return isLeftBehind(entry) ? [{ municipality: entry.municipality, why: 'moved' }] : [];
    return [{ municipality: owner ?? entry.municipality, why: owner === null ? 'gone' : 'left' }];
  });
  const accountsOfEarlier = new Set(leftByEarlier(context).map(({ account }) => account));
  const ofEarlier = [...accountsOfEarlier].flatMap((id): readonly Unwatched[] => {
    const account = region.accounts.get(id);
    return account ? [{ municipality: account.municipality, why: 'earlier' }] : [];
  });
  return alike([...owners, ...ofEarlier], (one) => JSON.stringify(one)).map((all) => ({
    ...{ code: 'unwatched', ...all[0], posts: all.length },
  }));
}

/** The time for which staff are told of a post that somebody deleted, perhaps on purpose, or that not everybody is shown. */
export const TOLD_FOR_MS = DAY;

function isHiddenNow({ ledgerIndex, now }: PlanningContext, entry: Entry): boolean {
  return entry.reason === HIDDEN && now - postedAt(entry) <= TOLD_FOR_MS && !isToldSince(ledgerIndex, entry);
}

/** Whether everybody can read there something newer about the outage. */
function isToldSince({ published }: PlanningContext['ledgerIndex'], entry: Entry): boolean {
  return published.some(
    (one) =>
      TELLING.has(one.kind) &&
      one.reason !== HIDDEN &&
      isReadWith(entry, one) &&
      postedAt(one) > postedAt(entry),
  );
}

/** Posts about the outage that an edit found deleted, where nothing withdraws them and nothing newer about it can be read. */
function deletedByOthers({
  configuration,
  ledgerIndex,
  withdrawnBy,
  now,
}: PlanningContext): readonly Entry[] {
  const { region, state } = configuration;
  const isFoundDeleted = ({ key, removedAt }: Entry) =>
    removedAt !== null &&
    now - removedAt <= TOLD_FOR_MS &&
    ledgerIndex
      .changesOf(key)
      .some((one) => one.action === 'edit' && one.state === 'superseded' && one.updatedAt === removedAt);
  return ledgerIndex.view.entries.filter((entry) => {
    const { account, kind, announcement, municipality } = entry;
    return (
      OF_THE_OUTAGE.has(kind) &&
      region.accounts.has(account) &&
      state.incident.affects.has(municipality) &&
      isFoundDeleted(entry) &&
      withdrawnBy({ announcement: { id: announcement }, municipality: { id: municipality } }) === null &&
      !isToldSince(ledgerIndex, entry)
    );
  });
}

/**
 * Posts of other incidents about an outage that no all-clear has ended, and that have nothing newer about the outage where their
 * readers read. A correction counts as what it corrects, which it may have removed.
 */
function leftByEarlier(context: PlanningContext): readonly SaidBefore[] {
  const { configuration, ledgerIndex, now } = context;
  const { view, published } = ledgerIndex;
  const { incident } = configuration.state;
  if (view.saidBefore.length === 0 || incident.mode === 'exercise') return [];
  const said = [...view.saidBefore, ...published].map((post): SaidBefore => {
    const corrected = post.kind === 'correction' ? saidNow(context, post)?.original?.kind : undefined;
    return corrected === undefined ? post : { ...post, kind: corrected };
  });
  const ofOutage = said.filter((post) => OF_THE_OUTAGE.has(post.kind) && !isTooLate(post, now));
  const lasting = postsOfToday(context, { entries: [...view.entries, ...said] }, ofOutage);
  const newest = new Map<string, SaidBefore[]>();
  for (const post of lasting.toSorted((a, b) => postedAt(b) - postedAt(a))) {
    const newer = newest.get(post.account) ?? [];
    if (!newer.some((one) => isReadWith(post, one) && isAllClearFor(post, one)))
      newest.set(post.account, [...newer, post]);
  }
  const told = new Set(view.outdatedBefore);
  return [...newest.values()]
    .flat()
    .filter((post) => post.incident !== incident.id && !told.has(post.key))
    .filter((post) => now - postedAt(post) <= EARLIER_FOR_MS);
}
