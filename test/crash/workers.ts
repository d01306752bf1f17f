import { type ChildProcess, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { placeNamed } from '../../src/app/locate-ledgers.ts';
import { isMistake } from '../../src/core/domain/errors.ts';
import { moveLedger } from '../../src/sql/move-ledger.ts';
import { openToRead } from '../../src/sql/open-store.ts';
import { openPostgres } from '../../src/sql/postgres/postgres.ts';
import { read, type Store } from '../../src/sql/store.ts';
import { run, ticked } from '../bench/measure.ts';
import { ask, type Measured, start } from '../bench/process.ts';
import { makeRegion } from '../bench/region.ts';
import type { Figures } from '../bench/server.ts';
import { dropSchemas } from '../fixtures/postgres.ts';

export interface WorkersVerdict {
  readonly accounts: number;
  /** Posts that the killed workers were sending. */
  readonly interrupted: number;
  readonly duplicates: number;
  readonly losses: number;
  /** Entries that are not posted at the end. */
  readonly unsettled: number;
  readonly seconds: number;
}

/** The shortest that the settings let pass. */
const SETTINGS = { settings: 'claim_seconds: 16', channel: ', send_timeout_seconds: 5, quiet_seconds: 22' };
/** So slow and so few at once that posts are on their way when the workers are killed, also on a fast machine. */
const ANSWERS_AFTER_MS = 1_000;
const AT_ONCE_MIN = 5;
/** More accounts need more at once to end in time. */
const MUNICIPALITIES_PER_LANE = 100;
const ENDS_WITHIN_MS = 540_000;
const POLL_MS = 50;

/**
 * Several workers on one PostgreSQL database: two are killed after a quarter of the posts, and the database is restarted
 * after half of them, without a word to anybody. The platforms honour no key and refuse no duplicate. `embedded`: the others are
 * ended then, the ledger is moved to a file, and one worker goes on with it.
 */
export async function proveWorkers(
  workers: number,
  municipalities: number,
  { url, restart, embedded }: { readonly url: string; readonly restart: string; readonly embedded: boolean },
): Promise<WorkersVerdict> {
  const folder = await mkdtemp(join(tmpdir(), 'ausrufer-crash-'));
  const server = start('test/bench/server.ts', []);
  const started: Measured[] = [server];
  process.env.DATABASE_URL = url;
  await dropSchemas(url, 'ausrufer_live');
  let store = openPostgres(url, 'ausrufer_live');
  try {
    const [{ origin }] = (await once(server.child, 'message')) as [{ origin: string }];
    const atOnce = Math.max(AT_ONCE_MIN, Math.round(municipalities / MUNICIPALITIES_PER_LANE));
    const region = await makeRegion(folder, municipalities, origin, atOnce, SETTINGS);
    await region.save(false);
    await ask(server.child, { begin: { answersAfterMs: ANSWERS_AFTER_MS, honoursKeys: false } });
    for (let number = 0; number < workers; number++) {
      const worker = run(region);
      started.push(worker);
      await ticked(worker, 1);
    }
    const from = await region.save(true);
    const end = Date.now() + ENDS_WITHIN_MS;
    const published = async () => {
      const { accepted, twice } = await ask<Figures>(server.child, 'figures');
      return accepted - twice;
    };
    const untilPublished = async (share: number) => {
      while ((await published()) < share * region.posts && Date.now() < end) await sleep(POLL_MS);
    };

    await untilPublished(0.25);
    const killed = started.slice(1, 3);
    const interrupted = await killWhileSending(
      killed.map(({ child }) => child),
      store,
      end,
    );
    await Promise.all(killed.map(({ ended }) => ended));
    await untilPublished(0.5);
    const { status, stderr } = spawnSync('/bin/sh', ['-c', restart], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`the database was not restarted: ${stderr}`);
    if (embedded) {
      await Promise.all(started.slice(1).map((worker) => worker.end()));
      await store.close();
      store = await movedToFile(url, join(folder, 'data'), end);
      delete process.env.DATABASE_URL;
      started.push(run(region));
    }
    await untilPublished(1);
    let unsettled = region.posts;
    while (Date.now() < end && unsettled > 0) {
      await sleep(POLL_MS);
      unsettled = region.posts - (await countPosted(store));
    }
    const { accepted, twice } = await ask<Figures>(server.child, 'figures');
    return {
      ...{ accounts: region.posts, interrupted, unsettled, duplicates: twice },
      losses: region.posts - (accepted - twice),
      seconds: Math.round((Date.now() - from) / 1_000),
    };
  } finally {
    await Promise.all(started.map((one) => one.end()));
    await store.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Kills the workers at a moment when at least one of them holds a claim, and resolves with their claims. They are frozen for
 * each look, so that none ends a post between the look and the kill.
 */
async function killWhileSending(
  workers: readonly ChildProcess[],
  store: Store,
  end: number,
): Promise<number> {
  const signal = (name: NodeJS.Signals) => {
    for (const worker of workers) worker.kill(name);
  };
  for (;;) {
    signal('SIGSTOP');
    const rows = await read(store, (db) =>
      db.selectFrom('entries').select('claimedBy').where('state', '=', 'sending').execute(),
    );
    const claims = rows.filter(({ claimedBy }) => workers.some(({ pid }) => claimedBy?.includes(`/${pid}/`)));
    if (claims.length > 0 || Date.now() > end) {
      signal('SIGKILL');
      return claims.length;
    }
    signal('SIGCONT');
    await sleep(POLL_MS);
  }
}

/** Moves the ledger as soon as no claim holds. The store that this resolves with only reads. */
async function movedToFile(url: string, data: string, end: number): Promise<Store> {
  const to = placeNamed('live', null, data);
  for (;;)
    try {
      await moveLedger(placeNamed('live', url, data), to, Date.now());
      const store = await openToRead(to);
      if (store === null) throw new Error('the ledger was not moved');
      return store;
    } catch (error) {
      if (!isMistake(error, 'worker-running') || Date.now() > end) throw error;
      await sleep(POLL_MS);
    }
}

/** While the database starts again it answers nobody. */
async function countPosted(store: Store): Promise<number> {
  const rows = await read(store, (db) =>
    db
      .selectFrom('entries')
      .select((of) => of.fn.countAll<number | string>().as('n'))
      .where('state', '=', 'posted')
      .execute(),
  ).catch(() => null);
  return Number(rows?.[0]?.n ?? 0);
}
