import { randomUUID } from 'node:crypto';
import type { Instant } from '../../core/domain/clock.ts';
import { type Mistake, mistake, OperatorError, operatorError } from '../../core/domain/errors.ts';
import type { Mode } from '../../core/domain/incident.ts';
import type { Region } from '../../core/domain/municipality.ts';
import type { Key } from '../../core/domain/post-key.ts';
import { may, type Person } from '../../core/domain/rights.ts';
import type { Logged } from '../../core/domain/signed-log.ts';
import type { DraftRow, LoggedAct } from '../../sql/people/work.ts';
import type { Change } from '../changed-file.ts';
import { prepare } from '../changes.ts';
import type { Replaced } from '../effects.ts';
import type { FactRight } from '../fact-changes.ts';
import { type App, readConfiguration } from '../load.ts';
import type { Into } from '../prepared.ts';
import { areaOfChange, areaOfPrepared } from './area.ts';
import { type Acting, actorOf, askerOf, entry, noRight, type People, refuseUnlessMay } from './people.ts';

/** The stage of a change that somebody drew up. `handed-in`: it waits for somebody who may approve it. */
type DraftState = 'open' | 'handed-in' | 'returned' | 'discarded' | 'published';

/** A change that somebody drew up: it is shown, checked, and applied by the one who may. */
export interface Draft {
  readonly id: string;
  /** The task: `outage`, `correction`, or `facts` where nothing is announced. */
  readonly kind: string;
  /** The person who drew it up, or gave other answers last. */
  readonly person: string;
  /** Everybody who drew it up or gave answers: none of them may approve it. */
  readonly authors: readonly string[];
  readonly by: string;
  readonly state: DraftState;
  /** Why it was returned. */
  readonly note: string | null;
  /** The name of who returned it last; absent where nobody did, or an earlier version kept the draft. */
  readonly returnedBy?: string;
  readonly version: number;
  /** The fields as they were filled in, so that they can be changed. */
  readonly fields: string;
  readonly change: Change;
  /** The incident's when it was drawn up; null where an earlier version kept the draft. */
  readonly mode: Mode | null;
  /** The facts that it wrote over when it was drawn up, and when those below confirmed their own: others by then were changed since. */
  readonly seen: readonly Replaced[];
  /** The incident and ledger in which it was published; null until then. */
  readonly into: Into | null;
  /** The posts that resulted from it. */
  readonly keys: readonly Key[];
}

/** The fields of a draft that the database keeps as JSON, beside the columns. */
type Kept = Pick<
  Draft,
  'kind' | 'by' | 'authors' | 'fields' | 'change' | 'mode' | 'seen' | 'into' | 'keys' | 'returnedBy'
>;

export async function draftNamed({ store }: People, id: string): Promise<Draft | null> {
  const row = await store.draft(id);
  return row && draftIn(row);
}

/** Returns all drafts that nobody has published or discarded. */
export async function openDrafts({ store }: People): Promise<readonly Draft[]> {
  return (await store.drafts())
    .map(draftIn)
    .filter(({ state }) => state !== 'discarded' && state !== 'published');
}

export async function publishedDrafts({ store }: People): Promise<readonly Draft[]> {
  return (await store.drafts()).map(draftIn).filter(({ state }) => state === 'published');
}

/**
 * Keeps a draft, in place of the same one that the person drew up before and left: the browser may send a form twice, and people go
 * back and begin again.
 */
export async function newDraft(
  { store }: Pick<People, 'store'>,
  draft: Pick<Draft, 'kind' | 'person' | 'by' | 'fields' | 'change' | 'mode' | 'seen'>,
  at: Instant,
): Promise<Draft> {
  const said = ({ kind, authors, change }: Draft) =>
    JSON.stringify([kind, authors, { ...change, stated: null }]);
  const made: Draft = {
    ...draft,
    ...{
      id: randomUUID(),
      authors: [draft.person],
      state: 'open',
      note: null,
      version: 1,
      into: null,
      keys: [],
    },
  };
  const isSame = (row: DraftRow) => said(draftIn(row)) === said(made);
  return draftIn(await store.addDraft(rowOf(made, draft.by, at), isSame));
}

/** Throws `draft-changed` where somebody else changed the draft since it was read. */
export async function changeDraft(
  { store }: Pick<People, 'store'>,
  draft: Draft,
  change: Partial<
    Pick<Kept, 'by' | 'fields' | 'change' | 'mode' | 'seen' | 'into' | 'keys' | 'returnedBy'> &
      Pick<Draft, 'person' | 'state' | 'note'>
  >,
  by: string,
  at: number,
  done: LoggedAct = { entries: [] },
): Promise<Draft> {
  const person = change.person ?? draft.person;
  const authors = [...new Set([...draft.authors, person])];
  const next = { ...draft, ...change, authors, version: draft.version + 1 };
  if (await store.saveDraft(rowOf(next, by, at), done)) return next;
  throw operatorError('draft-changed');
}

/** Whether a draft was drawn up in an exercise and this is none, or the other way round: nobody means it then. */
export function isOfOtherMode({ mode }: Draft, now: Mode): boolean {
  return mode !== null && (mode === 'exercise') !== (now === 'exercise');
}

/** Hands a draft in for somebody who may approve it. Throws `draft-changed`, `not-waiting`, and `no-right` where the person may not write it. */
export async function handIn(acting: Acting, draft: Draft): Promise<Draft> {
  const { app, person } = acting;
  const { region } = app.files;
  const prepared = await prepare(app, draft.change, false);
  await refuseOtherMode(app, draft);
  refuseUnlessMay(askerOf(person), 'write', areaOfPrepared(prepared, region), region);
  return settle(acting, draft, { state: 'handed-in', note: null }, 'draft-handed-in');
}

export async function refuseOtherMode(app: App, draft: Draft): Promise<void> {
  const { mode } = (await readConfiguration(app)).state.incident;
  if (isOfOtherMode(draft, mode)) throw new OperatorError([otherMode(mode)]);
}

/** Why a draft no longer waits: the incident has become an exercise since it was drawn up, or has ceased to be one. */
export function otherMode(now: Mode): Mistake {
  return mistake(now === 'exercise' ? 'not-waiting.real' : 'not-waiting.exercise');
}

/** Throws `no-right` where a draft is not for this person to change. */
export async function refuseUnlessTheirs({ app, person }: Acting, draft: Draft): Promise<void> {
  const { region } = app.files;
  const named = areaOfChange(draft.change, region);
  // A change that only answers posts names nobody: it is about those who published them.
  const area = named.length > 0 ? named : areaOfPrepared(await prepare(app, draft.change, false), region);
  if (!isTheirs(person, draft, area, region)) throw noRight(person.name, 'write', area);
}

/** Whether a person may change, return or discard a draft: its author may, and everybody who may write or approve all of it. */
export function isTheirs(person: Person, draft: Draft, area: readonly string[], region: Region): boolean {
  return (
    draft.person === person.id || may(person, 'approve', area, region) || may(person, 'write', area, region)
  );
}

/** Gives a draft back to its author with a note, or discards it. Throws `draft-changed`, and as `refuseUnlessTheirs`. */
export async function setAside(
  acting: Acting,
  draft: Draft,
  to: { readonly state: 'returned'; readonly note: string } | { readonly state: 'discarded' },
): Promise<Draft> {
  await refuseUnlessTheirs(acting, draft);
  return to.state === 'returned'
    ? settle(acting, draft, { ...to, returnedBy: acting.person.name }, 'draft-returned')
    : settle(acting, draft, to, 'draft-discarded');
}

function settle(
  { people, person }: Acting,
  draft: Draft,
  changed: Partial<Pick<Draft, 'state' | 'note' | 'returnedBy'>>,
  what: Logged,
): Promise<Draft> {
  const about = changed.note ? `${draft.id}: ${changed.note}` : draft.id;
  const said = entry(people, actorOf(person), what, about);
  return changeDraft(people, draft, changed, person.name, people.clock.now(), { entries: [said] });
}

/** A fact as it is today, null where nothing is known any more, and whose. */
export type ChangedFact = FactRight & Pick<Replaced, 'who'>;

/** The facts that a draft would write over, and that others changed since it was drawn up. `now`: those that `seen` would be. */
export function changedSince({ change, seen }: Draft, now: readonly Replaced[]): readonly ChangedFact[] {
  if (change.stated === undefined) return [];
  const nameOf = ({ who, path }: Pick<Replaced, 'who' | 'path'>) => `${who} ${path}`;
  const [before, after] = [seen, now].map((all) => new Map(all.map((one) => [nameOf(one), one])));
  const wanted = new Map(
    (change.facts ?? []).flatMap(({ who, assignments }) =>
      assignments.map(({ path, value }) => [nameOf({ who, path: path.join('.') }), value] as const),
    ),
  );
  const isWanted = (one: Replaced) =>
    [one.value, JSON.stringify(one.value)].includes(wanted.get(nameOf(one)) ?? '');
  const others = now.filter((one) => before?.get(nameOf(one))?.value !== one.value && !isWanted(one));
  const gone = seen.filter((one) => !after?.has(nameOf(one)));
  return [...others, ...gone.map((one) => ({ ...one, value: null }))];
}

function draftIn({ id, person, change, state, note, version }: DraftRow): Draft {
  const kept = JSON.parse(change) as Kept;
  return { ...kept, mode: kept.mode ?? null, id, person, note, version, state: state as DraftState };
}

function rowOf(draft: Draft, changedBy: string, at: number): DraftRow {
  const { id, person, state, note, version, ...rest } = draft;
  const kept: Kept = rest;
  return { id, person, state, note, version, changedBy, at, change: JSON.stringify(kept) };
}
