import { isNewTo } from '../core/delivery/adopt.ts';
import type { Actor } from '../core/domain/actor.ts';
import { KINDS, type Kind } from '../core/domain/announcement.ts';
import type { Instant } from '../core/domain/clock.ts';
import { type Configuration, freeWordsNow } from '../core/domain/configuration.ts';
import { operatorError } from '../core/domain/errors.ts';
import type { Mode } from '../core/domain/incident.ts';
import { wordsRead } from '../core/domain/mention.ts';
import { sha256 } from '../core/domain/post-key.ts';
import type { Approval } from '../core/ledger/approval.ts';
import { approvalsOfWords, isUnapproved } from '../core/ledger/approval.ts';
import { type Plan, plan, postsOfGroup } from '../core/planning/plan.ts';
import { type KeepApprovals, refuseWrongClock, takeOver } from './deliver-change.ts';
import { openLedgerAt } from './ledgers.ts';
import { type App, readConfiguration, viewNow } from './load.ts';
import { ledgerPlace } from './locate-ledgers.ts';
import { digestMeant } from './shown-digests.ts';

/**
 * The subject of a person's approval. A digest is the whole SHA-256, or of texts the short name by which `plan` showed it to
 * them.
 */
export type ToApprove =
  /** Exactly the texts of this announcement that have this digest in `plan`. */
  | { readonly kind: 'texts'; readonly announcement: string; readonly digest: string | null }
  /** The wording of a kind, beforehand. */
  | { readonly kind: 'wording'; readonly of: string; readonly digest: string | null }
  /** The state file is meant to say again what an older version said. */
  | { readonly kind: 'older-file' };

export interface Approved {
  readonly mode: Mode;
  readonly approvals: readonly Approval[];
  /** Texts of the announcement that wait for another person, and who approved them so far. */
  readonly missing: { readonly texts: number; readonly approvedBy: readonly string[] };
}

/** Writes down that these people approved, all of them or none. Throws an OperatorError if the texts do not have the digest. */
export async function approve(
  app: App,
  asked: ToApprove,
  actors: readonly Actor[],
  keep: KeepApprovals,
): Promise<Approved> {
  const { runtime, options, files } = app;
  const given = await inFull(asked, options.data);
  const { settings } = files;
  const now = runtime.clock.now();
  const configuration = await readConfiguration(app);
  const view = await viewNow(app, configuration);
  const planned = plan(configuration, view, now);
  const { mode } = planned;
  approvalsFor(configuration, planned, given, actors, now);
  await using ledger = await openLedgerAt(ledgerPlace(settings, options.data, planned.mode), settings, now);
  // A worker may not have ticked since the file was changed. But a ledger that knows nothing of the incident must stay
  // so: it may have been lost, and then `run` has to look before it says anything.
  const isNew = isNewTo(view);
  if (!isNew) await refuseWrongClock(app, mode, () => ledger.lastWritten());
  const shown = isNew ? { configuration, plan: planned } : await takeOver(app, ledger, mode);
  const approvals = approvalsFor(shown.configuration, shown.plan, given, actors, now);
  await keep(() => ledger.approve(approvals));
  if (given.kind !== 'texts') return { mode, approvals, missing: { texts: 0, approvedBy: [] } };
  const after = plan(shown.configuration, await ledger.view(configuration.state.incident.id), now);
  const missing = after.posts.filter(
    (post) =>
      post.intent.announcement === given.announcement && isUnapproved(post, settings.approvals.needed, null),
  );
  const approvedBy = [...new Set(missing.flatMap((post) => post.approvals))];
  return { mode, approvals, missing: { texts: missing.length, approvedBy } };
}

/** The same with the whole digest. Throws an OperatorError where nothing was shown to this person by that short name. */
async function inFull(given: ToApprove, data: string): Promise<ToApprove> {
  if (given.kind !== 'texts' || given.digest === null) return given;
  const digest = await digestMeant(data, given.digest);
  if (digest !== null) return { ...given, digest };
  throw operatorError('texts-changed.unseen', { digest: given.digest });
}

function approvalsFor(
  configuration: Configuration,
  planned: Plan,
  given: ToApprove,
  actors: readonly Actor[],
  now: Instant,
): readonly Approval[] {
  return actors.flatMap((actor) => {
    switch (given.kind) {
      case 'older-file': {
        const { digest } = configuration.state;
        return [{ digest, subject: { file: digest }, by: actor.name, at: now }];
      }
      case 'wording':
        return approvalsOfWording(configuration, given, actor, now);
      case 'texts':
        return approvalsOf(configuration, postsMeant(planned, given.announcement, given.digest), actor, now);
      default:
        return given satisfies never;
    }
  });
}

/** Approvals of exactly these texts, and of the free words that can be read in them. */
export function approvalsOf(
  configuration: Configuration,
  posts: Plan['posts'],
  { name: by }: Actor,
  at: Instant,
): readonly Approval[] {
  const words = freeWordsNow(configuration);
  const read = new Set(posts.flatMap(({ intent }) => wordsRead(intent.text ?? '', words)));
  return [
    ...posts.map(({ intent }) => ({ digest: intent.digest, subject: { post: intent.key }, by, at })),
    ...approvalsOfWords([...read], by, at),
  ];
}

/** All posts of one announcement that have this digest together. */
function postsMeant(planned: Plan, announcement: string, digest: string | null): Plan['posts'] {
  const groups = planned.announcements.filter(({ id }) => id === announcement);
  if (groups.length === 0) throw operatorError('nothing-to-approve.here', { announcement });
  if (digest === null) throw operatorError('digest-needed.here', { announcement });
  const group = groups.find((one) => one.digest === digest);
  if (!group) throw operatorError('texts-changed.here', { announcement, digest });
  return postsOfGroup(planned, group);
}

/** Approvals of the messages of a kind, and of all free words as they are now. */
function approvalsOfWording(
  configuration: Configuration,
  { of, digest }: Extract<ToApprove, { kind: 'wording' }>,
  { name: by }: Actor,
  at: Instant,
): readonly Approval[] {
  const { settings, messages } = configuration;
  const kind = KINDS.find((one): one is Kind => one === of);
  const { preApproved } = settings.approvals;
  if (!kind || !preApproved.has(kind))
    throw preApproved.size === 0
      ? operatorError('not-standing.none', { kind: of })
      : operatorError('not-standing.here', { kind: of, kinds: [...preApproved] });
  const words = freeWordsNow(configuration);
  const current = sha256(JSON.stringify([messages.digests[kind], ...words.toSorted()]));
  if (digest !== current) {
    const quoted = words.map((one) => `\n   "${one}"`).join('');
    throw operatorError('wording-changed.here', { kind, digest: current, words: `${quoted}\n` });
  }
  return [
    ...Object.values(messages.digests[kind]).map((digest) => ({ digest, subject: { kind }, by, at })),
    ...approvalsOfWords(words, by, at),
  ];
}
