import { mistake, operatorError } from '../../core/domain/errors.ts';
import type { Region } from '../../core/domain/municipality.ts';
import { changedRights, coveredBy, type Person, type Right, secondAdmin } from '../../core/domain/rights.ts';
import type { RightChange } from '../../sql/people/members.ts';
import { type Asker, entry, newId, noRight, type People, personWithId, refuseUnlessMay } from './people.ts';

/** The rights that somebody wants a person to have; null removes the person. */
interface RightsAsked {
  readonly person: string;
  readonly rights: readonly Right[] | null;
  /** Why the asker does it alone, though there is a second admin; null asks that one. */
  readonly alone: string | null;
}

/** `asked`: it waits for a second admin. `alone`: done by one person with this reason, of which everyone was told. */
export type RightsChanged = 'changed' | 'asked' | 'alone';

/**
 * Changes the rights of a person, or asks a second admin where there is one. Throws `no-right`, `no-person`, and `reason-needed`
 * where nobody can confirm it though there are two admins: from the command line, and for the rights of the other admin.
 * `own-request`: it would take the place of what somebody else asked for about the asker.
 */
export async function changeRights(
  people: People,
  asker: Asker,
  { person: id, rights, alone }: RightsAsked,
  region: Region,
): Promise<RightsChanged> {
  const person = await personWithId(people, id);
  const changed = changedRights(person.rights, rights ?? []);
  refuseUnlessMay(asker, 'people', areaOf(changed, region), region);
  const all = await people.store.people();
  const second = secondAdmin(all, { asking: asker.person?.id ?? '', about: id }, changed, region);
  const waits = second !== 'not-needed';
  if (waits && alone === null) {
    if (asker.person === null || second === 'nobody') throw reasonNeeded();
    const earlier = (await people.store.rightChanges()).find((one) => one.person === id);
    // It would take the place of what somebody else asked for about the asker.
    if (earlier && id === asker.person.id && earlier.by !== id) throw ownRequest(person);
    const change = { id: newId(), person: id, rights, by: asker.person.id, at: people.clock.now() };
    const said = entry(people, asker.actor, 'rights-asked', described(person, rights));
    await people.store.askRights(change, said);
    return 'asked';
  }
  if (waits && alone !== null) await toldAlone(people, asker, person, alone);
  const lines = [
    ...(waits ? [entry(people, asker.actor, 'alone', `${described(person, rights)}: ${alone}`)] : []),
    settled(people, asker, person, rights),
  ];
  const now = people.clock.now();
  if (!(await people.store.setRights({ person: id, rights }, null, now, lines, asker.person)))
    throw noRight(asker.actor.name, 'people', areaOf(changed, region));
  return waits ? 'alone' : 'changed';
}

/** The second admin confirms, who is neither the one who asked nor the one it is about. Throws `not-waiting`, `own-request` and `no-right`. */
export async function confirmRights(
  people: People,
  asker: Asker,
  asked: string,
  region: Region,
): Promise<void> {
  const { change, person } = await askedFor(people, asked);
  const { name } = asker.actor;
  if (asker.person?.id === change.by) throw operatorError(mistake('own-request.here', { name }));
  refuseUnlessMay(asker, 'people', areaOf(changedRights(person.rights, change.rights ?? []), region), region);
  if (asker.person?.id === change.person) throw ownRequest(person);
  const said = settled(people, asker, person, change.rights);
  if (await people.store.setRights(change, asked, people.clock.now(), [said], asker.person)) return;
  throw notWaiting();
}

/** Anybody who may confirm it, and who asked for it, can put it aside; not the one it is about. Throws `not-waiting`, `own-request` and `no-right`. */
export async function refuseRights(
  people: People,
  asker: Asker,
  asked: string,
  region: Region,
): Promise<void> {
  const { change, person } = await askedFor(people, asked);
  refuseUnlessMay(asker, 'people', areaOf(changedRights(person.rights, change.rights ?? []), region), region);
  if (asker.person?.id === change.person && asker.person.id !== change.by) throw ownRequest(person);
  const said = entry(people, asker.actor, 'rights-refused', described(person, change.rights));
  if (await people.store.refuseRights(asked, said)) return;
  throw notWaiting();
}

/** A change that waits for a second admin. Throws `not-waiting`. */
export async function rightsAsked({ store }: People, asked: string): Promise<RightChange> {
  const change = (await store.rightChanges()).find(({ id }) => id === asked);
  if (change) return change;
  throw notWaiting();
}

async function askedFor(
  people: People,
  asked: string,
): Promise<{ readonly change: RightChange; readonly person: Person }> {
  const change = await rightsAsked(people, asked);
  return { change, person: await personWithId(people, change.person) };
}

/** Tells everyone that somebody alone changes the rights of this person, or lets somebody in under their name. */
export async function toldAlone(
  people: People,
  { actor }: Asker,
  { name }: Pick<Person, 'name'>,
  reason: string,
) {
  await people.tellEveryone({ by: actor.name, did: 'rights', about: name, reason });
}

export function reasonNeeded() {
  return operatorError(mistake('reason-needed.here'));
}

function ownRequest({ name }: Person) {
  return operatorError(mistake('own-request.own', { name }));
}

function notWaiting() {
  return operatorError(mistake('not-waiting.rights'));
}

/** The municipalities that these rights are about. */
export function areaOf(rights: readonly Right[], region: Region): readonly string[] {
  const whos = rights.map(({ who }) => who);
  return coveredBy(whos, region);
}

function settled(people: People, { actor }: Asker, person: Person, rights: RightChange['rights']) {
  return entry(people, actor, rights === null ? 'removed' : 'rights-changed', described(person, rights));
}

/** `press-siegen: writer all, approver siegen` */
function described({ name }: Pick<Person, 'name'>, rights: RightChange['rights']): string {
  return `${name}: ${rights === null ? '-' : rightsLine(rights)}`;
}

/** `writer all, approver siegen` */
export function rightsLine(rights: readonly Right[]): string {
  return rights.map(({ role, who }) => `${role} ${who}`).join(', ') || '-';
}
