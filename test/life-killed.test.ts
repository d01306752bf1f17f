import { describe, expect, test } from 'vitest';
import { deliverNow } from '../src/cli/conduct.ts';
import { type Courier, knowingNothing } from '../src/courier.ts';
import { at, file, hotline, type Life, openLife, REGION, RIGHT, readable, WRONG } from './life.ts';
import { type Office, openOffice, type Running } from './office.ts';

const HOTLINE = { id: 'hotline', kind: 'contacts', post_as: ['hemer'], contact: 'hotline' };
const CORRECTION = { id: 'fix', kind: 'correction', corrects: 'hotline', contact: 'hotline' };
const SAID = file({ hemer: hotline(WRONG) }, HOTLINE);
const CORRECTED = file({ hemer: hotline(RIGHT) }, HOTLINE, CORRECTION);
const ACCOUNTS = ['hemer-x', 'hemer-mastodon'];
const FINISHED = [
  'hemer-x: correction, right',
  'hemer-mastodon: hotline, right',
  'hemer-mastodon/en: hotline, right',
  'hemer-mastodon: correction, right',
  'hemer-mastodon/en: correction, right',
];
/** Three corrections, two edits, one deletion. */
const ACTS = 6;
const NEVER = new AbortController().signal;

class Killed extends Error {}

/**
 * The process ends where its n-th act was carried out: before it could write that down, or right after. All that is left
 * of it is what stands in the ledger by then.
 */
function mortal(courier: Courier, n: number, writtenDown: boolean): Courier {
  let acts = 0;
  const { ledger } = courier;
  return {
    ...courier,
    name: 'mortal',
    known: knowingNothing(),
    ledger: {
      ...ledger,
      settle: async (...settlement) => {
        acts++;
        if (acts === n && !writtenDown) throw new Killed();
        return ledger.settle(...settlement);
      },
    },
    witness: () => {
      if (acts === n) throw new Killed();
    },
  };
}

/** Every text that ever stood, and how often the platforms were asked to take one down. */
function everHappened({ sandbox }: Pick<Life, 'sandbox'>): readonly string[] {
  return ACCOUNTS.flatMap((account) =>
    sandbox
      .timeline(account)
      .map(
        ({ text, edits, deletedAt }) =>
          `${account}: ${[...edits, text].length} versions${deletedAt === null ? '' : ', deleted'}`,
      ),
  );
}
const ONCE = [
  'hemer-x: 1 versions, deleted',
  'hemer-x: 1 versions',
  ...['2 versions', '2 versions', '1 versions', '1 versions'].map((times) => `hemer-mastodon: ${times}`),
];

const DEATHS = Array.from({ length: ACTS }, (_, index) => index + 1).flatMap((n) => [
  [n, 'before it could be written down', false] as const,
  [n, 'right after it was written down', true] as const,
]);

describe('a correction whose process ends', () => {
  test.each(DEATHS)('with act %i, %s, is finished at the next start, once', async (n, _, writtenDown) => {
    await using life = await openLife('09:00', 'approvals: {needed: 0}\naccounts_at_once: 1\n', {
      // Neither platform saves us from saying it twice.
      limits: { keysHonoured: false, duplicateWithinMs: 0 },
    });
    await life.step('09:00', SAID);
    life.clock.advanceTo(at('09:20'));
    await life.takeOver(CORRECTED);
    await expect(deliverNow(mortal(life.courier, n, writtenDown), NEVER)).rejects.toThrow(Killed);
    const left = (await life.ledger.view('it-2026')).entries.filter(({ state }) => state !== 'posted');
    expect(left).toHaveLength(writtenDown ? ACTS - n : ACTS - n + 1);
    await life.work('09:40', CORRECTED);
    expect(life.reads(...ACCOUNTS)).toEqual(FINISHED);
    expect(everHappened(life)).toEqual(ONCE);
    expect(await life.dueNow(CORRECTED)).toEqual([]);
  });
});

const QUICK =
  'send_timeout_seconds: 1, quiet_seconds: 4.5, rates: [{of: calls, per: account, count: 10000, within_minutes: 15}]';

/** A worker of its own, on real time, with waits as short as the settings let them be. */
async function openQuick(): Promise<Office> {
  const office = await openOffice({
    region: REGION,
    state: SAID,
    limits: { keysHonoured: false, duplicateWithinMs: 0 },
  });
  await office.write(
    'config.yaml',
    `sandbox: false
web: {port: 0}
approvals: {needed: 0}
claim_seconds: 3
channels: {x: {base_url: "${office.sandbox.origin}", ${QUICK}}, mastodon: {${QUICK}}}
`,
  );
  return office;
}

async function until(reached: () => boolean, worker: Running): Promise<void> {
  while (!reached()) {
    expect(worker.child.exitCode, 'the worker ended by itself').toBeNull();
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

test('the program, killed with SIGKILL after the new post and before the edit, and again after the edit and before the deletion, finishes the correction once', {
  timeout: 90_000,
}, async () => {
  await using office = await openQuick();
  const { sandbox } = office;
  const hung = (account: string) =>
    sandbox.requests().filter((one) => one.account === account && one.fault === 'hang').length;
  const wrong = (account: string) => readable(sandbox, [account]).filter((line) => line.endsWith('wrong'));
  await office.run('run', '--once');
  // What is asked for there is never taken, and never answered.
  sandbox.arrange('hemer-mastodon', { kind: 'hang', on: 'edit' });
  sandbox.arrange('hemer-x', { kind: 'hang', on: 'delete' }, 2);
  await office.write('incident.yaml', CORRECTED);

  const first = office.start('run');
  await until(() => hung('hemer-mastodon') === 1 && hung('hemer-x') === 1, first);
  first.child.kill('SIGKILL');
  await first.ended;
  expect(readable(sandbox, ACCOUNTS)).toContain('hemer-mastodon: correction, right');
  expect(wrong('hemer-mastodon')).not.toEqual([]);

  const second = office.start('run');
  await until(() => wrong('hemer-mastodon').length === 0 && hung('hemer-x') === 2, second);
  second.child.kill('SIGKILL');
  await second.ended;
  expect(readable(sandbox, ['hemer-x'])).toEqual(['hemer-x: hotline, wrong', 'hemer-x: correction, right']);

  const third = office.start('run');
  await until(() => readable(sandbox, ACCOUNTS).join() === FINISHED.join(), third);
  third.child.kill('SIGTERM');
  expect((await third.ended).status).toBe(0);
  expect(everHappened(office)).toEqual(ONCE);
  expect((await office.run('plan')).out).toContain('Nothing is due');
});
