import { describe, expect, test } from 'vitest';
import { at, file, fileOf, hotline, type Life, openLife, RIGHT, WRONG } from '../fixtures/life.ts';

const OUTAGE = { id: 'outage', kind: 'outage', post_as: ['hemer'] };
const LATER = { ...OUTAGE, at: '2026-11-24 10:00' };
const CLEAR = { id: 'clear', kind: 'all-clear', post_as: ['hemer'], at: '2026-11-24 10:00' };
const HOTLINE = { id: 'hotline', kind: 'contacts', post_as: ['hemer'], contact: 'hotline' };
const FIX = { id: 'fix', kind: 'correction', corrects: 'hotline', contact: 'hotline' };
const EVERYTHING = { of: 'everything' } as const;

const phone = (level: string, say: object = OUTAGE) =>
  file({ hemer: { reach: { phone: level } } }, { ...say });
const OF_HEMER = ['hemer-x: outage', 'hemer-mastodon: outage', 'hemer-mastodon/en: outage'];
const OF_MENDEN = ['menden-x: outage', 'menden-mastodon: outage'];

async function paused(life: Life, act: () => Promise<unknown>): Promise<void> {
  await life.ledger.pause({ scope: EVERYTHING, by: 'press-mk', at: life.clock.now() });
  await act();
  await life.ledger.resume(EVERYTHING, 'press-mk', life.clock.now());
}

/** Which level of the phone each post on X tells. */
function phones(life: Life, account = 'hemer-x'): readonly (string | undefined)[] {
  return life
    .standing(account)
    .map((text) => /(Ausgefallen|Eingeschränkt|Not working|Limited): /.exec(text)?.[1]);
}

interface Change {
  readonly change: string;
  /** Planned and approved at nine for ten o'clock. */
  readonly before: string;
  /** What the file says from half past nine on. */
  readonly after: string;
  /** What stands at five past ten, and what is held. */
  readonly isPublished: readonly string[];
  readonly held: readonly string[];
  /** What the file says from then on, and what stands after that. */
  readonly mended: string;
  readonly inTheEnd: readonly string[];
}

const resolved = (facts: object, ...say: readonly object[]) =>
  fileOf({ phase: 'resolved' }, { hemer: facts }, ...say.map((one) => ({ ...one })));
const heldAs = (announcement: string, because: string) =>
  ['hemer-x/de', 'hemer-mastodon/de', 'hemer-mastodon/en'].map(
    (place) => `${announcement}/${place} ${because}`,
  );

const CHANGES: readonly Change[] = [
  {
    change: 'the facts contradict the all-clear',
    before: resolved({}, CLEAR),
    after: resolved({ services: { 'id-cards': 'unavailable' } }, CLEAR),
    isPublished: [],
    held: heldAs('clear', 'contradicts-facts'),
    mended: resolved({ services: { 'id-cards': 'available' } }, CLEAR),
    inTheEnd: ['hemer-x: all-clear', 'hemer-mastodon: all-clear', 'hemer-mastodon/en: all-clear'],
  },
  {
    change: 'the facts of the municipality have a mistake',
    before: phone('down', LATER),
    after: phone('dwon', LATER),
    isPublished: [],
    held: heldAs('outage', 'facts-broken'),
    mended: phone('limited', LATER),
    inTheEnd: OF_HEMER,
  },
  {
    change: 'a fact has lost its translation',
    before: file({ hemer: { instruction: { de: 'Bleiben Sie daheim.', en: 'Stay at home.' } } }, LATER),
    after: file({ hemer: { instruction: { de: 'Kommen Sie nicht.' } } }, LATER),
    isPublished: OF_HEMER.slice(0, 2),
    held: ['outage/hemer-mastodon/en missing-translation'],
    mended: file({ hemer: { instruction: { de: 'Kommen Sie nicht.', en: 'Do not come.' } } }, LATER),
    inTheEnd: OF_HEMER,
  },
  {
    change: 'a municipality is no longer to say it',
    before: file({}, { ...LATER, post_as: ['hemer', 'menden'] }),
    after: file({}, LATER),
    isPublished: OF_HEMER,
    held: [],
    mended: file({}, { ...LATER, post_as: ['hemer', 'menden'] }),
    inTheEnd: [...OF_HEMER, ...OF_MENDEN],
  },
  {
    change: 'another edition is to be said, and its number is lower',
    before: file({}, { ...LATER, edition: 3 }),
    after: file({}, { ...LATER, edition: 2 }),
    isPublished: OF_HEMER,
    held: [],
    mended: file({}, { ...LATER, edition: 2 }),
    inTheEnd: OF_HEMER,
  },
];

describe('what was approved and waits is not said any more once', () => {
  test.each(CHANGES)('$change', async ({ before, after, isPublished, held, mended, inTheEnd }) => {
    await using life = await openLife('09:00');
    await life.step('09:00', before);
    expect(await life.dueAt(before)).toEqual([at('10:00')]);
    await life.step('09:30', after);
    await life.work('10:05', after);
    expect(life.reads()).toEqual(isPublished);
    expect(await life.held(after)).toEqual(held);
    expect(await life.dueNow(after)).toEqual([]);
    await life.work('10:15', mended);
    expect(life.reads()).toEqual(inTheEnd);
    expect(await life.dueNow(mended)).toEqual([]);
    expect(await life.held(mended)).toEqual([]);
  });

  test('nobody has confirmed the facts of a status that an outage of the program kept back', async () => {
    await using life = await openLife(
      '07:00',
      'approvals: {needed: 0}\nconfirmed: {within_hours: 1, otherwise: hold}\n',
    );
    const daily = { id: 'daily', kind: 'status', post_as: ['hemer'], every: '0 8 * * *' };
    const confirmed = (time: string) => file({ hemer: { confirmed: `2026-11-24 ${time}` } }, daily);
    await life.step('07:00', confirmed('07:30'));
    await life.ledger.pause({ scope: EVERYTHING, by: 'press-mk', at: at('07:00') });
    await life.work('09:00', confirmed('07:30'));
    await life.ledger.resume(EVERYTHING, 'press-mk', at('09:00'));
    await life.work('09:20', confirmed('07:30'));
    expect(life.reads()).toEqual([]);
    expect(await life.held(confirmed('07:30'))).toEqual(heldAs('daily', 'not-confirmed'));
    await life.work('09:40', confirmed('09:30'));
    expect(life.reads('hemer-x')).toEqual(['hemer-x: status']);
  });

  test('the facts went back to what stands, before the new edition went out', async () => {
    await using life = await openLife('09:00');
    await life.step('09:00', phone('down', OUTAGE));
    await life.step('09:01', phone('limited', { ...OUTAGE, edition: 2 }));
    const back = phone('down', { ...OUTAGE, edition: 2 });
    await life.work('09:30', back);
    expect(phones(life)).toEqual(['Ausgefallen']);
    const { entries } = await life.ledger.view('it-2026');
    expect(entries.find(({ key }) => key === 'it-2026/outage.2/hemer-x/de')?.state).toBe('superseded');
    // And forth again: it is news after all.
    await life.work('09:50', phone('limited', { ...OUTAGE, edition: 2 }));
    expect(phones(life)).toEqual(['Ausgefallen', 'Eingeschränkt']);
  });
});

test('an edition that was raised by mistake and lowered again, before anything was said, is said', async () => {
  await using life = await openLife('09:00', 'approvals: {needed: 1, standing: []}\n');
  const edition = (number: number) => file({}, { ...OUTAGE, edition: number });
  await life.step('09:00', edition(1));
  await life.step('09:05', edition(2));
  await life.work('09:10', edition(1));
  expect(await life.approve('outage', edition(1), 'press-hemer')).toBe(OF_HEMER.length);
  await life.work('09:20', edition(1));
  expect(life.reads()).toEqual(OF_HEMER);
  expect(await life.dueNow(edition(1))).toEqual([]);
});

test('an edition that was lost on its way and lowered again: the earlier one is said instead', async () => {
  await using life = await openLife('09:00');
  const edition = (number: number) => file({}, { ...LATER, edition: number });
  await life.step('09:00', edition(1));
  await life.step('09:50', edition(2));
  for (const account of ['hemer-x', 'hemer-mastodon'])
    life.sandbox.arrange(account, { kind: 'refused-before' }, 2);
  await life.work('10:00', edition(2));
  await life.work('10:30', edition(1));
  expect(life.reads()).toEqual(OF_HEMER);
  expect(['hemer-x', 'hemer-mastodon'].flatMap((id) => life.everPosted(id))).toHaveLength(OF_HEMER.length);
});

describe('an edit that waits is not carried out any more once', () => {
  const kept = (level: string) => phone(level, { ...OUTAGE, keep_current: true });

  test('the facts went back to what stands', async () => {
    await using life = await openLife('09:00');
    await life.step('09:00', kept('down'));
    await paused(life, async () => {
      await life.work('09:20', kept('limited'));
      await life.work('09:22', `${kept('down')}\n`);
    });
    await life.work('09:40', `${kept('down')}\n`);
    expect(life.sandbox.timeline('hemer-mastodon').flatMap(({ edits }) => edits)).toEqual([]);
    await life.work('10:00', `${kept('limited')}\n`);
    expect(phones(life, 'hemer-mastodon')).toEqual(['Eingeschränkt', 'Limited']);
    expect(life.sandbox.timeline('hemer-mastodon').map(({ edits }) => edits.length)).toEqual([1, 1]);
  });

  test('a correction brings other words: the wrong ones do not come back after it', async () => {
    await using life = await openLife('09:00');
    const said = { ...HOTLINE, keep_current: true };
    await life.step('09:00', file({ hemer: hotline('+49 221 4710199') }, said));
    await paused(life, () => life.work('09:20', file({ hemer: hotline(WRONG) }, said)));
    await life.work('11:00', file({ hemer: hotline(RIGHT) }, said, FIX));
    const ever = ['hemer-x', 'hemer-mastodon'].flatMap((id) =>
      life.sandbox.timeline(id).flatMap(({ text, edits }) => [...edits, text]),
    );
    expect(ever.filter((text) => text.includes(WRONG))).toEqual([]);
    expect(life.reads('hemer-mastodon').filter((line) => line.endsWith('hotline, right'))).toHaveLength(2);
  });

  test('a correction brings other words while nobody knows whether it was carried out', async () => {
    await using life = await openLife('09:00');
    const said = { ...HOTLINE, keep_current: true };
    await life.step('09:00', file({ hemer: hotline('+49 221 4710199') }, said));
    life.sandbox.arrange('hemer-mastodon', { kind: 'refused-before', on: 'edit' }, Number.POSITIVE_INFINITY);
    await life.work('09:20', file({ hemer: hotline(WRONG) }, said));
    life.sandbox.arrange('hemer-mastodon', { kind: 'unavailable', on: 'read' }, Number.POSITIVE_INFINITY);
    await life.work('09:40', file({ hemer: hotline(WRONG) }, said));
    const lost = (await life.ledger.view('it-2026')).entries.filter(({ action }) => action === 'edit');
    expect(lost.map(({ state }) => state)).toEqual(['unknown', 'unknown']);
    await life.step('09:45', file({ hemer: hotline(RIGHT) }, said, FIX));
    life.sandbox.clear('hemer-mastodon');
    await life.pass(at('11:00'));
    expect(life.reads('hemer-mastodon').filter((line) => line.endsWith('wrong'))).toEqual([]);
    expect(life.reads('hemer-mastodon').filter((line) => line.endsWith('hotline, right'))).toHaveLength(2);
  });

  test('the state file is an older one, until somebody confirms that it is meant', async () => {
    await using life = await openLife('09:00');
    await life.step('09:00', kept('down'));
    await paused(life, async () => {
      await life.work('09:20', kept('limited'));
      await life.work('09:40', kept('unknown'));
      await life.tick(kept('limited'));
    });
    await life.work('10:30', kept('limited'));
    expect(phones(life, 'hemer-mastodon')).toEqual(['Ausgefallen', 'Not working']);
    const { digest } = life.configuration(kept('limited')).state;
    const subject = { file: digest };
    await life.ledger.approve([{ digest, subject, by: 'press-hemer', at: life.clock.now() }]);
    await life.work('10:40', kept('limited'));
    expect(phones(life, 'hemer-mastodon')).toEqual(['Eingeschränkt', 'Limited']);
  });
});

describe('nothing is left undone without a word', () => {
  test('a correction that leaves the file before the wrong post is gone: staff are told, and it goes once it is back', async () => {
    await using life = await openLife('09:00');
    await life.step('09:00', file({ hemer: hotline(WRONG) }, HOTLINE));
    life.sandbox.arrange('hemer-x', { kind: 'unavailable', on: 'delete' });
    const corrected = file({ hemer: hotline(RIGHT) }, HOTLINE, FIX);
    life.clock.advanceTo(at('09:20'));
    await life.tick(corrected);
    const without = file({ hemer: hotline(RIGHT) }, HOTLINE);
    await life.work('09:50', without);
    expect(life.reads('hemer-x')).toEqual(['hemer-x: hotline, wrong', 'hemer-x: correction, right']);
    expect(await life.held(without)).toEqual(['fix/hemer-x/de not-in-file']);
    await life.work('10:00', corrected);
    expect(life.reads('hemer-x')).toEqual(['hemer-x: correction, right']);
    expect(await life.held(corrected)).toEqual([]);
  });

  test('a raised edition of what is withdrawn: the plan warns, and says how it can be said', async () => {
    await using life = await openLife('09:00');
    const oops = { id: 'oops', kind: 'retraction', withdraws: 'outage' };
    await life.step('09:00', phone('down'));
    const withdrawn = file({ hemer: { reach: { phone: 'down' } } }, OUTAGE, oops);
    await life.step('09:20', withdrawn);
    expect((await life.plan(withdrawn)).warnings).toEqual([]);
    const raised = file({ hemer: { reach: { phone: 'limited' } } }, { ...OUTAGE, edition: 2 }, oops);
    await life.step('09:40', raised);
    expect(life.reads('hemer-x')).toEqual(['hemer-x: retraction']);
    expect((await life.plan(raised)).warnings).toEqual([
      {
        about: 'outage',
        because: 'a raised edition is not said on 3 accounts: withdrawn by oops',
        advice: expect.stringContaining('announce it anew'),
      },
    ]);
  });
});
