import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { changeRights } from '../../../src/app/people/change-rights.ts';
import { INVITATION_MS, invite, inviteAgain } from '../../../src/app/people/invitations.ts';
import { optionsToAdd, optionsToSignIn } from '../../../src/app/people/passkeys.ts';
import { openPeople } from '../../../src/app/people/people.ts';
import { prove } from '../../../src/app/people/proof.ts';
import { printCodes } from '../../../src/app/people/second-way.ts';
import { SESSION_MS, sessionOf, signIn, signInTyped, startSession } from '../../../src/app/people/sign-in.ts';
import { accept, addWay, invitee, removePasskey } from '../../../src/app/people/sign-in-ways.ts';
import { virtualClock } from '../../../src/app/virtual-clock.ts';
import { DAY, MINUTE, SECOND } from '../../../src/core/domain/clock.ts';
import { sha256 } from '../../../src/core/domain/post-key.ts';
import type { Right } from '../../../src/core/domain/rights.ts';
import { verifyLog } from '../../../src/core/domain/signed-log.ts';
import { authenticator } from '../../fixtures/authenticator.ts';
import { at } from '../../fixtures/day.ts';
import { folderOfTest } from '../../fixtures/folder.ts';
import {
  codeIn,
  codeOf,
  EVERYTHING,
  nobodyTold,
  ORIGIN,
  openTestPeople,
  PASSPHRASE,
  SHELL,
  smallRegion,
  type TestPeople,
  typedWay,
} from '../../fixtures/people.ts';
import { mistakeOf } from '../../sql/opening-suite.ts';

const FROM = { address: '192.0.2.1', device: 'Firefox' };

/** Somebody with a second way. */
async function withSecondWay({ people, clock, join }: TestPeople) {
  const { session } = await join('Krause', []);
  const { secret, given } = await typedWay(people, clock, session);
  const codes = await addWay(people, session, given);
  clock.advanceTo(clock.now() + MINUTE);
  const typed = () => ({ name: 'krause', passphrase: PASSPHRASE, code: codeOf(secret, clock) });
  return { session, secret, codes, typed };
}

describe('signing in with a passkey', () => {
  test('signing in with a passkey names nobody, and opens a session for six hours that a cookie finds', async () => {
    await using given = await openTestPeople();
    const { people, clock, join } = given;
    const { session, passkey } = await join('Krause', []);
    const options = await optionsToSignIn(people);
    expect(options).toMatchObject({ rpId: 'lage.example.org', userVerification: 'required' });
    expect(options.allowCredentials ?? []).toEqual([]);
    const signedIn = await signIn(people, passkey.get(options), FROM);
    if (typeof signedIn === 'string') throw new Error(signedIn);
    expect(await sessionOf(people, signedIn.token)).toMatchObject({ person: session.person, way: 'passkey' });
    clock.advanceTo(clock.now() + SESSION_MS);
    expect(await sessionOf(people, signedIn.token)).toBeNull();
  });

  test('an answer signs in once: replayed it is refused', async () => {
    await using given = await openTestPeople();
    const { passkey } = await given.join('Krause', []);
    const answer = passkey.get(await optionsToSignIn(given.people));
    expect(await signIn(given.people, answer, FROM)).toMatchObject({ way: 'passkey' });
    expect(await signIn(given.people, answer, FROM)).toBe('refused');
  });

  test.each([
    ['for another origin', authenticator('https://lage.example.net')],
    ['that nobody here knows', authenticator(ORIGIN)],
  ])('an answer of a passkey %s is refused', async (_, stranger) => {
    await using given = await openTestPeople();
    await given.join('Krause', []);
    expect(await signIn(given.people, stranger.get(await optionsToSignIn(given.people)), FROM)).toBe(
      'refused',
    );
  });

  test('strangers on seventeen internet lines, who ask as often as they may, push out nobody', async () => {
    await using given = await openTestPeople();
    const { passkey } = await given.join('Krause', []);
    const options = await optionsToSignIn(given.people);
    for (let asked = 0; asked < 17 * 60; asked++) await optionsToSignIn(given.people);
    expect(await signIn(given.people, passkey.get(options), FROM)).toMatchObject({ way: 'passkey' });
  });

  test('a challenge is open for five minutes, and one that the console did not give never', async () => {
    await using given = await openTestPeople();
    const { people, clock } = given;
    const { passkey } = await given.join('Krause', []);
    const options = await optionsToSignIn(people);
    clock.advanceTo(clock.now() + 5 * MINUTE);
    expect(await signIn(people, passkey.get(options), FROM)).toBe('refused');
    expect(await signIn(people, passkey.get({ challenge: 'A'.repeat(43) }), FROM)).toBe('refused');
  });

  test('a passkey that does not verify its user can neither be added nor sign in', async () => {
    await using given = await openTestPeople();
    const { session } = await given.join('Krause', []);
    const lax = authenticator(ORIGIN, { verifies: false });
    const response = lax.create(await optionsToAdd(given.people, session.person, session.id));
    const way = { kind: 'passkey', response, label: '' } as const;
    expect(await mistakeOf(() => addWay(given.people, session, way))).toBe('not-signed');
  });

  test.each([undefined, null, 17, 'x', [], {}, { id: 'x' }, { id: {} }, { id: 'x'.repeat(5_000) }])(
    '%j instead of an answer is refused',
    async (answer) => {
      await using given = await openTestPeople();
      await given.join('Krause', []);
      expect(await signIn(given.people, answer, FROM)).toBe('refused');
    },
  );

  test('after thirty tries an address waits a quarter of an hour, under any name', async () => {
    await using given = await openTestPeople();
    const { people, clock } = given;
    const { passkey } = await given.join('Krause', []);
    for (let n = 0; n < 30; n++) expect(await signIn(people, {}, FROM)).toBe('refused');
    const right = async () => passkey.get(await optionsToSignIn(people));
    expect(await signIn(people, await right(), FROM)).toBe('too-many');
    expect(await signIn(people, await right(), { ...FROM, address: '192.0.2.2' })).toMatchObject({
      way: 'passkey',
    });
    clock.advanceTo(clock.now() + 15 * MINUTE);
    expect(await signIn(people, await right(), FROM)).toMatchObject({ way: 'passkey' });
  });
});

describe('signing in with passphrase and code', () => {
  test('a code signs in once, also after its half minute began', async () => {
    await using given = await openTestPeople();
    const { people } = given;
    const { typed } = await withSecondWay(given);
    const now = typed();
    expect(await signInTyped(people, now, FROM)).toMatchObject({ way: 'second-way' });
    expect(await signInTyped(people, now, FROM)).toBe('refused');
  });

  test('a recovery code takes the place of the app once, however it is typed', async () => {
    await using given = await openTestPeople();
    const { codes, typed } = await withSecondWay(given);
    const [first = '', second = ''] = codes;
    const with_ = (code: string) => signInTyped(given.people, { ...typed(), code }, FROM);
    expect(codes).toHaveLength(8);
    expect(await with_(first.toLowerCase().replaceAll('-', ' '))).toMatchObject({ way: 'second-way' });
    expect(await with_(first)).toBe('refused');
    const { people } = given;
    await printCodes(people, (await people.store.people())[0] ?? never());
    expect(await with_(second)).toBe('refused');
  });

  test('a name that nobody has, a wrong passphrase, a wrong code and a locked name have one answer and the same work', async () => {
    await using given = await openTestPeople();
    const { people } = given;
    const { typed, secret } = await withSecondWay(given);
    const asked: string[] = [];
    const store = new Proxy(people.store, {
      get(target, name, receiver) {
        asked.push(String(name));
        return Reflect.get(target, name, receiver);
      },
    });
    const wrong = [
      { ...typed(), name: 'Niemand' },
      { ...typed(), passphrase: 'etwas ganz anderes' },
      { ...typed(), code: '000000' === codeOf(secret, given.clock) ? '111111' : '000000' },
      { ...typed(), name: 'Niemand', code: 'AAAA-BBBB-CCCC-DDDD' },
    ];
    const work: string[] = [];
    for (const one of wrong) {
      asked.length = 0;
      expect(await signInTyped({ ...people, store }, one, FROM)).toBe('refused');
      work.push(asked.join());
    }
    expect(new Set(work)).toEqual(new Set(['people,secondWayOf,useWay']));

    for (let n = 0; n < 3; n++) await signInTyped(people, wrong[1] ?? never(), FROM);
    asked.length = 0;
    expect(await signInTyped({ ...people, store }, typed(), FROM)).toBe('refused');
    expect(asked.join()).toBe('people,secondWayOf,useWay');
  });

  test('a name is locked for a quarter of an hour after five wrong tries, and the log has it, without a name that nobody has', async () => {
    await using given = await openTestPeople();
    const { people, clock } = given;
    const { typed } = await withSecondWay(given);
    for (let n = 0; n < 5; n++)
      await signInTyped(people, { ...typed(), passphrase: 'falsch' }, { ...FROM, address: `192.0.2.${n}` });
    expect(await signInTyped(people, typed(), FROM)).toBe('refused');
    expect((await people.store.log(1)).map(({ what, actor }) => [what, actor.name])).toEqual([
      ['locked-out', 'Krause'],
    ]);
    for (let n = 0; n < 5; n++) await signInTyped(people, { ...typed(), name: 'Mein Geheimsatz' }, FROM);
    expect((await people.store.log(1)).map(({ what, actor }) => [what, actor.name])).toEqual([
      ['locked-out', ''],
    ]);
    clock.advanceTo(clock.now() + 15 * MINUTE);
    expect(await signInTyped(people, typed(), FROM)).toMatchObject({ way: 'second-way' });
  });

  test('a code of an app whose clock is more than half a minute off is refused', async () => {
    await using given = await openTestPeople();
    const { typed } = await withSecondWay(given);
    const early = typed();
    given.clock.advanceTo(given.clock.now() + 75 * SECOND);
    expect(await signInTyped(given.people, early, FROM)).toBe('refused');
  });

  test.each([['kurz'], ['aaaaaaaaaaaaaaaa'], ['Krause Krause 1']])(
    'the passphrase %j is too weak, and after it the same code can be typed again',
    async (passphrase) => {
      await using given = await openTestPeople();
      const { people, clock } = given;
      const { session } = await given.join('Krause', []);
      const { given: way } = await typedWay(people, clock, session);
      expect(await mistakeOf(() => addWay(people, session, { ...way, passphrase }))).toBe('weak-passphrase');
      expect(await addWay(people, session, way)).toHaveLength(8);
    },
  );
});

const way = async ({ people }: TestPeople, person: { id: string; name: string }, link: string) =>
  ({
    kind: 'passkey',
    response: authenticator(ORIGIN).create(await optionsToAdd(people, person, sha256(codeIn(link)))),
    label: 'Telefon',
  }) as const;

test('an invitation lets one person in, once, and within three days', async () => {
  await using given = await openTestPeople();
  const { clock } = given;
  const asked = { name: 'Krause', rights: [], alone: null };
  const invited = await invite(given.shell, asked);
  const code = codeIn(invited.link);
  expect(invited.link).toBe(`${ORIGIN}/einladung/${code}`);
  expect(await invitee(given, code)).toMatchObject({ name: 'Krause' });
  await accept(given, code, await way(given, invited.person, invited.link), 'Firefox');
  const again = await way(given, invited.person, invited.link);
  expect(await mistakeOf(() => accept(given, code, again, 'Firefox'))).toBe('invitation-over');
  expect(await invitee(given, code)).toBeNull();

  const late = await invite(given.shell, { ...asked, name: 'Yilmaz' });
  clock.advanceTo(clock.now() + INVITATION_MS);
  expect(await invitee(given, codeIn(late.link))).toBeNull();
  expect(await invitee(given, 'guessed')).toBeNull();
});

test('an invitation ends when the person gets rights that its inviter may not decide about, or the inviter loses theirs', async () => {
  await using given = await openTestPeople();
  await given.join('Adler', [{ role: 'admin', who: 'all' }]);
  const huber = await given.join('Huber', [{ role: 'admin', who: 'hemer' }]);
  const asked = { name: 'Neu', rights: [], alone: null };
  const { person, link } = await invite(huber.office, asked);
  const rights = (all: readonly Right[], of = person.id) =>
    changeRights(given.shell, { person: of, rights: all, alone: 'Nacht' });
  await rights([{ role: 'writer', who: 'hemer' }]);
  expect(await invitee(given, codeIn(link))).toMatchObject({ name: 'Neu' });
  await rights(EVERYTHING);
  const response = await way(given, person, link);
  expect(await mistakeOf(() => accept(given, codeIn(link), response, ''))).toBe('invitation-over');

  const other = await invite(huber.office, { ...asked, name: 'Krause' });
  await rights([], huber.person.id);
  expect(await invitee(given, codeIn(other.link))).toBeNull();
});

test('an invitation takes no passkey that was asked of somebody else', async () => {
  await using given = await openTestPeople();
  const { session } = await given.join('Krause', []);
  const invited = await invite(given.shell, { name: 'Yilmaz', rights: [], alone: null });
  const others = await way(given, session.person, invited.link);
  expect(await mistakeOf(() => accept(given, codeIn(invited.link), others, 'Firefox'))).toBe('not-signed');
  expect(await invitee(given, codeIn(invited.link))).not.toBeNull();
});

test('an invitation to somebody who lost a phone ends every way and session of before', async () => {
  await using given = await openTestPeople();
  const { people } = given;
  const { session, token, passkey } = await given.join('Krause', []);
  const invited = await inviteAgain(given.shell, { name: 'Krause', alone: null });
  await accept(given, codeIn(invited.link), await way(given, session.person, invited.link), 'Firefox');
  expect(await sessionOf(people, token)).toBeNull();
  expect(await signIn(people, passkey.get(await optionsToSignIn(people)), FROM)).toBe('refused');
});

test('the last way by which somebody can sign in cannot be removed', async () => {
  await using given = await openTestPeople();
  const { people, clock } = given;
  const { session } = await given.join('Krause', []);
  const [only] = await people.store.passkeysOf(session.person.id);
  const remove = () => removePasskey(people, session.person, only?.id ?? '');
  expect(await mistakeOf(remove)).toBe('last-way');
  await addWay(people, session, (await typedWay(people, clock, session)).given);
  await remove();
  expect(await people.store.passkeysOf(session.person.id)).toEqual([]);
});

test('of two passkeys that are removed at once, in two tabs, one stays', async () => {
  await using given = await openTestPeople();
  const { people } = given;
  const { session } = await given.join('Krause', []);
  const response = authenticator(ORIGIN).create(await optionsToAdd(people, session.person, session.id));
  await addWay(people, session, { kind: 'passkey', response, label: 'Tablet' });
  const passkeys = await people.store.passkeysOf(session.person.id);
  const done = await Promise.allSettled(passkeys.map(({ id }) => removePasskey(people, session.person, id)));
  expect(done.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  expect(await people.store.passkeysOf(session.person.id)).toHaveLength(1);
});

test('wrong codes on one session, which may be stolen, leave the other sessions of the person their tries', async () => {
  await using given = await openTestPeople();
  const { people } = given;
  const { session, typed } = await withSecondWay(given);
  const stolen = await startSession(people, session.person, 'passkey', 'Firefox');
  const proven = (on: typeof session, passphrase: string) =>
    mistakeOf(() => prove(people, on, { kind: 'second-way', digest: 'd', ...typed(), passphrase }, 'act'));
  for (let n = 0; n < 5; n++) expect(await proven(stolen, 'x')).toBe('not-signed');
  expect([await proven(stolen, PASSPHRASE), await proven(session, PASSPHRASE)]).toEqual([
    'not-signed',
    undefined,
  ]);
});

test('a clock that was far ahead leaves nobody signed in, invited or locked for longer', async () => {
  const place = { kind: 'file', file: join(folderOfTest(), 'people.sqlite') } as const;
  const [ahead, right] = [virtualClock(at('09:00') + 365 * DAY), virtualClock(at('09:00'))];
  await using one = await openPeople(place, ORIGIN, ahead, nobodyTold);
  await using two = await openPeople(place, ORIGIN, right, nobodyTold);
  const office = { people: one, asker: SHELL, region: await smallRegion() };
  const invited = await invite(office, { name: 'Krause', rights: [], alone: null });
  const code = codeIn(invited.link);
  const passkey = authenticator(ORIGIN);
  const response = passkey.create(await optionsToAdd(one, invited.person, sha256(code)));
  const { signedIn } = await accept(office, code, { kind: 'passkey', response, label: '' }, 'Firefox');
  for (let n = 0; n < 30; n++) await signIn(one, {}, FROM);
  expect(await signIn(one, {}, FROM)).toBe('too-many');
  expect(await sessionOf(two, signedIn.token)).toBeNull();
  const long = codeIn((await invite(office, { name: 'Yilmaz', rights: [], alone: null })).link);
  expect(await invitee({ ...office, people: two }, long)).toBeNull();
  expect(await invitee(office, long)).toMatchObject({ name: 'Yilmaz' });
  expect(await signIn(two, passkey.get(await optionsToSignIn(two)), FROM)).toMatchObject({
    way: 'passkey',
  });
});

test('everything that happened to people is in a log that is whole, and no secret is', async () => {
  await using given = await openTestPeople();
  const { people } = given;
  const { secret, codes, typed } = await withSecondWay(given);
  await signInTyped(people, typed(), FROM);
  const lines = await people.store.log();
  expect(lines.map(({ what }) => what)).toEqual([
    'invited',
    'joined',
    'signed-in',
    'second-way-set',
    'signed-in',
  ]);
  expect(verifyLog(lines).kind).toBe('whole');
  for (const word of [secret, PASSPHRASE, ...codes]) expect(JSON.stringify(lines)).not.toContain(word);
});

function never(): never {
  throw new Error('there is one');
}
