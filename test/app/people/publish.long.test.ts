import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { approve } from '../../../src/app/approve.ts';
import type { Change } from '../../../src/app/changed-file.ts';
import { type Progress, prepare, SILENTLY } from '../../../src/app/changes.ts';
import { history } from '../../../src/app/history.ts';
import { openLedgerAt } from '../../../src/app/ledgers.ts';
import { type App, load, planNow, readConfiguration } from '../../../src/app/load.ts';
import { ledgerPlace } from '../../../src/app/locate-ledgers.ts';
import { type DidAlone, tellEveryone, voidApprovals } from '../../../src/app/people/acting-alone.ts';
import { areaOfPrepared } from '../../../src/app/people/area.ts';
import { inTheNameOf } from '../../../src/app/people/by-name.ts';
import { changeRights, confirmRights } from '../../../src/app/people/change-rights.ts';
import {
  changeDraft,
  type Draft,
  draftNamed,
  handIn,
  newDraft,
  setAside,
} from '../../../src/app/people/drafts.ts';
import { invite, inviteAgain } from '../../../src/app/people/invitations.ts';
import { audit } from '../../../src/app/people/log.ts';
import {
  challengeOf,
  optionsToAdd,
  optionsToSignIn,
  optionsToVouch,
  passkeyMade,
  signatureHolds,
} from '../../../src/app/people/passkeys.ts';
import {
  askerOf,
  entry,
  logged,
  type People,
  peopleOf,
  personNamed,
} from '../../../src/app/people/people.ts';
import type { Proof } from '../../../src/app/people/proof.ts';
import { approveTexts, publish, review, save } from '../../../src/app/people/publish.ts';
import { endSessions } from '../../../src/app/people/sign-in.ts';
import { accept, addWay, removePasskey } from '../../../src/app/people/sign-in-ways.ts';
import { permissionForWaiting, refuseUnlessMayApprove } from '../../../src/app/people/who-may-approve.ts';
import { DAY, MINUTE, SECOND } from '../../../src/core/domain/clock.ts';
import { freeWordsNow } from '../../../src/core/domain/configuration.ts';
import { sha256 } from '../../../src/core/domain/post-key.ts';
import type { Person, Right } from '../../../src/core/domain/rights.ts';
import type { Ledger } from '../../../src/core/ledger/ledger.ts';
import type { LedgerPlace } from '../../../src/sql/open-store.ts';
import type { LoggedAct } from '../../../src/sql/people/work.ts';
import { authenticator } from '../../fixtures/authenticator.ts';
import { at, file, fileOf, hotline, RIGHT as NUMBER } from '../../fixtures/day.ts';
import { folderOfTest } from '../../fixtures/folder.ts';
import {
  codeIn,
  codeOf,
  EVERYTHING,
  type Joined,
  ORIGIN,
  openTestPeople,
  PASSPHRASE,
  SHELL,
  typedWay,
} from '../../fixtures/people.ts';
import { regionFolder } from '../../fixtures/region-folder.ts';
import { runtimeAt } from '../../fixtures/runtime.ts';
import { mistakeOf } from '../../sql/opening-suite.ts';

const FACTS = { hemer: { reach: { phone: 'down' } } };
const OUTAGE: Change = { announcement: { kind: 'outage', post_as: ['hemer'] } };
const WRITER: readonly Right[] = [{ role: 'writer', who: 'all' }];
const ADMIN: readonly Right[] = [{ role: 'admin', who: 'all' }];
const APPROVER: readonly Right[] = [{ role: 'approver', who: 'all' }];

const words = (said: string) =>
  ({ facts: [{ who: 'hemer', assignments: [{ path: ['instruction', 'de'], value: said }] }] }) as const;

/** What is seldom other than usual when somebody publishes. */
interface More {
  readonly alone?: string | null;
  readonly which?: Draft;
  readonly progress?: Progress;
}

/** A small region in the sandbox, where Krause has handed in a draft, and each text needs so many approvals. */
async function openNewsroom(approvals = '{needed: 1, standing: []}', place?: LedgerPlace) {
  const folder = await regionFolder({ config: `approvals: ${approvals}\n`, state: file(FACTS) });
  const { options, state, edit } = folder;
  const given = await openTestPeople(undefined, place);
  const { clock } = given;
  clock.advanceTo(at('09:05'));
  const runtime = runtimeAt(clock);
  const open = (): Promise<App> => load(runtime, options);
  // Everyone is told by the ledger, which the worker reads.
  const people: People = {
    ...given.people,
    tellEveryone: async (did: DidAlone) => tellEveryone(await open(), did),
    voidApprovals: async (name) => voidApprovals(await open(), name),
  };
  /** Somebody at work on the files as they are now. */
  const as = async (person: Person) => ({ app: await open(), people, person });
  const krause = await given.join('Krause', EVERYTHING);
  const drawn = ({ id, name }: Person, change: Change) => {
    const own = { kind: 'outage', person: id, by: name, fields: '', mode: 'live' as const, seen: [], change };
    return newDraft(people, own, clock.now());
  };
  const draft = await handIn(await as(krause.person), await drawn(krause.person, OUTAGE));
  const planned = async () => {
    const app = await open();
    return planNow(app, await readConfiguration(app), clock.now());
  };
  const inLedger = async <Result>(work: (ledger: Ledger) => Promise<Result>): Promise<Result> => {
    const { settings } = (await open()).files;
    const place = ledgerPlace(settings, options.data, 'live');
    await using ledger = await openLedgerAt(place, settings, clock.now());
    return await work(ledger);
  };
  return {
    ...given,
    ...{ people, open, as, krause, draft, drawn, planned },
    /** Publishes a draft as somebody who has read and signed it. */
    async publish(
      who: Joined,
      proof: Proof,
      { alone = null, which = draft, progress = SILENTLY }: More = {},
    ) {
      return publish(await as(who.session.person), who.session, which, { proof, alone }, progress);
    },
    /** Reads the draft, and signs it. */
    async signed({ session, passkey }: Joined, which: Draft = draft) {
      const { prepared, permission } = await review(await as(session.person), which);
      const options = await optionsToVouch(people, session, prepared.digest);
      return { permission, prepared, proof: { kind: 'passkey', response: passkey.get(options) } as const };
    },
    /** Reads and signs what waits in the ledger, with a reason where nobody else has to. */
    async approve(
      { session, passkey }: Joined,
      announcement: string,
      alone: string | null = null,
      by: People = people,
    ) {
      const waiting = (await planned()).announcements.find(({ id }) => id === announcement);
      const response = passkey.get(await optionsToVouch(people, session, waiting?.digest ?? ''));
      const given = { proof: { kind: 'passkey', response } as const, alone };
      return approveTexts({ app: await open(), people: by }, session, announcement, given);
    },
    /** Somebody follows their invitation, with a new passkey. */
    async accept(name: string, link: string) {
      const code = codeIn(link);
      const asked = await optionsToAdd(people, await personNamed(people, name), sha256(code));
      const way = { kind: 'passkey', response: authenticator(ORIGIN).create(asked), label: '' } as const;
      return accept({ people, region: given.region }, code, way, '');
    },
    /** What somebody may do with the texts of an announcement that wait in the ledger. */
    async may({ person }: Joined, announcement: string) {
      return permissionForWaiting(await as(person), announcement, (await planned()).posts);
    },
    /** Krause writes an instruction into the facts of Hemer, and somebody else says it. */
    async instructed(said: object) {
      const written = await prepare(await open(), words('Kommen Sie zur Feuerwache.'), false);
      await save(await as(krause.person), written, 'hemer');
      await edit((text) => text.replace('"announcements": []', `"announcements": [${JSON.stringify(said)}]`));
      const texts = (await planned()).posts.map(({ intent }) => intent.text);
      expect(texts.join()).toContain('Feuerwache');
    },
    /** Yilmaz, with a passphrase and an app whose next code may be used, beside the passkey. */
    async withTwoWays() {
      const yilmaz = await given.join('Yilmaz', APPROVER);
      const way = await typedWay(people, clock, yilmaz.session);
      await addWay(people, yilmaz.session, way.given);
      clock.advanceTo(clock.now() + MINUTE);
      return { yilmaz, way };
    },
    /** What the log says of the approval, and the signature that was kept for it. */
    async approval() {
      const [kept] = await people.store.assertions();
      const line = (await people.store.log()).find(({ what }) => what === 'approved');
      if (!kept || !line) throw new Error('nothing is kept');
      return { kept, line };
    },
    /** Yilmaz reads, signs and publishes the draft. */
    async approved() {
      const yilmaz = await given.join('Yilmaz', APPROVER);
      await this.publish(yilmaz, (await this.signed(yilmaz)).proof);
      return yilmaz;
    },
    ...{ state, edit },
    async posts() {
      const { posts } = await history({ runtime, options }, {});
      return posts.map(({ entry, approvedBy }) => `${entry.state} ${approvedBy.join(' & ')}`);
    },
    configure: (config: string) => edit(() => config, 'config.yaml'),
    inLedger,
    async alerts() {
      const alerts = await inLedger((ledger) => ledger.openAlerts());
      return alerts.flatMap(({ reason }) => (reason.code === 'alone' ? [reason] : []));
    },
    async [Symbol.asyncDispose]() {
      await given[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
}

describe('a draft', () => {
  test('a draft changes nothing until somebody else has read and signed exactly what goes out', async () => {
    await using room = await openNewsroom();
    const { people, draft } = room;
    const yilmaz = await room.join('Yilmaz', APPROVER);
    expect(await room.state()).toBe(file(FACTS));
    const { permission, proof, prepared } = await room.signed(yilmaz);
    expect(permission).toBe('approve');
    const outcome = await room.publish(yilmaz, proof);
    expect(outcome).toMatchObject({ kind: 'done', done: { sent: 3 } });
    expect(await room.posts()).toEqual(['posted Yilmaz', 'posted Yilmaz', 'posted Yilmaz']);
    expect((await draftNamed(people, draft.id))?.state).toBe('published');
    const [kept] = await people.store.assertions();
    expect(kept).toMatchObject({ person: yilmaz.session.person.id, digest: prepared.digest });
    expect((await people.store.log(1))[0]?.about).toBe(`${draft.id} ${prepared.digest} ${kept?.id}`);
    expect(await audit(people)).toMatchObject({ log: { kind: 'whole' }, forged: [], signatures: 1 });
  });

  test('a draft that two people publish at the same moment, each having read and signed it, goes out once', async () => {
    await using room = await openNewsroom('{needed: 0, standing: []}');
    const { people, draft } = room;
    const both = [await room.join('Yilmaz', EVERYTHING), await room.join('Brandt', EVERYTHING)];
    const proofs = [await room.signed(both[0] as Joined), await room.signed(both[1] as Joined)];
    // Both have prepared the same before either writes it down.
    const waiting: (() => void)[] = [];
    const store: People['store'] = {
      ...people.store,
      async saveDraft(...given) {
        if (waiting.length < 2) {
          const together = new Promise<void>((go) => waiting.push(go));
          if (waiting.length === 2) for (const go of waiting) go();
          await together;
        }
        return people.store.saveDraft(...given);
      },
    };
    const outcomes = await Promise.allSettled(
      both.map(async ({ session }, n) => {
        const given = { proof: proofs[n]?.proof ?? { kind: 'practice', digest: '' }, alone: null } as const;
        return publish(
          { app: await room.open(), people: { ...people, store } },
          session,
          draft,
          given,
          SILENTLY,
        );
      }),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await room.state()).match(/"kind": "outage"/g)).toHaveLength(1);
    expect(await room.posts()).toHaveLength(3);
    expect(
      (await people.store.log()).filter(({ what }) => what === 'approved' || what === 'changed'),
    ).toHaveLength(1);
  });

  test('a draft that somebody approves alone goes out only after everyone was told, and not where nobody can be', async () => {
    await using room = await openNewsroom();
    const { draft, krause } = room;
    const { proof } = await room.signed(krause);
    let sentBefore: readonly string[] | null = null;
    const people = {
      ...room.people,
      async tellEveryone() {
        sentBefore = await room.posts();
        throw new Error('the ledger is locked');
      },
    };
    const given = { proof, alone: 'Niemand erreichbar' };
    await expect(
      publish({ app: await room.open(), people }, krause.session, draft, given, SILENTLY),
    ).rejects.toThrow('locked');
    expect([sentBefore, await room.posts(), await room.state()]).toEqual([[], [], file(FACTS)]);
    expect((await draftNamed(room.people, draft.id))?.state).toBe('handed-in');
    expect((await people.store.log(1))[0]?.what).toBe('not-done');
  });

  test('that somebody acts alone is told by the ledger of today, though a console opened before it left the sandbox', async () => {
    await using room = await openNewsroom();
    const opened = await room.open();
    await room.configure('sandbox: false\n');
    await tellEveryone(opened, { by: 'Krause', did: 'approved', about: 'outage', reason: 'Nacht' });
    expect((await room.open()).files.settings.sandbox).toBe(false);
    expect(await room.alerts()).toHaveLength(1);
  });

  test('a draft is not approved by the person who wrote it, unless alone with a reason that everyone is told', async () => {
    await using room = await openNewsroom();
    const { people, krause } = room;
    const first = await room.signed(krause);
    expect(first.permission).toBe('alone');
    const go = async (proof: typeof first.proof, alone: string | null) =>
      room.publish(krause, proof, { alone });
    expect(await mistakeOf(() => go(first.proof, null))).toBe('own-text');
    expect([await room.posts(), await room.alerts()]).toEqual([[], []]);
    const { proof } = await room.signed(krause);
    expect(await go(proof, 'Niemand erreichbar')).toMatchObject({ kind: 'done' });
    expect((await room.posts())[0]).toBe('posted Krause');
    expect(await room.alerts()).toEqual([
      { code: 'alone', by: 'Krause', did: 'approved', about: 'outage-hemer', reason: 'Niemand erreichbar' },
    ]);
    expect((await people.store.log(1))[0]).toMatchObject({
      what: 'alone',
      about: 'outage-hemer: Niemand erreichbar',
    });
  });

  test('a draft is approved with passphrase and code by a person without a passkey at hand; no signature is kept then', async () => {
    await using room = await openNewsroom();
    const { people, clock } = room;
    const { yilmaz, way } = await room.withTwoWays();
    const { prepared } = await room.signed(yilmaz);
    const code = codeOf(way.secret, clock);
    const proof = { kind: 'second-way', digest: prepared.digest, passphrase: PASSPHRASE, code } as const;
    const outcome = await room.publish(yilmaz, proof);
    expect([outcome.kind, await people.store.assertions()]).toEqual(['done', []]);
  });

  test.each<[string, readonly Right[], string]>([
    ['only writes elsewhere', [{ role: 'writer', who: 'menden' }], 'no-right'],
    ['only approves elsewhere', [{ role: 'approver', who: 'menden' }], 'no-right'],
    ['only decides about people', [{ role: 'admin', who: 'all' }], 'no-right'],
    ['only writes there', WRITER, 'own-text'],
  ])('a draft is not approved by somebody who %s', async (_, rights, code) => {
    await using room = await openNewsroom();
    const other = await room.join('Yilmaz', rights);
    const { proof } = await room.signed(other);
    const go = () => room.publish(other, proof);
    expect(await mistakeOf(go)).toBe(code);
    expect(await room.posts()).toEqual([]);
  });

  test('a draft needs nobody else where no approval is needed', async () => {
    await using room = await openNewsroom('{needed: 0}');
    const { people, krause } = room;
    const { permission, proof } = await room.signed(krause);
    expect(permission).toBe('publish');
    await room.publish(krause, proof);
    expect(await room.posts()).toEqual(['posted Krause', 'posted Krause', 'posted Krause']);
    expect((await people.store.log(1))[0]?.what).toBe('changed');
  });

  test('a draft of a wording that was approved beforehand needs nobody, until its author types words of their own', async () => {
    await using room = await openNewsroom('{needed: 1, standing: [outage]}');
    const { krause } = room;
    const app = await room.open();
    const configuration = await readConfiguration(app);
    const wording = [configuration.messages.digests.outage, ...freeWordsNow(configuration).toSorted()];
    const digest = sha256(JSON.stringify(wording));
    await approve(
      app,
      { kind: 'wording', of: 'outage', digest },
      [{ id: 'b', name: 'Brandt', via: 'command-line' }],
      (write) => write(),
    );
    expect((await room.signed(krause)).permission).toBe('publish');
    const draft = await room.drawn(krause.person, { ...OUTAGE, ...words('Kommen Sie zur Feuerwache.') });
    const { permission, prepared } = await room.signed(krause, draft);
    expect(prepared.plan.posts.map(({ intent }) => intent.text).join()).toContain('Feuerwache');
    expect(permission).toBe('alone');
  });

  test('a draft that needs two approvals waits in the ledger for the second, who is not its author', async () => {
    await using room = await openNewsroom('{needed: 2, standing: []}');
    await room.approved();
    const brandt = await room.join('Brandt', APPROVER);
    expect((await room.posts())[0]).toBe('waiting Yilmaz');
    expect(await mistakeOf(() => room.approve(room.krause, 'outage-hemer'))).toBe('own-text');
    expect(await room.approve(brandt, 'outage-hemer')).toMatchObject({
      kind: 'done',
      done: { missing: { texts: 0 } },
    });
    expect((await room.posts())[0]).toBe('waiting Yilmaz & Brandt');
  });

  test('a draft that needs two approvals is approved by one alone, who did not write it, with a reason that everyone is told', async () => {
    await using room = await openNewsroom('{needed: 2, standing: []}');
    const yilmaz = await room.join('Yilmaz', APPROVER);
    const { proof } = await room.signed(yilmaz);
    await room.publish(yilmaz, proof, { alone: 'Niemand erreichbar' });
    expect((await room.posts())[0]).toBe('posted Yilmaz & Yilmaz (2: Niemand erreichbar)');
    expect(await room.alerts()).toEqual([
      { code: 'alone', by: 'Yilmaz', did: 'approved', about: 'outage-hemer', reason: 'Niemand erreichbar' },
    ]);
  });

  test('a draft that one of two has approved is approved alone by the same person, and not by the second, who completes it', async () => {
    await using room = await openNewsroom('{needed: 2, standing: []}');
    const yilmaz = await room.approved();
    const brandt = await room.join('Brandt', APPROVER);
    const may = (who: Joined) => room.may(who, 'outage-hemer');
    expect([await may(yilmaz), await may(brandt)]).toEqual(['approve-or-alone', 'approve']);
    await room.approve(yilmaz, 'outage-hemer', 'Nacht');
    expect((await room.posts())[0]).toBe('waiting Yilmaz & Yilmaz (2: Nacht)');
    expect(await room.alerts()).toHaveLength(1);
  });

  test.each<[string, (room: Awaited<ReturnType<typeof openNewsroom>>, thief: Joined) => Promise<unknown>]>([
    [
      'was removed',
      ({ shell, people }, { person }) =>
        changeRights({ ...shell, people }, { person: person.id, rights: null, alone: 'Handy gestohlen' }),
    ],
    [
      'a second admin removed',
      async ({ people, region, join }, { person }) => {
        const [asking, second] = [await join('Celik', ADMIN), await join('Demir', ADMIN)];
        const asked = { person: person.id, rights: null, alone: null };
        await changeRights({ ...asking.office, people, region }, asked);
        const [change] = await people.store.rightChanges();
        await confirmRights({ ...second.office, people }, change?.id ?? '');
      },
    ],
    ['was signed out everywhere', ({ people }, { person }) => endSessions(people, SHELL, person, 'all')],
    [
      'signed out everywhere else',
      ({ people }, { person, session: { id } }) =>
        endSessions(people, askerOf(person), person, { except: id }),
    ],
    [
      'ended the session of a lost device',
      async ({ people }, { person, session }) => {
        await endSessions(people, askerOf(person), person, { only: session.id }, 'another session');
      },
    ],
    [
      'was invited again',
      ({ people, shell }) => inviteAgain({ ...shell, people }, { name: 'Yilmaz', alone: null }),
    ],
    [
      'joined again, by an invitation of before',
      async (room) => {
        const { link } = await inviteAgain(room.shell, { name: 'Yilmaz', alone: null });
        await room.accept('Yilmaz', link);
      },
    ],
  ])(
    'what was approved by one of two who then %s waits for two others, and what is published stays so',
    async (_, end) => {
      await using room = await openNewsroom('{needed: 2, standing: []}');
      const yilmaz = await room.join('Yilmaz', APPROVER);
      await room.publish(yilmaz, (await room.signed(yilmaz)).proof, { alone: 'Nacht' });
      const which = await room.drawn(room.krause.person, {
        announcement: {
          kind: 'notice',
          text: { de: 'Das Rathaus öffnet um 9 Uhr.', en: 'The town hall opens at 9.' },
          post_as: ['hemer'],
        },
      });
      await room.publish(yilmaz, (await room.signed(yilmaz, which)).proof, { which });
      const published = 'posted Yilmaz & Yilmaz (2: Nacht)';
      const states = async () => [...new Set(await room.posts())].sort();
      expect(await states()).toEqual([published, 'waiting Yilmaz']);
      await end(room, yilmaz);
      expect(await states()).toEqual([published, 'waiting ']);
      await room.approve(await room.join('Brandt', APPROVER), 'notice-hemer');
      expect(await states()).toEqual([published, 'waiting Brandt']);
    },
  );

  test('what somebody approved stays approved when they sign out, and when they come to the console later', async () => {
    await using room = await openNewsroom('{needed: 2, standing: []}');
    const { person, session } = await room.approved();
    const [waiting] = (await room.planned()).announcements;
    const texts = { kind: 'texts', announcement: waiting?.id ?? '', digest: waiting?.digest ?? '' } as const;
    const brandt = { id: 'b', name: 'Brandt', via: 'command-line' } as const;
    await approve(await room.open(), texts, [brandt], (write) => write());
    await endSessions(room.people, askerOf(person), person, { only: session.id }, session.id);
    const office = { ...room.shell, people: room.people };
    const { link } = await invite(office, { name: 'Brandt', rights: APPROVER, alone: 'Aufbau' });
    await room.accept('Brandt', link);
    expect(await room.posts()).toContain('waiting Yilmaz & Brandt');
  });

  test('an approval given while its person is removed, or loses the right, is in the ledger at no moment', async () => {
    await using room = await openNewsroom();
    const { draft, krause, shell } = room;
    const yilmaz = await room.join('Yilmaz', APPROVER);
    const brandt = await room.join('Brandt', APPROVER);
    const office = { ...shell, people: room.people };
    const disarm = ({ person }: Joined) =>
      changeRights(office, { person: person.id, rights: WRITER, alone: 'weg' });
    const remove = ({ person }: Joined) =>
      changeRights({ ...shell, people: room.people }, { person: person.id, rights: null, alone: 'weg' });
    const { proof } = await room.signed(krause);
    const publishing = { ...room.people, tellEveryone: () => remove(krause).then(() => {}) };
    const go = async () =>
      publish(
        { app: await room.open(), people: publishing },
        krause.session,
        draft,
        { proof, alone: 'Nacht' },
        SILENTLY,
      );
    expect(await mistakeOf(go)).toBe('not-signed');
    const store = {
      ...room.people.store,
      async record(done: LoggedAct) {
        await room.people.store.record(done);
        if (done.entries[0]?.what !== 'approved') return;
        await (done.entries[0].actor.name === 'Yilmaz' ? remove(yilmaz) : disarm(brandt));
      },
    };
    const approving = (who: Joined) =>
      mistakeOf(() => room.approve(who, 'outage-hemer', null, { ...room.people, store }));
    expect([await approving(yilmaz), await approving(brandt)]).toEqual(['not-signed', 'no-right']);
    expect(new Set(await room.posts())).toEqual(new Set(['waiting ']));
    expect(await room.inLedger((ledger) => ledger.decisions())).toContain('"approval":null');
    const said = (await room.people.store.log()).map(({ what, actor }) => `${actor.name} ${what}`);
    expect(said.filter((one) => one.endsWith('not-done'))).toEqual(
      ['Krause', 'Yilmaz', 'Brandt'].map((name) => `${name} not-done`),
    );
  });

  test('an approval by a command, in the name of a person who loses the right meanwhile, is not written', async () => {
    await using room = await openNewsroom();
    await room.edit(() => file(FACTS, { id: 'outage', kind: 'outage', post_as: ['hemer'] }));
    await room.configure(`approvals: {needed: 1, standing: []}\nconsole: {origin: "${ORIGIN}"}\n`);
    const app = await room.open();
    await using people = await peopleOf(app, { origin: ORIGIN });
    const { store } = people;
    await store.addPerson({ id: 'b', name: 'Brandt' }, 0);
    await store.setRights({ person: 'b', rights: APPROVER }, null, 0, []);
    const disarm = async () => void (await store.setRights({ person: 'b', rights: WRITER }, null, 0, []));
    const { digest = '' } = (await room.planned()).announcements[0] ?? {};
    const texts = { kind: 'texts', announcement: 'outage', digest } as const;
    const said = { what: 'approved', about: 'outage' } as const;
    const go = () =>
      inTheNameOf(app, 'Brandt', said, disarm, (actor, _, _settled, keep) =>
        approve(app, texts, [actor], keep),
      );
    expect(await mistakeOf(go)).toBe('no-right');
    expect(await room.inLedger((ledger) => ledger.decisions())).toContain('"approval":null');
    expect((await store.log(2)).map(({ what }) => what)).toEqual(['approved', 'not-done']);
  });

  test('a draft that takes back what others published is discarded only by a person who may write for them', async () => {
    await using room = await openNewsroom();
    const { krause } = room;
    const { proof } = await room.signed(krause);
    await room.publish(krause, proof, { alone: 'Probe' });
    const change: Change = { announcement: { kind: 'retraction', withdraws: 'outage-hemer' } };
    const back = await room.drawn(krause.person, change);
    const discard = async (who: Person) => setAside(await room.as(who), back, { state: 'discarded' });
    const elsewhere = await room.join('Brandt', [{ role: 'writer', who: 'menden' }]);
    expect(await mistakeOf(() => discard(elsewhere.person))).toBe('no-right');
    const here = await room.join('Yilmaz', [{ role: 'writer', who: 'hemer' }]);
    expect((await discard(here.person)).state).toBe('discarded');
  });

  test('a draft of what recurs has an author also when it is said the first time', async () => {
    await using room = await openNewsroom();
    const { krause, clock } = room;
    const change: Change = { announcement: { kind: 'status', post_as: ['hemer'], every: '0 8 * * *' } };
    const daily = await room.drawn(krause.person, change);
    const { permission, proof } = await room.signed(krause, daily);
    expect(permission).toBe('publish');
    await room.publish(krause, proof, { which: daily });
    clock.advanceTo(at('08:05 +1'));
    await room.edit((text) => text.replace('"reach":', '"confirmed": "2026-11-25 08:00", "reach":'));
    const [waiting] = (await room.planned()).announcements;
    expect(await mistakeOf(() => room.approve(krause, waiting?.id ?? ''))).toBe('own-text');
  });

  test('a draft that was written down is not published once more where delivering it failed', async () => {
    await using room = await openNewsroom('{needed: 0}');
    const { people, draft, krause } = room;
    const { proof } = await room.signed(krause);
    const fails = {
      ...SILENTLY,
      onWritten() {
        throw new Error('the database is gone');
      },
    };
    const go = room.publish(krause, proof, { progress: fails });
    await expect(go).rejects.toThrow('the database is gone');
    expect((await draftNamed(people, draft.id))?.state).toBe('published');
  });

  test('a draft that somebody else changed meanwhile is not written over', async () => {
    await using room = await openNewsroom();
    const { people, draft, krause } = room;
    const yilmaz = (await room.join('Yilmaz', EVERYTHING)).session.person;
    await setAside(await room.as(yilmaz), draft, { state: 'returned', note: 'Nummer fehlt' });
    const late = () => changeDraft(people, draft, { change: OUTAGE }, krause.session.person.name, 0);
    expect(await mistakeOf(late)).toBe('draft-changed');
    expect(await draftNamed(people, draft.id)).toMatchObject({ state: 'returned', note: 'Nummer fehlt' });
  });
});

test('free words that somebody wrote into the facts are theirs in every text that has them, no matter who draws it up', async () => {
  await using room = await openNewsroom();
  const krause = room.krause.person;
  const brandt = (await room.join('Brandt', EVERYTHING)).person;
  const yilmaz = (await room.join('Yilmaz', APPROVER)).person;
  const permissions = async () => {
    const draft = await room.drawn(brandt, OUTAGE);
    const of = async (who: Person) => (await review(await room.as(who), draft)).permission;
    return [await of(krause), await of(yilmaz), await of(brandt)];
  };
  const instruct = async (who: Person, said: string) =>
    save(await room.as(who), await prepare(await room.open(), words(said), false), 'hemer');
  expect(await permissions()).toEqual(['approve', 'approve', 'alone']);
  await instruct(krause, 'Kommen Sie zur Feuerwache.');
  expect(await permissions()).toEqual(['alone', 'approve', 'alone']);
  await instruct(yilmaz, 'Kommen Sie zum Rathaus.');
  expect(await permissions()).toEqual(['approve', 'alone', 'alone']);
});

test('free words that somebody wrote are not approved by them where the text waits in the ledger, nor as a wording', async () => {
  await using room = await openNewsroom('{needed: 1, standing: [status]}');
  const { people, krause } = room;
  await room.instructed({ id: 'outage', kind: 'outage', post_as: ['hemer'] });
  const yilmaz = await room.join('Yilmaz', APPROVER);
  expect([await room.may(krause, 'outage'), await room.may(yilmaz, 'outage')]).toEqual(['alone', 'approve']);
  const now = await room.open();
  const refused = ({ person }: Joined) =>
    mistakeOf(() => refuseUnlessMayApprove(now, askerOf(person), people, 'wording', null));
  expect([await refused(krause), await refused(yilmaz)]).toEqual(['own-text', undefined]);
});

test('free words that can be read in no text are not approved with it: the next text that says them waits', async () => {
  await using room = await openNewsroom('{needed: 1, standing: [status]}');
  const daily = { id: 'daily', kind: 'status', post_as: ['hemer'], every: '0 12 * * *' };
  await room.edit(() => file({ hemer: hotline(NUMBER) }, daily));
  const [brandt, yilmaz] = [await room.join('Brandt', EVERYTHING), await room.join('Yilmaz', APPROVER)];
  const app = await room.open();
  const configuration = await readConfiguration(app);
  const seen = [configuration.messages.digests.status, ...freeWordsNow(configuration).toSorted()];
  const wording = { kind: 'wording', of: 'status', digest: sha256(JSON.stringify(seen)) } as const;
  await approve(app, wording, [askerOf(brandt.session.person).actor], (write) => write());
  const assignments = [
    {
      path: ['services', 'passports'],
      value: '{status: limited, alternative: {de: Kommen Sie zur Schule.}}',
    },
  ];
  const change: Change = {
    facts: [{ who: 'hemer', assignments }],
    announcement: { kind: 'contacts', post_as: ['hemer'], contact: 'hotline' },
  };
  const draft = await room.drawn(room.krause.person, change);
  const { proof, prepared } = await room.signed(yilmaz, draft);
  expect(prepared.plan.posts.map(({ intent }) => intent.text).join()).not.toContain('Schule');
  await room.publish(yilmaz, proof, { which: draft });
  room.clock.advanceTo(at('12:00'));
  const { posts } = await room.planned();
  const saying = posts.filter(({ intent }) => intent.text?.includes('Schule'));
  expect(saying.map(({ approvals }) => approvals)).toEqual([[], []]);
});

test('free words that somebody wrote into the facts of a town are theirs also where a district says them', async () => {
  await using room = await openNewsroom();
  await room.instructed({ id: 'note', kind: 'outage', post_as: ['mk'], about: ['hemer'] });
  const yilmaz = await room.join('Yilmaz', APPROVER);
  expect([await room.may(room.krause, 'note'), await room.may(yilmaz, 'note')]).toEqual(['alone', 'approve']);
});

test('who wrote an announcement of an earlier incident approves one of the same id, though not one that was written into a draft', async () => {
  await using room = await openNewsroom();
  const { people, krause } = room;
  await room.approved();
  const mine = async (incident: string) => {
    // Within a day it would be said twice.
    room.clock.advanceTo(room.clock.now() + DAY);
    const said = { id: 'outage-hemer', kind: 'outage', post_as: ['hemer'] };
    await room.edit(() => fileOf({ id: incident }, FACTS, said));
    const { posts } = await room.planned();
    expect(posts.map(({ intent }) => intent.announcement)).toContain('outage-hemer');
    return (await room.may(krause, 'outage-hemer')) === 'alone';
  };
  expect(await mine('it-2027')).toBe(false);
  const typed = {
    at: room.clock.now(),
    actor: { ...askerOf(krause.session.person).actor, via: 'command-line' },
  } as const;
  const command = (about: string) => people.store.record({ entries: [{ ...typed, what: 'changed', about }] });
  await command('it-2026/outage-hemer 3f9a');
  expect(await mine('it-2027')).toBe(false);
  await command('it-2027/outage-hemer 3f9a');
  expect([await mine('it-2027'), await mine('it-2028')]).toEqual([true, false]);
  // It became this incident, or will become it.
  await command('outage-hemer 3f9a');
  expect(await mine('it-2028')).toBe(true);
});

const RESOLVED: Change = { incident: [{ path: ['phase'], value: 'resolved' }] };

test('a draft about the incident itself is not handed in by a person who may write for one town', async () => {
  await using given = await openNewsroom();
  const { person } = await given.join('Brandt', [{ role: 'writer', who: 'hemer' }]);
  const draft = await given.drawn(person, RESOLVED);
  expect(await mistakeOf(async () => handIn(await given.as(person), draft))).toBe('no-right');
});

test('a change is also about those whose posts it holds', async () => {
  await using given = await openNewsroom();
  const say = { id: 'o', kind: 'outage', post_as: ['mk'], about: ['hemer'] };
  await given.edit(() => file({ hemer: { reach: { phone: 'dwn' } } }, say));
  const prepared = await prepare(await given.open(), RESOLVED, false);
  expect(areaOfPrepared({ ...prepared, change: {} }, given.region)).toEqual(['mk']);
});

test('a draft whose answers somebody else changed is still a text of its first author', async () => {
  await using room = await openNewsroom();
  const { people, draft, krause } = room;
  const yilmaz = (await room.join('Yilmaz', EVERYTHING)).session.person;
  const changes = { person: yilmaz.id, by: 'Yilmaz', state: 'open' } as const;
  const changed = await changeDraft(people, draft, changes, 'Yilmaz', room.clock.now());
  const of = async (who: typeof yilmaz) => (await review(await room.as(who), changed)).permission;
  expect([await of(krause.session.person), await of(yilmaz)]).toEqual(['alone', 'alone']);
});

test('a draft whose approval the ledger cannot take once the file is written is not called approved: the log says so, and its texts wait', async () => {
  await using room = await openNewsroom();
  const { people } = room;
  const yilmaz = await room.join('Yilmaz', APPROVER);
  const { proof } = await room.signed(yilmaz);
  const { files, options } = await room.open();
  const place = ledgerPlace(files.settings, options.data, 'live');
  const ledger = place.kind === 'file' ? place.file : '';
  const onWritten = () => {
    mkdirSync(options.data, { recursive: true });
    writeFileSync(ledger, 'damaged '.repeat(1_000));
  };
  const go = room.publish(yilmaz, proof, { progress: { ...SILENTLY, onWritten } });
  await expect(go).rejects.toMatchObject({ mistakes: [{ code: 'ledger-damaged' }] });
  expect(await room.state()).toContain('outage-hemer');
  const said = (await people.store.log()).map(({ what, actor }) => `${actor.name} ${what}`);
  expect(said.slice(-3)).toEqual(['Yilmaz approved', 'Yilmaz not-done', 'Yilmaz changed']);
  await rm(ledger);
  const { announcements } = await room.planned();
  expect(announcements).toMatchObject([{ id: 'outage-hemer', approvals: [] }]);
  expect((await room.approve(yilmaz, 'outage-hemer')).kind).toBe('done');
  expect((await audit(people)).forged).toEqual([]);
});

test('the log has a line of what somebody does before it is done, and of what failed after it', async () => {
  await using room = await openNewsroom('{needed: 0}');
  const { people, krause } = room;
  const lines = async () => (await people.store.log(1)).map(({ what, actor }) => `${actor.name} ${what}`);
  const seen: string[][] = [];
  const { proof } = await room.signed(krause);
  const watching = { ...SILENTLY, onWritten: () => void lines().then((all) => seen.push(all)) };
  await room.publish(krause, proof, { progress: watching });
  expect(seen).toEqual([['Krause changed']]);
  const doing = entry(people, askerOf(krause.session.person).actor, 'paused', 'x');
  const failing = logged(people, { entries: [doing] }, async () => {
    seen.push(await lines());
    throw new Error('the disk is full');
  });
  await expect(failing).rejects.toThrow('the disk is full');
  expect([seen.at(-1), await lines()]).toEqual([['Krause paused'], ['Krause not-done']]);
});

test('a signature by a key that the log never gave to the person is found, though everything else fits', async () => {
  await using room = await openNewsroom();
  const { people, draft } = room;
  const yilmaz = await room.approved();
  expect((await audit(people)).forged).toEqual([]);
  const { kept, line } = await room.approval();
  // A person who writes into the database has a key of their own, and chains the line as the console would.
  const [digest, nonce, id] = [sha256('what nobody read'), Buffer.alloc(32, 7), randomUUID()];
  const forger = authenticator(ORIGIN);
  const session = { ...yilmaz.session, id: 'elsewhere' };
  const response = forger.create(await optionsToAdd(people, session.person, session.id));
  const made = await passkeyMade(people, session.person, session.id, response, '');
  if (made === null) throw new Error('no passkey was made');
  const signed = forger.get({ challenge: challengeOf(nonce, digest) }).response as Record<string, string>;
  const { clientDataJSON: clientData = '', authenticatorData = '', signature = '' } = signed;
  const forged = {
    ...{ ...kept, id, digest, nonce: nonce.toString('base64url'), passkey: made.id },
    ...{ publicKey: made.publicKey, clientData, authenticatorData, signature },
  };
  await people.store.record({
    entries: [{ ...line, about: `${draft.id} ${digest} ${id}` }],
    assertion: forged,
  });
  expect(await signatureHolds(people, forged)).toBe(true);
  expect(await audit(people)).toMatchObject({ log: { kind: 'whole' }, forged: [id] });
});

test('a signature made after its passkey was removed is found', async () => {
  await using room = await openNewsroom();
  const { people } = room;
  const { yilmaz } = await room.withTwoWays();
  const { proof } = await room.signed(yilmaz);
  await room.publish(yilmaz, proof);
  const [own] = await people.store.passkeysOf(yilmaz.session.person.id);
  await removePasskey(people, yilmaz.session.person, own?.id ?? '');
  expect((await audit(people)).forged).toEqual([]);
  const { kept, line } = await room.approval();
  const id = randomUUID();
  const about = line.about.replace(kept.id, id);
  await people.store.record({ entries: [{ ...line, about }], assertion: { ...kept, id } });
  expect((await audit(people)).forged).toEqual([id]);
});

test('a signature of one text approves no other, and a forged one is found', async () => {
  await using room = await openNewsroom();
  const { people } = room;
  await room.approved();
  const { kept } = await room.approval();
  const digest = kept.digest.replace(/^./, (c) => (c === '0' ? '1' : '0'));
  await people.store.record({ entries: [], assertion: { ...kept, id: 'forged', digest } });
  expect((await audit(people)).forged).toEqual(['forged']);
});

test('a signature that the log names and nobody kept, or of something else, is found', async () => {
  await using room = await openNewsroom();
  const { people } = room;
  await room.approved();
  const { kept, line } = await room.approval();
  const gone = kept.id.replace(/^./, (c) => (c === '0' ? '1' : '0'));
  await people.store.record({ entries: [{ ...line, about: line.about.replace(kept.id, gone) }] });
  expect((await audit(people)).forged).toEqual([gone]);
  await people.store.record({ entries: [{ ...line, about: line.about.replace(kept.digest, sha256('')) }] });
  expect((await audit(people)).forged).toEqual([gone, kept.id]);
});

test('strangers who ask to sign in push out no approval', async () => {
  const store = join(folderOfTest(), 'people.sqlite');
  await using room = await openNewsroom(undefined, { kind: 'file', file: store });
  const { people, clock } = room;
  const yilmaz = await room.join('Yilmaz', APPROVER);
  const { proof } = await room.signed(yilmaz);
  clock.advanceTo(clock.now() + SECOND);
  await optionsToSignIn(people);
  // As many as are kept have asked so.
  using db = new DatabaseSync(store);
  db.exec(`insert into waiting with recursive others (n) as (select 1 union all select n + 1 from others limit 9999)
    select kind, hash || n, value, until from waiting, others where value like '%signing-in%'`);
  expect(db.prepare('select count(*) as n from waiting').get()).toEqual({ n: 10_001 });
  await optionsToSignIn(people);
  expect((await room.publish(yilmaz, proof)).kind).toBe('done');
});

test('who is signed in tries a code five times, and anybody who fails to sign in takes none of them', async () => {
  await using room = await openNewsroom();
  const { clock } = room;
  const { yilmaz, way } = await room.withTwoWays();
  const { digest } = (await room.signed(yilmaz)).prepared;
  const go = async (passphrase: string) => {
    const proof = { kind: 'second-way', digest, passphrase, code: codeOf(way.secret, clock) } as const;
    return room.publish(yilmaz, proof);
  };
  for (let tries = 0; tries < 5; tries++) expect(await mistakeOf(() => go('x'))).toBe('not-signed');
  expect(await mistakeOf(() => go(PASSPHRASE))).toBe('not-signed');
  clock.advanceTo(clock.now() + 15 * MINUTE);
  expect((await go(PASSPHRASE)).kind).toBe('done');
});
