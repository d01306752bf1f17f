import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { virtualClock } from '../../src/app/virtual-clock.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/core/domain/clock.ts';
import type { Mode } from '../../src/core/domain/incident.ts';
import type { PauseScope } from '../../src/core/domain/pause.ts';
import { sha256 } from '../../src/core/domain/post-key.ts';
import { channelSettings, type Settings } from '../../src/core/domain/settings.ts';
import type { Alert } from '../../src/core/ledger/alert.ts';
import type { Intent } from '../../src/core/ledger/entry.ts';
import type { Ledger, LedgerWrites } from '../../src/core/ledger/ledger.ts';
import { openLedger } from '../../src/sql/open-ledger.ts';
import type { LedgerPlace } from '../../src/sql/open-store.ts';
import { newWitness } from '../../src/sql/store.ts';
import { reasonWords } from '../../src/staff-words/say.ts';
import { alertSender } from '../../src/worker/alert-sender.ts';
import {
  answered,
  answeredWith,
  approvalOf,
  claimed,
  deletionOf,
  editOf,
  INCIDENT,
  intent,
  lost,
  MESSAGES,
  MORNING,
  OVER_ALL,
  posted,
  ready,
  SETTINGS,
  writes,
} from '../fixtures/ledger-fixtures.ts';
import { runtimeAt } from '../fixtures/runtime.ts';
import { openStaffWebhook } from '../fixtures/staff-webhook.ts';
import { newToken } from './opening-suite.ts';

/** Opens one ledger, empty at first. */
type Opener = (settings: Settings) => Promise<Ledger>;

export const openerOf =
  (place: LedgerPlace): Opener =>
  (settings) =>
    openLedger(place, settings, newToken, MORNING, newWitness());

/** The same post on several accounts. */
function on<const Accounts extends readonly string[]>(...accounts: Accounts) {
  return accounts.map((account) => intent({ account })) as unknown as { [_ in keyof Accounts]: Intent };
}

/** Of all accounts on X so many posts go out in an hour. */
function withPostsPerHour(count: number): Settings {
  const rates = [{ of: 'posts', per: 'app', count, withinMs: HOUR } as const];
  const x = { ...channelSettings(SETTINGS, 'x'), rates };
  return { ...SETTINGS, channels: { ...SETTINGS.channels, x } };
}

/** What every ledger promises. */
export function ledgerSuite(name: string, newOpener: () => Opener | Promise<Opener>): void {
  describe(name, () => {
    let open: Opener;
    let ledger: Ledger;
    beforeEach(async () => {
      open = await newOpener();
      ledger = await open(SETTINGS);
    });
    afterEach(() => ledger.close());
    const stateOf = async (one: Intent) => (await ledger.entry(one.key))?.state;
    const historyOf = async (one: Intent) =>
      (await ledger.history(null)).find(({ entry }) => entry.key === one.key);
    const entryOf = (one: Intent) => ledger.entry(one.key);
    /** What a tick writes down whose plan is these intents. */
    const plan = (intents: readonly Intent[], given: Partial<LedgerWrites> = {}, now = MORNING) =>
      ledger.record(writes(intents, given), now, OVER_ALL);
    const withdraw = (one: Intent, now = MORNING) =>
      plan([], { cancelled: [{ key: one.key, reason: 'withdrawn' }] }, now);
    /** 'claimed', or why it was not. */
    const claimOf = async (one: Intent, now = MORNING) => {
      const outcome = await ledger.claim(one.key, 'worker', now);
      return outcome.kind === 'claimed' ? 'claimed' : reasonWords(outcome.because);
    };
    const absentAt = (one: Intent, lookedUpAt: number) =>
      ledger.recordLookUp(one.key, { kind: 'absent', lookedUpAt, nextAt: lookedUpAt + MINUTE }, lookedUpAt);
    const foundAs = (one: Intent, remoteId: string) =>
      ledger.recordLookUp(one.key, { kind: 'found', remoteId, url: null, at: null }, MORNING);

    test('the limits that a server named are kept for each account, in place of earlier ones, with their age', async () => {
      await ledger.stop('siegen-x', 'it is suspended', MORNING);
      await ledger.recordLimits(
        ['siegen-x', 'hemer-mastodon'],
        { characters: 300, perUrl: 23, server: 'x' },
        MORNING,
      );
      await ledger.recordLimits(
        ['hemer-mastodon'],
        { characters: 5_000, perUrl: null, server: 'm' },
        MORNING + DAY,
      );
      const kept = new Map([
        ['hemer-mastodon', { characters: 5_000, perUrl: null, server: 'm', readAt: MORNING + DAY }],
        ['siegen-x', { characters: 300, perUrl: 23, server: 'x', readAt: MORNING }],
      ]);
      expect(await ledger.limits()).toEqual(kept);
      const view = await ledger.view(INCIDENT);
      expect(view.limits).toEqual(kept);
      expect(view.stopped).toEqual(new Map([['siegen-x', 'it is suspended']]));
    });

    test('what an account sent as another one, and what was to change that, is of an account of its own; the rest stays', async () => {
      const [first, second, third, fourth] = ['first', 'second', 'third', 'fourth'].map((announcement) =>
        intent({ announcement }),
      ) as [Intent, Intent, Intent, Intent];
      const [elsewhere] = on('hemer-x');
      await ready(ledger, [first, second, elsewhere]);
      await posted(ledger, first, '1');
      await lost(ledger, second, MORNING + MINUTE);
      await plan([deletionOf(first, { announcement: 'oops' }), third, fourth, elsewhere]);
      await ledger.approve([approvalOf(third)]);
      await claimed(ledger, third, MORNING + MINUTE);
      const states = async () =>
        (await ledger.view(INCIDENT)).entries
          .map(({ announcement, account, state }) => `${announcement} ${account} ${state}`)
          .sort();
      const before = await states();
      const owner = (remoteId: string, at: number) => ({ handle: remoteId, remoteId, proof: 'token', at });
      await ledger.recordOwner('siegen-x', owner('1', MORNING));
      const leave = (server: string, of: string, claimed: string | null, now = MORNING) =>
        ledger.partFrom(
          'siegen-x',
          server,
          { before: owner(of, MORNING), place: 'there', reason: 'it was there', claimed },
          owner('2', now),
        );
      expect(await leave(first.server, '1', null)).toBe(false);
      expect(await states()).toEqual(before);
      expect(await leave(first.server, '1', third.key)).toBe(true);
      const parted = [
        'first siegen-x+ posted',
        'fourth siegen-x waiting',
        'hotline hemer-x waiting',
        'oops siegen-x+ waiting',
        'second siegen-x+ unknown',
      ];
      expect(await states()).toEqual([...parted, 'third siegen-x sending']);
      // Somebody else was quicker.
      expect(await leave(first.server, '1', null, MORNING + DAY)).toBe(false);
      expect(await states()).toEqual([...parted, 'third siegen-x sending']);
      // Its sender crashed.
      expect(await leave(first.server, '2', null, MORNING + DAY)).toBe(true);
      expect(await states()).toEqual([...parted, 'third siegen-x++ unknown']);
      expect(await leave('another server', '2', null, MORNING + DAY)).toBe(true);
      expect(await states()).toEqual([...parted, 'third siegen-x++ unknown']);
      expect((await ledger.entry(second.key))?.reason).toBe('it was there');
      expect([...(await ledger.view(INCIDENT)).places.keys()]).toEqual(['siegen-x+', 'siegen-x++']);
    });

    test('what is known of accounts goes on under the ids that they have now, also while both are sending and have those of each other', async () => {
      const [here, there] = on('siegen-x', 'siegen-twitter');
      const pause = { scope: { of: 'account', account: 'siegen-x' }, by: 'presse', at: MORNING } as const;
      await ready(ledger, [here, there]);
      await plan([here, there]);
      await ledger.knowAccounts(
        new Map([
          ['siegen-x', 'stadt'],
          ['siegen-twitter', 'presse'],
        ]),
      );
      for (const [nth, { key }] of [here, there].entries())
        expect(await ledger.claim(key, 'worker', MORNING + nth)).toMatchObject({ kind: 'claimed' });
      await ledger.stop('siegen-x', 'it is suspended', MORNING);
      await ledger.pause(pause);
      await plan([], {
        places: new Map([
          ['siegen-x', 'presse'],
          ['siegen-twitter', 'stadt'],
        ]),
      });
      const { entries, pauses, stopped, places, rateUsage } = await ledger.view(INCIDENT);
      expect(Object.fromEntries(entries.map(({ key, account }) => [key, account]))).toEqual({
        ...{ [here.key]: 'siegen-twitter', [there.key]: 'siegen-x' },
      });
      expect(pauses).toEqual([{ ...pause, scope: { ...pause.scope, account: 'siegen-twitter' } }]);
      expect(stopped).toEqual(new Map([['siegen-twitter', 'it is suspended']]));
      expect(places).toEqual(
        new Map([
          ['siegen-twitter', 'stadt'],
          ['siegen-x', 'presse'],
        ]),
      );
      expect(rateUsage.map(({ account }) => account)).toEqual(['siegen-twitter', 'siegen-x']);
    });

    test('the incident of the state file that was accepted last is known; before the first there is none', async () => {
      expect(await ledger.lastAccepted()).toEqual({ number: 0, incident: null });
      await plan([]);
      await plan([], { incident: 'another' });
      await ledger.recordTick(MORNING);
      expect(await ledger.lastAccepted()).toMatchObject({ number: 2, incident: 'another' });
    });

    test('a planned post waits, and is read back as it was written', async () => {
      const one = intent({ occurrence: MORNING, until: MORNING + HOUR + 7, text: 'Übung – „zu“ 🚧' });
      await plan([one], {}, MORNING + 123);
      expect(await entryOf(one)).toMatchObject({
        ...one,
        state: 'waiting',
        attempts: 0,
        claim: null,
        createdAt: MORNING + 123,
      });
    });

    test('a second tick with the same plan changes no entry', async () => {
      const one = intent();
      await ready(ledger, [one]);
      const before = await entryOf(one);
      await plan([intent()], {}, MORNING + MINUTE);
      expect(await entryOf(one)).toEqual(before);
      expect((await historyOf(one))?.transitions).toHaveLength(1);
      expect(await ledger.lastWritten()).toBe(MORNING + MINUTE);
    });

    test('the ledger keeps when each announcement was first read, also where it was away meanwhile', async () => {
      await plan([]);
      await plan([], { announcements: ['daily'] }, MORNING + MINUTE);
      await plan([], {}, MORNING + HOUR);
      const { firstRead } = await ledger.view(INCIDENT);
      expect(firstRead).toEqual(
        new Map([
          ['daily', MORNING + MINUTE],
          ['hotline', MORNING],
        ]),
      );
    });

    test('each accepted version of the state file is a line, also where an older one comes back', async () => {
      for (const digest of ['a', 'a', 'b', 'a', 'a'])
        await plan([], { state: { digest, mode: 'live', at: MORNING } });
      const { accepted } = await ledger.view(INCIDENT);
      expect(accepted.map((one) => one.digest)).toEqual(['a', 'b', 'a']);
    });

    test('a changed text replaces the waiting one: its approval is void, and the old text stays in the history', async () => {
      const [old, other, now] = [intent(), intent({ account: 'hsk-x' }), intent({ text: 'Wieder offen.' })];
      await ready(ledger, [old, other]);
      await plan([now, other], {}, MORNING + MINUTE);
      expect(await claimOf(now, MORNING + MINUTE)).toBe('approval is missing');
      expect(await claimOf(other, MORNING + MINUTE)).toBe('claimed');
      expect((await historyOf(now))?.earlierTexts).toEqual([
        { text: old.text, digest: old.digest, replacedAt: MORNING + MINUTE, voided: [approvalOf(old)] },
      ]);
      expect((await ledger.view(INCIDENT)).approvals).toEqual([approvalOf(other)]);
    });

    test('the approvals of a person whose access ends, under any spelling, are void where nothing went out yet', async () => {
      const [waits, other, out] = [
        intent(),
        intent({ account: 'hsk-x' }),
        intent({ account: 'hemer-x' }),
      ] as const;
      const early = approvalOf(intent({ announcement: 'unrecorded' }), 'Presse (2: Nacht)');
      await ready(ledger, [waits, out]);
      await posted(ledger, out, '1');
      await plan([waits, other, out]);
      await ledger.approve([approvalOf(other, 'krause'), early]);
      await ledger.voidApprovals('PRESSE', MORNING);
      expect((await ledger.view(INCIDENT)).approvals.map(({ by, subject }) => [by, subject])).toEqual(
        [approvalOf(out), approvalOf(other, 'krause')].map(({ by, subject }) => [by, subject]),
      );
      expect(await claimOf(waits)).toBe('approval is missing');
      await ledger.approve([approvalOf(waits)]);
      expect(await claimOf(waits)).toBe('claimed');
    });

    test('the approval of a person whose access ends comes back with no post that left the file and returns', async () => {
      const gone = intent();
      await ready(ledger, [gone]);
      await plan([], { cancelled: [{ key: gone.key, reason: 'withdrawn' }] });
      expect(await stateOf(gone)).toBe('superseded');
      await ledger.voidApprovals('Presse', MORNING);
      await plan([gone]);
      expect([await stateOf(gone), await claimOf(gone)]).toEqual(['waiting', 'approval is missing']);
    });

    test('free words that only a person whose access ends has approved wait for another approval, unless a text said them or they belong to a wording', async () => {
      const kind = { kind: 'outage', announcement: 'outage' } as const;
      const saying = (word: string, text = `Es gilt: ${word}.`, account = `${word}-x`) =>
        intent({ ...kind, account, text, snapshot: word, words: [sha256(word)] });
      const [out, alike, typed, wording] = [
        saying('out'),
        saying('alike'),
        saying('typed'),
        saying('wording'),
      ];
      // On one account there was no room for the words.
      const [left, shown] = [saying('left', 'Es gilt.'), saying('left', 'Es gilt: left.', 'left-mastodon')];
      const all = [out, alike, typed, wording, left, shown];
      const word = ({ words: [digest = ''] }: Intent, at: number) =>
        ({ digest, subject: { words: digest }, by: 'presse', at }) as const;
      await plan(all);
      // The same words with a text of before that was never posted.
      await ledger.approve([{ ...approvalOf(alike), at: 0 }, word(out, 0), word(wording, 0)]);
      await ledger.approve([
        { digest: MESSAGES.outage.de ?? '', subject: { kind: 'outage' }, by: 'presse', at: MORNING },
        word(wording, MORNING),
        ...[out, alike].flatMap((one) => [{ ...approvalOf(one), at: 1 }, word(one, 1)]),
        word(typed, 2),
        ...[left, shown].map((one) => ({ ...approvalOf(one), at: 3 })),
        word(shown, 3),
      ]);
      await posted(ledger, out, '1');
      await posted(ledger, left, '2');
      await ledger.voidApprovals('Presse', MORNING);
      const again = intent({ ...out, key: `${out.key} again`, edition: 2 });
      await plan([again, alike, typed, wording, shown]);
      const because = [again, alike, typed, wording, shown].map((one) => claimOf(one));
      expect(await Promise.all(because)).toEqual([
        'claimed',
        ...Array.from({ length: 2 }, () => expect.stringContaining('words')),
        'claimed',
        expect.stringContaining('words'),
      ]);
    });

    test('a tick drops what will never be sent, but nothing that was sent', async () => {
      const [never, gone] = [intent(), intent({ account: 'hsk-x' })];
      await ready(ledger, [gone]);
      await posted(ledger, gone, '1');
      const dropped = [never, gone].map((one) => ({
        intent: one,
        state: 'expired' as const,
        reason: 'too late',
      }));
      await plan([], { dropped, cancelled: [{ key: gone.key, reason: 'withdrawn' }] });
      expect(await entryOf(never)).toMatchObject({ state: 'expired', reason: 'too late', text: never.text });
      expect(await entryOf(gone)).toMatchObject({ state: 'posted', cancelled: null });
    });

    test('a held post is not sent until a plan wants it again', async () => {
      const all = on('a-x', 'b-x', 'c-x', 'd-x');
      const [waiting, unknown, sending, published] = all;
      await ready(ledger, all);
      await lost(ledger, unknown);
      await posted(ledger, published, '1');
      const claim = await claimed(ledger, sending);
      const held = all.map(({ key }) => ({ key, reason: 'held: facts-broken' }));
      await plan([], { held }, MORNING + SECOND);
      const notNow = 'held: facts-broken';
      expect(await claimOf(waiting)).toBe(notNow);
      expect(await ledger.holds(claim, MORNING + SECOND)).toBe(false);
      expect(await entryOf(published)).toMatchObject({ state: 'posted', held: null });
      const late = MORNING + HOUR;
      await absentAt(unknown, late);
      expect(await claimOf(unknown, late)).toBe(notNow);
      await plan([waiting, unknown], {}, late);
      expect(await claimOf(waiting, late)).toBe('claimed');
      expect(await claimOf(unknown, late)).toBe('claimed');
    });

    test('an older version of the state file is not accepted after a newer one was accepted since it was read', async () => {
      const version = (digest: string) => ({ digest, mode: 'live', at: MORNING }) as const;
      const [older, newer] = [version('older'), version('newer')];
      const { number: over } = await ledger.lastAccepted();
      const accepted = await ledger.record(writes([], { state: newer }), MORNING, over);
      expect(accepted).toBeGreaterThan(over);
      const late = intent();
      expect(await ledger.record(writes([late], { state: older }), MORNING + MINUTE, over)).toBeNull();
      expect(await entryOf(late)).toBeNull();
      // The same content is no other version, and what was read since is not older.
      expect(await ledger.record(writes([], { state: newer }), MORNING + MINUTE, over)).toBe(accepted);
      const { number: again } = await ledger.lastAccepted();
      expect(await ledger.record(writes([late], { state: older }), MORNING + MINUTE, again)).not.toBeNull();
    });

    test('a cancelled post that never left comes back under its key when it is planned again', async () => {
      const one = intent();
      await ready(ledger, [one]);
      await withdraw(one);
      await plan([one]);
      expect(await claimOf(one)).toBe('claimed');
    });

    test('the text of a post that may have left never changes', async () => {
      const all = on('a-x', 'b-x', 'c-x');
      const [sending, unknown, published] = all;
      await ready(ledger, all);
      await claimed(ledger, sending);
      await lost(ledger, unknown);
      await posted(ledger, published, '1');
      await plan(all.map((one) => intent({ ...one, text: 'Anders.' })));
      for (const one of all) expect((await entryOf(one))?.text).toBe(one.text);
    });

    test('a key that the ledger does not know is never claimed', async () => {
      expect(await claimOf(intent({ key: 'no/such/key' }))).toBe('it is not in the ledger');
    });

    test('a pre-approved kind needs no other approval until what words it in its language changes', async () => {
      const [one, later] = [
        intent({ announcement: 'outage', kind: 'outage' }),
        intent({ announcement: 'outage-2', kind: 'outage', account: 'hsk-x' }),
      ];
      await plan([one, later]);
      await ledger.approve([
        { digest: MESSAGES.outage.de ?? '', subject: { kind: 'outage' }, by: 'presse', at: MORNING },
      ]);
      const outage = { ...MESSAGES.outage, tr: 'new words' };
      await plan([one, later], { messages: { ...MESSAGES, outage } });
      expect(await claimOf(one)).toBe('claimed');
      await plan([one, later], {
        messages: { ...MESSAGES, outage: { ...MESSAGES.outage, de: 'other words' } },
      });
      expect(await claimOf(later)).toBe('approval is missing');
    });

    const state = (digest: string, mode: Mode = 'live') => ({ digest, mode, at: MORNING });
    const pause = (scope: PauseScope) => ledger.pause({ scope, by: 'presse', at: MORNING });
    const stop = () => ledger.stop('siegen-x', 'it is suspended', MORNING);
    const first = intent({ announcement: 'first' });
    const [second, edit] = [intent({ announcement: 'first', edition: 2 }), editOf(first, 'Neu.')];
    const daily = (occurrence: number) => intent({ announcement: 'daily', occurrence });
    const firstIsLost = () => ready(ledger, [first]).then(() => lost(ledger, first));
    const refusals: readonly {
      readonly because: string;
      readonly one: Intent;
      readonly before?: () => Promise<unknown>;
      readonly now?: number;
      readonly state?: 'expired' | 'superseded';
      readonly record?: Partial<LedgerWrites>;
    }[] = [
      { because: 'not posted after', one: intent({ until: MORNING }), now: MORNING + 1, state: 'expired' },
      { because: 'older than 24 hours', one: intent(), now: MORNING + DAY + 1, state: 'expired' },
      { because: 'due on', one: intent({ due: MORNING + 1 }) },
      { because: 'the incident is a draft', one: intent(), record: { state: state('b', 'draft') } },
      { because: 'no longer in the state file', one: intent(), record: { announcements: ['daily'] } },
      {
        because: 'no longer in the state file',
        one: intent(),
        record: { incident: 'another', state: state('b') },
      },
      { because: 'paused', one: intent(), before: () => pause({ of: 'everything' }) },
      { because: 'paused', one: intent(), before: () => pause({ of: 'account', account: 'siegen-x' }) },
      { because: 'paused', one: intent(), before: () => pause({ of: 'channel', channel: 'x' }) },
      { because: 'it is suspended', one: intent(), before: stop },
      {
        because: 'the post before it',
        one: intent({ after: first.key }),
        before: () => ready(ledger, [first]),
      },
      { because: 'outcome of the post is not known', one: edit, before: firstIsLost },
      {
        because: 'gone already',
        one: edit,
        state: 'superseded',
        async before() {
          await ready(ledger, [first, deletionOf(first)]);
          await posted(ledger, first, '1');
          await posted(ledger, deletionOf(first), '1');
        },
      },
      {
        because: 'never went out',
        one: deletionOf(first),
        state: 'superseded',
        async before() {
          await ready(ledger, [first]);
          await answered(ledger, first, { kind: 'refused', cause: 'post', reason: 'spam' });
        },
      },
      {
        because: 'earlier change',
        one: editOf(first, 'Noch neuer.', { key: `${first.key}/edit.2` }),
        async before() {
          await ready(ledger, [first, edit]);
          await posted(ledger, first, '1');
          await lost(ledger, edit);
        },
      },
      { because: 'newer edition', one: first, state: 'superseded', before: () => ready(ledger, [second]) },
      {
        because: 'newer edition',
        one: daily(MORNING - HOUR),
        state: 'superseded',
        before: () => ready(ledger, [daily(MORNING)]),
      },
      { because: 'earlier edition', one: second, before: firstIsLost },
    ];
    test.each(refusals)(
      'a claim is refused: $because',
      async ({ because, one, before, now, state, record }) => {
        const also = { announcements: ['hotline', 'first', 'daily'] };
        await before?.();
        await plan([one], also);
        await ledger.approve([approvalOf(one)]);
        await plan([], { ...also, ...record });
        expect(await claimOf(one, now)).toMatch(because);
        expect(await stateOf(one)).toBe(state ?? 'waiting');
        if (state)
          expect((await historyOf(one))?.transitions.at(-1)).toMatchObject({
            to: state,
            why: expect.toSatisfy((why: string) => reasonWords(why).includes(because)),
          });
      },
    );

    test('of two posts of the same instant the one with the greater id is the newer', async () => {
      const [daily, hotline] = [intent({ announcement: 'daily' }), intent()];
      const posts = [first, daily, hotline];
      await ready(ledger, posts);
      await posted(ledger, first, '9');
      await posted(ledger, daily, '10');
      expect((await claimed(ledger, hotline)).entry).toMatchObject({ parentId: '10', since: '10' });
    });

    test('an expired claim is never settled: its outcome is unknown', async () => {
      const one = intent();
      await ready(ledger, [one]);
      const claim = await claimed(ledger, one);
      const late = MORNING + SETTINGS.claimMs;
      expect(await ledger.holds(claim, late - 1)).toBe(true);
      expect(await ledger.holds(claim, late)).toBe(false);
      expect(await claimOf(one, late)).toBe('it is unknown');
      expect(await entryOf(one)).toMatchObject({ state: 'unknown', leftBy: late, claim: null });
      const answer = { kind: 'posted', remoteId: '1', url: null, at: null } as const;
      expect(await ledger.settle(claim, answeredWith(answer), late)).toBeNull();
      expect(await stateOf(one)).toBe('unknown');
    });

    test('an expired claim frees its account for other posts', async () => {
      const [frozen, other] = [intent(), intent({ announcement: 'daily' })];
      await ready(ledger, [frozen, other]);
      await claimed(ledger, frozen);
      await claimed(ledger, other, MORNING + SETTINGS.claimMs);
      expect(await stateOf(frozen)).toBe('unknown');
    });

    test.each([
      ['paused', () => pause({ of: 'everything' })],
      ['stopped', stop],
      ['made a draft', () => plan([], { state: state('b', 'draft') })],
      ['cancelled', () => withdraw(intent())],
    ])(
      'a claim no longer holds once its post is %s, and is handed back as if it had never been given',
      async (_, act) => {
        const one = intent();
        await ready(ledger, [one]);
        const claim = await claimed(ledger, one);
        await act();
        expect(await ledger.holds(claim, MORNING + 1)).toBe(false);
        const unsent = { kind: 'unsent', reason: 'stopped', retryAt: MORNING } as const;
        expect(await ledger.settle(claim, unsent, MORNING)).toMatchObject({ state: 'waiting' });
        expect(await entryOf(one)).toMatchObject({
          state: 'waiting',
          attempts: 0,
          leftBy: null,
          claim: null,
        });
      },
    );

    test('a deferred post waits until its time, and certainly did not leave', async () => {
      const one = intent();
      await ready(ledger, [one]);
      await answered(ledger, one, { kind: 'deferred', cause: 'server', until: null, reason: 'try later' });
      expect(await entryOf(one)).toMatchObject({
        state: 'waiting',
        reason: 'try later',
        nextAt: MORNING + MINUTE,
        leftBy: null,
        attempts: 1,
      });
      expect(await claimOf(one)).toMatch('tried again');
      expect(await claimOf(one, MORNING + MINUTE)).toBe('claimed');
    });

    test('a refused post does not come back with the next tick', async () => {
      const one = intent();
      await ready(ledger, [one]);
      await answered(ledger, one, { kind: 'refused', cause: 'post', reason: 'spam' });
      await plan([intent({ text: 'Anders.' })]);
      expect(await entryOf(one)).toMatchObject({ state: 'refused', reason: 'spam', text: one.text });
    });

    test('a duplicate is looked up where an earlier send may have left, and refused where none did', async () => {
      const [sent, fresh] = [intent(), intent({ account: 'hsk-x' })];
      const duplicate = { kind: 'refused', cause: 'duplicate', reason: 'duplicate content' } as const;
      await ready(ledger, [sent, fresh]);
      await lost(ledger, sent);
      const late = MORNING + HOUR;
      await absentAt(sent, late);
      await answered(ledger, sent, duplicate, late);
      await answered(ledger, fresh, duplicate);
      expect(await stateOf(sent)).toBe('unknown');
      expect(await stateOf(fresh)).toBe('refused');
    });

    test('an edit or deletion of a missing post records that the post is gone', async () => {
      const [edited, deleted] = [intent({ account: 'a-mastodon' }), intent({ account: 'b-mastodon' })];
      await ready(ledger, [edited, deleted, editOf(edited, 'Neu.'), deletionOf(deleted)]);
      await posted(ledger, edited, '1');
      await posted(ledger, deleted, '2');
      const missing = { kind: 'refused', cause: 'missing', reason: 'not found' } as const;
      await answered(ledger, editOf(edited, 'Neu.'), missing);
      await answered(ledger, deletionOf(deleted), missing);
      expect(await stateOf(editOf(edited, 'Neu.'))).toBe('superseded');
      expect(await stateOf(deletionOf(deleted))).toBe('posted');
      for (const one of [edited, deleted]) expect((await entryOf(one))?.removedAt).toBe(MORNING);
    });

    test('an answer that names a post of another key is not believed', async () => {
      const [one, other] = [intent(), intent({ announcement: 'daily' })];
      await ready(ledger, [one, other]);
      await posted(ledger, one, '1');
      await posted(ledger, other, '1');
      expect(await entryOf(other)).toMatchObject({ state: 'unknown', remoteId: null });
    });

    describe('an unknown', () => {
      const one = intent({ account: 'siegen-mastodon' });
      const quiet = channelSettings(SETTINGS, 'mastodon').quietMs;
      beforeEach(async () => {
        await ready(ledger, [one]);
        await lost(ledger, one);
      });

      test('an unknown is never claimed', async () => {
        expect(await claimOf(one, MORNING + HOUR)).toBe('it is unknown');
      });

      test('a cancelled unknown that is absent is superseded', async () => {
        await withdraw(one);
        await absentAt(one, MORNING + quiet);
        expect(await entryOf(one)).toMatchObject({ state: 'superseded', reason: 'withdrawn' });
      });

      test('an unknown is not settled by a post of another key', async () => {
        const other = intent({ announcement: 'daily', account: 'siegen-mastodon' });
        await ready(ledger, [other]);
        await posted(ledger, other, '5');
        expect(await foundAs(one, '5')).toBe(false);
        const by = { posted: { remoteId: '5', url: 'https://example.org/5', text: null, at: null } };
        expect(await ledger.resolve(one.key, by, 'presse', MORNING)).toBe(false);
        expect(await stateOf(one)).toBe('unknown');
      });

      test.each([
        ['may have', 'on another server', true, 'https://other.example.org'],
        ['never has', 'on its server', false, one.server],
      ])(
        'an unknown %s the same remote id as a post of another account %s',
        async (_, __, isFound, server) => {
          const other = intent({ account: 'hsk-mastodon', server });
          await ready(ledger, [other]);
          await posted(ledger, other, '5');
          expect(await foundAs(one, '5')).toBe(isFound);
        },
      );

      test('an unknown may have the same remote id as a post of its account on a server that it has left', async () => {
        const other = intent({
          announcement: 'daily',
          account: one.account,
          server: 'https://old.example.org',
        });
        await ready(ledger, [other]);
        await posted(ledger, other, '5');
        expect(await foundAs(one, '5')).toBe(true);
        expect(await stateOf(one)).toBe('posted');
      });

      test('an unknown blocks only its own edition: other posts of the account go on', async () => {
        const other = intent({ announcement: 'daily', account: 'siegen-mastodon' });
        await ready(ledger, [other]);
        expect(await claimOf(other)).toBe('claimed');
      });

      test('a cancelled edit that has not taken place after its quiet time leaves its post published', async () => {
        await foundAs(one, '5');
        const edit = editOf(one, 'Neu.');
        await ready(ledger, [edit]);
        await lost(ledger, edit);
        await withdraw(edit);
        await absentAt(edit, MORNING + MINUTE);
        expect(await stateOf(edit)).toBe('unknown');
        await absentAt(edit, MORNING + quiet + MINUTE);
        expect(await stateOf(edit)).toBe('superseded');
        expect((await entryOf(one))?.removedAt).toBeNull();
      });

      test('an unknown edit whose post is gone records that the post is gone', async () => {
        await foundAs(one, '5');
        const edit = editOf(one, 'Neu.');
        await ready(ledger, [edit]);
        await lost(ledger, edit);
        await ledger.recordLookUp(edit.key, { kind: 'gone' }, MORNING + MINUTE);
        expect((await entryOf(one))?.removedAt).toBe(MORNING + MINUTE);
      });
    });

    test('staff settle a waiting post that was posted by hand, but no claimed one before its claim expires', async () => {
      const one = intent();
      const by = { posted: { remoteId: '8', url: 'https://example.org/8', text: null, at: null } };
      await ready(ledger, [one]);
      await claimed(ledger, one);
      expect(await ledger.resolve(one.key, by, 'presse', MORNING)).toBe(false);
      expect(await ledger.resolve(one.key, by, 'presse', MORNING + SETTINGS.claimMs)).toBe(true);
      expect(await stateOf(one)).toBe('posted');
      const other = intent({ announcement: 'daily' });
      await ready(ledger, [other]);
      const hand = { posted: { remoteId: '9', url: 'https://example.org/9', text: null, at: null } };
      expect(await ledger.resolve(other.key, hand, 'presse', MORNING)).toBe(true);
    });

    test('what anybody writes is counted, but not a tick that found nothing new', async () => {
      const alerts = { alerts: [], topics: [], undecided: new Set<string>() };
      let before = await ledger.changes();
      const isCounted = async () => {
        const [earlier, now] = [before, await ledger.changes()];
        before = now;
        return now > earlier;
      };
      await plan([intent()]);
      expect(await isCounted()).toBe(true);
      await plan([intent()], {}, MORNING + MINUTE);
      await ledger.recordTick(MORNING + MINUTE);
      await ledger.recordAlerts(alerts, MORNING + MINUTE);
      expect(await isCounted()).toBe(false);
      await plan([intent()], { announcements: ['hotline', 'another'] });
      expect(await isCounted()).toBe(true);
      await plan([intent()], {
        announcements: ['hotline', 'another'],
        messages: { ...MESSAGES, outage: { de: 'new' } },
      });
      expect(await isCounted()).toBe(true);
      await ledger.approve([approvalOf(intent())]);
      expect(await isCounted()).toBe(true);
      await ledger.pause({ scope: { of: 'everything' }, by: 'presse', at: MORNING });
      expect(await isCounted()).toBe(true);
      await ledger.resume({ of: 'everything' }, 'presse', MORNING);
      expect(await claimOf(intent())).toBe('claimed');
      expect(await isCounted()).toBe(true);
    });

    test('pauses end one by one, or all at once', async () => {
      const scopes = [
        { of: 'everything' },
        { of: 'account', account: 'siegen-x' },
        { of: 'account', account: 'hsk-x' },
        { of: 'channel', channel: 'x' },
      ] as const;
      for (const scope of scopes) await pause(scope);
      expect((await ledger.view(INCIDENT)).pauses).toEqual(
        scopes.map((scope) => ({ scope, by: 'presse', at: MORNING })),
      );
      expect(await ledger.resume({ of: 'account', account: 'hsk-x' }, 'presse', MORNING)).toBe(1);
      expect(await ledger.resume({ of: 'account', account: 'hsk-x' }, 'presse', MORNING)).toBe(0);
      expect(await ledger.resume({ of: 'everything' }, 'presse', MORNING)).toBe(3);
      expect((await ledger.view(INCIDENT)).pauses).toEqual([]);
    });

    test('the same confirmation of an older state file counts once', async () => {
      const word = { digest: 'file-1', subject: { file: 'file-1' }, by: 'presse', at: MORNING } as const;
      await ledger.approve([word, word]);
      expect((await ledger.view(INCIDENT)).approvals).toEqual([word]);
    });

    const alert = (id: string, code: 'outdated' | 'expired' = 'outdated'): Alert => ({
      id,
      topic: 'plan',
      group: code,
      about: id,
      reason: { code, announcement: id, reason: null },
      afterMs: 0,
    });
    const find = (alerts: readonly Alert[], now = MORNING) =>
      ledger.recordAlerts({ alerts, topics: ['plan'], undecided: new Set() }, now);
    const numbers = async () => (await ledger.alertsDue(MORNING)).map((alert) => alert.number);

    test('staff are told only of alerts that last when the message leaves', async () => {
      await find([alert('a'), alert('b')]);
      const [a, b] = (await numbers()) as [number, number];
      await find([alert('b')]);
      expect(await ledger.beginTelling([a, b], 'raised', MORNING)).toEqual([b]);
      await find([]);
      expect(await ledger.beginTelling([a, b], 'raised', MORNING)).toEqual([]);
      expect((await ledger.alertsDue(MORNING)).map((alert) => alert.id)).toEqual(['b']);
    });

    test('an alert that a clock found while it was a year ahead is told at once', async () => {
      const late = { ...alert('a'), afterMs: 15 * MINUTE };
      const findings = { alerts: [late], topics: ['plan'], undecided: new Set<string>() } as const;
      await ledger.recordAlerts(findings, MORNING + 365 * DAY);
      expect(await numbers()).toHaveLength(1);
      await ledger.recordAlerts({ ...findings, alerts: [late, { ...late, id: 'b' }] }, MORNING + MINUTE);
      expect(await numbers()).toHaveLength(1);
    });

    test('a ledger knows when staff were told last', async () => {
      await find([alert('a'), alert('b')]);
      const [a, b] = (await numbers()) as [number, number];
      expect(await ledger.lastTold()).toBeNull();
      await ledger.recordTold([b], 'raised', MORNING + MINUTE);
      await ledger.recordTold([a], 'raised', MORNING);
      expect(await ledger.lastTold()).toBe(MORNING + MINUTE);
    });

    test('staff are told that an alert is over until the message is accepted', async () => {
      await find([alert('a')]);
      const [a] = (await numbers()) as [number];
      await ledger.beginTelling([a], 'raised', MORNING);
      await ledger.recordTold([a], 'raised', MORNING);
      await find([]);
      // The process dies while it sends: the next one tells it, twenty seconds later.
      expect(await ledger.beginTelling([a], 'over', MORNING)).toEqual([a]);
      expect(await numbers()).toEqual([a]);
      expect(await ledger.beginTelling([a], 'over', MORNING + 20 * SECOND - 1)).toEqual([]);
      expect(await ledger.beginTelling([a], 'over', MORNING + 20 * SECOND)).toEqual([a]);
      // The webhook does not take it: it is told again at once.
      await ledger.recordNotTold([a], 'over', true);
      expect(await ledger.beginTelling([a], 'over', MORNING + 20 * SECOND)).toEqual([a]);
      await ledger.recordTold([a], 'over', MORNING);
      expect(await ledger.beginTelling([a], 'over', MORNING)).toEqual([]);
      expect(await numbers()).toEqual([]);
    });

    test('an alert that is never over is told until the message is accepted', async () => {
      await find([alert('a', 'expired'), alert('b', 'expired')]);
      const [a, b] = (await numbers()) as [number, number];
      await ledger.beginTelling([a], 'raised', MORNING);
      await ledger.recordNotTold([a], 'raised', false);
      await find([]);
      expect(await numbers()).toEqual([a, b]);
      expect(await ledger.beginTelling([a, b], 'raised', MORNING)).toEqual([a, b]);
      await ledger.recordTold([a, b], 'raised', MORNING);
      await find([]);
      expect(await numbers()).toEqual([]);
      expect(await ledger.openAlerts()).toEqual([]);
    });

    test('an alert that is never over, and that nobody could be told of, is kept for a week', async () => {
      await find([alert('a', 'expired')]);
      await find([], MORNING + 7 * DAY);
      expect(await ledger.openAlerts()).toHaveLength(1);
      await find([], MORNING + 7 * DAY + 1);
      expect(await ledger.openAlerts()).toEqual([]);
      expect(await numbers()).toEqual([]);
    });

    test('after a jump of the clock the quiet time of an unknown begins again, and nothing else changes', async () => {
      const one = intent();
      await ready(ledger, [one]);
      await lost(ledger, one);
      const before = await entryOf(one);
      const awake = MORNING + HOUR;
      await ledger.renewQuiet(awake);
      expect(await entryOf(one)).toEqual({ ...before, leftBy: awake });
      const quiet = channelSettings(SETTINGS, 'x').quietMs;
      await absentAt(one, awake + quiet - 1);
      expect(await stateOf(one)).toBe('unknown');
      await absentAt(one, awake + quiet);
      expect(await stateOf(one)).toBe('waiting');
    });

    test('a claim that holds is not touched when the clock jumped', async () => {
      await ready(ledger, [intent()]);
      const claim = await claimed(ledger, intent());
      await ledger.renewQuiet(MORNING + 1);
      expect(await ledger.entry(intent().key)).toEqual(claim.entry);
    });

    test('nothing waits for a time that a clock wrote while it was a year ahead', async () => {
      const [unknown, rated] = [intent({ account: 'a-x' }), intent({ account: 'b-x' })];
      await ready(ledger, [unknown, rated]);
      const LATER = MORNING + 365 * DAY;
      const claims = [await claimed(ledger, unknown), await claimed(ledger, rated)] as const;
      await ledger.settle(claims[0], answeredWith({ kind: 'unknown', reason: 'lost' }, LATER), LATER);
      const deferred = { kind: 'deferred', cause: 'rate', until: null, reason: 'too many requests' } as const;
      await ledger.settle(claims[1], answeredWith(deferred, LATER), LATER);
      expect(await ledger.lastWritten()).toBe(LATER);
      await ledger.renewQuiet(MORNING + MINUTE);
      for (const { at } of await ledger.nextDue()) expect(at).toBe(MORNING + MINUTE);
      expect(await claimOf(rated, MORNING + MINUTE)).toBe('claimed');
      await absentAt(unknown, MORNING + MINUTE + channelSettings(SETTINGS, 'x').quietMs);
      expect(await stateOf(unknown)).toBe('waiting');
    });

    test('a wait that a right clock wrote stays when the clock jumped', async () => {
      const rated = intent();
      await ready(ledger, [rated]);
      const until = MORNING + 6 * HOUR;
      const answer = { kind: 'deferred', cause: 'rate', until, reason: 'too many requests' } as const;
      const settlement = { kind: 'answered', answer, retryAt: until, leftBy: MORNING } as const;
      await ledger.settle(await claimed(ledger, rated), settlement, MORNING);
      await ledger.renewQuiet(MORNING + MINUTE);
      expect((await entryOf(rated))?.nextAt).toBe(until);
    });

    test('an occurrence of today is sent also after one of a time to come', async () => {
      const LATER = MORNING + 365 * DAY;
      const [ahead, today] = [
        intent({ occurrence: LATER, at: LATER, due: LATER }),
        intent({ occurrence: MORNING }),
      ];
      await ready(ledger, [ahead], LATER);
      await posted(ledger, ahead, '1', LATER);
      await ready(ledger, [today]);
      expect(await claimOf(today)).toBe('claimed');
    });

    test('nextDue names each account with the earliest time at which something can be done', async () => {
      const accounts = on('a-x', 'b-x', 'c-x', 'd-x');
      const [due, sending, unknown, done] = accounts;
      const later = intent({ announcement: 'later', account: 'a-x', due: MORNING + HOUR });
      await ready(ledger, [...accounts, later]);
      await claimed(ledger, sending);
      await lost(ledger, unknown);
      await posted(ledger, done, '1');
      const at = Object.fromEntries((await ledger.nextDue()).map((next) => [next.account, next.at]));
      const firstLook = (await entryOf(unknown))?.nextAt;
      expect(at).toEqual({ 'a-x': due.due, 'b-x': MORNING + SETTINGS.claimMs, 'c-x': firstLook });
      for (const { account } of accounts) expect(await ledger.nextDueOn(account)).toBe(at[account] ?? null);
    });

    test('nextDue names what waits for staff or another post only when it becomes too late for it', async () => {
      const first = intent({ announcement: 'first', account: 'b-x', until: MORNING + MINUTE });
      const waits = intent({ account: 'b-x', after: first.key });
      await plan([intent({ account: 'a-x' }), first, waits]);
      await ledger.approve([approvalOf(waits)]);
      expect(await ledger.nextDue()).toEqual(
        expect.arrayContaining([
          { account: 'a-x', at: MORNING + SETTINGS.freshnessMs + 1 },
          { account: 'b-x', at: MORNING + MINUTE + 1 },
        ]),
      );
      await ledger.claim(first.key, 'worker', MORNING + MINUTE + 1);
      expect(await stateOf(first)).toBe('expired');
    });

    test('nextDue names edits and deletions of posts that are over', async () => {
      const [published, refused] = [intent(), intent({ account: 'hsk-x' })];
      await ready(ledger, [published, refused, editOf(published, 'Neu.'), deletionOf(refused)]);
      await posted(ledger, published, '1');
      await answered(ledger, refused, { kind: 'refused', cause: 'post', reason: 'spam' });
      const accounts = (await ledger.nextDue()).map((next) => next.account);
      expect(accounts.sort()).toEqual(['hsk-x', 'siegen-x']);
    });

    test('nothing is sent that an all-clear of its municipality ends, although no plan has said so yet', async () => {
      const clear = intent({ announcement: 'clear', kind: 'all-clear', account: 'siegen-mastodon' });
      const statusOn = (account: string, given: Partial<Intent>) =>
        intent({ account, kind: 'status', endedFrom: MORNING, ...given });
      const before = statusOn('a-x', {});
      const ended = statusOn('b-x', {});
      const recurring = statusOn('c-x', { occurrence: MORNING, endedFrom: MORNING - HOUR });
      const later = statusOn('d-x', { endedFrom: MORNING + 1 });
      const ownWords = statusOn('e-x', { endedFrom: null });
      const elsewhere = statusOn('f-x', { municipality: 'hemer' });
      await ready(ledger, [clear, before, ended, recurring, later, ownWords, elsewhere]);
      expect(await claimOf(before)).toBe('claimed');
      await lost(ledger, clear);
      for (const one of [ended, recurring]) {
        expect(await claimOf(one)).toBe('ended by the all-clear');
        expect(await ledger.nextDueOn(one.account)).toBe(MORNING + SETTINGS.freshnessMs + 1);
      }
      for (const one of [later, ownWords, elsewhere]) expect(await claimOf(one)).toBe('claimed');
    });

    test('of posts of one account that are claimed at once one is claimed, and the others wait for it', async () => {
      const posts = ['first', 'second', 'third'].map((announcement) => intent({ announcement }));
      await ready(ledger, posts);
      const outcomes = await Promise.all(posts.map((post) => claimOf(post)));
      expect(outcomes).toEqual(['claimed', 'the account is sending', 'the account is sending']);
    });

    test('of answers at once that name the same post of a server only the first is believed', async () => {
      const posts = on('a-x', 'b-x');
      await ready(ledger, posts);
      const claims = [await claimed(ledger, posts[0]), await claimed(ledger, posts[1])];
      const answer = { kind: 'posted', remoteId: '1', url: null, at: null } as const;
      await Promise.all(claims.map((claim) => ledger.settle(claim, answeredWith(answer, MORNING), MORNING)));
      expect([await stateOf(posts[0]), await stateOf(posts[1])]).toEqual(['posted', 'unknown']);
    });

    test('a limit counts the posts that are claimed in the same moment', async () => {
      await ledger.close();
      ledger = await open(withPostsPerHour(2));
      const posts = on('a-x', 'b-x', 'c-x', 'd-x');
      await ready(ledger, posts);
      const outcomes = await Promise.all(posts.map((post) => claimOf(post)));
      expect(outcomes.map((outcome) => outcome === 'claimed')).toEqual([true, true, false, false]);
    });

    test('the open entries of an account are in the order in which they are due', async () => {
      const [late, soon, other] = [
        intent({ announcement: 'late', due: MORNING + 1 }),
        intent({ announcement: 'soon', rank: 2 }),
        intent({ announcement: 'other', rank: 1 }),
      ];
      await ready(ledger, [late, soon, other, intent({ account: 'hsk-x' })]);
      expect((await ledger.open('siegen-x')).map((entry) => entry.key)).toEqual([
        other.key,
        soon.key,
        late.key,
      ]);
    });
  });
}

/** What ledgers promise that several processes have open at once. */
export function sharedLedgerSuite(name: string, newOpener: () => Opener | Promise<Opener>): void {
  describe(`${name}, opened twice`, () => {
    let open: Opener;
    let a: Ledger;
    let b: Ledger;
    beforeEach(async () => {
      open = await newOpener();
      a = await open(SETTINGS);
      b = await open(SETTINGS);
    });
    afterEach(() => Promise.all([a.close(), b.close()]));
    test('of several who race for a claim exactly one gets it', async () => {
      const all = Array.from({ length: 20 }, (_, n) => intent({ account: `town-${n}-x` }));
      await ready(a, all);
      const races = await Promise.all(
        all.map(async (one) => {
          const outcomes = await Promise.all(
            [a, b, b, a].map((ledger) => ledger.claim(one.key, 'w', MORNING)),
          );
          return outcomes.filter((outcome) => outcome.kind === 'claimed').length;
        }),
      );
      expect(races).toEqual(all.map(() => 1));
    });

    test('two workers tell staff of one cause in one message, and that it is over once', async () => {
      const staff = await openStaffWebhook();
      const settings = { ...SETTINGS, alerts: { ...SETTINGS.alerts, webhook: `${staff.origin}/hook` } };
      const clock = virtualClock(MORNING);
      const worker = (ledger: Ledger) =>
        alertSender({
          ...{ runtime: runtimeAt(clock), settings, redact: (text: string) => text, ledger, where: 'live' },
          ...{ region: { municipalities: new Map(), groups: new Map(), accounts: new Map() } },
          onEvent: () => {},
        });
      const [first, second] = [worker(a), worker(b)];
      const refused = (id: string): Alert => ({
        ...{ id, topic: 'ledger', group: 'refused', about: id, afterMs: 0 },
        ...{ reason: { code: 'refused', announcement: 'o', action: 'publish', reason: null, words: null } },
      });
      const round = async (alerts: readonly Alert[]) => {
        const found = { alerts, topics: ['ledger'], undecided: new Set<string>() } as const;
        for (const ledger of [a, b]) await ledger.recordAlerts(found, clock.now());
        // Both workers have their round while the webhook has not answered.
        staff.fails = async (response) => {
          staff.fails = null;
          staff.messages.push(...staff.arrived.slice(-1));
          await second.send();
          response.writeHead(204).end();
        };
        await first.send();
        staff.fails = null;
      };
      const all = ['a', 'b', 'c'].map(refused);
      await round(all);
      await round(all);
      expect(staff.messages.map(({ kind, about }) => [kind, about])).toEqual([['raised', ['a', 'b', 'c']]]);
      await round([]);
      await round([]);
      expect(staff.told()).toEqual(['raised refused', 'over refused']);
      await staff[Symbol.asyncDispose]();
    });

    test('two processes never send two posts of one account at once', async () => {
      const all = Array.from({ length: 10 }, (_, n) => intent({ announcement: `notice-${n}` }));
      await ready(a, all);
      const outcomes = await Promise.all(
        all.map((one, n) => (n % 2 === 0 ? a : b).claim(one.key, 'w', MORNING)),
      );
      expect(outcomes.filter((outcome) => outcome.kind === 'claimed')).toHaveLength(1);
    });

    test('one remote id settles one of two unknowns', async () => {
      const [one, other] = [intent(), intent({ announcement: 'daily' })];
      await ready(a, [one, other]);
      await lost(a, one);
      await lost(a, other);
      const found = { kind: 'found', remoteId: '1', url: null, at: null } as const;
      const settled = await Promise.all([
        a.recordLookUp(one.key, found, MORNING),
        b.recordLookUp(other.key, found, MORNING),
      ]);
      expect(settled.filter(Boolean)).toHaveLength(1);
    });

    test('a rate limit of the app holds across two workers that claim at once', async () => {
      const settings = withPostsPerHour(3);
      const [a, b] = [await open(settings), await open(settings)];
      const all = Array.from({ length: 8 }, (_, n) => intent({ account: `town-${n}-x` }));
      await ready(a, all);
      const claims = await Promise.all(
        all.map((one, n) => (n % 2 === 0 ? a : b).claim(one.key, 'w', MORNING)),
      );
      const kept = claims.flatMap((one) => (one.kind === 'claimed' ? [] : reasonWords(one.because)));
      expect(kept).toEqual(Array(5).fill('3 posts in 1 h are all that the app may make'));
      await Promise.all([a.close(), b.close()]);
    });

    test('an account that the platform limits or rejects rests for every worker, and its other posts go on after it', async () => {
      const [one, other] = [intent(), intent({ announcement: 'daily' })];
      await ready(a, [one, other]);
      for (const cause of ['rate', 'account'] as const) {
        const now = cause === 'rate' ? MORNING : MORNING + HOUR;
        await answered(a, one, { kind: 'deferred', cause, until: null, reason: `it says ${cause}` }, now);
        const held = await b.claim(other.key, 'w', now + SECOND);
        expect(held).toEqual({ kind: 'not-claimed', because: `it says ${cause}` });
      }
      expect((await b.claim(other.key, 'w', MORNING + HOUR + MINUTE)).kind).toBe('claimed');
    });

    test.each(['reason.not-asked', 'reason.withdrawn', null])(
      'an account rests as long as its platform said, though the post that heard it is given up, or settled by a person, meanwhile (%s)',
      async (given) => {
        const [one, other] = [intent(), intent({ announcement: 'daily' })];
        await ready(a, [one, other]);
        const until = MORNING + HOUR;
        await answered(a, one, { kind: 'deferred', cause: 'rate', until, reason: 'too many' }, MORNING);
        const byHand = { posted: { remoteId: '1', url: 'https://example.org/1', text: null, at: null } };
        const cancelled = given === null ? [] : [{ key: one.key, reason: given }];
        if (given === null) await a.resolve(one.key, byHand, 'presse', MORNING);
        await a.record({ ...writes([other]), cancelled }, MORNING, OVER_ALL);
        expect((await a.entry(one.key))?.state).toBe(given === null ? 'posted' : 'superseded');
        expect(await b.claim(other.key, 'w', MORNING + SECOND)).toEqual({
          ...{ kind: 'not-claimed', because: 'reason.account-rests' },
        });
        expect((await b.claim(other.key, 'w', until)).kind).toBe('claimed');
      },
    );

    test('a worker relies on the plan of another one, but not on a plan from before it began', async () => {
      const planning = { inputs: 'files', decides: {}, changes: 0, since: MORNING };
      const first = { ...planning, by: 'first' };
      expect(await a.takeTurn(first, MORNING)).toBe('ours');
      await a.endTurn(first, MORNING, MORNING + HOUR);
      const later = MORNING + MINUTE;
      expect(await b.takeTurn({ ...planning, by: 'second' }, later)).toBe('planned-elsewhere');
      expect(await a.takeTurn(first, later)).toBe('unchanged');
      expect(await b.takeTurn({ ...planning, by: 'third', since: later }, later)).toBe('ours');
    });

    test('a server that one worker found out of order gets one post to try from all workers together', async () => {
      const all = on('siegen-x', 'hsk-x', 'hemer-x', 'soest-x');
      const server = { channel: 'x', server: 'https://api.example.org' } as const;
      await ready(a, all);
      await a.openBreaker(server, 'no credit', MORNING + MINUTE, MORNING);
      const claims = (now: number) =>
        Promise.all(all.map((one, n) => (n % 2 === 0 ? b : a).claim(one.key, 'w', now)));
      expect((await claims(MORNING)).map(({ kind }) => kind)).toEqual(all.map(() => 'not-claimed'));
      expect((await claims(MORNING + MINUTE)).filter(({ kind }) => kind === 'claimed')).toHaveLength(1);
      expect(await b.closeBreaker(server)).toBe(true);
      expect(await a.closeBreaker(server)).toBe(false);
    });

    test('a pause of one process ends the claims of the other at once', async () => {
      await ready(a, [intent()]);
      const claim = await claimed(a, intent());
      await b.pause({ scope: { of: 'everything' }, by: 'presse', at: MORNING });
      expect(await a.holds(claim, MORNING)).toBe(false);
    });

    test('ticks, claims and settlements of two processes all succeed', async () => {
      const all = Array.from({ length: 12 }, (_, n) => intent({ account: `town-${n}-x` }));
      await ready(a, all);
      await Promise.all([
        ...all.map((one, n) => posted(n % 2 === 0 ? a : b, one, `${n}`)),
        a.record(writes(all), MORNING, OVER_ALL),
        b.record(writes(all), MORNING, OVER_ALL),
        b.view(INCIDENT),
      ]);
      expect((await a.view(INCIDENT)).entries.map((entry) => entry.state)).toEqual(all.map(() => 'posted'));
    });
  });
}
