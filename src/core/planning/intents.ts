import { aboutOf, limitsOf, serverOf } from '../domain/configuration.ts';
import { type Key, postDigest } from '../domain/post-key.ts';
import { newestStanding } from '../ledger/claim-rules.ts';
import { type Intent, turnOf } from '../ledger/entry.ts';
import type { Candidate } from './candidates.ts';
import type { Change } from './corrections.ts';
import { priceOf } from './cost.ts';
import type { Decisions } from './decide.ts';
import { holdsEdits } from './held.ts';
import { keptCurrent, type Outdated } from './outdated.ts';
import type { Bench, Ruling } from './rules.ts';

/** One publication, edit or deletion that is due now, or at `intent.due`. */
export interface Planned {
  readonly intent: Intent;
  /** As the platform counts, of `limit`; null for a deletion. */
  readonly length: number | null;
  readonly limit: number | null;
  /** Key of the post that it will answer, as things stand. */
  readonly replyTo: Key | null;
}

/** Everything that is due now or later, each account's in the order in which it goes out. */
export function plannedPosts(
  bench: Bench,
  decisions: Decisions,
  outdated: readonly Outdated[],
): readonly Planned[] {
  const older = holdsEdits(bench);
  const cancelled = new Set(decisions.cancels.map((cancel) => cancel.key));
  const said = decisions.ruled.flatMap(({ candidate, ruling }) => {
    if (ruling.kind !== 'say' || cancelled.has(candidate.key)) return [];
    const limit = limitsOf(bench.world, candidate.account).characters;
    const length = ruling.fitting?.length ?? lengthOf(bench, candidate, ruling.text);
    return [{ intent: intentOf(bench, candidate, ruling), length, limit, replyTo: null }];
  });
  const amended = decisions.changes
    .filter(({ change }) => change.action === 'delete' || !older)
    .map(({ candidate, change }) => changeIntent(bench, candidate, change));
  const kept = older ? [] : keptCurrent(bench, outdated).map((one) => keptIntent(one.key, one.outdated));
  return threaded(bench, [...said, ...amended, ...kept].sort(byTurn));
}

function lengthOf({ world }: Bench, candidate: Candidate, text: string): number {
  return world.channels[candidate.account.channel].length(text, limitsOf(world, candidate.account));
}

function byTurn(a: { intent: Intent }, b: { intent: Intent }): number {
  return turnOf(a.intent) - turnOf(b.intent) || a.intent.due - b.intent.due || a.intent.rank - b.intent.rank;
}

/** A publication as the ledger writes it down. */
export function intentOf(
  bench: Bench,
  candidate: Candidate,
  ruling: Extract<Ruling, { kind: 'say' }>,
): Intent {
  const { announcement, account, municipality, language, occurrence, edition, key, entry } = candidate;
  const named = { key, action: 'publish' as const, account: account.id, text: ruling.text };
  return {
    ...named,
    incident: bench.world.state.incident.id,
    announcement: announcement.id,
    kind: announcement.kind,
    occurrence,
    edition,
    municipality: municipality.id,
    channel: account.channel,
    server: serverOf(bench.world.settings, account),
    language,
    about: [...candidate.about].sort(),
    digest: postDigest(named),
    grounds: ruling.fitting?.grounds ?? entry?.grounds ?? null,
    target: null,
    after: null,
    at: candidate.at,
    due: ruling.due,
    until: announcement.until,
    rank: candidate.rank,
    usd: priceOf(bench.world, account, 'publish', ruling.text),
  };
}

function changeIntent(bench: Bench, candidate: Candidate, change: Change): Planned {
  const { announcement, account, municipality, language } = candidate;
  const named = {
    key: change.key,
    action: change.action,
    account: account.id,
    text: change.fitting?.text ?? null,
  };
  const intent: Intent = {
    ...named,
    incident: bench.world.state.incident.id,
    announcement: announcement.id,
    kind: announcement.kind,
    occurrence: candidate.occurrence,
    edition: candidate.edition,
    municipality: municipality.id,
    channel: account.channel,
    server: serverOf(bench.world.settings, account),
    language,
    about: [...aboutOf(announcement, municipality)].sort(),
    digest: postDigest(named),
    grounds: change.fitting?.grounds ?? null,
    target: change.target.key,
    after: change.after,
    at: candidate.at,
    due: candidate.at,
    until: null,
    rank: candidate.rank,
    usd: priceOf(bench.world, account, change.action, change.fitting?.text ?? null),
  };
  return {
    intent,
    length: change.fitting?.length ?? null,
    limit: change.fitting?.limit ?? null,
    replyTo: null,
  };
}

/** Everything but key, action and words is the post's own. */
function keptIntent(key: Key, { entry, fitting }: Outdated): Planned {
  const {
    incident,
    announcement,
    kind,
    occurrence,
    edition,
    municipality,
    account,
    channel,
    server,
    language,
    about,
    at,
    rank,
  } = entry;
  const named = { key, action: 'edit' as const, account, text: fitting?.text ?? null };
  const own = {
    incident,
    announcement,
    kind,
    occurrence,
    edition,
    municipality,
    channel,
    server,
    language,
    about,
    at,
    rank,
  };
  const intent: Intent = {
    ...named,
    ...own,
    digest: postDigest(named),
    grounds: fitting?.grounds ?? null,
    target: entry.key,
    after: null,
    due: at,
    until: null,
    usd: 0,
  };
  return { intent, length: fitting?.length ?? null, limit: fitting?.limit ?? null, replyTo: null };
}

/** What each publication will answer if all goes as planned: the newest post that stands on its account by then. */
function threaded(bench: Bench, posts: readonly Planned[]): readonly Planned[] {
  const incident = bench.world.state.incident.id;
  const newest = new Map<string, Key | null>();
  return posts.map((post) => {
    if (post.intent.action !== 'publish') return post;
    const { account, key } = post.intent;
    const known = newest.get(account);
    const replyTo =
      known === undefined
        ? (newestStanding({ incident }, bench.past.publicationsOn(account))?.key ?? null)
        : known;
    newest.set(account, key);
    return { ...post, replyTo };
  });
}
