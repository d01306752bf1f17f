import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { HOUR } from '../../src/core/domain/clock.ts';
import { OperatorError } from '../../src/core/domain/errors.ts';
import type { Intent } from '../../src/core/ledger/entry.ts';
import type { Ledger } from '../../src/core/ledger/ledger.ts';
import { readHistory } from '../../src/sql/history.ts';
import type { Migration } from '../../src/sql/migrations/migrate.ts';
import { MIGRATIONS } from '../../src/sql/migrations/migrations.ts';
import { openLedger, readLedger } from '../../src/sql/open-ledger.ts';
import { type LedgerPlace, openStore } from '../../src/sql/open-store.ts';
import { read, transact } from '../../src/sql/store.ts';
import {
  approvalOf,
  claimed,
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

let tokens = 0;
export const newToken = () => `token-${++tokens}`;

/** The code of the operator error that this ends with. */
export async function mistakeOf(work: () => unknown): Promise<string | undefined> {
  try {
    await work();
  } catch (error) {
    if (error instanceof OperatorError) return error.mistakes[0]?.code;
    throw error;
  }
  return undefined;
}

/** What every place promises in which a ledger lasts. */
export function openingSuite(name: string, newPlace: () => LedgerPlace): void {
  describe(name, () => {
    let place: LedgerPlace;
    const open = (): Promise<Ledger> => openLedger(place, SETTINGS, newToken, MORNING);
    const fill = async (): Promise<void> => {
      await using ledger = await open();
      await ready(ledger, [intent()]);
    };
    beforeEach(() => {
      place = newPlace();
    });

    const TYPES = { text: 'text', number: 'real', numbered: 'integer', strict: '' };
    /** Takes a step back, and does it once more with what the ledger has now. */
    const migrateAgain = async (step: string, ...back: readonly string[]): Promise<void> => {
      await using store = await openStore(place, MIGRATIONS, MORNING);
      await transact(store, 'write', async (db) => {
        const statements = MIGRATIONS.find((one) => one.name === step)?.statements(TYPES) ?? [];
        for (const statement of [...back, ...statements]) await sql.raw(statement).execute(db);
      });
    };
    const addColour = 'alter table entries add column colour text';
    const next: Migration = {
      name: 'colour',
      statements: () => [addColour],
    };

    test('a crash after the claim leaves the claim: when it has expired the post is looked up, with its old text', async () => {
      await using before = await open();
      await ready(before, [intent()]);
      await claimed(before, intent());
      // Nothing is closed: this is how a killed process leaves its ledger.
      await using after = await open();
      await after.record(writes([intent({ text: 'Anders.' })]), MORNING + HOUR, OVER_ALL);
      expect((await after.claim(intent().key, 'worker', MORNING + HOUR)).kind).toBe('not-claimed');
      expect(await after.entry(intent().key)).toMatchObject({ state: 'unknown', text: intent().text });
    });

    test('a ledger that is opened again, or read, holds everything that was committed', async () => {
      const before = await open();
      await ready(before, [intent(), intent({ account: 'hsk-x' })]);
      await posted(before, intent(), '1');
      await lost(before, intent({ account: 'hsk-x' }));
      const view = await before.view(INCIDENT);
      await before.close();
      await using opened = await open();
      await using reader = await readLedger(place, SETTINGS);
      for (const after of [opened, reader]) expect(await after?.view(INCIDENT)).toEqual(view);
    });

    test('the history is filtered by key, municipality, announcement and incident', async () => {
      const ledger = await open();
      const all = [
        intent(),
        intent({ announcement: 'daily' }),
        intent({ municipality: 'hsk', account: 'hsk-x' }),
      ];
      await ready(ledger, all);
      await ledger.close();
      const rows = async (filter: object) => (await readHistory(place, filter))?.rows ?? [];
      const keys = async (filter: object) => (await rows(filter)).map((row) => row.entry.key).sort();
      const [a, b, c] = all.map((one) => one.key);
      expect(await keys({})).toEqual([a, b, c].sort());
      expect(await keys({ municipality: 'siegen' })).toEqual([a, b].sort());
      expect(await keys({ announcement: 'hotline' })).toEqual([a, c].sort());
      expect(await keys({ key: b })).toEqual([b]);
      expect(await keys({ incident: 'another' })).toEqual([]);
      expect((await rows({ key: a }))[0]?.approvals).toEqual([approvalOf(intent())]);
    });

    test('a ledger that is only read need not exist, and is not made', async () => {
      expect(await readLedger(place, SETTINGS)).toBeNull();
      expect(await readLedger(place, SETTINGS)).toBeNull();
    });

    test('a ledger that several open at the same time is made once', async () => {
      for (const ledger of await Promise.all([open(), open(), open(), open()])) await ledger.close();
    });

    test('an older ledger is brought up to date, and keeps what it holds', async () => {
      await fill();
      await using store = await openStore(place, [...MIGRATIONS, next], MORNING + HOUR);
      const versions = await read(store, (db) =>
        db.selectFrom('migrations').selectAll().orderBy('version').execute(),
      );
      expect(versions).toEqual([
        ...MIGRATIONS.map(({ name }, nth) => ({ version: nth + 1, name, appliedAt: MORNING })),
        { version: MIGRATIONS.length + 1, name: 'colour', appliedAt: MORNING + HOUR },
      ]);
    });

    test('an older ledger knows the editions that were said: they are as old as their announcement, and later ones new', async () => {
      const raised = intent({ edition: 2 });
      {
        await using ledger = await open();
        await ready(ledger, [intent()]);
        await ready(ledger, [raised, intent({ municipality: 'hsk', account: 'hsk-x' })]);
        await ready(ledger, [intent({ announcement: 'daily' })]);
      }
      await migrateAgain('wanted', 'alter table announcements drop column wanted');
      await using ledger = await open();
      const { wanted } = await ledger.view(INCIDENT);
      expect(wanted.get('hotline')).toEqual({ editions: { hsk: [1, MORNING], siegen: [2, MORNING] } });
      expect(wanted.get('daily')).toEqual({ editions: { siegen: [1, MORNING] } });
    });

    test('an older ledger knows what was published of what somebody approved whose access ends then', async () => {
      const kind = { kind: 'outage' } as const;
      const [out, again, waits] = [1, 2, 3].map((edition) =>
        intent({
          ...kind,
          edition,
          account: `town-${edition === 3 ? 2 : 1}-x`,
          words: [edition === 3 ? 'b' : 'a'],
        }),
      ) as [Intent, Intent, Intent];
      {
        await using ledger = await open();
        await ready(ledger, [out, waits]);
        const words = ['a', 'b'].map((digest) => ({
          digest,
          subject: { words: digest },
          by: 'presse',
          at: MORNING,
        }));
        const wording = { digest: MESSAGES.outage.de ?? '', subject: kind, by: 'other', at: MORNING };
        await ledger.approve([...words, wording]);
        await posted(ledger, out, '1');
      }
      await migrateAgain(
        'published-approvals',
        'drop index approvals_unpublished',
        'alter table approvals drop column published_at',
      );
      await using ledger = await open();
      await ledger.voidApprovals('presse', MORNING);
      await ledger.record(writes([again, waits]), MORNING, OVER_ALL);
      const claims = await Promise.all([again, waits].map(({ key }) => ledger.claim(key, 'worker', MORNING)));
      expect(claims.map(({ kind }) => kind)).toEqual(['claimed', 'not-claimed']);
    });

    test('a newer ledger is refused, to read as to write', async () => {
      await (await openStore(place, [...MIGRATIONS, next], MORNING)).close();
      expect(await mistakeOf(open)).toBe('ledger-newer');
      expect(await mistakeOf(() => readLedger(place, SETTINGS))).toBe('ledger-newer');
    });

    test('an older ledger stays as it was when a migration fails', async () => {
      await fill();
      const statements = () => [addColour, 'insert into nowhere values (1)'];
      await expect(openStore(place, [...MIGRATIONS, { ...next, statements }], MORNING)).rejects.toThrow(
        'nowhere',
      );
      await using ledger = await open();
      expect((await ledger.view(INCIDENT)).entries).toHaveLength(1);
    });
  });
}
