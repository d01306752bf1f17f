import type { ContentSnapshot } from '../domain/message.ts';
import type { LedgerWrites } from '../ledger/ledger.ts';
import { wantedNow } from '../ledger/wanted.ts';
import type { PlanningContext } from './context.ts';
import type { Decisions } from './decide.ts';
import { withheld } from './held.ts';
import { type DuePost, publication } from './intents.ts';
import type { Outdated } from './outdated.ts';
import { placesIn } from './renamed-accounts.ts';

/** Everything that the ledger writes down for a plan. For a draft that is only its digest and mode, and what accounts are. */
export function ledgerWritesFor(
  context: PlanningContext,
  decisions: Decisions,
  posts: readonly DuePost[],
  outdated: readonly Outdated[],
): LedgerWrites {
  const { configuration, now } = context;
  const { incident, announcements, digest } = configuration.state;
  const always = {
    incident: incident.id,
    state: { digest, mode: incident.mode, at: now },
    signedAt: configuration.settings.state.signature === null ? null : incident.updated,
    messages: configuration.messages.digests,
    places: placesIn(configuration),
  };
  const nothing = {
    announcements: [],
    intents: [],
    dropped: [],
    cancelled: [],
    cancelledIfSent: [],
    held: [],
  };
  const none = { wanted: new Map(), snapshots: new Map() };
  if (incident.mode === 'draft') return { ...always, ...nothing, ...none };
  const dropped = decisions.evaluated.flatMap(({ candidate, decision }) => {
    if (decision.kind !== 'drop') return [];
    const { state, reason, text, fitting } = decision;
    const words = { text: text ?? '', fitting, due: candidate.at };
    return [{ intent: publication(context, candidate, words), state, reason }];
  });
  const ended = decisions.evaluated.flatMap(({ candidate, decision }) =>
    decision.kind === 'cancel' ? [{ key: candidate.key, reason: decision.reason }] : [],
  );
  const left = withheld(context, decisions, new Set(posts.map((post) => post.intent.key)));
  return {
    ...always,
    announcements: announcements.map((announcement) => announcement.id),
    wanted: newlyWanted(context),
    intents: posts.map((post) => post.intent),
    dropped,
    cancelled: [...decisions.cancels, ...ended, ...left.cancelled],
    cancelledIfSent: decisions.cancelsIfSent,
    held: left.held,
    snapshots: snapshotsOf(decisions, outdated),
  };
}

function newlyWanted(context: PlanningContext): LedgerWrites['wanted'] {
  const { configuration, ledgerIndex, now, firstRead } = context;
  return new Map(
    configuration.state.announcements.flatMap((announcement) => {
      const { id } = announcement;
      const before = ledgerIndex.view.wanted.get(id);
      const after = wantedNow(announcement, before, firstRead(id), now);
      return JSON.stringify(after) === JSON.stringify(before) ? [] : [[id, after]];
    }),
  );
}

/** The snapshots that texts were worded from, by digest. */
function snapshotsOf(
  { evaluated, consequences }: Decisions,
  outdated: readonly Outdated[],
): ReadonlyMap<string, ContentSnapshot> {
  const snapshots = new Map<string, ContentSnapshot>();
  const worded = [
    ...evaluated.flatMap(({ decision }) =>
      decision.kind === 'say' || decision.kind === 'drop' ? [decision] : [],
    ),
    ...consequences.map(({ change }) => change),
    ...outdated,
  ];
  for (const { fitting, snapshot } of worded)
    if (fitting && snapshot) snapshots.set(fitting.snapshot, snapshot);
  return snapshots;
}
