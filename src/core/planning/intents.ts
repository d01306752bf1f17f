import { aboutOf, limitsOf, rulesOf, serverOf } from '../domain/configuration.ts';
import { type Key, postDigest } from '../domain/post-key.ts';
import { newestStanding } from '../ledger/claim-rules.ts';
import { type Intent, turnOf } from '../ledger/entry.ts';
import type { Candidate } from './candidates.ts';
import type { Consequence } from './corrections.ts';
import { priceOf } from './cost.ts';
import type { Decisions } from './decide.ts';
import { holdsEdits } from './held.ts';
import { keptCurrent, type Outdated } from './outdated.ts';
import type { Decision, PlanningContext } from './rules.ts';

/** One publication, edit or deletion that is due now, or at `intent.due`. */
export interface DuePost {
  readonly intent: Intent;
  /** As the platform counts, of `limit`; null for a deletion. */
  readonly length: number | null;
  readonly limit: number | null;
  /** Key of the post that it will answer, as things stand. */
  readonly replyTo: Key | null;
}

/** Everything that is due now or later, each account's in the order in which it goes out. */
export function plannedPosts(
  context: PlanningContext,
  decisions: Decisions,
  outdated: readonly Outdated[],
): readonly DuePost[] {
  const older = holdsEdits(context);
  const cancelled = new Set(decisions.cancels.map((cancel) => cancel.key));
  const said = decisions.evaluated.flatMap(({ candidate, decision }) => {
    if (decision.kind !== 'say' || cancelled.has(candidate.key)) return [];
    const limit = limitsOf(context.configuration, candidate.account).characters;
    const length = decision.fitting?.length ?? lengthOf(context, candidate, decision.text);
    return [{ intent: intentOf(context, candidate, decision), length, limit, replyTo: null }];
  });
  const amended = decisions.consequences
    .filter(({ change }) => change.action === 'delete' || !older)
    .map(({ candidate, change }) => changeIntent(context, candidate, change));
  const kept = older ? [] : keptCurrent(context, outdated).map((one) => keptIntent(one.key, one.outdated));
  return threaded(context, [...said, ...amended, ...kept].sort(byTurn));
}

function lengthOf({ configuration }: PlanningContext, candidate: Candidate, text: string): number {
  return rulesOf(configuration, candidate.account).length(text, limitsOf(configuration, candidate.account));
}

function byTurn(a: { intent: Intent }, b: { intent: Intent }): number {
  return turnOf(a.intent) - turnOf(b.intent) || a.intent.due - b.intent.due || a.intent.rank - b.intent.rank;
}

/** A publication as the ledger writes it down. */
export function intentOf(
  context: PlanningContext,
  candidate: Candidate,
  decision: Extract<Decision, { kind: 'say' }>,
): Intent {
  const { announcement, account, municipality, language, occurrence, edition, key, entry } = candidate;
  const named = { key, action: 'publish' as const, account: account.id, text: decision.text };
  return {
    ...named,
    incident: context.configuration.state.incident.id,
    announcement: announcement.id,
    kind: announcement.kind,
    occurrence,
    edition,
    municipality: municipality.id,
    channel: account.channel,
    server: serverOf(context.configuration.settings, account),
    language,
    about: [...candidate.about].sort(),
    digest: postDigest(named),
    snapshot: decision.fitting?.snapshot ?? entry?.snapshot ?? null,
    target: null,
    after: null,
    at: candidate.at,
    due: decision.due,
    until: announcement.until,
    rank: candidate.rank,
    usd: priceOf(context.configuration, account, 'publish', decision.text),
  };
}

function changeIntent(context: PlanningContext, candidate: Candidate, change: Consequence): DuePost {
  const { announcement, account, municipality, language } = candidate;
  const named = {
    key: change.key,
    action: change.action,
    account: account.id,
    text: change.fitting?.text ?? null,
  };
  const intent: Intent = {
    ...named,
    incident: context.configuration.state.incident.id,
    announcement: announcement.id,
    kind: announcement.kind,
    occurrence: candidate.occurrence,
    edition: candidate.edition,
    municipality: municipality.id,
    channel: account.channel,
    server: serverOf(context.configuration.settings, account),
    language,
    about: [...aboutOf(announcement, municipality)].sort(),
    digest: postDigest(named),
    snapshot: change.fitting?.snapshot ?? null,
    target: change.target.key,
    after: change.after,
    at: candidate.at,
    due: candidate.at,
    until: null,
    rank: candidate.rank,
    usd: priceOf(context.configuration, account, change.action, change.fitting?.text ?? null),
  };
  return {
    intent,
    length: change.fitting?.length ?? null,
    limit: change.fitting?.limit ?? null,
    replyTo: null,
  };
}

/** Everything but key, action and words is the post's own. */
function keptIntent(key: Key, { entry, fitting }: Outdated): DuePost {
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
    snapshot: fitting?.snapshot ?? null,
    target: entry.key,
    after: null,
    due: at,
    until: null,
    usd: 0,
  };
  return { intent, length: fitting?.length ?? null, limit: fitting?.limit ?? null, replyTo: null };
}

/** What each publication will answer if all goes as planned: the newest post that stands on its account by then. */
function threaded(context: PlanningContext, posts: readonly DuePost[]): readonly DuePost[] {
  const incident = context.configuration.state.incident.id;
  const newest = new Map<string, Key | null>();
  return posts.map((post) => {
    if (post.intent.action !== 'publish') return post;
    const { account, key } = post.intent;
    const known = newest.get(account);
    const replyTo =
      known === undefined
        ? (newestStanding({ incident }, context.ledgerIndex.publicationsOn(account))?.key ?? null)
        : known;
    newest.set(account, key);
    return { ...post, replyTo };
  });
}
