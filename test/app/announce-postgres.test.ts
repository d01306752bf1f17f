import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { file, openDay, REGION } from '../fixtures/day.ts';
import { manyTowns } from '../fixtures/many-towns.ts';
import { BOUNDLESS } from '../fixtures/platforms.ts';
import { backUp, DATABASE, dropSchemas, schemaOfTest } from '../fixtures/postgres.ts';
import { openProgram } from '../fixtures/program.ts';

const BY = ['--by', 'press', '--yes'];

const drop = () => dropSchemas(DATABASE, 'ausrufer_live', 'ausrufer_sandbox_live');

function open() {
  return openProgram({
    region: REGION,
    state: file({ menden: { reach: { phone: 'down' } } }),
    config: 'approvals: {needed: 0}\n',
    env: { DATABASE_URL: DATABASE },
  });
}

describe.skipIf(DATABASE === '')('with a PostgreSQL server', () => {
  beforeEach(drop);
  afterEach(drop);

  test('`announce` and `set` deliver, whether or not a worker runs somewhere', async () => {
    await using program = await open();
    const announced = await program.run('announce', 'outage', '--as', 'menden', ...BY);
    expect(announced).toMatchObject({ status: 0, err: expect.not.stringContaining('worker') });
    expect(program.published()).toHaveLength(2);
    const clear = file(
      { menden: { reach: { phone: 'down' } } },
      { id: 'off', kind: 'all-clear', post_as: ['menden'] },
    );
    await program.write('incident.yaml', clear.replace('investigating', 'resolved'));
    expect(await program.run('set', 'menden', 'reach.phone=up', ...BY)).toMatchObject({ status: 0 });
    expect(program.published()).toHaveLength(4);
  });

  test('`announce` beside a worker says nothing twice', async () => {
    await using program = await open();
    const worker = program.begin('run');
    await worker.origin();
    await program.run('announce', 'outage', '--as', 'all', ...BY);
    await expect.poll(() => program.published().length).toBe(6);
    await worker.end();
    await program.run('run', '--once');
    expect(program.published()).toHaveLength(6);
  });

  test('`announce` to the sandbox of `run` says that it waits until that runs', async () => {
    await using program = await open();
    await program.edit('config.yaml', 'sandbox: false', 'sandbox: true');
    const { err } = await program.run('announce', 'outage', '--as', 'menden', ...BY);
    expect(err).toContain('It goes to the sandbox of `run`, and waits until that is running.');
  });

  test('a worker whose database was lost and begun again publishes nothing again, and says so', async () => {
    await using program = await open();
    const worker = program.begin('run');
    await worker.origin();
    await program.run('announce', 'outage', '--as', 'all', ...BY);
    await worker.round();
    expect(program.published()).toHaveLength(6);
    await dropSchemas(DATABASE, 'ausrufer_live');
    expect((await program.run('run', '--once')).err).toContain('ledger-empty');
    const from = program.printed.length;
    await program.touch();
    const hasRead = () => /\(ledger-empty\)|posted +it/.test(program.printed.slice(from).join(''));
    await expect.poll(hasRead).toBe(true);
    expect((await worker.end()).err).toContain('(ledger-empty)');
    expect(program.published()).toHaveLength(6);
  });

  test('a worker whose database is set back to an older backup publishes nothing again, and says why', async () => {
    await using program = await open();
    const worker = program.begin('run');
    await worker.origin();
    await worker.round();
    const setBack = await backUp('ausrufer_live');
    await program.run('announce', 'outage', '--as', 'all', ...BY);
    await worker.round();
    expect(program.published()).toHaveLength(6);
    await setBack();
    const from = program.printed.length;
    // The platforms refuse the same text by themselves.
    await program.edit('incident.yaml', /(phone\W+)down/, '$1limited');
    const hasRead = () => /\(ledger-empty\)|posted +it/.test(program.printed.slice(from).join(''));
    await expect.poll(hasRead).toBe(true);
    const beside = await program.run('set', 'all', 'reach.website=down', ...BY);
    expect(beside.err).toContain('was set back to an older state');
    for (const command of ['plan', 'history']) {
      const told = await program.run(command);
      expect(told.err).toContain('was set back to an older state');
      expect(told.status).toBe(1);
    }
    expect((await worker.end()).err).toContain('was set back to an older state');
    expect(program.published()).toHaveLength(6);
    await program.write('config.yaml', 'approvals: [');
    const guessed = await program.run('history');
    expect(guessed.err).toContain('was set back to an older state');
    expect(guessed.status).toBe(1);
  });

  test('what needs an approval for the new words of 45 towns is told, and the other towns speak', async () => {
    await using day = await openDay(
      '01:00',
      'approvals: {needed: 1, standing: [outage]}\nconfirmed: null\n',
      {
        region: manyTowns(60, () => 'https://social.example.org'),
        ledger: schemaOfTest(),
        platforms: BOUNDLESS,
      },
    );
    await day.approveWording('outage', 'press');
    const instruction = (n: number) => ({ instruction: { de: `Notfälle: Rathaus ${n}, Zimmer ${n * 3}.` } });
    const towns = Array.from({ length: 45 }, (_, n) => [`town-${n}`, instruction(n)]);
    const facts = { all: { reach: { phone: 'down' } }, ...Object.fromEntries(towns) };
    await day.tick(file(facts, { id: 'outage', kind: 'outage', post_as: ['all'] }));
    expect(day.published('town-59-x')).toHaveLength(1);
    expect((await day.ledger.openAlerts()).map(({ reason }) => reason.code)).toEqual(['approval']);
  });
});
