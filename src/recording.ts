import type { Kind } from './announcement.ts';
import type { Decisions } from './decide.ts';
import { intentOf, type Planned } from './intents.ts';
import type { Recording } from './ledger.ts';
import type { Grounds } from './message.ts';
import type { Outdated } from './outdated.ts';
import { isKeptCurrentKey } from './post.ts';
import type { Bench } from './ruling.ts';

/** What the ledger has to write down for a plan. Of a draft nothing but that it is one. */
export function recordingOf(
  bench: Bench,
  decisions: Decisions,
  posts: readonly Planned[],
  outdated: readonly Outdated[],
  messages: Readonly<Record<Kind, string>>,
): Recording {
  const { world, now } = bench;
  const { incident, announcements, digest } = world.state;
  const draft = incident.mode === 'draft';
  const grounds = new Map<string, Grounds>();
  for (const { ruling } of decisions.ruled)
    if (ruling.kind === 'say' && ruling.fitting && ruling.grounds)
      grounds.set(ruling.fitting.grounds, ruling.grounds);
  for (const { change } of decisions.changes)
    if (change.fitting && change.grounds) grounds.set(change.fitting.grounds, change.grounds);
  for (const post of outdated) if (post.fitting) grounds.set(post.fitting.grounds, post.grounds);
  const dropped = decisions.ruled.flatMap(({ candidate, ruling }) => {
    if (ruling.kind !== 'drop') return [];
    const say = {
      kind: 'say' as const,
      text: ruling.text ?? '',
      fitting: null,
      grounds: null,
      due: candidate.at,
    };
    return [{ intent: intentOf(bench, candidate, say), state: ruling.state, reason: ruling.reason }];
  });
  const ended = decisions.ruled.flatMap(({ candidate, ruling }) =>
    ruling.kind === 'cancel' ? [{ key: candidate.key, reason: ruling.reason }] : [],
  );
  return {
    incident: incident.id,
    state: { digest, mode: incident.mode, at: now },
    messages,
    announcements: draft ? [] : announcements.map((announcement) => announcement.id),
    intents: draft ? [] : posts.map((post) => post.intent),
    dropped: draft ? [] : dropped,
    cancelled: draft ? [] : [...decisions.cancels, ...ended, ...overtakenEdits(bench, posts)],
    held: draft ? [] : heldBack(bench, decisions, posts),
    grounds: draft ? new Map() : grounds,
  };
}

/** Edits that kept a post current and wait to be sent again, where a later edit of it is due. */
function overtakenEdits({ past }: Bench, posts: readonly Planned[]): Recording['cancelled'] {
  return posts.flatMap(({ intent: { key, action, target } }) => {
    if (action !== 'edit' || target === null) return [];
    return past
      .changesOf(target)
      .filter((edit) => edit.state === 'waiting' && edit.key !== key && isKeptCurrentKey(edit.key, target))
      .map((edit) => ({ key: edit.key, reason: 'a later edit takes its place' }));
  });
}

/**
 * What waits though this plan does not want it sent: held for a reason, worded from facts that are no longer so, or no
 * longer needed. It was approved once, and would go out as soon as nothing else is in its way.
 */
function heldBack({ past }: Bench, decisions: Decisions, posts: readonly Planned[]): Recording['held'] {
  const planned = new Set(posts.map(({ intent }) => intent.key));
  const because = new Map(
    decisions.ruled.flatMap(({ candidate, ruling }) =>
      ruling.kind === 'hold' ? [[candidate.key, ruling.because] as const] : [],
    ),
  );
  return past.view.entries
    .filter(({ key, state }) => state === 'waiting' && !planned.has(key))
    .map(({ key }) => {
      const why = because.get(key);
      return { key, reason: why === undefined ? NOT_PLANNED : `held: ${why}` };
    });
}

const NOT_PLANNED = "today's facts and files no longer ask for it";
