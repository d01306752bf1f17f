import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { changeDraft, newDraft } from '../../src/app/people/drafts.ts';
import { type Invited, invite, inviteAgain } from '../../src/app/people/invitations.ts';
import { optionsToAdd, optionsToSignIn, optionsToVouch } from '../../src/app/people/passkeys.ts';
import { openPeople } from '../../src/app/people/people.ts';
import { vouch, whileAllowed } from '../../src/app/people/proof.ts';
import { endSessions, type SignedIn, sessionOf, signIn } from '../../src/app/people/sign-in.ts';
import { accept } from '../../src/app/people/sign-in-ways.ts';
import { virtualClock } from '../../src/app/virtual-clock.ts';
import { HOUR, MINUTE } from '../../src/core/domain/clock.ts';
import { sha256 } from '../../src/core/domain/post-key.ts';
import { type LogEntry, type Logged, verifyLog } from '../../src/core/domain/signed-log.ts';
import type { LedgerPlace } from '../../src/sql/open-store.ts';
import { openPeopleStore, type PeopleStore } from '../../src/sql/people/store.ts';
import { authenticator } from '../fixtures/authenticator.ts';
import { folderOfTest } from '../fixtures/folder.ts';
import { MORNING } from '../fixtures/ledger-fixtures.ts';
import { codeIn, nobodyTold, ORIGIN, SHELL, smallRegion } from '../fixtures/people.ts';
import { DATABASE, schemaOfTest } from '../fixtures/postgres.ts';
import { mistakeOf } from './opening-suite.ts';

const PLACES: readonly (readonly [string, () => LedgerPlace])[] = [
  ['a file', () => ({ kind: 'file', file: join(folderOfTest(), 'people.sqlite') })],
  ['a schema of PostgreSQL', schemaOfTest],
];

function said(what: Logged, about = ''): LogEntry {
  return { at: MORNING, actor: { id: 'p-1', name: 'Krause', via: 'console' }, what, about };
}

describe.each(DATABASE === '' ? PLACES.slice(0, 1) : PLACES)('people in %s', (_, newPlace) => {
  let place: LedgerPlace;
  /** Two processes that share it. */
  let [one, two]: PeopleStore[] = [];
  const stores = (): [PeopleStore, PeopleStore] => [one as PeopleStore, two as PeopleStore];
  beforeEach(async () => {
    place = newPlace();
    [one, two] = await Promise.all([openPeopleStore(place, MORNING), openPeopleStore(place, MORNING)]);
    await stores()[0].addPerson({ id: 'p-1', name: 'Krause' }, MORNING);
  });
  afterEach(async () => {
    for (const store of stores()) await store.close();
  });

  const passkey = (id: string, counter = 0) => ({
    ...{ id, person: 'p-1', publicKey: 'k', counter, transports: '[]', label: 'Telefon' },
    ...{ addedAt: MORNING, usedAt: null },
  });

  test('free words of any length are kept once by town and author, with the time when they were written last', async () => {
    // Longer than a key of PostgreSQL, also when it is packed.
    const words = Array.from({ length: 1200 }, (_, n) => sha256(String(n)).slice(0, 4)).join(' ');
    const wrote = { who: 'hemer', words, person: 'p-1', at: MORNING };
    await stores()[0].record({ entries: [], wrote: [wrote] });
    await stores()[1].record({ entries: [], wrote: [{ ...wrote, at: MORNING + HOUR }] });
    expect(await stores()[0].writtenWords()).toEqual([{ ...wrote, at: MORNING + HOUR }]);
  });

  test('lines of the log that two processes write at once follow each other', async () => {
    const [a, b] = stores();
    await Promise.all(
      Array.from({ length: 12 }, (_, n) =>
        (n % 2 === 0 ? a : b).record({ entries: [said('paused', String(n))] }),
      ),
    );
    const lines = await b.log();
    expect(lines).toHaveLength(12);
    expect(verifyLog(lines)).toEqual({ kind: 'whole', number: 12, hash: lines[11]?.hash });
    expect((await a.log(2)).map(({ number }) => number)).toEqual([11, 12]);
  });

  test('nobody ends a session or takes a right while something is done by it, and nothing is done by one that is over', async () => {
    const [a, b] = stores();
    const writer = [{ role: 'writer', who: 'all' }] as const;
    const person = { id: 'p-1', rights: writer };
    await a.setRights({ person: 'p-1', rights: writer }, null, MORNING, []);
    const session = { hash: 'h', id: 's-1', person: 'p-1', way: 'passkey', device: '', at: MORNING };
    await a.startSession({ ...session, expiresAt: MORNING + HOUR }, said('signed-in'));
    const order: string[] = [];
    const ends: Promise<unknown>[] = [];
    const does = async (session: string | null, name: string) =>
      a.whileAllowed(person, session, async () => void order.push(name));
    await a.whileAllowed(person, 's-1', async () => {
      ends.push(b.endSessions('p-1', 'all', MORNING, said('session-ended')).then(() => order.push('ended')));
      await b.people();
      order.push('done');
    });
    await Promise.all(ends);
    expect([await does('s-1', 'late'), await does(null, 'at the shell')]).toEqual(['session', null]);
    await b.setRights({ person: 'p-1', rights: [] }, null, MORNING, []);
    expect([await does(null, 'without right'), order]).toEqual(['rights', ['done', 'ended', 'at the shell']]);
  });

  test('an invitation that two people take at once lets in one of them', async () => {
    const [a, b] = stores();
    const invitation = { hash: 'h', person: 'p-1', by: 'p-1', expiresAt: MORNING + HOUR };
    await a.invite(invitation, null, [said('invited')]);
    const taken = await Promise.all(
      [a, b].map((store, n) =>
        store.addWay({ kind: 'passkey', passkey: passkey(`k-${n}`) }, 'h', MORNING, said('joined')),
      ),
    );
    expect(taken.filter(Boolean)).toHaveLength(1);
    expect(await a.passkeysOf('p-1')).toHaveLength(1);
    expect(await a.invitation('h')).toEqual({ ...invitation, usedAt: MORNING });
  });

  test('an invitation that has expired, or that a newer one replaced, adds nothing', async () => {
    const [a] = stores();
    const add = (hash: string, now: number) =>
      a.addWay({ kind: 'passkey', passkey: passkey('k') }, hash, now, said('joined'));
    await a.invite({ hash: 'h', person: 'p-1', by: 'p-1', expiresAt: MORNING + HOUR }, null, [
      said('invited'),
    ]);
    expect(await add('h', MORNING + HOUR)).toBe(false);
    await a.invite({ hash: 'h2', person: 'p-1', by: 'p-1', expiresAt: MORNING + HOUR }, null, [
      said('invited'),
    ]);
    expect([await add('h', MORNING), await add('h2', MORNING)]).toEqual([false, true]);
    expect((await a.log()).map(({ what }) => what)).toEqual(['invited', 'invited', 'joined']);
  });

  test('a counter that does not rise, a one-time code and a recovery code are taken once', async () => {
    const [a, b] = stores();
    await a.addWay({ kind: 'passkey', passkey: passkey('counts', 3) }, null, MORNING, said('passkey-added'));
    await a.addWay({ kind: 'passkey', passkey: passkey('synced') }, null, MORNING, said('passkey-added'));
    const way = { person: 'p-1', passphrase: 'p', secret: 's', usedStep: 10, at: MORNING };
    await a.addWay({ kind: 'second-way', way, codes: ['c'] }, null, MORNING, said('second-way-set'));
    const used = (store: PeopleStore, id: string, counter: number) =>
      store.useWay({ kind: 'passkey', id, counter }, MORNING);
    expect([await used(a, 'counts', 3), await used(a, 'counts', 4), await used(b, 'counts', 0)]).toEqual([
      false,
      true,
      false,
    ]);
    expect([await used(a, 'synced', 0), await used(b, 'synced', 0)]).toEqual([true, true]);
    for (const code of [
      { kind: 'code', person: 'p-1', step: 11 },
      { kind: 'recovery-code', person: 'p-1', hash: 'c' },
    ] as const)
      expect((await Promise.all([a.useWay(code, MORNING), b.useWay(code, MORNING)])).sort()).toEqual([
        false,
        true,
      ]);
    expect(await a.recoveryCodesOf('p-1')).toBe(0);
  });

  test('a session that one process ends has ended for the other', async () => {
    const [a, b] = stores();
    const session = { hash: 's', id: 'i', person: 'p-1', way: 'passkey', device: 'Firefox', at: MORNING };
    await a.startSession({ ...session, expiresAt: MORNING + HOUR }, said('signed-in'));
    expect((await b.sessionsOf('p-1', MORNING)).map(({ id }) => id)).toEqual(['i']);
    expect(await b.endSessions('p-1', 'all', MORNING, said('session-ended'))).toBe(1);
    expect((await a.session('s'))?.endedAt).toBe(MORNING);
    expect(await a.sessionsOf('p-1', MORNING)).toEqual([]);
  });

  test('a change of rights is settled once, and who is removed has nothing left to sign in with', async () => {
    const [a, b] = stores();
    const rights = [{ role: 'writer', who: 'all' }] as const;
    const asked = { id: 'r', person: 'p-1', rights, by: 'p-2', at: MORNING };
    await a.askRights(asked, said('rights-asked'));
    expect(await b.rightChanges()).toEqual([asked]);
    const both = [a, b].map((store) => store.setRights(asked, 'r', MORNING, [said('rights-changed')]));
    expect((await Promise.all(both)).filter(Boolean)).toHaveLength(1);
    expect(await a.people()).toEqual([{ id: 'p-1', name: 'Krause', isRemoved: false, rights }]);

    await a.addWay({ kind: 'passkey', passkey: passkey('k') }, null, MORNING, said('passkey-added'));
    await a.setRights({ person: 'p-1', rights: null }, null, MORNING, [said('removed')]);
    await b.remove('p-1', MORNING);
    expect([await a.passkey('k'), await a.people()]).toEqual([
      null,
      [{ id: 'p-1', name: 'Krause', isRemoved: true, rights: [] }],
    ]);
  });

  test('who follows a new invitation ends the approvals of the earlier ways when no other can follow', async () => {
    const clock = virtualClock(MORNING);
    const late: Promise<string | undefined>[] = [];
    let signedIn: SignedIn | null = null;
    await using second = await openPeople(place, ORIGIN, clock, nobodyTold);
    await using first = await openPeople(place, ORIGIN, clock, {
      ...nobodyTold,
      async voidApprovals() {
        late.push(mistakeOf(async () => signedIn && whileAllowed(second, signedIn, async () => {})));
        await second.store.people();
      },
    });
    const region = await smallRegion();
    const join = async ({ link, person }: Invited) => {
      const code = codeIn(link);
      const response = authenticator(ORIGIN).create(await optionsToAdd(first, person, sha256(code)));
      return accept({ people: first, region }, code, { kind: 'passkey', response, label: '' }, 'Firefox');
    };
    const office = { people: second, asker: SHELL, region };
    signedIn = (await join(await invite(office, { name: 'Yilmaz', rights: [], alone: null }))).signedIn;
    await join(await inviteAgain(office, { name: 'Yilmaz', alone: null }));
    expect(await Promise.all(late)).toEqual(['not-signed']);
  });

  test('what one person draws up twice, also at the same moment, is one draft until something is done with it', async () => {
    const [a, b] = stores();
    await a.addPerson({ id: 'p-2', name: 'Yilmaz' }, MORNING);
    const drawn = (store: PeopleStore, at = MORNING, person = 'p-1') => {
      const change = { announcement: { kind: 'outage', post_as: ['hemer'] }, stated: at } as const;
      return newDraft(
        { store },
        { kind: 'outage', person, by: '', fields: '', mode: 'live', seen: [], change },
        at,
      );
    };
    const [first, same] = await Promise.all([drawn(a), drawn(b)]);
    const later = await drawn(b, MORNING + MINUTE);
    expect([same.id, later.id]).toEqual([first.id, first.id]);
    await drawn(b, MORNING + MINUTE, 'p-2');
    const latest = await drawn(b, MORNING + HOUR);
    expect(latest).toMatchObject({ id: first.id, version: 1, change: { stated: MORNING + HOUR } });
    expect(await a.drafts()).toHaveLength(2);
    // Who gave answers does not approve them, also where the person began anew.
    const theirs = await changeDraft({ store: b }, latest, { person: 'p-2' }, '', MORNING);
    const again = await changeDraft({ store: b }, theirs, { person: 'p-1' }, '', MORNING);
    const anew = await drawn(a);
    expect([again.authors, anew.authors]).toEqual([['p-1', 'p-2'], ['p-1']]);
    expect(anew.id).not.toBe(first.id);
    await changeDraft({ store: b }, anew, { state: 'handed-in' }, '', MORNING);
    expect((await drawn(a)).id).not.toBe(anew.id);
  });

  test('two consoles on it let each other’s people in and out, answer what either asked, once, and count wrong tries together', async () => {
    const clock = virtualClock(MORNING);
    const open = () => openPeople(place, ORIGIN, clock, nobodyTold);
    await using first = await open();
    await using second = await open();
    const asked = { name: 'Yilmaz', rights: [], alone: null };
    const region = await smallRegion();
    const invited = await invite({ people: first, asker: SHELL, region }, asked);
    const code = codeIn(invited.link);
    const device = authenticator(ORIGIN);
    const response = device.create(await optionsToAdd(first, invited.person, sha256(code)));
    const way = { kind: 'passkey', response, label: '' } as const;
    const { signedIn } = await accept({ people: second, region }, code, way, 'Firefox');
    expect(await sessionOf(first, signedIn.token)).toMatchObject({ id: signedIn.id });

    const signature = device.get(await optionsToVouch(second, signedIn, sha256('texts')));
    const proof = { kind: 'passkey', response: signature } as const;
    const both = [first, second].map((one) => vouch(one, signedIn, proof, sha256('texts')));
    expect((await Promise.allSettled(both)).map(({ status }) => status).sort()).toEqual([
      'fulfilled',
      'rejected',
    ]);
    await endSessions(first, SHELL, invited.person, 'all');
    expect(await sessionOf(second, signedIn.token)).toBeNull();

    const answer = device.get(await optionsToSignIn(second));
    const from = { address: '192.0.2.1', device: 'Firefox' };
    expect(await signIn(first, answer, from)).toMatchObject({ way: 'passkey' });
    expect(await signIn(second, answer, from)).toBe('refused');
    for (let n = 0; n < 29; n++) await signIn(n % 2 === 0 ? first : second, {}, from);
    expect([await signIn(first, {}, from), await signIn(second, {}, from)]).toEqual(['too-many', 'too-many']);
  });
});

test('only its user may read the file of people', async () => {
  const file = join(folderOfTest(), 'people.sqlite');
  await using store = await openPeopleStore({ kind: 'file', file }, MORNING);
  await store.record({ entries: [said('paused')] });
  for (const name of [file, `${file}-wal`]) expect((await stat(name)).mode & 0o777, name).toBe(0o600);
});

test('a name that looks like that of a person whom an older version wrote down is refused', async () => {
  const file = join(folderOfTest(), 'people.sqlite');
  await using store = await openPeopleStore({ kind: 'file', file }, MORNING);
  await store.addPerson({ id: 'p-1', name: 'Jürgen Maß' }, MORNING);
  const database = new DatabaseSync(file);
  database.exec(`update people set look = 'jurgen-maß'`);
  database.close();
  expect(await store.addPerson({ id: 'p-2', name: 'Jürgen Mass' }, MORNING)).toBe(false);
});

test('nothing by which somebody signed in is left in the file of people once they are removed, though the console has it open', async () => {
  const folder = folderOfTest();
  const place = { kind: 'file', file: join(folder, 'people.sqlite') } as const;
  await using console = await openPeopleStore(place, MORNING);
  await using store = await openPeopleStore(place, MORNING);
  await store.addPerson({ id: 'p-1', name: 'Krause' }, MORNING);
  const way = { person: 'p-1', passphrase: 'HASHED', secret: 'SECRET', usedStep: 0, at: MORNING };
  await store.addWay({ kind: 'second-way', way, codes: ['RECOVERY'] }, null, MORNING, said('second-way-set'));
  expect(await console.secondWayOf('p-1')).toEqual(way);
  const left = async () => {
    const files = await Promise.all(
      (await readdir(folder)).map((name) => readFile(join(folder, name), 'latin1')),
    );
    return files.join('').match(/HASHED|SECRET|RECOVERY/g) ?? [];
  };
  expect(await left()).not.toEqual([]);
  await store.setRights({ person: 'p-1', rights: null }, null, MORNING, [said('removed')]);
  expect(await left()).toEqual([]);
});
