import { nameAlone } from '../../core/domain/actor.ts';
import { isMistake, operatorError } from '../../core/domain/errors.ts';
import { incidentIn, type Key } from '../../core/domain/post-key.ts';
import { may, type Person } from '../../core/domain/rights.ts';
import { type Plan, postsOfGroup } from '../../core/planning/plan.ts';
import type { LoggedAct } from '../../sql/people/work.ts';
import { type Approved, approve } from '../approve.ts';
import { type Applied, apply, type Progress, prepare, SILENTLY } from '../changes.ts';
import { type App, planNow, readConfiguration } from '../load.ts';
import type { Prepared } from '../prepared.ts';
import { areaOfPrepared } from './area.ts';
import {
  type ChangedFact,
  changeDraft,
  changedSince,
  type Draft,
  isTheirs,
  refuseOtherMode,
} from './drafts.ts';
import { changeInLine } from './log.ts';
import {
  type Acting,
  actorOf,
  askerOf,
  entry,
  logged,
  notDone,
  type People,
  refuseUnlessMay,
  type ShownText,
} from './people.ts';
import { type Proof, type Proven, prove, whileAllowed } from './proof.ts';
import type { ConsoleSession } from './sign-in.ts';
import { type Permission, permissionFor, permissionForWaiting, writtenBy } from './who-may-approve.ts';

/** A draft as it would go out now, and what this person may do with it. */
export interface Review {
  readonly prepared: Prepared;
  /** Facts to overwrite that somebody changed since it was drawn up; for those below who have looked since, `confirmed`. */
  readonly changed: readonly ChangedFact[];
  readonly permission: Permission;
  readonly mayHandIn: boolean;
  /** Whether this person may give other answers, return it or discard it. */
  readonly isTheirs: boolean;
}

/** A text that differs from the one that was shown; null where one side has none. */
export interface Difference {
  readonly key: Key;
  readonly before: string | null;
  readonly after: string | null;
}

/** `changed`: nothing was done, because the texts are not those that were read. `differences`: null if they are unknown. */
type Outcome<Result> =
  | { readonly kind: 'done'; readonly done: Result }
  | { readonly kind: 'changed'; readonly differences: readonly Difference[] | null };

/** Prepares a draft for this person to read. Throws as `prepare`. */
export async function review(acting: Acting, draft: Draft): Promise<Review> {
  const { app, people, person } = acting;
  const prepared = await prepare(app, draft.change, false);
  noteShown(people, person, prepared.digest, prepared.plan.posts);
  const { region } = app.files;
  const area = areaOfPrepared(prepared, region);
  return {
    prepared,
    changed: changedSince(draft, [...prepared.replaces, ...prepared.below]),
    permission: await permissionFor(acting, draft, prepared),
    mayHandIn: may(person, 'write', area, region),
    isTheirs: isTheirs(person, draft, area, region),
  };
}

/** A person sends this to publish or approve: the proof that they read the texts, and why they act alone. */
interface Given {
  readonly proof: Proof;
  readonly alone: string | null;
}

/** The approval of a person about the texts that they have read. */
interface SignedApproval extends Proven {
  readonly person: Person;
  readonly permission: Permission;
  /** The reason of somebody who approves alone what needs another; null for everybody else. */
  readonly alone: string | null;
}

/** Throws `own-text` where somebody may approve only alone and gives no reason. A reason that nothing needs is left out. */
function approvalOf(
  person: Person,
  proven: Proven,
  permission: Permission,
  { alone }: Given,
): SignedApproval {
  if (permission === 'alone' && !alone) throw operatorError('own-text.here', { name: person.name });
  const mayActAlone = permission === 'alone' || permission === 'approve-or-alone';
  return { ...proven, person, permission, alone: mayActAlone ? alone : null };
}

/**
 * Publishes a draft whose texts this person has read: proves it, checks the rights, writes the change and approves in the
 * person's name. Throws `not-signed`, `not-waiting`, `own-text`, `no-right`, and as `apply`.
 */
export async function publish(
  { app, people }: Omit<Acting, 'person'>,
  session: ConsoleSession,
  draft: Draft,
  given: Given,
  progress: Progress,
): Promise<Outcome<Applied>> {
  const { person } = session;
  const actor = actorOf(person);
  const proven = await prove(people, session, given.proof, 'texts');
  if (draft.state === 'discarded') throw operatorError('not-waiting.discarded');
  if (draft.state === 'published') throw operatorError('not-waiting.draft');
  const prepared = await prepare(app, draft.change, false);
  await refuseOtherMode(app, draft);
  if (prepared.digest !== proven.digest) return changed(people, person, proven.digest, prepared.plan.posts);
  const permission = await permissionFor({ app, people, person }, draft, prepared);
  const { region } = app.files;
  if (permission === 'look')
    refuseUnlessMay(askerOf(person), 'approve', areaOfPrepared(prepared, region), region);
  const approval = approvalOf(person, proven, permission, given);
  const now = people.clock.now();
  const keys = prepared.plan.posts.map(({ intent }) => intent.key);
  // Somebody who published the same at the same time, on another telephone, was first.
  const { into } = prepared;
  const done = { state: 'published', keys, into, change: prepared.change } as const;
  const about = prepared.approves?.join(', ') || draft.id;
  const said = doneBy(people, approval, draft.id, about);
  const wrote = writtenBy(draft.authors, prepared.wrote, people);
  const approvers = approversBy(app, approval);
  const claimed = await changeDraft(people, draft, done, person.name, now, { ...said, wrote });
  let isWritten = false;
  // A line that says `approved` is true once the ledger has it, and not before.
  let isDone = false;
  const watched: Progress = {
    onStep: (step) => progress.onStep(step),
    onWritten() {
      isWritten = true;
      isDone = permission === 'publish';
      progress.onWritten();
    },
    async keepApprovals(write) {
      if (approvers.length > 0) await whileAllowed(people, session, () => progress.keepApprovals(write));
      isDone = true;
    },
  };
  try {
    await tellAlone(people, approval, about);
    const applied = await apply(app, prepared.change, proven.digest, actor, watched, approvers);
    return { kind: 'done', done: applied };
  } catch (error) {
    // If nothing was written, the draft can be published again once the obstacle is gone. Otherwise it would be said twice.
    const before = { state: draft.state, keys: [], into: null, change: draft.change };
    const taken = { entries: notDone(people, said) };
    if (!isWritten) await changeDraft(people, claimed, before, person.name, now, taken);
    else if (!isDone) {
      const changed = entry(people, actor, 'changed', changeInLine(proven.digest, prepared.change));
      await people.store.record({ entries: [...taken.entries, changed] });
    }
    if (isWritten || !isMistake(error, 'changed-meanwhile')) throw error;
    const { plan } = await prepare(app, draft.change, false);
    return changed(people, person, proven.digest, plan.posts);
  }
}

/** Writes a change by which nothing is published, so that nobody has to read anything. Throws as `apply`. */
export async function save(
  { app, people, person }: Acting,
  prepared: Prepared,
  about: string,
): Promise<void> {
  const { change, digest } = prepared;
  const actor = actorOf(person);
  const wrote = writtenBy([person.id], prepared.wrote, people);
  const doing = {
    entries: [entry(people, actor, 'changed', `${about} ${changeInLine(digest, change)}`)],
    wrote,
  };
  await logged(people, doing, (settled) =>
    apply(app, change, digest, actor, { ...SILENTLY, onWritten: settled }, []),
  );
}

/**
 * Somebody who approves alone does it for all who are needed: each approval names the person, and the others the reason
 * too.
 */
function approversBy({ files }: App, { person, permission, alone }: SignedApproval) {
  const actor = actorOf(person);
  const { needed } = files.settings.approvals;
  if (permission === 'publish' && needed > 0) return [];
  return Array.from({ length: alone === null ? 1 : Math.max(needed, 1) }, (_, n) =>
    n === 0 ? actor : { ...actor, name: nameAlone(person.name, n + 1, alone ?? '') },
  );
}

/**
 * Approves the texts of an announcement that wait in the ledger, if they are those with the digest, which this person has
 * read. Throws `not-signed`, `own-text`, `no-right`, and as `approve`.
 */
export async function approveTexts(
  { app, people }: Omit<Acting, 'person'>,
  session: ConsoleSession,
  announcement: string,
  given: Given,
): Promise<Outcome<Approved>> {
  const { person } = session;
  const { region } = app.files;
  const proven = await prove(people, session, given.proof, 'texts');
  const { digest } = proven;
  const planned = await planNow(app, await readConfiguration(app), people.clock.now());
  const group = planned.announcements.find((one) => one.id === announcement && one.digest === digest);
  if (!group) {
    const now = planned.posts.filter(({ intent }) => intent.announcement === announcement);
    return changed(people, person, digest, now);
  }
  const posts = postsOfGroup(planned, group);
  const permission = await permissionForWaiting({ app, people, person }, announcement, posts);
  const area = posts.map(({ intent }) => intent.municipality);
  if (permission === 'look') refuseUnlessMay(askerOf(person), 'alone', area, region);
  const approval = approvalOf(person, proven, permission, given);
  const approved = await logged(people, doneBy(people, approval, announcement), async (settled) => {
    await tellAlone(people, approval, announcement);
    const meant = { kind: 'texts', announcement, digest } as const;
    return approve(app, meant, approversBy(app, approval), async (write) => {
      await whileAllowed(people, session, write);
      settled();
    });
  });
  return { kind: 'done', done: approved };
}

async function tellAlone(people: People, { person, alone }: SignedApproval, about: string): Promise<void> {
  if (alone !== null) await people.tellEveryone({ by: person.name, did: 'approved', about, reason: alone });
}

/**
 * The line of the log before an approval is done. `outage-siegen 3f9a… 7c1e…`: what was approved, the digest of its texts,
 * and the id of the signature if there is one, which is kept with the line. `aloneAbout`: what everyone is told of.
 */
function doneBy(people: People, approval: SignedApproval, about: string, aloneAbout = about): LoggedAct {
  const { person, permission, alone, digest, assertion } = approval;
  const actor = actorOf(person);
  const words = [about, digest, ...(assertion === null ? [] : [assertion.id])].join(' ');
  const entries = [
    entry(people, actor, permission === 'publish' ? 'changed' : 'approved', words),
    ...(alone === null ? [] : [entry(people, actor, 'alone', `${aloneAbout}: ${alone}`)]),
  ];
  return { entries, assertion };
}

function changed(people: People, person: Person, digest: string, now: Plan['posts']): Outcome<never> {
  const before = people.reviews.get(reviewKey(person, digest)) ?? null;
  return { kind: 'changed', differences: before && differencesOf(before, shownIn(now)) };
}

function reviewKey({ id }: Person, digest: string): string {
  return `${id} ${digest}`;
}

/** Remembers the texts of an announcement that this person is shown. */
export function noteShown(people: People, person: Person, digest: string, posts: Plan['posts']): void {
  people.reviews.set(reviewKey(person, digest), shownIn(posts));
}

function shownIn(posts: Plan['posts']): readonly ShownText[] {
  return posts.map(({ intent: { key, text } }) => ({ key, text }));
}

/** A draft that opens an incident gives it another id whenever somebody changes its answers: this compares without the id. */
function differencesOf(before: readonly ShownText[], after: readonly ShownText[]): readonly Difference[] {
  const placeOf = ({ key }: ShownText) => key.slice(incidentIn(key).length);
  const [old, now] = [before, after].map((texts) => new Map(texts.map((one) => [placeOf(one), one])));
  return [...new Map([...before, ...after].map((one) => [placeOf(one), one.key]))]
    .map(([at, key]) => ({ key, before: old?.get(at)?.text ?? null, after: now?.get(at)?.text ?? null }))
    .filter((one) => one.before !== one.after);
}
