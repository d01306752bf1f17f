import { mistake, operatorError } from '../../core/domain/errors.ts';
import type { Municipality, Region } from '../../core/domain/municipality.ts';
import { coveredBy, type Person } from '../../core/domain/person.ts';
import type { Draft as DraftRow } from '../../sql/people/store.ts';
import { type Change, type Prepared, prepare } from '../changes.ts';
import type { App } from '../load.ts';
import { actorOf, askerOf, entry, newId, type People, refuseUnlessMay } from './people.ts';

/** `written` is still being written; `waiting` for a review; `returned` to its author, with a note. The others are settled. */
export const DRAFT_STATES = ['written', 'waiting', 'returned', 'discarded', 'published'] as const;
export type DraftState = (typeof DRAFT_STATES)[number];

/** A change of the state file that somebody prepares in the console. Nothing of it is in the file until it is published. */
export interface Draft extends Omit<DraftRow, 'change' | 'state'> {
  readonly change: Change;
  readonly state: DraftState;
}

/** Null where there is no such draft. */
export async function draftWithId({ store }: People, id: string): Promise<Draft | null> {
  const row = await store.draft(id);
  return row && draftOf(row);
}

/** The newest first. */
export async function draftsIn({ store }: People, state: DraftState): Promise<readonly Draft[]> {
  return (await store.drafts()).map(draftOf).filter((draft) => draft.state === state);
}

function draftOf({ change, state, ...same }: DraftRow): Draft {
  return { ...same, change: JSON.parse(change) as Change, state: state as DraftState };
}

/** A new draft of this person. */
export async function newDraft(app: App, people: People, person: Person, change: Change): Promise<Draft> {
  const draft: Draft = {
    ...{ id: newId(), person: person.id, change, state: 'written', note: null, version: 0 },
    ...{ changedBy: person.id, at: people.clock.now() },
  };
  return saved(app, people, person, draft, {});
}

/**
 * Keeps what was written since `version`. Throws `changed-meanwhile` where somebody changed the draft after that one, and
 * `no-right`.
 */
export function writeDraft(
  app: App,
  people: People,
  person: Person,
  draft: Draft,
  change: Change,
): Promise<Draft> {
  return saved(app, people, person, draft, { change, state: 'written' });
}

/** Hands it in for review, with everything filled in that was left open. Throws as `prepare` and `writeDraft`. */
export async function handIn(
  app: App,
  people: People,
  person: Person,
  draft: Draft,
): Promise<{ readonly draft: Draft; readonly prepared: Prepared }> {
  const prepared = await prepare(app, draft.change, false);
  const { change } = prepared;
  return { draft: await saved(app, people, person, draft, { change, state: 'waiting' }), prepared };
}

/** An approver gives it back to its author, with a reason. Throws as `writeDraft`. */
export async function giveBack(
  app: App,
  people: People,
  person: Person,
  draft: Draft,
  note: string,
): Promise<Draft> {
  return saved(app, people, person, draft, { state: 'returned', note }, 'approve');
}

/** Its author, or anybody who may write all of it, puts it aside for good. Throws as `writeDraft`. */
export function discard(app: App, people: People, person: Person, draft: Draft): Promise<Draft> {
  return saved(app, people, person, draft, { state: 'discarded' });
}

/** It is in the file, whatever somebody has written into the draft meanwhile. */
export async function published(app: App, people: People, person: Person, draft: Draft): Promise<Draft> {
  const latest = (await draftWithId(people, draft.id)) ?? draft;
  return saved(app, people, person, { ...draft, version: latest.version }, { state: 'published' }, null);
}

const LOGGED = {
  written: null,
  waiting: 'draft-handed-in',
  returned: 'draft-returned',
  discarded: 'draft-discarded',
  published: null,
} as const satisfies Readonly<Record<DraftState, string | null>>;

async function saved(
  { files }: App,
  people: People,
  person: Person,
  draft: Draft,
  changed: Partial<Pick<Draft, 'change' | 'state' | 'note'>>,
  act: 'write' | 'approve' | null = 'write',
): Promise<Draft> {
  if (draft.state === 'published' || draft.state === 'discarded') throw settledAlready();
  const next: Draft = {
    ...{ ...draft, ...changed, version: draft.version + 1 },
    ...{ changedBy: person.id, at: people.clock.now() },
  };
  if (act !== null)
    refuseUnlessMay(askerOf(person), act, areaOfChange(next.change, files.region), files.region);
  const what = LOGGED[next.state];
  const about = [next.id, ...(next.note === null ? [] : [next.note])].join(': ');
  const row = { ...next, change: JSON.stringify(next.change) };
  const said = what === null ? null : entry(people, actorOf(person), what, about);
  if (await people.store.saveDraft(row, said)) return next;
  throw operatorError(mistake('changed-meanwhile.draft'));
}

export function settledAlready() {
  return operatorError(mistake('not-waiting.draft'));
}

/** The municipalities that a change names: all of them where it changes the incident itself, none where it only answers a post. */
export function areaOfChange(
  { incident, facts = [], announcement }: Change,
  region: Region,
): readonly Municipality['id'][] {
  const speakers = announcement?.post_as;
  const named = Array.isArray(speakers) ? speakers.map(String) : [];
  return coveredBy([...(incident ? ['all'] : []), ...facts.map(({ who }) => who), ...named], region);
}

/** Also those whose posts follow from it. */
export function areaOfPrepared(
  { change, plan: { posts, held } }: Prepared,
  region: Region,
): readonly Municipality['id'][] {
  const holding = held.flatMap(({ account }) => region.accounts.get(account)?.municipality ?? []);
  const posting = posts.map(({ intent }) => intent.municipality);
  return [...new Set([...areaOfChange(change, region), ...posting, ...holding])];
}
