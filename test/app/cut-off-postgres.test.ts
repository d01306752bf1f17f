import { connect, type Socket } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { deliverNext } from '../../src/core/delivery/deliver.ts';
import { HOUR, MINUTE } from '../../src/core/domain/clock.ts';
import { openPeopleStore } from '../../src/sql/people/store.ts';
import { bareSocket } from '../fixtures/bare-server.ts';
import { file, REGION } from '../fixtures/day.ts';
import { BOUNDLESS } from '../fixtures/platforms.ts';
import { DATABASE, dropSchemas, schemaOfTest } from '../fixtures/postgres.ts';
import { openProgram } from '../fixtures/program.ts';
import { openSystem } from '../fixtures/system.ts';

const MORNING = Date.parse('2023-10-30T09:00+01:00');
const NEVER = new AbortController().signal;

/** The network between a worker and its database. */
async function network() {
  const { hostname, port } = new URL(DATABASE);
  const sockets = new Set<Socket>();
  let isCut = false;
  let loses: 'commit' | 'answer' | null = null;
  /** A commit of what is written into a ledger breaks its connection, before it arrives or when it is answered. */
  function losing(near: Socket, far: Socket): void {
    let writes = false;
    near.on('data', (bytes) => {
      const words = bytes.toString('latin1');
      if (words.includes('start transaction'))
        writes = /read write;\s+set local search_path to "\w+_live"/.test(words);
      if (loses === null || !writes || !words.includes('commit\0')) return;
      if (loses === 'commit') return far.destroy();
      far.unpipe(near);
      far.once('data', () => far.destroy()).resume();
    });
  }
  const running = await bareSocket((near) => {
    if (isCut) return near.destroy();
    const far = connect(Number(port), hostname);
    losing(near, far);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.on('error', () => other.destroy()).on('close', () => other.destroy());
      one.pipe(other);
    }
  });
  const address = new URL(DATABASE);
  address.port = new URL(running.url).port;
  return {
    url: address.href,
    /** Stops all data without closing the connections: neither side hears of it. */
    freeze() {
      for (const socket of sockets) socket.pause();
    },
    lose(what: 'commit' | 'answer') {
      loses = what;
    },
    cut() {
      isCut = true;
      for (const socket of sockets) socket.destroy();
    },
    heal() {
      isCut = false;
      for (const socket of sockets) socket.resume();
    },
    [Symbol.asyncDispose]: running[Symbol.asyncDispose],
  };
}

describe.skipIf(DATABASE === '')('with a PostgreSQL server', () => {
  test.each(['freeze', 'cut'] as const)(
    'a worker that loses its database between claim and send (%s) sends nothing by that claim, and the post goes out once',
    async (fault) => {
      const { schema } = schemaOfTest();
      await using line = await network();
      await using system = await openSystem({
        at: MORNING,
        region: REGION,
        ledger: { kind: 'postgres', url: line.url, schema },
        platforms: BOUNDLESS,
      });
      const state = file(
        { hemer: { reach: { phone: 'down' } } },
        { id: 'outage', kind: 'outage', post_as: ['hemer'] },
      );
      await system.takeOver(state);
      const account = system.region.accounts.get('hemer-x');
      const channel = account && system.delivery.channel(account);
      if (!channel) throw new Error('there is no channel');
      const lost = Promise.withResolvers<void>();
      // Whose credential it is, is asked after the claim and before the send.
      const identity: typeof channel.identity = async (signal) => {
        const answer = await channel.identity(signal);
        line[fault]();
        lost.resolve();
        return answer;
      };
      const cutOff = { ...system.delivery, channel: () => ({ ...channel, identity }) };
      const delivered = deliverNext(cutOff, 'hemer-x', NEVER).catch((error: unknown) => error);
      await Promise.race([lost.promise, delivered]);
      // The claim expires; then the database is there again.
      system.clock.advanceTo(MORNING + 5 * MINUTE);
      line.heal();
      await delivered;
      expect(system.everPosted('hemer-x')).toEqual([]);
      const [post] = (await system.ledger.history(null)).filter(({ entry }) => entry.account === 'hemer-x');
      expect(post?.transitions.map(({ to }) => to)).toContain('sending');

      await system.pass(MORNING + HOUR);
      expect(system.everPosted('hemer-x')).toHaveLength(1);
    },
  );

  test.each([
    ['answer', 0, ['press approved']],
    ['commit', 1, ['press approved', 'press not-done']],
  ] as const)(
    'the log calls an approval not done only if the ledger lacks it (%s lost)',
    async (what, status, said) => {
      await dropSchemas(DATABASE, 'ausrufer_live', 'ausrufer_people');
      await using line = await network();
      await using program = await openProgram({
        region: REGION,
        state: file({}, { id: 'outage', kind: 'outage', post_as: ['hemer'] }),
        config: `approvals: {needed: 1}\nconsole: {origin: https://lage.example.org, port: 0}\n`,
        env: { DATABASE_URL: line.url },
      });
      await program.run('people', 'invite', 'Yilmaz', '--role', 'admin');
      const { out } = await program.run('run', '--once');
      const digest = await program.digestOf('outage');
      line.lose(what);
      const approved = await program.run('approve', 'outage', '--digest', digest, '--by', 'press');
      expect(approved.status, out + approved.err).toBe(status);
      const store = await openPeopleStore(
        { kind: 'postgres', url: DATABASE, schema: 'ausrufer_people' },
        MORNING,
      );
      const lines = (await store.log()).map((one) => `${one.actor.name} ${one.what}`);
      await store.close();
      expect(lines.filter((one) => one.startsWith('press'))).toEqual(said);
    },
  );

  test('a worker that lost its database goes on with the one that its files name then, without a restart', async () => {
    onTestFinished(() => dropSchemas(DATABASE, 'ausrufer_live'));
    await dropSchemas(DATABASE, 'ausrufer_live');
    await using line = await network();
    const env = { DATABASE_URL: line.url };
    const announced = { id: 'outage', kind: 'outage', post_as: ['hemer'] };
    await using program = await openProgram({ region: REGION, state: file({}), env });
    const worker = program.begin('run');
    await worker.round();
    line.cut();
    await program.write('incident.yaml', file({}, announced));
    await expect.poll(() => program.printed.join('')).toContain('(database-unreachable)');
    env.DATABASE_URL = DATABASE;
    await program.touch();
    await expect.poll(() => program.published().length, { timeout: 20_000 }).toBe(3);
    await worker.end();
  });
});
