import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/core/domain/clock.ts';
import { consequenceKey } from '../../src/core/domain/post-key.ts';
import { channelSettings, type Settings } from '../../src/core/domain/settings.ts';
import type { Alert } from '../../src/core/ledger/alert.ts';
import type { Intent } from '../../src/core/ledger/entry.ts';
import type { Ledger, LedgerWrites } from '../../src/core/ledger/ledger.ts';
import {
  answered,
  answeredWith,
  approvalOf,
  claimed,
  deletionOf,
  EVERYTHING,
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

/** One place where a ledger can lie, empty at first. */
export interface Site {
  open(settings: Settings): Promise<Ledger>;
  remove(): Promise<void>;
}

/** What every ledger promises. */
export function ledgerSuite(name: string, site: () => Promise<Site>): void {
  describe(name, () => {
    let here: Site;
    let ledger: Ledger;
    beforeEach(async () => {
      here = await site();
      ledger = await here.open(SETTINGS);
    });
    afterEach(async () => {
      await ledger.close();
      await here.remove();
    });
    const stateOf = async (one: Intent) => (await ledger.entry(one.key))?.state;
    const historyOf = async (one: Intent) => (await ledger.history({ ...EVERYTHING, key: one.key }))[0];
    const claimOf = (one: Intent, now = MORNING) => ledger.claim(one.key, 'worker', now);

    describe('what a tick writes down', () => {
      test('says which incident was accepted last, none before the first', async () => {
        expect(await ledger.incidentAccepted()).toBeNull();
        await ledger.record(writes([]), MORNING, OVER_ALL);
        await ledger.record(writes([], { incident: 'another' }), MORNING, OVER_ALL);
        await ledger.recordTick(MORNING);
        expect(await ledger.incidentAccepted()).toBe('another');
      });

      test('waits, and is read back as it was written', async () => {
        const one = intent({ occurrence: MORNING, until: MORNING + HOUR + 7, text: 'Übung – „zu“ 🚧' });
        await ledger.record(writes([one]), MORNING + 123, OVER_ALL);
        expect(await ledger.entry(one.key)).toMatchObject({
          ...one,
          state: 'waiting',
          attempts: 0,
          claim: null,
          createdAt: MORNING + 123,
        });
      });

      test('is left alone by the same tick again', async () => {
        const one = intent();
        await ready(ledger, [one]);
        const before = await ledger.entry(one.key);
        await ledger.record(writes([intent()]), MORNING + MINUTE, OVER_ALL);
        expect(await ledger.entry(one.key)).toEqual(before);
        expect((await historyOf(one))?.transitions).toHaveLength(1);
        expect((await ledger.view(INCIDENT)).lastTick).toBe(MORNING + MINUTE);
      });

      test('keeps when each announcement was first read, also where it was away meanwhile', async () => {
        await ledger.record(writes([]), MORNING, OVER_ALL);
        await ledger.record(writes([], { announcements: ['daily'] }), MORNING + MINUTE, OVER_ALL);
        await ledger.record(writes([]), MORNING + HOUR, OVER_ALL);
        const { firstRead } = await ledger.view(INCIDENT);
        expect(firstRead).toEqual(
          new Map([
            ['daily', MORNING + MINUTE],
            ['hotline', MORNING],
          ]),
        );
      });

      test('has a line for each version of the file, and another where an older one comes back', async () => {
        for (const digest of ['a', 'a', 'b', 'a', 'a'])
          await ledger.record(
            writes([], { state: { digest, mode: 'live', at: MORNING } }),
            MORNING,
            OVER_ALL,
          );
        const { accepted } = await ledger.view(INCIDENT);
        expect(accepted.map((one) => one.digest)).toEqual(['a', 'b', 'a']);
      });

      test('replaces the text of what waits: its approval is void, and the old text stays in the history', async () => {
        const [old, other, now] = [intent(), intent({ account: 'hsk-x' }), intent({ text: 'Wieder offen.' })];
        await ready(ledger, [old, other]);
        await ledger.record(writes([now, other]), MORNING + MINUTE, OVER_ALL);
        expect(await claimOf(now, MORNING + MINUTE)).toEqual({
          kind: 'not-claimed',
          because: 'not approved',
        });
        expect((await claimOf(other, MORNING + MINUTE)).kind).toBe('claimed');
        expect((await historyOf(now))?.earlierTexts).toEqual([
          { text: old.text, digest: old.digest, replacedAt: MORNING + MINUTE, voided: [approvalOf(old)] },
        ]);
        expect((await ledger.view(INCIDENT)).approvals).toEqual([approvalOf(other)]);
      });

      test('does not bring an approval back with the text that was approved', async () => {
        const [old, between] = [intent(), intent({ text: 'Wieder offen.' })];
        await ready(ledger, [old]);
        await ledger.record(writes([between]), MORNING + 1, OVER_ALL);
        await ledger.record(writes([old]), MORNING + 2, OVER_ALL);
        expect((await claimOf(old, MORNING + 2)).kind).toBe('not-claimed');
        await ledger.approve([approvalOf(old)]);
        expect((await claimOf(old, MORNING + 2)).kind).toBe('claimed');
      });

      test('drops what will never be sent, but nothing that was', async () => {
        const [never, gone] = [intent(), intent({ account: 'hsk-x' })];
        await ready(ledger, [gone]);
        await posted(ledger, gone, '1');
        const dropped = [never, gone].map((one) => ({
          intent: one,
          state: 'expired' as const,
          reason: 'too late',
        }));
        await ledger.record(writes([], { dropped }), MORNING, OVER_ALL);
        expect(await ledger.entry(never.key)).toMatchObject({
          state: 'expired',
          reason: 'too late',
          text: never.text,
        });
        expect(await stateOf(gone)).toBe('posted');
      });

      test('cancels what waits at once; what is being sent or unknown is marked; what stands is not touched', async () => {
        const all = ['a-x', 'b-x', 'c-x', 'd-x'].map((account) => intent({ account }));
        const [waiting, sending, unknown, standing] = all as [Intent, Intent, Intent, Intent];
        await ready(ledger, all);
        await claimed(ledger, sending);
        await lost(ledger, unknown);
        await posted(ledger, standing, '1');
        const cancelled = all.map(({ key }) => ({ key, reason: 'withdrawn' }));
        await ledger.record(writes([], { cancelled }), MORNING + MINUTE, OVER_ALL);
        expect(await ledger.entry(waiting.key)).toMatchObject({ state: 'superseded', reason: 'withdrawn' });
        expect(await ledger.entry(sending.key)).toMatchObject({ state: 'sending', cancelled: 'withdrawn' });
        expect(await ledger.entry(unknown.key)).toMatchObject({ state: 'unknown', cancelled: 'withdrawn' });
        expect(await ledger.entry(standing.key)).toMatchObject({ state: 'posted', cancelled: null });
        expect((await historyOf(unknown))?.transitions.at(-1)).toMatchObject({
          from: 'unknown',
          to: 'unknown',
          why: 'withdrawn',
        });
        await ledger.record(writes([], { cancelled }), MORNING + HOUR, OVER_ALL);
        expect((await historyOf(unknown))?.transitions.at(-1)?.at).toBe(MORNING + MINUTE);
      });

      test('holds what is open until a plan wants it again', async () => {
        const all = ['a-x', 'b-x', 'c-x', 'd-x'].map((account) => intent({ account }));
        const [waiting, unknown, sending, standing] = all as [Intent, Intent, Intent, Intent];
        await ready(ledger, all);
        await lost(ledger, unknown);
        await posted(ledger, standing, '1');
        const claim = await claimed(ledger, sending);
        const held = all.map(({ key }) => ({ key, reason: 'held: facts-broken' }));
        await ledger.record(writes([], { held }), MORNING + SECOND, OVER_ALL);
        const notNow = { kind: 'not-claimed', because: 'held: facts-broken' };
        expect(await claimOf(waiting)).toEqual(notNow);
        expect(await ledger.holds(claim, MORNING + SECOND)).toBe(false);
        expect(await ledger.entry(standing.key)).toMatchObject({ state: 'posted', held: null });
        const late = MORNING + HOUR;
        await ledger.recordLookUp(unknown.key, { kind: 'absent', lookedUpAt: late, nextAt: late }, late);
        expect(await claimOf(unknown, late)).toEqual(notNow);
        await ledger.record(writes([waiting, unknown]), late, OVER_ALL);
        expect((await claimOf(waiting, late)).kind).toBe('claimed');
        expect((await claimOf(unknown, late)).kind).toBe('claimed');
      });

      test('takes over no older version of the state file, where a newer one was accepted since it was read', async () => {
        const version = (digest: string) => ({ digest, mode: 'live', at: MORNING }) as const;
        const [older, newer] = [version('older'), version('newer')];
        const over = await ledger.versionAccepted();
        const accepted = await ledger.record(writes([], { state: newer }), MORNING, over);
        expect(accepted).toBeGreaterThan(over);
        const late = intent();
        expect(await ledger.record(writes([late], { state: older }), MORNING + MINUTE, over)).toBeNull();
        expect(await ledger.entry(late.key)).toBeNull();
        // The same content is no other version, and what was read since is not older.
        expect(await ledger.record(writes([], { state: newer }), MORNING + MINUTE, over)).toBe(accepted);
        const again = await ledger.versionAccepted();
        expect(await ledger.record(writes([late], { state: older }), MORNING + MINUTE, again)).not.toBeNull();
      });

      test('brings back what was cancelled and never left, under its key', async () => {
        const one = intent();
        await ready(ledger, [one]);
        await ledger.record(
          writes([], { cancelled: [{ key: one.key, reason: 'withdrawn' }] }),
          MORNING,
          OVER_ALL,
        );
        await ledger.record(writes([one]), MORNING, OVER_ALL);
        expect((await claimOf(one)).kind).toBe('claimed');
      });

      test('never changes the text of what may have left', async () => {
        const all = ['a-x', 'b-x', 'c-x'].map((account) => intent({ account }));
        const [sending, unknown, standing] = all as [Intent, Intent, Intent];
        await ready(ledger, all);
        await claimed(ledger, sending);
        await lost(ledger, unknown);
        await posted(ledger, standing, '1');
        await ledger.record(writes(all.map((one) => intent({ ...one, text: 'Anders.' }))), MORNING, OVER_ALL);
        for (const one of all) expect((await ledger.entry(one.key))?.text).toBe(one.text);
      });
    });

    describe('a claim', () => {
      test('is given once for a post, and once at a time for an account', async () => {
        const [first, second, elsewhere] = [
          intent(),
          intent({ announcement: 'daily' }),
          intent({ account: 'hsk-x' }),
        ];
        await ready(ledger, [first, second, elsewhere]);
        await claimed(ledger, first);
        expect(await claimOf(first)).toEqual({ kind: 'not-claimed', because: 'it is sending' });
        expect(await claimOf(second)).toEqual({ kind: 'not-claimed', because: 'the account is sending' });
        expect((await claimOf(elsewhere)).kind).toBe('claimed');
      });

      test('is refused for what the ledger does not know', async () => {
        expect((await ledger.claim('no/such/key', 'worker', MORNING)).kind).toBe('not-claimed');
      });

      test('counts each name once where two approvals are needed', async () => {
        const strict = await here.open({ ...SETTINGS, approvals: { ...SETTINGS.approvals, needed: 2 } });
        const one = intent();
        await ready(strict, [one]);
        await strict.approve([approvalOf(one)]);
        expect((await strict.claim(one.key, 'worker', MORNING)).kind).toBe('not-claimed');
        await strict.approve([approvalOf(one, 'Müller, Anna')]);
        expect((await strict.claim(one.key, 'worker', MORNING)).kind).toBe('claimed');
        const [row] = await strict.history(EVERYTHING);
        expect(row?.transitions.at(-1)?.approvers).toEqual(['presse', 'Müller, Anna']);
        await strict.close();
      });

      test('needs nobody for a standing kind whose words were approved, until they change', async () => {
        const [one, later] = [
          intent({ announcement: 'outage', kind: 'outage' }),
          intent({ announcement: 'outage-2', kind: 'outage', account: 'hsk-x' }),
        ];
        await ledger.record(writes([one, later]), MORNING, OVER_ALL);
        await ledger.approve([
          { digest: MESSAGES.outage, subject: { kind: 'outage' }, by: 'presse', at: MORNING },
        ]);
        expect((await claimOf(one)).kind).toBe('claimed');
        await ledger.record(
          writes([one, later], { messages: { ...MESSAGES, outage: 'other words' } }),
          MORNING,
          OVER_ALL,
        );
        expect(await claimOf(later)).toEqual({ kind: 'not-claimed', because: 'not approved' });
      });

      const target = intent({ announcement: 'first' });
      const refusals: readonly {
        readonly because: RegExp;
        readonly one: Intent;
        readonly before?: () => Promise<unknown>;
        readonly now?: number;
        readonly state?: 'expired' | 'superseded';
        readonly record?: Partial<LedgerWrites>;
      }[] = [
        { because: /not posted after/, one: intent({ until: MORNING }), now: MORNING + 1, state: 'expired' },
        { because: /older than 24 hours/, one: intent(), now: MORNING + DAY + 1, state: 'expired' },
        { because: /due at/, one: intent({ due: MORNING + 1 }) },
        {
          because: /draft/,
          one: intent(),
          record: { state: { digest: 'b', mode: 'draft', at: MORNING } },
        },
        { because: /no longer in the state file/, one: intent(), record: { announcements: ['daily'] } },
        {
          because: /no longer in the state file/,
          one: intent(),
          record: { incident: 'another', state: { digest: 'b', mode: 'live', at: MORNING } },
        },
        {
          because: /paused/,
          one: intent(),
          before: () => ledger.pause({ scope: { of: 'everything' }, by: 'presse', at: MORNING }),
        },
        {
          because: /paused/,
          one: intent(),
          before: () =>
            ledger.pause({ scope: { of: 'account', account: 'siegen-x' }, by: 'presse', at: MORNING }),
        },
        {
          because: /paused/,
          one: intent(),
          before: () => ledger.pause({ scope: { of: 'channel', channel: 'x' }, by: 'presse', at: MORNING }),
        },
        {
          because: /it is suspended/,
          one: intent(),
          before: () => ledger.stop('siegen-x', 'it is suspended', MORNING),
        },
        {
          because: /must stand first/,
          one: intent({ after: target.key }),
          before: () => ready(ledger, [target]),
        },
        {
          because: /outcome of the post is not known/,
          one: editOf(target, 'Neu.'),
          before: () => ready(ledger, [target]).then(() => lost(ledger, target)),
        },
        {
          because: /gone already/,
          one: editOf(target, 'Neu.'),
          state: 'superseded',
          async before() {
            await ready(ledger, [target, deletionOf(target)]);
            await posted(ledger, target, '1');
            await posted(ledger, deletionOf(target), '1');
          },
        },
        {
          because: /never went out/,
          one: deletionOf(target),
          state: 'superseded',
          async before() {
            await ready(ledger, [target]);
            await answered(ledger, target, { kind: 'refused', cause: 'post', reason: 'spam' });
          },
        },
        {
          because: /earlier change/,
          one: editOf(target, 'Noch neuer.', { key: `${target.key}/edit.2` }),
          async before() {
            await ready(ledger, [target, editOf(target, 'Neu.')]);
            await posted(ledger, target, '1');
            await lost(ledger, editOf(target, 'Neu.'));
          },
        },
        {
          because: /newer edition/,
          one: intent({ announcement: 'first' }),
          state: 'superseded',
          before: () => ready(ledger, [intent({ announcement: 'first', edition: 2 })]),
        },
        {
          because: /newer edition/,
          one: intent({ announcement: 'daily', occurrence: MORNING - HOUR }),
          state: 'superseded',
          before: () => ready(ledger, [intent({ announcement: 'daily', occurrence: MORNING })]),
        },
        {
          because: /earlier edition/,
          one: intent({ announcement: 'first', edition: 2 }),
          before: () => ready(ledger, [target]).then(() => lost(ledger, target)),
        },
      ];
      test.each(refusals)('is refused: $because', async ({ because, one, before, now, state, record }) => {
        const also = { announcements: ['hotline', 'first', 'daily'] };
        await before?.();
        await ledger.record(writes([one], also), MORNING, OVER_ALL);
        await ledger.approve([approvalOf(one)]);
        await ledger.record(writes([], { ...also, ...record }), MORNING, OVER_ALL);
        const outcome = await claimOf(one, now);
        expect(outcome).toMatchObject({ kind: 'not-claimed', because: expect.stringMatching(because) });
        expect(await stateOf(one)).toBe(state ?? 'waiting');
        if (state)
          expect((await historyOf(one))?.transitions.at(-1)).toMatchObject({
            to: state,
            why: expect.stringMatching(because),
          });
      });

      test('chooses the newest standing post of the account as parent, and where a look would begin', async () => {
        const posts = ['first', 'daily', 'hotline'].map((announcement) => intent({ announcement }));
        const [first, daily, hotline] = posts as [Intent, Intent, Intent];
        await ready(ledger, [...posts, deletionOf(daily)]);
        await posted(ledger, first, '10', MORNING);
        await posted(ledger, daily, '9', MORNING + 1);
        await posted(ledger, deletionOf(daily), '9', MORNING + 2);
        const { entry } = await claimed(ledger, hotline, MORNING + 3);
        expect(entry).toMatchObject({ replyTo: first.key, parentId: '10', since: '9', attempts: 1 });
      });

      test('takes the greater id for the newer of two posts of the same instant', async () => {
        const posts = ['first', 'daily', 'hotline'].map((announcement) => intent({ announcement }));
        const [first, daily, hotline] = posts as [Intent, Intent, Intent];
        await ready(ledger, posts);
        await posted(ledger, first, '9');
        await posted(ledger, daily, '10');
        expect((await claimed(ledger, hotline)).entry).toMatchObject({ parentId: '10', since: '10' });
      });

      test('goes alone once the platform refused the answer', async () => {
        const [first, second] = [intent({ announcement: 'first' }), intent()];
        await ready(ledger, [first, second]);
        await posted(ledger, first, '1');
        await answered(ledger, second, { kind: 'refused', cause: 'reply', reason: 'no replies' });
        expect((await claimed(ledger, second)).entry).toMatchObject({
          alone: true,
          replyTo: null,
          parentId: null,
        });
      });

      test('that ran out makes the outcome unknown, and is worth nothing afterwards', async () => {
        const one = intent();
        await ready(ledger, [one]);
        const claim = await claimed(ledger, one);
        const late = MORNING + SETTINGS.claimMs;
        expect(await ledger.holds(claim, late - 1)).toBe(true);
        expect(await ledger.holds(claim, late)).toBe(false);
        expect(await claimOf(one, late)).toEqual({ kind: 'not-claimed', because: 'it is unknown' });
        expect(await ledger.entry(one.key)).toMatchObject({ state: 'unknown', leftBy: late, claim: null });
        const answer = { kind: 'posted', remoteId: '1', url: null, at: null } as const;
        expect(await ledger.settle(claim, answeredWith(answer), late)).toBe(false);
        expect(await stateOf(one)).toBe('unknown');
      });

      test('frees the account for others once it ran out', async () => {
        const [frozen, other] = [intent(), intent({ announcement: 'daily' })];
        await ready(ledger, [frozen, other]);
        await claimed(ledger, frozen);
        await claimed(ledger, other, MORNING + SETTINGS.claimMs);
        expect(await stateOf(frozen)).toBe('unknown');
      });

      test.each([
        ['paused', () => ledger.pause({ scope: { of: 'everything' as const }, by: 'presse', at: MORNING })],
        ['stopped', () => ledger.stop('siegen-x', 'it is suspended', MORNING)],
        [
          'made a draft',
          () =>
            ledger.record(
              writes([], { state: { digest: 'b', mode: 'draft', at: MORNING } }),
              MORNING,
              OVER_ALL,
            ),
        ],
        [
          'cancelled',
          () =>
            ledger.record(
              writes([], { cancelled: [{ key: intent().key, reason: 'wrong' }] }),
              MORNING,
              OVER_ALL,
            ),
        ],
      ])('no longer holds once it is %s, and is handed back as if it had never been', async (_, act) => {
        const one = intent();
        await ready(ledger, [one]);
        const claim = await claimed(ledger, one);
        await act();
        expect(await ledger.holds(claim, MORNING + 1)).toBe(false);
        expect(
          await ledger.settle(claim, { kind: 'unsent', reason: 'stopped', retryAt: MORNING }, MORNING),
        ).toBe(true);
        expect(await ledger.entry(one.key)).toMatchObject({
          state: 'waiting',
          attempts: 0,
          leftBy: null,
          claim: null,
        });
      });
    });

    describe('an outcome', () => {
      test('posted: it stands, with its text and snapshot, and its id settles it', async () => {
        const [one, other] = [intent(), intent({ announcement: 'daily', text: 'Anderes.' })];
        await ready(ledger, [one, other]);
        await posted(ledger, one, '77');
        expect(await ledger.entry(one.key)).toMatchObject({
          state: 'posted',
          remoteId: '77',
          url: 'https://example.org/77',
          postedAt: MORNING,
          publishedText: one.text,
          publishedSnapshot: one.snapshot,
        });
        expect(await ledger.settledIds('siegen-x')).toEqual(new Set(['77']));
        expect([...(await ledger.view(INCIDENT)).snapshots.keys()]).toEqual([one.snapshot]);
      });

      test('deferred: it waits, certain not to have left', async () => {
        const one = intent();
        await ready(ledger, [one]);
        await answered(ledger, one, { kind: 'deferred', cause: 'server', until: null, reason: 'try later' });
        expect(await ledger.entry(one.key)).toMatchObject({
          state: 'waiting',
          reason: 'try later',
          nextAt: MORNING + MINUTE,
          leftBy: null,
          attempts: 1,
        });
        expect((await claimOf(one)).kind).toBe('not-claimed');
        expect((await claimOf(one, MORNING + MINUTE)).kind).toBe('claimed');
      });

      test('refused: it is over, and comes not back with the next tick', async () => {
        const one = intent();
        await ready(ledger, [one]);
        await answered(ledger, one, { kind: 'refused', cause: 'post', reason: 'spam' });
        await ledger.record(writes([intent({ text: 'Anders.' })]), MORNING, OVER_ALL);
        expect(await ledger.entry(one.key)).toMatchObject({
          state: 'refused',
          reason: 'spam',
          text: one.text,
        });
      });

      test('a duplicate of a post that may have left is looked for; of any other it is refused', async () => {
        const [sent, fresh] = [intent(), intent({ account: 'hsk-x' })];
        const duplicate = { kind: 'refused', cause: 'duplicate', reason: 'duplicate content' } as const;
        await ready(ledger, [sent, fresh]);
        await lost(ledger, sent);
        const late = MORNING + HOUR;
        await ledger.recordLookUp(sent.key, { kind: 'absent', lookedUpAt: late, nextAt: late }, late);
        await answered(ledger, sent, duplicate, late);
        await answered(ledger, fresh, duplicate);
        expect(await stateOf(sent)).toBe('unknown');
        expect(await stateOf(fresh)).toBe('refused');
      });

      test('of an edit changes what stands; of a deletion it ends that', async () => {
        const one = intent({ account: 'siegen-mastodon' });
        const edit = editOf(one, 'Wieder offen.');
        await ready(ledger, [one, edit, deletionOf(one)]);
        await posted(ledger, one, '1');
        const claim = await claimed(ledger, edit);
        expect(claim.targetRemoteId).toBe('1');
        await ledger.settle(
          claim,
          answeredWith({ kind: 'posted', remoteId: '1', url: null, at: null }),
          MORNING,
        );
        expect(await ledger.entry(one.key)).toMatchObject({
          text: one.text,
          publishedText: 'Wieder offen.',
          publishedSnapshot: edit.snapshot,
        });
        await posted(ledger, deletionOf(one), '1', MORNING + 1);
        expect((await ledger.entry(one.key))?.removedAt).toBe(MORNING + 1);
        expect((await ledger.view(INCIDENT)).snapshots.size).toBe(0);
      });

      test('of a change whose post is not there: the post was deleted by hand', async () => {
        const [edited, deleted] = [intent({ account: 'a-mastodon' }), intent({ account: 'b-mastodon' })];
        await ready(ledger, [edited, deleted, editOf(edited, 'Neu.'), deletionOf(deleted)]);
        await posted(ledger, edited, '1');
        await posted(ledger, deleted, '2');
        const missing = { kind: 'refused', cause: 'missing', reason: 'not found' } as const;
        await answered(ledger, editOf(edited, 'Neu.'), missing);
        await answered(ledger, deletionOf(deleted), missing);
        expect(await stateOf(editOf(edited, 'Neu.'))).toBe('superseded');
        expect(await stateOf(deletionOf(deleted))).toBe('posted');
        for (const one of [edited, deleted]) expect((await ledger.entry(one.key))?.removedAt).toBe(MORNING);
      });

      test('that names a post which settles another key is not believed', async () => {
        const [one, other] = [intent(), intent({ announcement: 'daily' })];
        await ready(ledger, [one, other]);
        await posted(ledger, one, '1');
        await posted(ledger, other, '1');
        expect(await ledger.entry(other.key)).toMatchObject({ state: 'unknown', remoteId: null });
      });
    });

    describe('an unknown', () => {
      const one = intent({ account: 'siegen-mastodon' });
      const quiet = channelSettings(SETTINGS, 'mastodon').quietMs;
      beforeEach(async () => {
        await ready(ledger, [one]);
        await lost(ledger, one);
      });
      const absentAt = (lookedUpAt: number) =>
        ledger.recordLookUp(one.key, { kind: 'absent', lookedUpAt, nextAt: lookedUpAt + MINUTE }, lookedUpAt);

      test('is never claimed', async () => {
        expect(await claimOf(one, MORNING + HOUR)).toEqual({ kind: 'not-claimed', because: 'it is unknown' });
      });

      test('stays so while absence was seen before the quiet time ended, and is then sent again unchanged', async () => {
        expect(await absentAt(MORNING + quiet - 1)).toBe(true);
        expect(await ledger.entry(one.key)).toMatchObject({
          state: 'unknown',
          looks: 1,
          nextAt: MORNING + quiet,
        });
        await absentAt(MORNING + quiet);
        await ledger.record(writes([intent({ ...one, text: 'Anders.' })]), MORNING + quiet, OVER_ALL);
        const { entry } = await claimed(ledger, one, MORNING + quiet);
        expect(entry).toMatchObject({ text: one.text, attempts: 2 });
      });

      test('is posted where it is found', async () => {
        const found = { kind: 'found', remoteId: '5', url: null, at: MORNING + 1 } as const;
        expect(await ledger.recordLookUp(one.key, found, MORNING + MINUTE)).toBe(true);
        expect(await ledger.entry(one.key)).toMatchObject({
          state: 'posted',
          remoteId: '5',
          postedAt: MORNING + 1,
        });
        expect(await ledger.recordLookUp(one.key, found, MORNING + MINUTE)).toBe(false);
      });

      test('is not settled by a post that settles another key', async () => {
        const other = intent({ announcement: 'daily', account: 'siegen-mastodon' });
        await ready(ledger, [other]);
        await posted(ledger, other, '5');
        const found = { kind: 'found', remoteId: '5', url: null, at: null } as const;
        expect(await ledger.recordLookUp(one.key, found, MORNING)).toBe(false);
        const by = { posted: { remoteId: '5', url: 'https://example.org/5' } };
        expect(await ledger.resolve(one.key, by, 'presse', MORNING)).toBe(false);
        expect(await stateOf(one)).toBe('unknown');
      });

      test('may have the same id as a post of another account', async () => {
        const other = intent({ account: 'hsk-mastodon' });
        await ready(ledger, [other]);
        await posted(ledger, other, '5');
        expect(
          await ledger.recordLookUp(one.key, { kind: 'found', remoteId: '5', url: null, at: null }, MORNING),
        ).toBe(true);
      });

      test('is held while nobody can look, with the reason', async () => {
        const nextAt = MORNING + HOUR;
        await ledger.recordLookUp(one.key, { kind: 'unreadable', reason: 'no credit', nextAt }, MORNING);
        expect(await ledger.entry(one.key)).toMatchObject({ state: 'unknown', reason: 'no credit', nextAt });
      });

      test('that was cancelled is superseded where it is absent', async () => {
        await ledger.record(
          writes([], { cancelled: [{ key: one.key, reason: 'withdrawn' }] }),
          MORNING,
          OVER_ALL,
        );
        await absentAt(MORNING + quiet);
        expect(await ledger.entry(one.key)).toMatchObject({ state: 'superseded', reason: 'withdrawn' });
      });

      test('holds up only its own edition: everything else on the account goes on', async () => {
        const other = intent({ announcement: 'daily', account: 'siegen-mastodon' });
        await ready(ledger, [other]);
        expect((await claimOf(other)).kind).toBe('claimed');
      });

      test('edit that was cancelled and did not take place leaves its post standing', async () => {
        await ledger.recordLookUp(one.key, { kind: 'found', remoteId: '5', url: null, at: null }, MORNING);
        const edit = editOf(one, 'Neu.');
        await ready(ledger, [edit]);
        await lost(ledger, edit);
        await ledger.record(
          writes([], { cancelled: [{ key: edit.key, reason: 'withdrawn' }] }),
          MORNING,
          OVER_ALL,
        );
        await ledger.recordLookUp(
          edit.key,
          { kind: 'absent', lookedUpAt: MORNING, nextAt: MORNING },
          MORNING,
        );
        expect(await stateOf(edit)).toBe('superseded');
        expect((await ledger.entry(one.key))?.removedAt).toBeNull();
      });

      test('edit whose post is gone says so of the post', async () => {
        await ledger.recordLookUp(one.key, { kind: 'found', remoteId: '5', url: null, at: null }, MORNING);
        const edit = editOf(one, 'Neu.');
        await ready(ledger, [edit]);
        await lost(ledger, edit);
        await ledger.recordLookUp(edit.key, { kind: 'gone' }, MORNING + MINUTE);
        expect((await ledger.entry(one.key))?.removedAt).toBe(MORNING + MINUTE);
      });

      test('is settled by staff: posted, or absent and then sent again', async () => {
        const other = intent({ account: 'hsk-mastodon' });
        await ready(ledger, [other]);
        await lost(ledger, other);
        const by = { posted: { remoteId: '8', url: 'https://example.org/8' } };
        expect(await ledger.resolve(one.key, by, 'presse', MORNING)).toBe(true);
        expect(await ledger.resolve(other.key, { absent: true }, 'presse', MORNING)).toBe(true);
        expect(await ledger.entry(one.key)).toMatchObject({
          state: 'posted',
          remoteId: '8',
          publishedText: one.text,
        });
        expect((await historyOf(one))?.transitions.at(-1)?.why).toBe('settled by presse');
        expect((await claimOf(other)).kind).toBe('claimed');
        expect(await ledger.resolve(one.key, { absent: true }, 'presse', MORNING)).toBe(false);
      });
    });

    describe('staff', () => {
      test('say that a waiting post was made by hand; what was claimed is not theirs to settle before it ran out', async () => {
        const one = intent();
        const by = { posted: { remoteId: '8', url: 'https://example.org/8' } };
        await ready(ledger, [one]);
        await claimed(ledger, one);
        expect(await ledger.resolve(one.key, by, 'presse', MORNING)).toBe(false);
        expect(await ledger.resolve(one.key, by, 'presse', MORNING + SETTINGS.claimMs)).toBe(true);
        expect(await stateOf(one)).toBe('posted');
        const other = intent({ announcement: 'daily' });
        await ready(ledger, [other]);
        const hand = { posted: { remoteId: '9', url: 'https://example.org/9' } };
        expect(await ledger.resolve(other.key, hand, 'presse', MORNING)).toBe(true);
      });

      test('resume what they paused, each scope by itself or all at once', async () => {
        const scopes = [
          { of: 'everything' },
          { of: 'account', account: 'siegen-x' },
          { of: 'account', account: 'hsk-x' },
          { of: 'channel', channel: 'x' },
        ] as const;
        for (const scope of scopes) await ledger.pause({ scope, by: 'presse', at: MORNING });
        expect((await ledger.view(INCIDENT)).pauses).toEqual(
          scopes.map((scope) => ({ scope, by: 'presse', at: MORNING })),
        );
        expect(await ledger.resume({ of: 'account', account: 'hsk-x' }, 'presse', MORNING)).toBe(1);
        expect(await ledger.resume({ of: 'account', account: 'hsk-x' }, 'presse', MORNING)).toBe(0);
        expect(await ledger.resume({ of: 'everything' }, 'presse', MORNING)).toBe(3);
        expect((await ledger.view(INCIDENT)).pauses).toEqual([]);
      });

      test('let a stopped account go on', async () => {
        await ready(ledger, [intent()]);
        await ledger.stop('siegen-x', 'it is suspended', MORNING);
        expect((await ledger.view(INCIDENT)).stopped).toEqual(new Map([['siegen-x', 'it is suspended']]));
        await ledger.stop('siegen-x', null, MORNING);
        expect((await claimOf(intent())).kind).toBe('claimed');
      });

      test('find what happened by key, municipality, announcement and incident', async () => {
        const all = [
          intent(),
          intent({ announcement: 'daily' }),
          intent({ municipality: 'hsk', account: 'hsk-x' }),
        ];
        await ready(ledger, all);
        const keys = async (filter: object) =>
          (await ledger.history({ ...EVERYTHING, ...filter })).map((row) => row.entry.key).sort();
        const [a, b, c] = all.map((one) => one.key);
        expect(await keys({})).toEqual([a, b, c].sort());
        expect(await keys({ municipality: 'siegen' })).toEqual([a, b].sort());
        expect(await keys({ announcement: 'hotline' })).toEqual([a, c].sort());
        expect(await keys({ key: b })).toEqual([b]);
        expect(await keys({ incident: 'another' })).toEqual([]);
        expect((await historyOf(intent()))?.approvals).toEqual([approvalOf(intent())]);
      });

      test('confirm an older state file', async () => {
        const word = { digest: 'file-1', subject: { file: 'file-1' }, by: 'presse', at: MORNING } as const;
        await ledger.approve([word, word]);
        expect((await ledger.view(INCIDENT)).approvals).toEqual([word]);
      });
    });

    describe('what staff are told', () => {
      const alert = (id: string, code: 'outdated' | 'expired' = 'outdated'): Alert => ({
        id,
        topic: 'plan',
        group: code,
        about: id,
        reason: { code, announcement: id, reason: null },
        afterMs: 0,
      });
      const find = (alerts: readonly Alert[]) =>
        ledger.recordAlerts({ alerts, topics: ['plan'], undecided: new Set() }, MORNING);
      const numbers = async () => (await ledger.alertsDue(MORNING)).map((alert) => alert.number);

      test('is only what still lasts when the message leaves', async () => {
        await find([alert('a'), alert('b')]);
        const [a, b] = (await numbers()) as [number, number];
        await find([alert('b')]);
        expect(await ledger.beginTelling([a, b], MORNING)).toEqual([b]);
        await find([]);
        expect(await ledger.beginTelling([a, b], MORNING)).toEqual([]);
        expect((await ledger.alertsDue(MORNING)).map((alert) => alert.id)).toEqual(['b']);
      });

      test('of what happened once is told until it is taken, however long ago it was', async () => {
        await find([alert('a', 'expired'), alert('b', 'expired')]);
        const [a, b] = (await numbers()) as [number, number];
        await ledger.beginTelling([a], MORNING);
        await find([]);
        expect(await numbers()).toEqual([a, b]);
        expect(await ledger.beginTelling([a, b], MORNING)).toEqual([a, b]);
        await ledger.recordTold([a, b], 'raised', MORNING);
        await find([]);
        expect(await numbers()).toEqual([]);
        expect(await ledger.openAlerts()).toEqual([]);
      });
    });

    describe('a clock that jumped and is right again', () => {
      const absent = (one: Intent, lookedUpAt: number) =>
        ledger.recordLookUp(one.key, { kind: 'absent', lookedUpAt, nextAt: lookedUpAt + MINUTE }, lookedUpAt);

      test('begins the quiet time of an unknown again, and changes nothing else', async () => {
        const one = intent();
        await ready(ledger, [one]);
        await lost(ledger, one);
        const before = await ledger.entry(one.key);
        const awake = MORNING + HOUR;
        await ledger.renewQuiet(awake);
        expect(await ledger.entry(one.key)).toEqual({ ...before, leftBy: awake });
        const quiet = channelSettings(SETTINGS, 'x').quietMs;
        await absent(one, awake + quiet - 1);
        expect(await stateOf(one)).toBe('unknown');
        await absent(one, awake + quiet);
        expect(await stateOf(one)).toBe('waiting');
      });

      test('leaves a claim that still holds as it is', async () => {
        await ready(ledger, [intent()]);
        const claim = await claimed(ledger, intent());
        await ledger.renewQuiet(MORNING + 1);
        expect(await ledger.entry(intent().key)).toEqual(claim.entry);
      });

      test('lets nothing wait for a time that it wrote while it was a year ahead', async () => {
        const [unknown, rated] = [intent({ account: 'a-x' }), intent({ account: 'b-x' })];
        await ready(ledger, [unknown, rated]);
        const LATER = MORNING + 365 * DAY;
        const claims = [await claimed(ledger, unknown), await claimed(ledger, rated)] as const;
        await ledger.settle(claims[0], answeredWith({ kind: 'unknown', reason: 'lost' }, LATER), LATER);
        const deferred = {
          kind: 'deferred',
          cause: 'rate',
          until: null,
          reason: 'too many requests',
        } as const;
        await ledger.settle(claims[1], answeredWith(deferred, LATER), LATER);
        expect(await ledger.lastWritten()).toBe(LATER);
        await ledger.renewQuiet(MORNING + MINUTE);
        for (const { at } of await ledger.nextDue()) expect(at).toBe(MORNING + MINUTE);
        expect((await claimOf(rated, MORNING + MINUTE)).kind).toBe('claimed');
        await absent(unknown, MORNING + MINUTE + channelSettings(SETTINGS, 'x').quietMs);
        expect(await stateOf(unknown)).toBe('waiting');
      });

      test('takes nothing from a wait that a right clock wrote', async () => {
        const rated = intent();
        await ready(ledger, [rated]);
        const until = MORNING + 6 * HOUR;
        const answer = { kind: 'deferred', cause: 'rate', until, reason: 'too many requests' } as const;
        const settlement = { kind: 'answered', answer, retryAt: until, leftBy: MORNING } as const;
        await ledger.settle(await claimed(ledger, rated), settlement, MORNING);
        await ledger.renewQuiet(MORNING + MINUTE);
        expect((await ledger.entry(rated.key))?.nextAt).toBe(until);
      });

      test('keeps no occurrence of today from being said after one of a time to come', async () => {
        const LATER = MORNING + 365 * DAY;
        const [ahead, today] = [
          intent({ occurrence: LATER, at: LATER, due: LATER }),
          intent({ occurrence: MORNING }),
        ];
        await ready(ledger, [ahead], LATER);
        await posted(ledger, ahead, '1', LATER);
        await ready(ledger, [today]);
        expect((await claimOf(today)).kind).toBe('claimed');
      });
    });

    describe('nextDue', () => {
      test('name each account with the earliest time at which something can be done', async () => {
        const accounts = ['a-x', 'b-x', 'c-x', 'd-x'].map((account) => intent({ account }));
        const [due, sending, unknown, done] = accounts as [Intent, Intent, Intent, Intent];
        const later = intent({ announcement: 'later', account: 'a-x', due: MORNING + HOUR });
        await ready(ledger, [...accounts, later]);
        await claimed(ledger, sending);
        await lost(ledger, unknown);
        await posted(ledger, done, '1');
        const at = Object.fromEntries((await ledger.nextDue()).map((next) => [next.account, next.at]));
        const firstLook = (await ledger.entry(unknown.key))?.nextAt;
        expect(at).toEqual({ 'a-x': due.due, 'b-x': MORNING + SETTINGS.claimMs, 'c-x': firstLook });
      });

      test('leave out what waits for staff or for another post, until it is too late for it', async () => {
        const first = intent({ announcement: 'first', account: 'b-x', until: MORNING + MINUTE });
        const waits = intent({ account: 'b-x', after: first.key });
        await ledger.record(writes([intent({ account: 'a-x' }), first, waits]), MORNING, OVER_ALL);
        await ledger.approve([approvalOf(waits)]);
        expect(await ledger.nextDue()).toEqual(
          expect.arrayContaining([
            { account: 'a-x', at: MORNING + SETTINGS.freshForMs + 1 },
            { account: 'b-x', at: MORNING + MINUTE + 1 },
          ]),
        );
        await ledger.claim(first.key, 'worker', MORNING + MINUTE + 1);
        expect(await stateOf(first)).toBe('expired');
      });

      test('are given by what names a post that is over', async () => {
        const [standing, refused] = [intent(), intent({ account: 'hsk-x' })];
        await ready(ledger, [standing, refused, editOf(standing, 'Neu.'), deletionOf(refused)]);
        await posted(ledger, standing, '1');
        await answered(ledger, refused, { kind: 'refused', cause: 'post', reason: 'spam' });
        const accounts = (await ledger.nextDue()).map((next) => next.account);
        expect(accounts.sort()).toEqual(['hsk-x', 'siegen-x']);
      });

      test('are none where everything is over', async () => {
        await ready(ledger, [intent()]);
        await posted(ledger, intent(), '1');
        expect(await ledger.nextDue()).toEqual([]);
      });

      test('come with what the worker then finds open, in the order in which it is due', async () => {
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

    test('a consequence of a correction waits for it, then is claimed with the id of its post', async () => {
      const wrong = intent();
      const correction = intent({ announcement: 'hotline-fixed', kind: 'correction' });
      const deletion = deletionOf(wrong, {
        announcement: 'hotline-fixed',
        key: consequenceKey(correction.key, 'delete', wrong.key),
        after: correction.key,
      });
      await ready(ledger, [wrong, correction, deletion]);
      await posted(ledger, wrong, '1');
      expect((await claimOf(deletion)).kind).toBe('not-claimed');
      await posted(ledger, correction, '2');
      // Edits and deletions that follow from a correction never go stale.
      expect((await claimed(ledger, deletion, MORNING + 30 * DAY)).targetRemoteId).toBe('1');
    });
  });
}

/** What ledgers promise that several processes have open at once. */
export function sharedLedgerSuite(name: string, site: () => Promise<Site>): void {
  describe(`${name}, opened twice`, () => {
    let here: Site;
    let ledgers: readonly Ledger[];
    beforeEach(async () => {
      here = await site();
      ledgers = [await here.open(SETTINGS), await here.open(SETTINGS)];
    });
    afterEach(async () => {
      for (const ledger of ledgers) await ledger.close();
      await here.remove();
    });

    test('gives each claim to exactly one of those who race for it', async () => {
      const [a, b] = ledgers as [Ledger, Ledger];
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

    test('never has two posts of one account on their way', async () => {
      const [a, b] = ledgers as [Ledger, Ledger];
      const all = Array.from({ length: 10 }, (_, n) => intent({ announcement: `notice-${n}` }));
      await ready(a, all);
      const outcomes = await Promise.all(
        all.map((one, n) => (n % 2 === 0 ? a : b).claim(one.key, 'w', MORNING)),
      );
      expect(outcomes.filter((outcome) => outcome.kind === 'claimed')).toHaveLength(1);
    });

    test('lets one of two settle a post with an id', async () => {
      const [a, b] = ledgers as [Ledger, Ledger];
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

    test('shows a pause of the one to the other at once', async () => {
      const [a, b] = ledgers as [Ledger, Ledger];
      await ready(a, [intent()]);
      const claim = await claimed(a, intent());
      await b.pause({ scope: { of: 'everything' }, by: 'presse', at: MORNING });
      expect(await a.holds(claim, MORNING)).toBe(false);
    });

    test('lets ticks, claims and settlements go on side by side', async () => {
      const [a, b] = ledgers as [Ledger, Ledger];
      const all = Array.from({ length: 12 }, (_, n) => intent({ account: `town-${n}-x` }));
      await ready(a, all);
      await Promise.all([
        ...all.map((one, n) => posted(n % 2 === 0 ? a : b, one, '1')),
        a.record(writes(all), MORNING, OVER_ALL),
        b.record(writes(all), MORNING, OVER_ALL),
        b.view(INCIDENT),
      ]);
      expect((await a.view(INCIDENT)).entries.map((entry) => entry.state)).toEqual(all.map(() => 'posted'));
    });

    test('keeps a claim whose process ended without a word: it is unknown, never sent again blindly', async () => {
      const [a, b] = ledgers as [Ledger, Ledger];
      await ready(a, [intent()]);
      await claimed(a, intent());
      const late = MORNING + SETTINGS.claimMs;
      expect(await b.claim(intent().key, 'w', late)).toEqual({
        kind: 'not-claimed',
        because: 'it is unknown',
      });
    });
  });
}
