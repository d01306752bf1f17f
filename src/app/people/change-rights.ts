import { operatorError } from '../../core/domain/errors.ts';
import { ALL, type Region } from '../../core/domain/municipality.ts';
import {
  changedRights,
  coveredBy,
  type Person,
  type Right,
  secondAdmin,
  whereMay,
} from '../../core/domain/rights.ts';
import type { RightChange } from '../../sql/people/members.ts';
import {
  type Asker,
  canSignIn,
  entry,
  newId,
  noRight,
  type People,
  personWithId,
  refuseUnlessMay,
} from './people.ts';

/** The people of the console, and the person who changes their rights. */
export interface Office {
  readonly people: People;
  readonly asker: Asker;
  readonly region: Region;
}

/** The rights that somebody wants a person to have; null removes the person. */
interface RightsAsked {
  readonly person: string;
  readonly rights: readonly Right[] | null;
  /** Why the asker does it alone, though there is a second admin; null asks that one. */
  readonly alone: string | null;
}

/** `asked`: it waits for a second admin. `alone`: done by one person with this reason, and everyone was told. */
export type RightsChanged = 'changed' | 'asked' | 'alone';

/**
 * Changes the rights of a person, or asks a second admin where there is one; a person without rights is removed by one. Throws
 * `no-right`, `no-person`, `changed-meanwhile` where somebody else changed them first, and `reason-needed` where nobody can
 * confirm it: from the command line once there is an admin, and for the rights of the only other admin.
 * `own-request`: it would take the place of what somebody else asked for about the asker. `last-admin`: nobody could decide any
 * more about who has access.
 */
export async function changeRights(
  office: Office,
  { person: id, rights: asked, alone }: RightsAsked,
): Promise<RightsChanged> {
  const rights = asked && [...new Map(asked.map((one) => [rightsLine([one]), one])).values()];
  const { people, asker, region } = office;
  const { store } = people;
  const person = await personWithId(people, id);
  const changed = changedRights(person.rights, rights ?? []);
  refuseUnlessAdmin(office, changed);
  const by = { asking: asker.person?.id ?? '', about: id };
  const second = secondAdmin(await store.people(), by, changed, region);
  const waits = second !== 'not-needed';
  const now = people.clock.now();
  if (waits && alone === null) {
    if (asker.person === null || second === 'nobody') throw reasonNeeded();
    const earlier = (await store.rightChanges()).find((one) => one.person === id);
    // It would take the place of what somebody else asked for about the asker.
    if (earlier && id === asker.person.id && earlier.by !== id) throw ownRequest(person);
    const change = { id: newId(), person: id, rights, by: asker.person.id, at: now };
    await store.askRights(change, entry(people, asker.actor, 'rights-asked', described(person, rights)));
    return 'asked';
  }
  const allowing =
    asker.person === null ? [] : [asker.person, ...(await adminsInPlaceOf(office, person, rights ?? []))];
  if (waits && alone !== null) await toldAlone(office, person, alone);
  const lines = [
    ...(waits ? [entry(people, asker.actor, 'alone', `${described(person, rights)}: ${alone}`)] : []),
    settled(office, person, rights),
  ];
  if (!(await store.setRights({ person: id, rights, was: person.rights }, null, now, lines, allowing))) {
    const { rights: newer } = await personWithId(people, id);
    const isSame = rightsLine(newer) === rightsLine(person.rights);
    if (isSame && id !== asker.person?.id) throw noRight(asker.actor.name, 'people', areaOf(changed, region));
    // Another admin may have given up their right meanwhile: then this person is the last one.
    if (isSame) await adminsInPlaceOf(office, person, rights ?? []);
    throw operatorError('changed-meanwhile.rights', { name: person.name });
  }
  if (rights === null) await remove(people, person);
  return waits ? 'alone' : 'changed';
}

/** The second admin confirms, who is neither the one who asked nor the one it is about. Throws `not-waiting`, `own-request` and `no-right`. */
export async function confirmRights(office: Office, asked: string): Promise<void> {
  const { people, asker } = office;
  const { change, person } = await rightsAsked(people, asked);
  if (asker.person?.id === change.by) throw operatorError('own-request.here', { name: asker.actor.name });
  refuseUnlessAdmin(office, changedRights(person.rights, change.rights ?? []));
  if (asker.person?.id === change.person) throw ownRequest(person);
  const said = settled(office, person, change.rights);
  const isSet = await people.store.setRights(
    change,
    asked,
    people.clock.now(),
    [said],
    asker.person ? [asker.person] : [],
  );
  if (!isSet) throw notWaiting();
  if (change.rights === null) await remove(people, person);
}

/** Voids the approvals of a person whose access has ended, and removes the person last: if a ledger fails, all of it can be repeated. */
async function remove(people: People, { id, name }: Person): Promise<void> {
  await people.voidApprovals(name);
  await people.store.remove(id, people.clock.now());
}

/** Anybody who may confirm it, and who asked for it, can put it aside; not the one it is about. Throws `not-waiting`, `own-request` and `no-right`. */
export async function refuseRights(office: Office, asked: string): Promise<void> {
  const { people, asker } = office;
  const { change, person } = await rightsAsked(people, asked);
  refuseUnlessAdmin(office, changedRights(person.rights, change.rights ?? []));
  if (asker.person?.id === change.person && asker.person.id !== change.by) throw ownRequest(person);
  const said = entry(people, asker.actor, 'rights-refused', described(person, change.rights));
  if (!(await people.store.refuseRights(asked, said))) throw notWaiting();
}

/** A change that waits for a second admin, and the person it is about. Throws `not-waiting`. */
export async function rightsAsked(
  people: People,
  asked: string,
): Promise<{ readonly change: RightChange; readonly person: Person }> {
  const change = (await people.store.rightChanges()).find(({ id }) => id === asked);
  if (change) return { change, person: await personWithId(people, change.person) };
  throw notWaiting();
}

/** Lists the rights of a person, and those that a second admin has yet to confirm. */
export async function rightsAhead({ store }: People, person: Person): Promise<readonly Right[]> {
  const waiting = (await store.rightChanges()).filter((change) => change.person === person.id);
  return [...person.rights, ...waiting.flatMap(({ rights }) => rights ?? [])];
}

/** Throws `no-right` where the asker may not decide about somebody with these rights. */
export function refuseUnlessAdmin({ asker, region }: Office, rights: readonly Right[]): void {
  refuseUnlessMay(asker, 'people', areaOf(rights, region), region);
}

/**
 * Returns admins who can decide about people wherever this person, with the new rights, no longer can. Throws `last-admin`
 * where there are none: then only somebody at the shell could let people in.
 */
async function adminsInPlaceOf(
  { people, asker, region }: Office,
  person: Person,
  rights: readonly Right[],
): Promise<readonly Person[]> {
  const missing = new Set(whereMay(person, 'people', region));
  for (const id of whereMay({ rights, isRemoved: false }, 'people', region)) missing.delete(id);
  const admins: Person[] = [];
  // The asker comes first: where their rights are enough, the change depends on nobody else.
  for (const one of [asker.person ?? [], await people.store.people()].flat()) {
    if (one.id === person.id || !(await canSignIn(people, one))) continue;
    const found = [...whereMay(one, 'people', region)].filter((id) => missing.delete(id));
    if (found.length > 0) admins.push(one);
  }
  const where = missing.size === region.municipalities.size ? [ALL] : [...missing];
  if (missing.size > 0) throw operatorError('last-admin.here', { where });
  return admins;
}

/** Tells everyone that somebody alone changes the rights of this person, or lets somebody in under their name. */
export function toldAlone({ people, asker }: Office, { name }: Pick<Person, 'name'>, reason: string) {
  return people.tellEveryone({ by: asker.actor.name, did: 'rights', about: name, reason });
}

export function reasonNeeded() {
  return operatorError('reason-needed.here');
}

function ownRequest({ name }: Person) {
  return operatorError('own-request.own', { name });
}

function notWaiting() {
  return operatorError('not-waiting.rights');
}

/** The municipalities that rights are for. */
export function areaOf(rights: readonly Right[], region: Region): readonly string[] {
  return coveredBy(
    rights.map(({ who }) => who),
    region,
  );
}

function settled({ people, asker }: Office, person: Person, rights: RightChange['rights']) {
  const what = rights === null ? 'removed' : 'rights-changed';
  return entry(people, asker.actor, what, described(person, rights));
}

/** `press-siegen: writer all, approver siegen` */
function described({ name }: Pick<Person, 'name'>, rights: RightChange['rights']): string {
  return `${name}: ${rights === null ? '-' : rightsLine(rights)}`;
}

/** `writer all, approver siegen` */
export function rightsLine(rights: readonly Right[]): string {
  return rights.map(({ role, who }) => `${role} ${who}`).join(', ') || '-';
}
