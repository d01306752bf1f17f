import { describe, expect, test } from 'vitest';
import { changeRights, confirmRights, refuseRights } from '../../../src/app/people/change-rights.ts';
import { invite, inviteAgain } from '../../../src/app/people/invitations.ts';
import { auditCsv, logAsCsv, logInCsv } from '../../../src/app/people/log.ts';
import { type People, record } from '../../../src/app/people/people.ts';
import { sessionOf } from '../../../src/app/people/sign-in.ts';
import { invitee } from '../../../src/app/people/sign-in-ways.ts';
import type { Right } from '../../../src/core/domain/rights.ts';
import { verifyLog } from '../../../src/core/domain/signed-log.ts';
import { codeIn, EVERYTHING, openTestPeople, SHELL, type TestPeople } from '../../fixtures/people.ts';
import { mistakeOf } from '../../sql/opening-suite.ts';

const ADMIN: readonly Right[] = [{ role: 'admin', who: 'all' }];
const WRITER: readonly Right[] = [{ role: 'writer', who: 'all' }];

async function rightsOf({ people }: TestPeople, name: string) {
  return (await people.store.people()).find((one) => one.name === name)?.rights;
}

test('a change of rights is done at once where there is no second admin', async () => {
  await using given = await openTestPeople();
  const admin = await given.join('Yilmaz', ADMIN);
  const krause = await given.join('Krause', []);
  const asked = { person: krause.person.id, rights: WRITER, alone: null };
  expect(await changeRights(admin.office, asked)).toBe('changed');
  expect(await rightsOf(given, 'Krause')).toEqual(WRITER);
});

test('a person without rights is invited and removed by one admin, though there is a second one', async () => {
  await using given = await openTestPeople();
  const [one] = [await given.join('Yilmaz', ADMIN), await given.join('Brandt', ADMIN)];
  const { rights, person } = await invite(one.office, { name: 'Krause', rights: [], alone: null });
  const removed = await changeRights(one.office, { person: person.id, rights: null, alone: null });
  expect([rights, removed, given.told]).toEqual([
    'changed',
    'changed',
    expect.not.arrayContaining([expect.objectContaining({ by: 'Yilmaz' })]),
  ]);
  expect((await given.people.store.log(1))[0]).toMatchObject({ what: 'removed', about: 'Krause: -' });
});

test('a change of rights waits for a second admin where there is one: who asked cannot confirm, and it is settled once', async () => {
  await using given = await openTestPeople();
  const { people } = given;
  const [one, two] = [await given.join('Yilmaz', ADMIN), await given.join('Brandt', ADMIN)];
  const krause = await given.join('Krause', []);
  const asked = { person: krause.person.id, rights: WRITER, alone: null };
  expect(await changeRights(one.office, asked)).toBe('asked');
  expect(await rightsOf(given, 'Krause')).toEqual([]);
  const [change] = await people.store.rightChanges();
  const confirm = ({ office }: typeof one) => mistakeOf(() => confirmRights(office, change?.id ?? ''));
  expect(await confirm(one)).toBe('own-request');
  expect(await confirm(krause)).toBe('no-right');
  expect(await confirm(two)).toBeUndefined();
  expect(await confirm(two)).toBe('not-waiting');
  expect(await rightsOf(given, 'Krause')).toEqual(WRITER);
});

test('a change of rights is not confirmed by the person it is about, who is no second admin for it', async () => {
  await using given = await openTestPeople();
  const { people } = given;
  const one = await given.join('Yilmaz', ADMIN);
  const brandt = await given.join('Brandt', ADMIN);
  const wanted = { person: brandt.person.id, rights: [...ADMIN, ...WRITER] };
  const ask = (alone: string | null) => changeRights(one.office, { ...wanted, alone });
  expect(await mistakeOf(() => ask(null))).toBe('reason-needed');
  await given.join('Celik', ADMIN);
  expect(await ask(null)).toBe('asked');
  const [change] = await people.store.rightChanges();
  const confirm = () => confirmRights(brandt.office, change?.id ?? '');
  expect(await mistakeOf(confirm)).toBe('own-request');
  expect(await rightsOf(given, 'Brandt')).toEqual(ADMIN);
  expect(await ask('Celik ist krank')).toBe('alone');
});

test('a change of rights from the command line is done by somebody at the shell of the machine, and the log says by which way and why', async () => {
  await using given = await openTestPeople();
  const { people, region } = given;
  await given.join('Yilmaz', ADMIN);
  const krause = await given.join('Krause', []);
  const typed = { id: 'Yilmaz', name: 'Yilmaz', via: 'command-line' } as const;
  const asked = { person: krause.person.id, rights: WRITER, alone: 'Yilmaz ist nicht erreichbar' };
  expect(await changeRights({ people, asker: { actor: typed, person: null }, region }, asked)).toBe('alone');
  expect((await people.store.log(2)).map(({ what, actor, about }) => [what, actor, about])).toEqual([
    ['alone', typed, 'Krause: writer all: Yilmaz ist nicht erreichbar'],
    ['rights-changed', typed, 'Krause: writer all'],
  ]);
});

test('a change of rights is neither refused nor replaced by the person it is about', async () => {
  await using given = await openTestPeople();
  const { people } = given;
  const [one, brandt] = [await given.join('Yilmaz', ADMIN), await given.join('Brandt', ADMIN)];
  await given.join('Celik', ADMIN);
  const asked = { person: brandt.person.id, rights: null, alone: null };
  expect(await changeRights(one.office, asked)).toBe('asked');
  const waiting = await people.store.rightChanges();
  const refuse = () => refuseRights(brandt.office, waiting[0]?.id ?? '');
  const replace = () => changeRights(brandt.office, { ...asked, rights: WRITER });
  expect([await mistakeOf(refuse), await mistakeOf(replace)]).toEqual(['own-request', 'own-request']);
  expect(await people.store.rightChanges()).toEqual(waiting);
});

test('a change of rights that is refused changes nothing', async () => {
  await using given = await openTestPeople();
  const { people } = given;
  const [one] = [await given.join('Yilmaz', ADMIN), await given.join('Brandt', ADMIN)];
  const krause = await given.join('Krause', WRITER);
  const asked = { person: krause.person.id, rights: null, alone: null };
  expect(await changeRights(one.office, asked)).toBe('asked');
  await refuseRights(one.office, (await people.store.rightChanges())[0]?.id ?? '');
  expect([await people.store.rightChanges(), await rightsOf(given, 'Krause')]).toEqual([[], WRITER]);
});

test('a change of rights is done alone with a reason, which is in the log, and only once everyone was told', async () => {
  await using given = await openTestPeople();
  const { people } = given;
  const [one, brandt] = [await given.join('Yilmaz', ADMIN), await given.join('Brandt', ADMIN)];
  const asked = { person: brandt.person.id, rights: null, alone: 'Telefon gestohlen' };
  const nobodyHears = { ...people, tellEveryone: () => Promise.reject(new Error('the ledger is locked')) };
  await expect(changeRights({ ...one.office, people: nobodyHears }, asked)).rejects.toThrow('locked');
  expect(await rightsOf(given, 'Brandt')).toEqual(ADMIN);
  const told = given.told.length;
  expect(await changeRights(one.office, asked)).toBe('alone');
  expect(given.told.slice(told)).toEqual([
    { by: 'Yilmaz', did: 'rights', about: 'Brandt', reason: 'Telefon gestohlen' },
  ]);
  expect(await sessionOf(people, brandt.token)).toBeNull();
  expect((await people.store.log(2)).map(({ what, about }) => [what, about])).toEqual([
    ['alone', 'Brandt: -: Telefon gestohlen'],
    ['removed', 'Brandt: -'],
  ]);
});

test('nobody takes the right to decide about people from themselves where nobody who can sign in would have it', async () => {
  await using given = await openTestPeople();
  const admin = await given.join('Yilmaz', ADMIN);
  const { id } = admin.person;
  const lose = (rights: readonly Right[] | null, alone: string | null = null) =>
    mistakeOf(() => changeRights(admin.office, { person: id, rights, alone }));
  expect([await lose(WRITER), await lose(null)]).toEqual(['last-admin', 'last-admin']);
  await given.join('Huber', [{ role: 'admin', who: 'hemer' }]);
  expect(await lose(WRITER)).toBe('last-admin');
  expect(await rightsOf(given, 'Yilmaz')).toEqual(ADMIN);
  expect(await lose([...ADMIN, ...WRITER])).toBeUndefined();
  const invited = { name: 'Brandt', rights: ADMIN, alone: 'Brandt fehlt' };
  await invite(admin.office, invited);
  const told = given.told.length;
  expect(await lose(WRITER, 'Ich gehe')).toBe('last-admin');
  expect(given.told).toHaveLength(told);
  await given.join('Celik', ADMIN);
  expect(await lose(WRITER, 'Ich gehe')).toBeUndefined();
  expect(await rightsOf(given, 'Yilmaz')).toEqual(WRITER);
});

test('who keeps the right to decide about people may get another, though nobody can sign in there', async () => {
  await using given = await openTestPeople();
  const { people } = given;
  const celik = await given.join('Celik', [{ role: 'admin', who: 'menden' }]);
  const { office } = await given.join('Huber', [{ role: 'admin', who: 'hemer' }]);
  const rights: readonly Right[] = [{ role: 'admin', who: 'menden' }];
  await invite(celik.office, { name: 'Pohl', rights, alone: 'Pohl fehlt' });
  await changeRights({ ...office, asker: SHELL }, { person: celik.person.id, rights: null, alone: 'fort' });
  const person = (await people.store.people()).find(({ name }) => name === 'Pohl')?.id ?? '';
  const more: readonly Right[] = [...rights, { role: 'writer', who: 'hemer' }];
  expect(await mistakeOf(() => changeRights(office, { person, rights: more, alone: null }))).toBeUndefined();
});

test('of two admins who remove each other at the same moment one stays', async () => {
  await using given = await openTestPeople();
  const admins = [await given.join('Krause', ADMIN), await given.join('Yilmaz', ADMIN)] as const;
  const remove = (by: number, of: number) =>
    changeRights((admins[by] ?? admins[0]).office, {
      person: (admins[of] ?? admins[0]).person.id,
      rights: null,
      alone: 'Streit',
    });
  const done = await Promise.allSettled([remove(0, 1), remove(1, 0)]);
  expect(done.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  const left = (await given.people.store.people()).filter(({ isRemoved }) => !isRemoved);
  expect(left.map(({ rights }) => rights)).toEqual([ADMIN]);
});

test('of two admins who both give up their right at the same moment one is refused', async () => {
  await using given = await openTestPeople();
  const admins = [await given.join('Krause', ADMIN), await given.join('Yilmaz', ADMIN)];
  const done = await Promise.all(
    admins.map(({ office, person }) =>
      mistakeOf(() => changeRights(office, { person: person.id, rights: WRITER, alone: 'Ich gehe' })),
    ),
  );
  expect(done.toSorted()).toEqual(['last-admin', undefined]);
  const left = (await given.people.store.people()).filter(({ rights }) => rights[0]?.role === 'admin');
  expect(left).toHaveLength(1);
});

test('an admin takes away the right of another while a third gives up their own: both succeed, because the first stays', async () => {
  await using given = await openTestPeople();
  const third = await given.join('Adams', ADMIN);
  const [asking, other] = [await given.join('Krause', ADMIN), await given.join('Yilmaz', ADMIN)];
  const done = await Promise.all(
    [
      { office: third.office, id: third.person.id },
      { office: asking.office, id: other.person.id },
    ].map(({ office, id }) =>
      mistakeOf(() => changeRights(office, { person: id, rights: WRITER, alone: 'Ich gehe' })),
    ),
  );
  expect(done).toEqual([undefined, undefined]);
});

test('a right that somebody else gave meanwhile is not taken away unseen, also outside the area of the one who asks', async () => {
  await using given = await openTestPeople();
  const admin = await given.join('Yilmaz', [{ role: 'admin', who: 'hemer' }]);
  const { person } = await given.join('Krause', []);
  const approver = [{ role: 'approver', who: 'menden' }] as const;
  const store = {
    ...given.people.store,
    setRights: async (...asked: Parameters<People['store']['setRights']>) => {
      await changeRights(given.shell, { person: person.id, rights: approver, alone: 'Dienst' });
      return given.people.store.setRights(...asked);
    },
  };
  const office = { ...admin.office, people: { ...given.people, store } };
  const wanted = { person: person.id, rights: [{ role: 'writer', who: 'hemer' }], alone: null } as const;
  expect(await mistakeOf(() => changeRights(office, wanted))).toBe('changed-meanwhile');
  const now = (await given.people.store.people()).find(({ id }) => id === person.id);
  expect(now?.rights).toEqual(approver);
});

test('a change of rights by an admin of one town reaches that town and no other', async () => {
  await using given = await openTestPeople();
  const admin = await given.join('Yilmaz', [{ role: 'admin', who: 'hemer' }]);
  const krause = await given.join('Krause', []);
  const to = (who: string) =>
    mistakeOf(() =>
      changeRights(admin.office, {
        person: krause.person.id,
        rights: [{ role: 'writer', who }],
        alone: null,
      }),
    );
  expect([await to('hemer'), await to('menden'), await to('all'), await to('nowhere')]).toEqual([
    undefined,
    'no-right',
    'no-right',
    'no-right',
  ]);
});

/** The first approvals that are to end do not, because a ledger fails. */
function failingOnce(given: People) {
  const tries = [new Error('the ledger is locked'), null];
  const people: People = {
    ...given,
    async voidApprovals() {
      const failure = tries.shift();
      if (failure) throw failure;
    },
  };
  return { people, tries };
}

test('a person whose removal fails in a ledger has no access any more, and can be removed again', async () => {
  await using given = await openTestPeople();
  const { person, token } = await given.join('Krause', WRITER);
  const { people, tries } = failingOnce(given.people);
  const remove = () =>
    changeRights({ ...given.shell, people }, { person: person.id, rights: null, alone: 'weg' });
  await expect(remove()).rejects.toThrow('locked');
  expect([await sessionOf(people, token), await rightsOf(given, 'Krause')]).toEqual([null, []]);
  await remove();
  expect(tries).toEqual([]);
  expect(await mistakeOf(remove)).toBe('no-person');
});

test('a removal that two admins agreed on and a ledger stopped is finished by one of them', async () => {
  await using given = await openTestPeople();
  const [asking, second] = [await given.join('Yilmaz', ADMIN), await given.join('Brandt', ADMIN)];
  const { person } = await given.join('Krause', WRITER);
  const { people, tries } = failingOnce(given.people);
  const asked = { person: person.id, rights: null, alone: null };
  expect(await changeRights({ ...asking.office, people }, asked)).toBe('asked');
  const [change] = await people.store.rightChanges();
  await expect(confirmRights({ ...second.office, people }, change?.id ?? '')).rejects.toThrow('locked');
  expect(await changeRights({ ...second.office, people }, asked)).toBe('changed');
  expect([tries, await mistakeOf(() => changeRights(asking.office, asked))]).toEqual([[], 'no-person']);
});

test('an invitation from a shell needs a reason once there are admins who could do it, and gives no name twice', async () => {
  await using given = await openTestPeople();
  const ask = (name: string, alone: string | null) =>
    mistakeOf(() => invite(given.shell, { name, rights: ADMIN, alone }));
  expect([await ask('Yilmaz', null), await ask('YILMAZ', 'x'), await ask('Brandt', null)]).toEqual([
    undefined,
    'person-known',
    'reason-needed',
  ]);
  expect(await ask('Brandt', 'Verwaltung verloren')).toBeUndefined();
});

test('an invitation from somebody who is no admin is refused, and leaves nobody there', async () => {
  await using given = await openTestPeople();
  const { people } = given;
  const writer = await given.join('Krause', EVERYTHING);
  const asked = { name: 'Strohmann', rights: WRITER, alone: 'weil' };
  expect(await mistakeOf(() => invite(writer.office, asked))).toBe('no-right');
  expect(await mistakeOf(() => inviteAgain(writer.office, { name: 'Krause', alone: 'weil' }))).toBe(
    'no-right',
  );
  expect((await people.store.people()).map(({ name }) => name)).toEqual(['Krause']);
});

test('an invitation that would make an admin somebody else needs a reason where there is a second one', async () => {
  await using given = await openTestPeople();
  const admin = await given.join('Yilmaz', ADMIN);
  const { session } = await given.join('Krause', EVERYTHING);
  expect(session.person.name).toBe('Krause');
  const again = (alone: string | null) => inviteAgain(admin.office, { name: 'Krause', alone });
  expect((await again(null)).rights).toBe('changed');
  await given.join('Brandt', ADMIN);
  expect(await mistakeOf(() => again(null))).toBe('reason-needed');
  expect((await again('Telefon verloren')).rights).toBe('alone');
});

test('everyone is told of a person who is invited again by one admin alone', async () => {
  await using given = await openTestPeople();
  const admin = await given.join('Yilmaz', ADMIN);
  await given.join('Brandt', ADMIN);
  await given.join('Krause', WRITER);
  const reason = 'Telefon verloren';
  await inviteAgain(admin.office, { name: 'Krause', alone: reason });
  expect(given.told.at(-1)).toEqual({ by: 'Yilmaz', did: 'rights', about: 'Krause', reason });
});

describe('the log as a table', () => {
  const odd = ['=1+1', "'quoted'", 'a,b "c"', 'two\nlines', '-', '@x', 'Größe; Tab\there'].concat([
    'Netz;=HYPERLINK("https://example.org")',
    'zwei\r\n=1+1',
    ";'x'",
  ]);

  test('a log table is the same log when it is read again, and holds no formula', async () => {
    await using given = await openTestPeople();
    const { people } = given;
    for (const about of odd) await record(people, { ...SHELL.actor, name: about }, 'paused', about);
    const lines = await people.store.log();
    const csv = logAsCsv(lines);
    expect(logInCsv(csv)).toEqual(lines);
    expect(csv.split(/[\r\n,;]/).filter((cell) => /^"?[=+\-@]/.test(cell))).toEqual([]);
    expect(await auditCsv(people, csv)).toEqual(verifyLog(lines));
  });

  test('a log table with any one byte changed is not whole any more', async () => {
    await using given = await openTestPeople();
    const { people } = given;
    for (const about of odd) await record(people, SHELL.actor, 'paused', about);
    const bytes = Buffer.from(logAsCsv(await people.store.log()));
    const whole: number[] = [];
    for (let at = 3; at < bytes.length; at++) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      const found = await auditCsv(people, changed.toString()).catch(() => 'unreadable');
      if (typeof found === 'object' && found.kind === 'whole') whole.push(at);
    }
    expect(whole.map((at) => bytes.subarray(at - 5, at + 5).toString())).toEqual([]);
  });

  test('a log table that lacks its last lines fits the store no more than one of another store', async () => {
    await using given = await openTestPeople();
    await using other = await openTestPeople();
    for (const { people } of [given, other]) await record(people, SHELL.actor, 'paused', 'a');
    await record(given.people, SHELL.actor, 'resumed', 'a');
    await record(other.people, SHELL.actor, 'resumed', 'b');
    const csv = logAsCsv(await other.people.store.log());
    expect((await auditCsv(null, csv)).kind).toBe('whole');
    expect((await auditCsv(given.people, csv)).kind).toBe('differs');
    const [first] = await given.people.store.log();
    expect((await auditCsv(given.people, logAsCsv(first ? [first] : []))).kind).toBe('whole');
  });

  test.each([['a,b\n1,2\n'], ['']])('%j is not a log', async (csv) => {
    expect(await mistakeOf(() => auditCsv(null, csv))).toBe('not-a-log');
  });
});

test('for whom a right waits is invited again only by somebody who may decide about it, and an earlier link of anybody else ends', async () => {
  await using given = await openTestPeople();
  const { people, region } = given;
  const all: readonly Right[] = [{ role: 'admin', who: 'all' }];
  const yilmaz = await given.join('Yilmaz', all);
  await given.join('Brandt', all);
  const schulte = await given.join('Schulte', [{ role: 'admin', who: 'hemer' }]);
  const { link, person } = await invite(schulte.office, { name: 'Krause', rights: [], alone: null });
  expect(await invitee({ people, region }, codeIn(link))).not.toBeNull();
  expect(await changeRights(yilmaz.office, { person: person.id, rights: all, alone: null })).toBe('asked');
  expect(await invitee({ people, region }, codeIn(link))).toBeNull();
  expect(await mistakeOf(() => inviteAgain(schulte.office, { name: 'Krause', alone: 'x' }))).toContain(
    'no-right',
  );
});
