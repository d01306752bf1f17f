import { randomUUID } from 'node:crypto';
import { type Actor, lookOfName } from '../../core/domain/actor.ts';
import { type Recent, recent } from '../../core/domain/cache.ts';
import { type Clock, MINUTE } from '../../core/domain/clock.ts';
import { operatorError } from '../../core/domain/errors.ts';
import type { Region } from '../../core/domain/municipality.ts';
import type { Key } from '../../core/domain/post-key.ts';
import { type Act, may, type Person } from '../../core/domain/rights.ts';
import type { Settings } from '../../core/domain/settings.ts';
import type { LogEntry, Logged } from '../../core/domain/signed-log.ts';
import type { LedgerPlace } from '../../sql/open-store.ts';
import type { PeopleStore } from '../../sql/people/store.ts';
import type { LoggedAct } from '../../sql/people/work.ts';
import type { App } from '../load.ts';
import { placeNamed } from '../locate-ledgers.ts';
import type { DidAlone } from './acting-alone.ts';
import { type Challenge, type Limit, limit, type NewSecondWay, type OneTime, oneTime } from './challenges.ts';

/** A text that somebody has before their eyes. Null: the post is deleted. */
export interface ShownText {
  readonly key: Key;
  readonly text: string | null;
}

/** The people of the console, and what waits for their answer. */
export interface People extends AsyncDisposable {
  readonly store: PeopleStore;
  readonly clock: Clock;
  /** The address of the console, `https://lage.example.org`: passkeys belong to it. */
  readonly origin: string;
  /** Tells everyone that somebody does alone what needs two: before it is done, so that no crash keeps it from them. */
  readonly tellEveryone: (did: DidAlone) => Promise<void>;
  /** Ends the approvals in this name of texts that have not gone out: somebody else may have given them. */
  readonly voidApprovals: (name: Person['name']) => Promise<void>;
  readonly challenges: OneTime<Challenge>;
  /** Challenges to sign in, which anybody may ask for: they push out none of the others. */
  readonly signIns: OneTime<Challenge>;
  readonly secondWays: OneTime<NewSecondWay>;
  /**
   * The texts that somebody has before their eyes, by `reviewKey`: to show the difference where they change meanwhile. They are
   * lost with the process, which does no harm.
   */
  readonly reviews: Recent<string, readonly ShownText[]>;
  readonly limits: {
    readonly ofAddress: Limit;
    readonly ofName: Limit;
    /** How often one address asks for a challenge to sign in, so that a stranger pushes out nobody else's. */
    readonly asks: Limit;
    /** How often somebody who is signed in tries, on this session, to prove it once more. */
    readonly ofSession: Limit;
    /** How often the log says that a name is locked. */
    readonly loggedLocks: Limit;
  };
}

const CHALLENGE_MS = 5 * MINUTE;
/** Somebody has to install an app meanwhile. */
const SECOND_WAY_MS = 20 * MINUTE;
/** At least; as many people read at the same time. */
const REVIEWS_KEPT = 50;
const LIMIT_WITHIN_MS = 15 * MINUTE;

/** The place of the people: beside the ledgers, one for sandbox and real, exercise and live. */
export function peoplePlace({ database }: Pick<Settings, 'database'>, data: string): LedgerPlace {
  return placeNamed('people', database, data);
}

/** The people of the console that the files name. Makes the store where there is none. */
export function peopleOf(
  app: App,
  { origin }: Pick<NonNullable<Settings['console']>, 'origin'>,
): Promise<People> {
  const place = peoplePlace(app.files.settings, app.options.data);
  return openPeople(place, origin, app.runtime.clock, {
    async tellEveryone(did) {
      const { tellEveryone } = await import('./acting-alone.ts');
      await tellEveryone(app, did);
    },
    async voidApprovals(name) {
      const { voidApprovals } = await import('./acting-alone.ts');
      await voidApprovals(app, name);
    },
  });
}

/** Opens the people, and makes the store where there is none. */
export async function openPeople(
  place: LedgerPlace,
  origin: string,
  clock: Clock,
  ledgers: Pick<People, 'tellEveryone' | 'voidApprovals'>,
): Promise<People> {
  const { openPeopleStore } = await import('../../sql/people/store.ts');
  const store = await openPeopleStore(place, clock.now());
  const limited = (of: string, max: number) => limit(store, clock, { of, max, withinMs: LIMIT_WITHIN_MS });
  return {
    store,
    clock,
    origin,
    ...ledgers,
    challenges: oneTime(store, clock, { kind: 'challenge', lifeMs: CHALLENGE_MS, most: 10_000 }),
    signIns: oneTime(store, clock, { kind: 'sign-in', lifeMs: CHALLENGE_MS, most: 10_000 }),
    secondWays: oneTime(store, clock, { kind: 'second-way', lifeMs: SECOND_WAY_MS, most: 1_000 }),
    reviews: recent(REVIEWS_KEPT),
    limits: {
      ofAddress: limited('address', 30),
      ofName: limited('name', 5),
      asks: limited('asks', 60),
      ofSession: limited('session', 5),
      loggedLocks: limited('locks', 100),
    },
    [Symbol.asyncDispose]: store.close,
  };
}

/** A person at work on what the files say. */
export interface Acting {
  readonly app: App;
  readonly people: People;
  readonly person: Person;
}

/** The asker: a person who is signed in, or null for somebody at the shell of the machine, who may do everything. */
export interface Asker {
  readonly actor: Actor;
  readonly person: Person | null;
}

export function askerOf(person: Person): Asker {
  return { actor: actorOf(person), person };
}

export function actorOf({ id, name }: Pick<Person, 'id' | 'name'>): Actor {
  return { id, name, via: 'console' };
}

/** Throws `no-right` where the asker may not do this in all of these municipalities. */
export function refuseUnlessMay(
  { person }: Asker,
  act: Act,
  municipalities: readonly string[],
  region: Region,
): void {
  if (person === null || may(person, act, municipalities, region)) return;
  throw noRight(person.name, act, municipalities);
}

export function noRight(name: string, act: Act, municipalities: readonly string[]) {
  const where = municipalities.length === 0 ? '-' : [...new Set(municipalities)];
  return operatorError('no-right.here', { name, act, where });
}

/** Somebody who has not been removed; null where there is nobody like this. */
export async function personIf(
  { store }: Pick<People, 'store'>,
  isMeant: (person: Person) => boolean,
): Promise<Person | null> {
  return (await store.people()).find((one) => !one.isRemoved && isMeant(one)) ?? null;
}

/** Whether a person has a way to sign in. */
export async function canSignIn(
  { store }: Pick<People, 'store'>,
  { id }: Pick<Person, 'id'>,
): Promise<boolean> {
  return (await store.passkeysOf(id)).length > 0 || (await store.secondWayOf(id)) !== null;
}

/** Everybody for whom this holds and who has a way to sign in: a call to a person who has none is of no help. */
export async function callable(
  people: Pick<People, 'store'>,
  isMeant: (person: Person) => boolean,
): Promise<readonly Person[]> {
  const meant = (await people.store.people()).filter(isMeant);
  const able = await Promise.all(meant.map((one) => canSignIn(people, one)));
  return meant.filter((_, n) => able[n]);
}

/** Throws `no-person`. */
export async function personWithId(people: People, id: string): Promise<Person> {
  const found = await personIf(people, (one) => one.id === id);
  if (found) return found;
  throw noPerson(id);
}

/** Throws `no-person`. Names that look the same are one person. */
export async function personNamed(people: People, name: string): Promise<Person> {
  const found = await personIfNamed(people, name);
  if (found) return found;
  throw noPerson(name);
}

export function personIfNamed(people: Pick<People, 'store'>, name: string): Promise<Person | null> {
  const look = lookOfName(name);
  return personIf(people, (one) => lookOfName(one.name) === look);
}

/** Somebody who has been removed, and whose name nobody else has now. */
export async function removedPersonNamed(
  { store }: Pick<People, 'store'>,
  name: string,
): Promise<Person | null> {
  const look = lookOfName(name);
  return (await store.people()).find((one) => one.isRemoved && lookOfName(one.name) === look) ?? null;
}

function noPerson(named: string) {
  return operatorError('no-person.here', { name: named });
}

export function entry({ clock }: Pick<People, 'clock'>, actor: Actor, what: Logged, about: string): LogEntry {
  return { at: clock.now(), actor, what, about };
}

/** Writes a line into the log: somebody did something. */
export async function record(people: People, actor: Actor, what: Logged, about: string): Promise<void> {
  await people.store.record({ entries: [entry(people, actor, what, about)] });
}

/**
 * Writes an act in the ledger or in the state file into the log, and then performs it: if the program ends between the two, the
 * log has a line too many and never one too few. If the act fails before `settled` is called, the log says that it was not done.
 */
export async function logged<Result>(
  people: People,
  doing: LoggedAct,
  work: (settled: () => void) => Promise<Result>,
): Promise<Result> {
  await people.store.record(doing);
  let isSettled = false;
  try {
    return await work(() => {
      isSettled = true;
    });
  } catch (error) {
    if (!isSettled) await people.store.record({ entries: notDone(people, doing) });
    throw error;
  }
}

/** The line that takes back the first of these, which says what somebody did. */
export function notDone(people: People, { entries }: LoggedAct): readonly LogEntry[] {
  return entries
    .slice(0, 1)
    .map(({ actor, what, about }) => entry(people, actor, 'not-done', `${what} ${about}`));
}

export const newId = (): string => randomUUID();
