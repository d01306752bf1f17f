import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, test } from 'vitest';
import { DAY, HOUR } from '../../src/core/domain/clock.ts';
import { mistakesIn } from '../../src/core/domain/errors.ts';
import { sha256 } from '../../src/core/domain/post-key.ts';
import type { Intent } from '../../src/core/ledger/entry.ts';
import type { Ledger } from '../../src/core/ledger/ledger.ts';
import { archiveIncident } from '../../src/sql/archive-incident.ts';
import { openLedger } from '../../src/sql/open-ledger.ts';
import type { LedgerPlace } from '../../src/sql/open-store.ts';
import { at, file, fileOf } from '../fixtures/day.ts';
import { folderOfTest } from '../fixtures/folder.ts';
import {
  approvalOf,
  beginningIn,
  INCIDENT,
  intent,
  MESSAGES,
  MORNING,
  OVER_ALL,
  posted,
  SETTINGS,
  writes,
} from '../fixtures/ledger-fixtures.ts';
import { DATABASE, schemaOfTest } from '../fixtures/postgres.ts';
import { openProgramAt } from '../fixtures/program.ts';
import { mistakeOf, newToken } from './opening-suite.ts';

const LATER = MORNING + 3 * DAY;
let folder: string;
let places = 0;
const inFile = (): LedgerPlace => ({ kind: 'file', file: join(folder, `${++places}.sqlite`) });

beforeEach(() => {
  folder = folderOfTest();
});

const of = (incident: string, account: string, at = MORNING): Intent =>
  intent({
    incident,
    account,
    key: `${incident}/hotline.1/${account}/de`,
    text: `${incident} ${account}`,
    at,
    due: at,
  });

/** An incident that was posted, each text of it changed once before. */
async function play(ledger: Ledger, incident: string, accounts: number, now = MORNING): Promise<void> {
  const all = Array.from({ length: accounts }, (_, n) => of(incident, `town-${n}-x`, now));
  const given = { incident, state: { digest: `file of ${incident}`, mode: 'live', at: now } } as const;
  await ledger.adopt(beginningIn(incident, now), now);
  const earlier = all.map((one) => intent({ ...one, text: `${one.text} früher` }));
  await ledger.record(writes(earlier, given), now, OVER_ALL);
  await ledger.record(writes(all, given), now, OVER_ALL);
  await ledger.approve(all.map((one) => approvalOf(one)));
  for (const [n, one] of all.entries()) await posted(ledger, one, `${incident} ${n}`, now);
}

describe.each([
  { what: 'a file', place: inFile, skipped: false },
  { what: 'a schema', place: schemaOfTest, skipped: DATABASE === '' },
])('$what', ({ place, skipped }) => {
  test.skipIf(skipped)(
    'free words that an archived incident said stay approved when the access of their person ends',
    async () => {
      const here = place();
      await using ledger = await openLedger(here, SETTINGS, newToken, MORNING);
      const words = { kind: 'outage', snapshot: 'Kommen Sie.', words: [sha256('Kommen Sie.')] } as const;
      const [old, now] = [MORNING, LATER].map((at) =>
        intent({ ...words, at, due: at, incident: `${at}`, key: `${at}/a`, text: `Bitte: Kommen Sie.` }),
      ) as [Intent, Intent];
      const told = (one: Intent) => ({
        digest: words.words[0] ?? '',
        subject: { words: words.words[0] ?? '' },
        by: 'presse',
        at: one.at,
      });
      const wording = {
        digest: MESSAGES.outage.de ?? '',
        subject: { kind: 'outage' },
        by: 'other',
        at: MORNING,
      } as const;
      const read = (one: Intent) =>
        ledger.record(
          { ...writes([one]), incident: one.incident, state: { digest: one.key, mode: 'live', at: one.at } },
          one.at,
          OVER_ALL,
        );
      await read(old);
      await ledger.approve([wording, { ...approvalOf(old), at: MORNING }, told(old)]);
      await posted(ledger, old, '1');
      await read(now);
      await archiveIncident(here, old.incident, join(folder, 'old.jsonl'), 'press', SETTINGS, LATER);
      await ledger.voidApprovals('Presse', LATER);
      expect((await ledger.claim(now.key, 'worker', LATER)).kind).toBe('claimed');
    },
  );

  test.skipIf(skipped)(
    'what an archived incident said is not read any more, though another was changed since',
    async () => {
      const here = place();
      await using ledger = await openLedger(here, SETTINGS, newToken, MORNING);
      await play(ledger, 'oldest', 2);
      await play(ledger, 'old', 1, MORNING + HOUR);
      await play(ledger, INCIDENT, 1, LATER);
      const others = async () => (await ledger.view(INCIDENT)).saidBefore.map(({ incident }) => incident);
      expect((await others()).toSorted()).toEqual(['old', 'oldest']);
      await archiveIncident(here, 'oldest', join(folder, 'oldest.jsonl'), 'press', SETTINGS, LATER);
      expect(await others()).toEqual(['old']);
    },
  );

  test.skipIf(skipped)(
    'an earlier incident is moved into a file for this user alone, row by row, and the current one stays as it was',
    async () => {
      const here = place();
      await using ledger = await openLedger(here, SETTINGS, newToken, MORNING);
      await play(ledger, 'old', 3);
      const old = await ledger.history('old');
      await play(ledger, INCIDENT, 2, LATER);
      // What other incidents said goes with them.
      const now = async () => [
        { ...(await ledger.view(INCIDENT)), saidBefore: [] },
        await ledger.history(INCIDENT),
      ];
      const current = await now();
      const file = join(folder, 'old.jsonl');
      const archived = await archiveIncident(here, 'old', file, 'press', SETTINGS, LATER);
      expect(Object.fromEntries(archived.map(({ table, ledger }) => [table, ledger.rows]))).toEqual({
        ...{ snapshots: 3, earlierTexts: 3, transitions: 9, approvals: 3 },
        ...{ states: 1, announcements: 1, alerts: 0, entries: 3 },
      });
      expect(archived.map((one) => one.file)).toEqual(archived.map((one) => one.ledger));
      expect(await ledger.history('old')).toEqual([]);
      expect(await now()).toEqual(current);
      expect(statSync(file).mode & 0o777).toBe(0o600);
      const lines = readFileSync(file, 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line));
      const entries = lines.filter(({ table }) => table === 'entries').map(({ row }) => row.publishedText);
      expect(entries).toEqual(old.map(({ entry }) => entry.publishedText));
      expect(lines.at(-1)).toMatchObject({ archived: 'old', by: 'press', at: LATER });
    },
  );
});

test('an incident that could not be moved stays in the ledger, and no file says that it is there', async () => {
  const here = { kind: 'file', file: join(folder, 'here.sqlite') } as const;
  await using ledger = await openLedger(here, SETTINGS, newToken, MORNING);
  await play(ledger, 'old', 2);
  await play(ledger, INCIDENT, 1, LATER);
  const archiving = mkdirSync(join(folder, 'archive'), { recursive: true }) ?? '';
  const archive = () => archiveIncident(here, 'old', join(archiving, 'old.jsonl'), 'press', SETTINGS, LATER);
  const database = new DatabaseSync(here.file);
  database.exec("create trigger kept before delete on entries begin select raise(abort, 'kept'); end");
  await expect(archive()).rejects.toThrow('kept');
  expect(readdirSync(archiving)).toEqual([]);
  expect(await ledger.history('old')).toHaveLength(2);
  database.exec('drop trigger kept');
  database.close();
  await archive();
  expect(readdirSync(archiving)).toEqual(['old.jsonl']);
  expect(await ledger.history('old')).toEqual([]);
});

test('neither the current incident, nor one that changed today, nor one with an unknown or a deletion to be made, nor an unknown id is archived', async () => {
  const place = inFile();
  await using ledger = await openLedger(place, SETTINGS, newToken, MORNING);
  await play(ledger, 'old', 2);
  await play(ledger, 'recent', 1, LATER - HOUR);
  await ledger.record(
    writes([of('lost', 'lost-x')], {
      incident: 'lost',
      state: { digest: 'lost', mode: 'live', at: MORNING },
    }),
    MORNING,
    OVER_ALL,
  );
  await ledger.approve([approvalOf(of('lost', 'lost-x'))]);
  await ledger.claim(of('lost', 'lost-x').key, 'worker', MORNING);
  await play(ledger, 'wrong', 1);
  const wrong = of('wrong', 'town-0-x');
  const deletion = intent({ ...wrong, action: 'delete', target: wrong.key, key: `${wrong.key}/deletion` });
  const given = { incident: 'wrong', state: { digest: 'again', mode: 'live', at: MORNING } } as const;
  await ledger.record(writes([deletion], given), MORNING, OVER_ALL);
  await ledger.approve([approvalOf(deletion)]);
  const tried = await ledger.claim(deletion.key, 'worker', MORNING);
  if (tried.kind !== 'claimed') throw new Error(tried.because);
  const answer = { kind: 'deferred', cause: 'server', until: null, reason: 'try later' } as const;
  const settlement = { kind: 'answered', answer, leftBy: MORNING, retryAt: MORNING + HOUR } as const;
  await ledger.settle(tried.claim, settlement, MORNING);
  await play(ledger, INCIDENT, 1);
  const archive = (incident: string) =>
    mistakeOf(() => archiveIncident(place, incident, join(folder, 'a'), 'press', SETTINGS, LATER));
  for (const incident of [INCIDENT, 'recent', 'lost', 'wrong'])
    expect([incident, await archive(incident)]).toEqual([incident, 'incident-open']);
  expect(await archive('never')).toBe('not-known');
  expect(await ledger.history(null)).toHaveLength(7);
});

test('nothing of an archived incident is left in the files of the ledger, though a worker has them open', async () => {
  const place = inFile();
  await using ledger = await openLedger(place, SETTINGS, newToken, MORNING);
  await play(ledger, 'old', 40);
  await play(ledger, INCIDENT, 1);
  const left = () =>
    readdirSync(folder)
      .filter((name) => name.includes('.sqlite'))
      .flatMap(
        (name) => readFileSync(join(folder, name), 'latin1').match(/old town-\d+-x|file of old/g) ?? [],
      );
  expect(left()).not.toEqual([]);
  await archiveIncident(place, 'old', join(folder, 'old.jsonl'), 'press', SETTINGS, LATER);
  expect(left()).toEqual([]);
  expect(await ledger.history(INCIDENT)).toHaveLength(1);
});

test('a deletion that was approved, and that no worker has tried yet, keeps its incident in the ledger', async () => {
  const oops = { id: 'oops', kind: 'retraction', withdraws: 'o' };
  const said = [
    { hemer: { reach: { phone: 'down' } } },
    { id: 'o', kind: 'outage', post_as: ['hemer'] },
  ] as const;
  await using program = await openProgramAt('09:00', fileOf({ id: 'first' }, ...said));
  await program.run('run', '--once');
  await program.run('pause', '--by', 'press');
  await program.reads(fileOf({ id: 'first' }, ...said, oops));
  await program.reads(fileOf({ id: 'second' }, {}));
  program.advanceTo(at('10:00 +2'));
  const archived = await program.run('archive', 'first', '--by', 'press');
  expect(archived).toMatchObject({ status: 1, err: expect.stringContaining('incident-open') });
});

test('`archive` names the file and every table, and afterwards `history` and `plan` name the file, and no post of the incident', async () => {
  const outage = { id: 'o', kind: 'outage', post_as: ['hemer'] };
  await using program = await openProgramAt('09:00', fileOf({ id: 'first' }, {}, outage));
  await program.run('run', '--once');
  await program.reads(fileOf({ id: 'second', mode: 'draft' }, {}));
  expect(await program.run('archive', 'first', '--by', 'press')).toMatchObject({ status: 1 });
  program.advanceTo(at('09:30 +1'));
  const archived = await program.run('archive', 'first', '--by', 'press');
  expect(archived).toMatchObject({
    status: 0,
    err: expect.stringMatching(/Moved first .*archive.first\..*jsonl/),
  });
  expect(archived.out).toMatch(/^entries +3 rows (\w{16}) {2}= +3 rows \1$/m);
  expect((await program.run('history', '--incident', 'first')).err).toContain('not-known');
  for (const words of [['history'], ['history', '--incident', 'first'], ['plan']])
    expect((await program.run(...words)).err).toMatch(
      /Earlier incidents .* in .*archive.first\..*\.jsonl\.$/m,
    );
});

test('`history` and `archive` name the incidents that the ledger knows to somebody who asks for another', async () => {
  await using program = await openProgramAt('09:00', fileOf({ id: 'first' }, {}));
  const asked = async (...words: readonly string[]) => (await program.run(...words)).err;
  expect(await asked('archive', 'nix', '--by', 'press')).toContain('The ledger is empty.');
  await program.run('run', '--once');
  await program.step('09:00 +2', fileOf({ id: 'second' }, {}));
  await program.write('incident.yaml', fileOf({ id: 'third' }, {}));
  for (const words of [
    ['history', '--incident', 'nix'],
    ['archive', 'nix', '--by', 'press'],
  ])
    expect(await asked(...words)).toMatch(/no incident nix \(not-known\)\s+→ Known are second, first[.,]/);
  const early = await asked('archive', 'second', '--by', 'press');
  expect(early).toContain('the worker has not read the state file of another incident yet');
  expect(early).not.toContain('it is the incident of the state file');
});

test('a worker that runs on publishes nothing again of an incident that was archived meanwhile, and says so', async () => {
  const down = { hemer: { reach: { phone: 'down' } } };
  const before = file(down, { id: 'outage', kind: 'outage', post_as: ['hemer'] });
  await using program = await openProgramAt('08:00', before);
  const worker = program.begin('run');
  await worker.round();
  await expect.poll(() => program.published().length).toBe(3);
  await program.write('incident.yaml', fileOf({ id: 'it-next', started: '2026-11-24 08:00' }, {}));
  await worker.round();
  program.advanceTo(at('09:00 +1'));
  expect(await program.run('archive', 'it-2026', '--by', 'press')).toMatchObject({ status: 0 });
  await program.write('incident.yaml', before);
  const isRefused = () => program.printed.join('').includes('(ledger-empty)');
  await expect.poll(() => isRefused() || program.published().length > 3).toBe(true);
  await worker.end();
  expect(program.published()).toHaveLength(3);
});

test('what is not the same in the file is not archived, and staff are told of no file that is gone', async () => {
  const here = { kind: 'file', file: join(folder, 'here.sqlite') } as const;
  await using ledger = await openLedger(here, SETTINGS, newToken, MORNING);
  await play(ledger, 'old', 2);
  await play(ledger, INCIDENT, 1, LATER);
  const archives = mkdirSync(join(folder, 'archive'), { recursive: true }) ?? '';
  using database = new DatabaseSync(here.file);
  database.exec('create trigger kept before delete on entries begin select raise(ignore); end');
  const archiving = archiveIncident(here, 'old', join(archives, 'old.jsonl'), 'press', SETTINGS, LATER);
  const told = await archiving.catch(mistakesIn);
  expect(told).toMatchObject([{ code: 'copy-differs', args: { incident: 'old', table: 'entries' } }]);
  expect(JSON.stringify(told)).not.toContain('.part');
  expect(readdirSync(archives)).toEqual([]);
});

test('an archive whose rows could not be taken out of the ledger leaves no file', async () => {
  const here = { kind: 'file', file: join(folder, 'here.sqlite') } as const;
  await using ledger = await openLedger(here, SETTINGS, newToken, MORNING);
  await play(ledger, 'old', 2);
  await play(ledger, INCIDENT, 1, LATER);
  const archives = mkdirSync(join(folder, 'archive'), { recursive: true }) ?? '';
  const database = new DatabaseSync(here.file);
  // Found only when the transaction is committed.
  database.exec('create table keeps (key text references entries (key) deferrable initially deferred)');
  database.exec("insert into keeps select key from entries where incident = 'old'");
  const archiving = () =>
    archiveIncident(here, 'old', join(archives, 'old.1.jsonl'), 'press', SETTINGS, LATER);
  await expect(archiving()).rejects.toThrow();
  expect([readdirSync(archives), (await ledger.history('old')).length]).toEqual([[], 2]);
  database.exec('drop table keeps');
  database.close();
  await archiving();
  expect([readdirSync(archives), (await ledger.history('old')).length]).toEqual([['old.1.jsonl'], 0]);
});
