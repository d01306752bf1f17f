import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Answer } from '../../src/core/domain/channel.ts';
import { holdAdvice } from '../../src/staff-words/advice.ts';
import { speaking } from '../../src/staff-words/say.ts';
import {
  at,
  FIX,
  file,
  fileOf,
  HOTLINE,
  hotline,
  OUTAGE,
  openDay,
  openDayWith,
  REGION,
  RIGHT,
  type TestDay,
  WRONG,
} from '../fixtures/day.ts';
import { openProgramAt } from '../fixtures/program.ts';
import { withoutSentences } from '../fixtures/system.ts';

const CORRECTION = { ...FIX, what: { de: 'Die Nummer', en: 'The number' } };
const RETRACTION = { id: 'oops', kind: 'retraction', withdraws: 'hotline' };

const SAID = file({ hemer: hotline(WRONG) }, HOTLINE);
const CORRECTED = file({ hemer: hotline(RIGHT) }, HOTLINE, CORRECTION);
const WITHDRAWN = file({ hemer: hotline(WRONG) }, HOTLINE, RETRACTION);

const RIGHT_AT_ONCE = ['hemer-mastodon: hotline, right', 'hemer-mastodon/en: hotline, right'];
const EDITED_AND_CORRECTED = [
  ...RIGHT_AT_ONCE,
  'hemer-mastodon: correction, right',
  'hemer-mastodon/en: correction, right',
];
const RETRACTED = ['hemer-mastodon: retraction', 'hemer-mastodon/en: retraction'];

/** How soon the mistake was seen and mended: what was on the wire still is. */
const NOTICED_AFTER_MS = 20_000;

interface State {
  readonly original: string;
  /** What the ledger says of it on X and on Mastodon in both languages when it is corrected. */
  readonly is?: readonly [string, string, string];
  /** Brings it there. What is returned happens right after the correction was read. */
  readonly happened: (day: TestDay) => Promise<(() => Promise<void>) | void>;
  /** What X's and Mastodon's followers read two hours after it was corrected. */
  readonly corrected?: readonly string[];
  /** And after it was withdrawn instead. */
  readonly withdrawn?: readonly string[];
}

/** Where the original was published everywhere. */
const PUBLISHED = {
  is: ['posted', 'posted', 'posted'],
  corrected: ['hemer-x: correction, right', ...EDITED_AND_CORRECTED],
  withdrawn: ['hemer-x: retraction', ...RETRACTED],
};

const STATES: readonly State[] = [
  {
    original: 'is published with the wrong number in two languages',
    happened: async (day) => void (await day.step('09:00', SAID)),
  },
  {
    original: 'is planned for later',
    is: ['waiting', 'waiting', 'waiting'],
    happened: async (day) =>
      void (await day.step('09:00', file({ hemer: hotline(WRONG) }, { ...HOTLINE, at: '2026-11-24 10:00' }))),
    corrected: ['hemer-x: hotline, right', ...RIGHT_AT_ONCE],
    withdrawn: [],
  },
  {
    original: 'waits for the rate limit on X',
    is: ['waiting', 'posted', 'posted'],
    happened: async (day) => {
      day.sandbox.arrange('hemer-x', { kind: 'rate-limited' });
      await day.step('09:00', SAID);
    },
    corrected: ['hemer-x: hotline, right', ...EDITED_AND_CORRECTED],
    withdrawn: RETRACTED,
  },
  {
    original: 'waits for the end of a pause everywhere',
    is: ['waiting', 'waiting', 'waiting'],
    happened: async (day) => {
      await day.ledger.pause({ scope: { of: 'everything' }, by: 'press-hemer', at: at('09:00') });
      await day.step('09:00', SAID);
      return async () => void (await day.ledger.resume({ of: 'everything' }, 'press-hemer', at('09:01')));
    },
    corrected: ['hemer-x: hotline, right', ...RIGHT_AT_ONCE],
    withdrawn: [],
  },
  {
    original: 'is on the wire to X, and arrives',
    is: ['sending', 'posted', 'posted'],
    happened: async (day) => {
      day.sandbox.arrange('hemer-x', { kind: 'delay', ms: NOTICED_AFTER_MS + 1_000 });
      day.clock.advanceTo(at('09:00'));
      const sent = day.tick(SAID);
      await expect.poll(() => statesOf(day)).toEqual(['sending', 'posted', 'posted']);
      return async () => {
        day.clock.advanceTo(day.clock.now() + 1_000);
        await sent;
      };
    },
  },
  {
    original: 'arrives on X a minute after its answer was lost',
    is: ['unknown', 'posted', 'posted'],
    happened: async (day) => {
      day.sandbox.arrange('hemer-x', { kind: 'accepted-late', afterMs: 60_000 });
      await day.step('09:00', SAID);
    },
  },
  {
    original: 'is unknown on X, and published there',
    is: ['unknown', 'posted', 'posted'],
    happened: async (day) => {
      day.sandbox.arrange('hemer-x', { kind: 'accepted-then-cut' });
      await day.step('09:00', SAID);
    },
  },
  {
    original: 'is unknown on both, and published on Mastodon only',
    is: ['unknown', 'unknown', 'unknown'],
    happened: async (day) => {
      day.sandbox.arrange('hemer-x', { kind: 'unavailable' });
      day.sandbox.arrange('hemer-mastodon', { kind: 'accepted-then-cut' }, 2);
      await day.step('09:00', SAID);
    },
    corrected: ['hemer-x: hotline, right', ...EDITED_AND_CORRECTED],
    withdrawn: RETRACTED,
  },
  {
    original: 'was refused by X',
    is: ['refused', 'posted', 'posted'],
    happened: async (day) => {
      day.sandbox.arrange('hemer-x', { kind: 'invalid' });
      await day.step('09:00', SAID);
    },
    corrected: EDITED_AND_CORRECTED,
    withdrawn: RETRACTED,
  },
  {
    original: 'was edited to another wrong number',
    happened: async (day) => {
      const kept = { ...HOTLINE, keep_current: true };
      await day.step('08:00', file({ hemer: hotline('+49 221 4710199') }, kept));
      await day.step('08:10', file({ hemer: hotline(WRONG) }, kept));
      await day.work('08:17', file({ hemer: hotline(WRONG) }, kept));
      expect(day.reads('hemer-mastodon')[0]).toBe('hemer-mastodon: hotline, wrong');
    },
  },
  {
    original: 'was edited by hand on Mastodon, to the wrong number without its hours',
    happened: async (day) => {
      await day.step('09:00', SAID);
      await day.editByHand('hemer-mastodon', `Stadt Hemer – Nothotline: ${WRONG}`);
      expect(day.reads('hemer-mastodon')).toEqual([
        'hemer-mastodon: hotline, wrong',
        'hemer-mastodon/en: hotline, wrong',
      ]);
    },
  },
  {
    original: 'was deleted by hand on both',
    happened: async (day) => {
      await day.step('09:00', SAID);
      for (const account of ['hemer-x', 'hemer-mastodon']) await day.deleteByHand(account);
    },
    corrected: [
      'hemer-x: correction, right',
      'hemer-mastodon: correction, right',
      'hemer-mastodon/en: correction, right',
    ],
  },
  {
    original: 'is published on X only, while Mastodon is down',
    is: ['posted', 'waiting', 'waiting'],
    happened: async (day) => {
      day.sandbox.arrange('hemer-mastodon', { kind: 'unavailable', on: 'any' }, 2);
      await day.tick(SAID);
    },
    corrected: ['hemer-x: correction, right', ...RIGHT_AT_ONCE],
    withdrawn: ['hemer-x: retraction'],
  },
];

/** How the original is on each of its places: its state, and `gone` where the ledger knows that it was removed. */
async function statesOf(day: TestDay): Promise<readonly string[]> {
  const entries = await day.entries();
  return ['hemer-x/de', 'hemer-mastodon/de', 'hemer-mastodon/en'].map((place) => {
    const entry = entries.find(({ key }) => key === `it-2026/hotline.1/${place}`);
    return entry ? `${entry.state}${entry.removedAt === null ? '' : ', gone'}` : 'not written down';
  });
}

test('an account that a pause kept from the wrong edition is corrected nowhere, and says the right one', async () => {
  const down = (more: object) => ({ hemer: { reach: { phone: 'down' }, ...more } });
  const again = { ...OUTAGE, edition: 2 };
  const fixed = file(down(hotline(RIGHT)), again, { ...FIX, corrects: 'outage' });
  const pause = { scope: { of: 'account', account: 'hemer-x' }, by: 'anna', at: at('08:30') } as const;
  await using day = await openDayWith('08:00', file(down({}), OUTAGE));
  await day.ledger.pause(pause);
  await day.step('09:00', file(down(hotline(WRONG)), again));
  await day.step('10:00', fixed);
  await day.ledger.resume(pause.scope, 'anna', at('10:30'));
  await day.step('10:30', fixed);
  expect(day.reads('hemer-x')).toEqual(['hemer-x: outage', 'hemer-x: outage, right']);
  expect(day.reads('hemer-mastodon').at(-2)).toBe('hemer-mastodon: correction, right');
});

test.each([
  [
    'own words correct what follows from facts',
    OUTAGE,
    { text: { de: 'Es war kein Angriff.', en: 'It was no attack.' } },
  ],
  [
    'a slot filled the number in',
    { id: 'outage', kind: 'notice', post_as: ['hemer'], text: { de: 'Sandsäcke: { $phone }.' } },
    { contact: 'hotline' },
  ],
])('where nobody knows what an account said, it is corrected too: %s', async (_, said, more) => {
  const fix = { ...FIX, contact: undefined, corrects: 'outage', ...more };
  const facts = (phone: string, website: string) => ({
    hemer: { reach: { phone: 'down', website }, ...hotline(phone) },
  });
  const pause = { scope: { of: 'account', account: 'hemer-x' }, by: 'anna', at: at('07:30') } as const;
  const first = said === OUTAGE ? said : { ...said, text: { de: 'Sandsäcke gibt es bald.' } };
  await using day = await openDay('07:30');
  await day.ledger.pause(pause);
  await day.step('08:00', file(facts(WRONG, 'down'), first));
  await day.ledger.resume(pause.scope, 'anna', at('08:30'));
  await day.step('08:30', file(facts(WRONG, 'limited'), { ...said, edition: 2 }));
  await day.step('09:00', file(facts(RIGHT, 'limited'), { ...said, edition: 2 }, fix));
  expect(day.reads('hemer-x').filter((one) => one.includes('correction'))).toHaveLength(1);
  expect(day.published('hemer-x').join()).not.toContain('4710191');
});

describe('wherever the original is, once it is corrected or withdrawn the wrong number is nowhere to be read', () => {
  test.each(STATES)('the wrong number is nowhere to be read after the original $original', async (state) => {
    const { is, happened, corrected, withdrawn } = { ...PUBLISHED, ...state };
    for (const [next, expected] of [
      [CORRECTED, corrected],
      [WITHDRAWN, withdrawn],
    ] as const) {
      await using day = await openDay('08:00');
      const afterwards = await happened(day);
      day.clock.advanceTo(day.clock.now() + NOTICED_AFTER_MS);
      expect(await statesOf(day)).toEqual(is);
      await day.tick(next);
      await afterwards?.();
      await day.work('11:30', next);
      expect(day.reads('hemer-x', 'hemer-mastodon')).toEqual(expected);
      expect(expected.join()).not.toContain('wrong');
      expect(await day.dueNow(next)).toEqual([]);
    }
  });
});

test.each([
  ['', {}],
  [', also where the correction says who posts it', { post_as: ['mk'] }],
])(
  'a correction that names a contact is about the town about which its district gave it%s',
  async (_, by) => {
    const said = { ...HOTLINE, post_as: ['mk'], about: ['menden'] };
    const own = { mk: hotline('+49 2371 966123') };
    await using day = await openDayWith('09:00', file({ ...own, menden: hotline(WRONG) }, said));
    await day.step('10:00', file({ ...own, menden: hotline(RIGHT) }, said, { ...FIX, ...by }));
    expect(day.reads('mk-mastodon')).toEqual([
      'mk-mastodon: hotline, right',
      'mk-mastodon: correction, right',
    ]);
    expect(day.published('mk-mastodon').at(-1)).toContain('KORREKTUR – Stadt Menden');
  },
);

test('who withdraws a retraction is warned that what it withdrew is not said again, also where that recurs', async () => {
  await using day = await openDay('08:00');
  const daily = { id: 'daily', kind: 'status', post_as: ['hemer'], every: '0 8,16 * * *' };
  const oops = { id: 'oops', kind: 'retraction', withdraws: 'daily' };
  const sorry = { id: 'sorry', kind: 'retraction', withdraws: 'oops' };
  const says = (phone: string, ...more: readonly (typeof oops)[]) =>
    file({ hemer: { reach: { phone } } }, daily, ...more);
  await day.step('08:00', says('down'));
  await day.step('10:00', says('down', oops));
  expect((await day.plan(says('down', oops))).warnings).toEqual([]);
  for (const time of ['11:00', '16:00']) {
    const back = says('limited', oops, sorry);
    await day.step(time, back);
    const { warnings } = await day.plan(back);
    expect(warnings).toMatchObject([{ code: 'dropped', announcement: 'daily', posts: 3 }]);
  }
});

test('who withdraws a correction is warned, before and after, that what it corrected is not said again where it was deleted, until it is', async () => {
  await using day = await openDay('09:00');
  const oops = { id: 'oops', kind: 'retraction', withdraws: CORRECTION.id };
  const all = (edition = 1, ...more: readonly (typeof oops)[]) =>
    file({ hemer: hotline(RIGHT) }, { ...HOTLINE, edition }, CORRECTION, ...more);
  const warned = async (now: string) => (await day.plan(now)).warnings;
  await day.step('09:00', SAID);
  await day.step('09:20', CORRECTED);
  expect(await warned(all())).toEqual([]);
  // Mastodon's followers still read the post, which was edited.
  const onX = [{ code: 'dropped', announcement: 'hotline', posts: 1 }];
  expect(await warned(all(1, oops))).toMatchObject(onX);
  await day.step('09:40', all(1, oops));
  expect(await warned(all(1, oops))).toMatchObject(onX);
  await day.step('10:00', all(2, oops));
  expect(day.reads('hemer-x')).toEqual(['hemer-x: retraction', 'hemer-x: hotline, right']);
  expect(await warned(all(2, oops))).toEqual([]);
});

describe('a mistake in the facts, while the edit of a correction waits for the platform,', () => {
  const all = { reach: { email_in: 'down' } };
  const down = { phone: 'down', website: 'down' };
  const said = (hemer: object, ...more: readonly object[]) =>
    file({ all, hemer }, OUTAGE, HOTLINE, ...more.map((one) => ({ ...one })));
  const fixes = [CORRECTION, { id: 'fix-outage', kind: 'correction', corrects: 'outage' }];
  const read = (day: TestDay) => day.published('hemer-mastodon').join('\n\n');

  /** Both posts are wrong, their corrections are said, and Mastodon takes no edits for a while. */
  async function corrected(settings?: string) {
    const day = await openDay('09:00', settings);
    const go = async (state: string) => {
      for (const { id } of [OUTAGE, HOTLINE, ...fixes]) await day.approve(id, state, 'press-hemer');
      await day.tick(state);
    };
    await go(said({ reach: down, ...hotline(WRONG) }));
    day.clock.advanceTo(at('09:30'));
    day.sandbox.arrange('hemer-mastodon', { kind: 'rate-limited', on: 'edit' }, 4);
    await go(said({ reach: down, ...hotline(RIGHT) }, ...fixes));
    await day.pass(day.clock.now() + 60_000);
    expect(read(day)).toContain('KORREKTUR');
    expect(read(day)).toContain(WRONG.slice(-7));
    return day;
  }

  test.each([0, 1])('changes nothing of the edit, which goes out, with %d approvals', async (needed) => {
    await using day = await corrected(`approvals: {needed: ${needed}}\nconfirmed: null\n`);
    const before = (await day.entries()).filter(({ action }) => action === 'edit');
    expect(before.map(({ state }) => state)).toEqual(Array(4).fill('waiting'));
    await day.work('10:30', said({ reach: { ...down, phone: 'dwn' }, ...hotline(RIGHT) }, ...fixes));
    const after = (await day.entries()).filter(({ action }) => action !== 'publish');
    const onMastodon = after.filter(({ channel }) => channel === 'mastodon');
    expect(onMastodon.map(({ key, state, text }) => [key, state, text])).toEqual(
      before.map(({ key, text }) => [key, 'posted', text]),
    );
    expect(day.everPosted('hemer-mastodon')).toHaveLength(8);
    expect(read(day)).not.toContain(WRONG.slice(-7));
    await day.work('11:00', said({ reach: down, ...hotline(RIGHT) }, ...fixes));
    expect(await day.raised()).toEqual([]);
    expect(day.published('hemer-mastodon')).toHaveLength(8);
  });

  test('makes no edit where none waits yet', async () => {
    await using day = await openDay('09:00');
    await day.work('09:30', said({ reach: down, ...hotline(WRONG) }));
    const mistaken = said({ reach: { ...down, phone: 'dwn' }, ...hotline(RIGHT) }, ...fixes);
    const before = read(day);
    await day.work('10:00', mistaken);
    expect(read(day)).toBe(before);
    await day.work('10:30', said({ reach: down, ...hotline(RIGHT) }, ...fixes));
    expect(read(day)).not.toContain(WRONG.slice(-7));
  });
});

describe('a wrong post goes, even where nothing can be published about it', () => {
  test('a retraction held by broken facts still deletes the post, and is published once the facts are mended', async () => {
    await using day = await openDayWith('09:00', SAID);
    const cleared = file({ hemer: hotline(null) }, HOTLINE, RETRACTION);
    await day.step('09:20', cleared);
    expect(day.reads()).toEqual([]);
    expect(await day.held(cleared)).toContain('oops/hemer-x/de facts-broken');
    await day.step('09:30', WITHDRAWN);
    expect(day.reads()).toEqual(['hemer-x: retraction', ...RETRACTED]);
  });

  test('a correction without words in one language still edits the post in that language, and staff are told', async () => {
    await using day = await openDay('09:00', 'approvals: {needed: 0}\n', {
      messages: withoutSentences('en.ftl', 'correction'),
    });
    await day.step('09:00', SAID);
    await day.step('09:20', CORRECTED);
    expect(day.reads('hemer-mastodon')).toEqual([
      'hemer-mastodon: hotline, right',
      'hemer-mastodon/en: hotline, right',
      'hemer-mastodon: correction, right',
    ]);
    expect(await day.held(CORRECTED)).toEqual(['fix/hemer-mastodon/en no-sentence']);
  });

  test('the wrong post is deleted also where its retraction loses its words while it waits', async () => {
    await using day = await openDayWith('09:00', SAID);
    day.sandbox.arrange('hemer-mastodon', { kind: 'rate-limited', on: 'publish' }, 4);
    day.clock.advanceTo(at('09:20'));
    await day.tick(WITHDRAWN);
    const text = { de: 'Zurückgezogen: Die Nummer war falsch.' };
    const german = file({ hemer: hotline(WRONG) }, HOTLINE, { ...RETRACTION, text });
    await day.work('10:00', german);
    expect(await day.held(german)).toEqual(['oops/hemer-mastodon/en missing-translation']);
    expect(day.reads('hemer-mastodon')).toEqual([expect.stringContaining('retraction')]);
  });

  test('the wrong post is deleted although X refuses its correction', async () => {
    await using day = await openDayWith('09:00', SAID);
    day.sandbox.arrange('hemer-x', { kind: 'invalid' });
    day.clock.advanceTo(at('09:20'));
    await day.tick(CORRECTED);
    await day.step('09:21', CORRECTED);
    expect(day.reads('hemer-x')).toEqual([]);
    expect(await day.held(CORRECTED)).toEqual(['fix/hemer-x/de refused']);
  });

  test('a correction approved too late is not published, but the wrong post still goes', async () => {
    await using day = await openDay('09:00', 'approvals: {needed: 1, standing: [contacts]}\n');
    await day.approveWording('contacts', 'press-hemer', SAID);
    await day.step('09:00', SAID);
    await day.step('09:20', CORRECTED);
    await day.step('10:20 +1', CORRECTED);
    await day.approve('fix', CORRECTED, 'press-hemer');
    await day.step('10:21 +1', CORRECTED);
    expect(day.reads('hemer-x', 'hemer-mastodon')).toEqual(RIGHT_AT_ONCE);
  });
});

describe('no wrong fact disappears without the right one for want of room, and none stays', () => {
  /** Too long for a post on X by itself, not for Mastodon. */
  const LONG = {
    ...CORRECTION,
    text: { de: `Richtig ist: ${RIGHT}. ${'Wir bitten um Geduld. '.repeat(13)}`, en: 'Right.' },
  };

  test('while its correction is too long for X the wrong post stays there, and goes when the correction is shortened', async () => {
    await using day = await openDayWith('09:00', SAID);
    const long = file({ hemer: hotline(RIGHT) }, HOTLINE, LONG);
    await day.step('09:20', long);
    expect(day.reads('hemer-x')).toEqual(['hemer-x: hotline, wrong']);
    expect(day.reads('hemer-mastodon')).toContain('hemer-mastodon: correction, right');
    expect(await day.held(long)).toEqual(['fix/hemer-x/de too-long']);
    await day.step('09:30', CORRECTED);
    expect(day.reads('hemer-x')).toEqual(['hemer-x: correction, right']);
  });

  test('a correction that has nothing right to say deletes nothing', async () => {
    await using day = await openDayWith('09:00', SAID);
    const bare = file({ hemer: hotline(WRONG) }, HOTLINE, { ...CORRECTION, contact: undefined });
    await day.step('09:20', bare);
    expect(day.reads('hemer-x')).toEqual(['hemer-x: hotline, wrong']);
    expect(await day.held(bare)).toContain('fix/hemer-x/de nothing-to-say');
  });

  test('a wrong number is withdrawn where the right one holds no longer: its correction is held', async () => {
    await using day = await openDay('09:00');
    const over = (phone: string) => {
      const { contacts } = hotline(phone) as { contacts: { hotline: object } };
      return { hemer: { contacts: { hotline: { ...contacts.hotline, until: '2026-11-24 12:00' } } } };
    };
    await day.step('09:00', file(over(WRONG), HOTLINE));
    const corrected = file(over(RIGHT), HOTLINE, CORRECTION);
    await day.step('13:00', corrected);
    const { held } = await day.plan(corrected);
    expect(speaking('en', () => held.map((one) => holdAdvice(one, String)))).toContainEqual(
      expect.stringContaining('withdraw the post'),
    );
    await day.step('13:30', file(over(RIGHT), HOTLINE, CORRECTION, RETRACTION));
    expect(day.reads('hemer-x')).toEqual(['hemer-x: retraction']);
    expect(day.published('hemer-mastodon').join()).not.toContain('4710191');
  });

  test('a correction that does not say what was wrong says what the facts say otherwise by now', async () => {
    await using day = await openDay('09:00');
    const said = { id: 'out', kind: 'outage', post_as: ['menden'] };
    const before = {
      reach: { phone: 'down', website: 'down' },
      appointments: { policy: 'cancelled', until: '2026-11-27' },
      instruction: { say: 'stay-home' },
    };
    const fix = { id: 'fix', kind: 'correction', corrects: 'out' };
    await day.step('09:00', file({ menden: before }, said));
    const now = { ...before, appointments: { policy: 'take-place', until: '2026-11-27' } };
    await day.step('09:20', file({ menden: now }, said, fix));
    const [text = ''] = day.published('menden-x').filter((one) => one.startsWith('KORREKTUR'));
    expect(text).toMatch(/^KORREKTUR – Stadt Menden: Alle Termine bis Freitag, 27\.11\., finden statt\. /);
    expect(text).toMatch(/war in diesem Punkt falsch/);
    expect(text).not.toMatch(/Telefon|zu Hause/);
  });

  test.each([
    [true, { instruction: { say: 'stay-home' } }],
    [true, { instruction: { say: 'stay-home' }, appointments: { policy: 'cancelled', from: '2026-11-26' } }],
    [true, { instruction: { say: 'do-not-come' } }],
    [false, { instruction: { say: 'stay-home' }, appointments: { policy: 'cancelled' } }],
    [false, { instruction: { say: 'stay-home', until: '2026-11-23' } }],
    [false, { instruction: { say: 'wait' } }],
  ])('a correction asks once more to stay away, and for nothing else: %j, %j', async (isAsked, facts) => {
    const said = { id: 'out', kind: 'outage', post_as: ['menden'] };
    for (const words of [{ text: { de: 'Das Telefon geht wieder.' } }, {}]) {
      await using day = await openDay('09:00');
      const fix = { id: 'fix', kind: 'correction', corrects: 'out', ...words };
      await day.step('09:00', file({ menden: { ...facts, reach: { phone: 'down' } } }, said));
      await day.step('09:20', file({ menden: { ...facts, reach: { phone: 'up' } } }, said, fix));
      const [text = ''] = day.published('menden-x').filter((one) => one.startsWith('KORREKTUR'));
      expect(text).toContain('Telefon');
      expect(text.match(/zu Hause|nicht zu uns/g)?.length ?? 0).toBe(isAsked ? 1 : 0);
      expect(text).not.toContain('Bitte warten');
    }
  });

  test('a correction says all that is otherwise, what its original was about first', async () => {
    await using day = await openDay('09:00');
    const said = { id: 'when', kind: 'appointments', post_as: ['menden'] };
    const before = {
      reach: { website: 'down' },
      appointments: { policy: 'take-place' },
      instruction: { say: 'call' },
      unaffected: ['emergency-calls'],
    };
    const now = {
      reach: { website: 'up' },
      appointments: { policy: 'cancelled' },
      instruction: { say: 'wait' },
      services: { 'emergency-calls': 'limited' },
    };
    await day.step('09:00', file({ menden: before }, said));
    await day.step('09:20', file({ menden: now }, said, { id: 'fix', kind: 'correction', corrects: 'when' }));
    const [text = ''] = day.published('menden-x').filter((one) => one.includes('KORREKTUR'));
    expect(text).toMatch(
      /^ACHTUNG: .*110\/112 .*\nKORREKTUR – Stadt Menden: .*Termine fallen aus\. .*Website funktioniert\. .*warten/,
    );
  });

  test('a correction of a long list from a body with a long name has room on X', async () => {
    await using day = await openDay('09:00', undefined, {
      region: REGION.replaceAll(
        'Stadt Menden',
        'Zweckverband der Städte und Gemeinden im Märkischen Sauerland und am Rand des Ruhrgebiets',
      ),
    });
    const listed = [...day.configuration(file({})).services.keys()].filter((id) => id !== 'emergency-calls');
    const services = Object.fromEntries(listed.slice(0, 11).map((id) => [id, 'unavailable']));
    const said = { id: 'list', kind: 'services', post_as: ['menden'] };
    const next_update = '2026-11-24 18:00';
    await day.step('09:00', file({ menden: { services: { passports: 'unavailable' }, next_update } }, said));
    expect(day.reads('menden-x')).toHaveLength(1);
    const corrected = file({ menden: { services, next_update } }, said, {
      id: 'fix',
      kind: 'correction',
      corrects: 'list',
    });
    expect(await day.held(corrected)).toEqual([]);
    await day.step('09:20', corrected);
    expect(day.reads('menden-x')).toEqual(['menden-x: correction']);
  });
});

describe('corrected again', () => {
  test('a wrong correction goes with the second correction, on both channels and in both languages', async () => {
    const again = { ...CORRECTION, id: 'fix-again' };
    await using day = await openDayWith('09:00', file({ hemer: hotline('+49 221 4710199') }, HOTLINE));
    await day.step('09:20', file({ hemer: hotline(WRONG) }, HOTLINE, CORRECTION));
    expect(day.reads('hemer-x')).toEqual(['hemer-x: correction, wrong']);
    const right = file({ hemer: hotline(RIGHT) }, HOTLINE, CORRECTION, again);
    await day.step('09:40', right);
    expect(day.reads('hemer-x', 'hemer-mastodon')).toEqual([
      'hemer-x: correction, right',
      ...EDITED_AND_CORRECTED,
      'hemer-mastodon: correction, right',
      'hemer-mastodon/en: correction, right',
    ]);
  });

  test('withdrawing a corrected announcement removes the original, leaves the correction, and asks nobody not to call the right number', async () => {
    await using day = await openDayWith('09:00', SAID);
    await day.step('09:20', CORRECTED);
    await day.step('09:40', file({ hemer: hotline(RIGHT) }, HOTLINE, CORRECTION, RETRACTION));
    expect(day.reads('hemer-x')).toEqual(['hemer-x: correction, right', 'hemer-x: retraction']);
    expect(day.reads('hemer-mastodon').filter((line) => line.includes('hotline'))).toEqual([]);
    // Mastodon's followers last read the right number there.
    const warns = (account: string) => day.published(account).filter((text) => text.includes('Nummer dort'));
    expect(warns('hemer-x')).toHaveLength(1);
    expect(warns('hemer-mastodon')).toEqual([]);
  });
});

describe('a correction that came before its original arrived', () => {
  /** The answer to the original was lost on X, where it never arrived. On Mastodon it is published. */
  async function lostOnX(): Promise<TestDay> {
    const day = await openDay('09:00');
    day.sandbox.arrange('hemer-x', { kind: 'unavailable' });
    await day.step('09:00', file({ hemer: hotline('+49 221 4710199') }, HOTLINE));
    return day;
  }
  const first = file({ hemer: hotline(WRONG) }, HOTLINE, CORRECTION);

  test('what was said instead is corrected, and withdrawn, like any post', async () => {
    const again = { ...CORRECTION, id: 'fix-again' };
    for (const [next, expected] of [
      [file({ hemer: hotline(RIGHT) }, HOTLINE, CORRECTION, again), ['hemer-x: correction, right']],
      [file({ hemer: hotline(WRONG) }, HOTLINE, CORRECTION, RETRACTION), ['hemer-x: retraction']],
    ] as const) {
      await using day = await lostOnX();
      await day.step('09:01', first);
      await day.work('09:30', first);
      expect(day.reads('hemer-x')).toEqual(['hemer-x: hotline, wrong']);
      await day.work('10:30', next);
      expect(day.reads('hemer-x')).toEqual(expected);
      expect(await day.held(next)).toEqual([]);
    }
  });

  test('two corrections of it say it once', async () => {
    await using day = await lostOnX();
    const both = file({ hemer: hotline(RIGHT) }, HOTLINE, CORRECTION, { ...CORRECTION, id: 'fix-again' });
    await day.step('09:01', both);
    await day.work('10:00', both);
    expect(day.reads('hemer-x')).toEqual(['hemer-x: hotline, right']);
    expect(await day.held(both)).toEqual([]);
  });

  test('the next edition of the original says it once', async () => {
    await using day = await lostOnX();
    await day.step('09:01', first);
    const raised = file({ hemer: hotline(RIGHT) }, { ...HOTLINE, edition: 2 }, CORRECTION);
    await day.work('10:00', raised);
    expect(day.reads('hemer-x')).toEqual(['hemer-x: hotline, right']);
  });

  test('where it is certain only after a day that it is absent, it is not said any more, and staff are told', async () => {
    await using day = await lostOnX();
    day.sandbox.arrange('hemer-x', { kind: 'timeline-unavailable' }, Number.POSITIVE_INFINITY);
    await day.step('09:01', first);
    await day.pass(at('09:10 +1'));
    day.sandbox.clear('hemer-x');
    await day.work('10:00 +1', first);
    expect(day.reads('hemer-x')).toEqual([]);
    const told = (await day.alerts(first)).map(({ reason, about }) => [reason.code, about]);
    expect(told).toContainEqual(['expired', 'it-2026/hotline.1/hemer-x/de']);
  });

  test.each([
    ['before it was certain that it is absent, with the facts of then', 'right', '09:02'],
    ['after it was said with those of before', 'wrong', '09:20'],
  ])('the original is said once although its correction leaves the file, %s', async (_, words, time) => {
    await using day = await lostOnX();
    await day.step('09:01', first);
    await day.work(time, first);
    const without = file({ hemer: hotline(RIGHT) }, HOTLINE);
    await day.work('10:00', without);
    expect(day.reads('hemer-x')).toEqual([`hemer-x: hotline, ${words}`]);
  });
});

describe('where the platform keeps what was said', () => {
  test('Mastodon shows earlier versions of an edited post, as the handbook says; a retraction removes them', async () => {
    await using day = await openDayWith('09:00', SAID);
    await day.step('09:20', CORRECTED);
    const versions = () =>
      day.sandbox
        .timeline('hemer-mastodon')
        .filter((post) => post.deletedAt === null)
        .flatMap((post) => post.edits);
    expect(versions().join()).toContain(WRONG);
    const handbook = await readFile(join(import.meta.dirname, '../../docs/operations.md'), 'utf8');
    expect(handbook).toContain('Mastodon shows everybody the earlier versions of an edited post');
    await day.step('09:40', file({ hemer: hotline(RIGHT) }, HOTLINE, CORRECTION, RETRACTION));
    expect(versions().join()).not.toContain(WRONG);
  });

  test('an edition is raised where its post was deleted by hand, although another account still has it', async () => {
    await using day = await openDay('09:00');
    const outage = { id: 'outage', kind: 'outage', post_as: ['menden'], keep_current: true };
    const phone = (level: string, edition: number) =>
      file({ menden: { reach: { phone: level } } }, { ...outage, edition });
    await day.step('09:00', phone('down', 1));
    await day.deleteByHand('menden-mastodon');
    await day.work('10:10', phone('limited', 1));
    await day.work('11:00', phone('down', 2));
    expect(day.reads('menden-x', 'menden-mastodon')).toEqual(['menden-x: outage', 'menden-mastodon: outage']);
  });

  test("a correction leaves an unknown post alone that today's facts would word the same, on whatever accounts", async () => {
    await using day = await openDay('09:00');
    const said = { ...HOTLINE, post_as: ['mk'] };
    day.sandbox.arrange('mk-mastodon', { kind: 'accepted-then-cut' });
    day.sandbox.arrange('mk-mastodon', { kind: 'timeline-unavailable' }, 50);
    await day.tick(file({ mk: hotline(RIGHT) }, said));
    day.clock.advanceTo(at('09:01'));
    await day.tick(file({ mk: hotline(RIGHT) }, said, CORRECTION));
    const [entry] = await day.ledger.open('mk-mastodon');
    expect([entry?.state, entry?.cancelled]).toEqual(['unknown', null]);
  });
});

describe.each([
  { it: 'correction', says: /^(KORREKTUR|CORRECTION)/, also: CORRECTION, phone: RIGHT },
  { it: 'retraction', says: /^(ZURÜCKGEZOGEN|WITHDRAWN)/, also: RETRACTION, phone: WRONG },
])('a $it', ({ it, says, also, phone }) => {
  test('answers no post that is about to be deleted, but the one before it in its language', async () => {
    const facts = (phone: string) => ({ hemer: { reach: { phone: 'down' }, ...hotline(phone) } });
    await using day = await openDayWith('08:00', file(facts(WRONG), OUTAGE));
    await day.step('08:10', file(facts(WRONG), OUTAGE, HOTLINE));
    const amended = file(facts(phone), OUTAGE, HOTLINE, also);
    day.clock.advanceTo(at('08:20'));
    const { posts } = await day.plan(amended);
    const deleted = posts.flatMap(({ intent }) => (intent.action === 'delete' ? [intent.target] : []));
    const parents = posts.flatMap(({ intent, replyTo }) => (intent.action === 'publish' ? [replyTo] : []));
    expect(deleted.length).toBeGreaterThan(0);
    for (const parent of parents) expect(deleted).not.toContain(parent);
    await day.step('08:20', amended);
    for (const account of ['hemer-x', 'hemer-mastodon']) {
      const timeline = day.sandbox.timeline(account);
      for (const post of timeline.filter(({ text }) => says.test(text)))
        expect(timeline.find(({ id }) => id === post.replyTo)).toMatchObject({
          ...{ deletedAt: null, language: post.language },
        });
    }
    const chosen = (await day.entries()).filter(({ action, kind }) => action === 'publish' && kind === it);
    expect(chosen.map(({ replyTo }) => replyTo).sort()).toEqual(parents.sort());
  });

  test('answers nothing where only the post that it deletes is published', async () => {
    await using day = await openDayWith('08:00', SAID);
    await day.step('08:20', file({ hemer: hotline(phone) }, HOTLINE, also));
    const [post] = day.sandbox.timeline('hemer-x').filter(({ text }) => says.test(text));
    expect(post).toMatchObject({ replyTo: null });
  });
});

describe('a correction names every other published post that says the same wrong thing', () => {
  const NUMBER = '0221 – 471.0191';
  const NOTICE = {
    ...{ id: 'desk', kind: 'notice', post_as: ['menden'] },
    text: { de: `Fragen beantwortet die Hotline des Kreises: ${NUMBER}.` },
  };
  const OTHERS = [NOTICE, { id: 'status', kind: 'outage', post_as: ['mk'] }];
  const facts = (hemer: string, all: string) => ({
    hemer: hotline(hemer),
    all: { reach: { phone: all } },
  });

  async function named(day: TestDay, state: string): Promise<readonly (readonly string[])[]> {
    const { warnings } = await day.plan(state);
    const alerts = await day.alerts(state);
    const inPlan = warnings.flatMap((one) => (one.code === 'also-wrong' ? one.posts : []));
    const told = alerts.flatMap(({ reason }) => (reason.code === 'also-wrong' ? [reason.key] : []));
    expect(told).toEqual(inPlan.map(({ key }) => key));
    return inPlan.map(({ key, account }) => [key, account]);
  }

  test('a correction names the posts that give the wrong number after the all-clear too', async () => {
    await using day = await openDay('08:00');
    const say = (phone: string, ...more: readonly object[]) =>
      file({ hemer: { ...hotline(phone), reach: { phone: 'down' } } }, OUTAGE, HOTLINE, ...more);
    await day.step('08:00', say(WRONG));
    const corrected = say(RIGHT, CORRECTION);
    await day.step('08:20', corrected);
    const left = await named(day, corrected);
    expect(left.map(([, account]) => account).toSorted()).toEqual([
      'hemer-mastodon',
      'hemer-mastodon',
      'hemer-x',
    ]);
    const clear = { id: 'clear', kind: 'all-clear', post_as: ['hemer'] };
    const over = { hemer: { ...hotline(RIGHT), phase: 'resolved', reach: { phone: 'up' } } };
    const after = file(over, OUTAGE, HOTLINE, CORRECTION, clear);
    await day.step('09:00', after);
    expect(day.published('hemer-x').at(-1)).toContain('WIEDER ERREICHBAR');
    expect(await named(day, after)).toEqual(left);
  });

  test('a correction names the posts that say the same wrong thing in words of their own, of other municipalities, until nobody can read it any more', async () => {
    await using day = await openDayWith('08:00', file(facts(WRONG, 'down'), HOTLINE, ...OTHERS));
    day.clock.advanceTo(at('08:20'));
    const corrected = file(facts(RIGHT, 'down'), HOTLINE, ...OTHERS, CORRECTION);
    const notices = ['menden-mastodon', 'menden-x'].map((id) => [`it-2026/desk.1/${id}/de`, id]);
    expect((await named(day, corrected)).toSorted()).toEqual(notices);
    await day.step('08:20', corrected);
    expect((await named(day, corrected)).toSorted()).toEqual(notices);
    const withdrawn = { id: 'undesk', kind: 'retraction', withdraws: 'desk' };
    const all = file(facts(RIGHT, 'down'), HOTLINE, ...OTHERS, CORRECTION, withdrawn);
    expect(await named(day, all)).toEqual([]);
    await day.step('08:40', all);
    expect(await named(day, all)).toEqual([]);
  });

  test('a correction names the posts worded from the same wrong fact, and none that another fact outdates', async () => {
    await using day = await openDay('08:00');
    const say = [
      { id: 'outage', kind: 'outage', post_as: ['hemer'] },
      { id: 'status', kind: 'outage', post_as: ['mk', 'menden'] },
    ];
    const of = (all: string, menden: string) => ({
      all: { reach: { phone: all } },
      menden: { reach: { phone: menden, website: all } },
    });
    await day.step('08:00', file(of('down', 'down'), ...say));
    day.clock.advanceTo(at('08:20'));
    const correction = { ...CORRECTION, corrects: 'outage', contact: undefined };
    const corrected = file(of('up', 'down'), ...say, correction);
    expect(await named(day, corrected)).toEqual([['it-2026/status.1/mk-mastodon/de', 'mk-mastodon']]);
  });

  test('a correction names no post in which a town said the same of itself, and none for facts that changed after the correction', async () => {
    await using day = await openDay('08:00');
    const say = ['hemer', 'menden'].map((id) => ({ id: `outage-${id}`, kind: 'outage', post_as: [id] }));
    const of = (hemer: string, menden: string, website: string) => ({
      all: { reach: { website } },
      hemer: { reach: { phone: hemer } },
      menden: { reach: { phone: menden } },
    });
    await day.step('08:00', file(of('down', 'down', 'down'), ...say));
    day.clock.advanceTo(at('08:20'));
    const correction = { ...CORRECTION, corrects: 'outage-hemer', contact: undefined };
    await day.step('08:20', file(of('limited', 'down', 'down'), ...say, correction));
    // The telephone of Menden, and every website, were out of order, and are well again.
    day.clock.advanceTo(at('09:20'));
    const later = file(of('limited', 'up', 'up'), ...say, correction);
    expect((await day.plan(later)).outdated.map(({ entry }) => entry.announcement)).toContain(
      'outage-menden',
    );
    expect(await named(day, later)).toEqual([]);
  });

  describe('a retraction names the updates and corrections of what it withdraws', () => {
    const first = {
      id: 'desk',
      kind: 'notice',
      post_as: ['hemer', 'menden'],
      text: { de: 'Bitte Wasser abkochen.' },
    };
    const update = { id: 'more', kind: 'notice', updates: 'desk', text: { de: 'Auch in Sundwig abkochen.' } };
    const further = { id: 'further', kind: 'notice', updates: 'more', text: { de: 'Auch in Deilinghofen.' } };
    const oops = { id: 'oops', kind: 'retraction', post_as: ['hemer'], withdraws: 'desk' };
    const onX = (ids: readonly string[]) => ids.map((id) => [`it-2026/${id}.1/hemer-x/de`, 'hemer-x']);
    const saidBefore = async (day: TestDay) => {
      await day.step('08:00', file({}, first));
      await day.step('08:30', file({}, first, update));
      await day.step('09:00', file({}, first, update, further));
    };
    const namedOnX = async (day: TestDay, state: string) =>
      (await named(day, state)).filter(([, account]) => account !== 'hemer-mastodon').toSorted();

    test('a town that withdraws a notice is named its own updates of it, until they are withdrawn too', async () => {
      await using day = await openDay('08:00');
      await saidBefore(day);
      day.clock.advanceTo(at('10:00'));
      const withdrawn = file({}, first, update, further, oops);
      expect(await namedOnX(day, withdrawn)).toEqual(onX(['further', 'more']));
      await day.step('10:00', withdrawn);
      expect(await namedOnX(day, withdrawn)).toEqual(onX(['further', 'more']));
      await day.step('10:30 +1', withdrawn);
      expect(await namedOnX(day, withdrawn)).toEqual(onX(['further', 'more']));
      const all = [first, update, further, oops, { ...oops, id: 'oops-more', withdraws: 'more' }];
      await day.step('11:00 +1', file({}, ...all));
      expect(new Set((await namedOnX(day, file({}, ...all))).flat())).toEqual(
        new Set(onX(['further']).flat()),
      );
    });

    test('a correction of what is withdrawn is named, and one of its update, until they are withdrawn too', async () => {
      await using day = await openDay('08:00');
      const fix = (corrects: string, de: string) => ({
        ...{ id: `fix-${corrects}`, kind: 'correction', post_as: ['hemer'], corrects },
        text: { de },
      });
      const fixes = [fix('desk', 'Nur in Bredenbruch abkochen.'), fix('more', 'In Ihmert abkochen.')];
      await day.step('08:00', file({}, first));
      await day.step('08:30', file({}, first, update));
      const rewritten = [
        { ...first, text: { de: 'Nur in Bredenbruch.' } },
        { ...update, text: { de: 'Ihmert.' } },
      ];
      await day.step('09:00', file({}, ...rewritten, ...fixes));
      const all = [...rewritten, ...fixes, oops];
      const expected = onX(['fix-desk', 'fix-more']);
      day.clock.advanceTo(at('10:00'));
      expect(await namedOnX(day, file({}, ...all))).toEqual(expected);
      await day.step('10:00', file({}, ...all));
      expect(await namedOnX(day, file({}, ...all))).toEqual(expected);
      const gone = [...all, { ...oops, id: 'oops-fix', withdraws: 'fix-desk' }];
      await day.step('10:30', file({}, ...gone));
      expect(await namedOnX(day, file({}, ...gone))).toEqual(expected.slice(1));
    });

    test('also those of another body, in each language, once no town says the notice any more', async () => {
      const both = { ...first, post_as: ['mk', 'menden'] };
      const other = {
        ...update,
        post_as: ['hemer'],
        text: { ...update.text, en: 'In Sundwig too: boil it.' },
      };
      await using day = await openDayWith('08:00', file({}, both));
      await day.step('08:30', file({}, both, other));
      day.clock.advanceTo(at('09:00'));
      const ofMk = { ...oops, post_as: ['mk'] };
      // Menden still says it.
      expect(await named(day, file({}, both, other, ofMk))).toEqual([]);
      const withdrawn = file({}, both, other, { ...oops, post_as: undefined });
      const expected = [...onX(['more']), ['it-2026/more.1/hemer-mastodon/de', 'hemer-mastodon']];
      const all = [...expected, ['it-2026/more.1/hemer-mastodon/en', 'hemer-mastodon']].toSorted();
      expect((await named(day, withdrawn)).toSorted()).toEqual(all);
      await day.step('09:00', withdrawn);
      expect((await named(day, withdrawn)).toSorted()).toEqual(all);
    });

    test('an update is named until it was said in other words since, and not where it was written later', async () => {
      await using day = await openDay('08:00');
      await saidBefore(day);
      await day.step('10:00', file({}, first, update, further, oops));
      const again = { ...update, text: { de: 'In Sundwig ist das Wasser gut.' }, edition: 2 };
      const later = { ...further, id: 'later', text: { de: 'Alles ist gut.' } };
      const state = file({}, first, again, further, oops, later);
      await day.step('10:30', state);
      await day.step('11:30', state);
      expect(day.published('hemer-x').join()).toContain('Alles ist gut.');
      expect(await namedOnX(day, state)).toEqual(onX(['further']));
    });

    test('an update that waits is named at once, each once by two retractions, and a later edition is not', async () => {
      const waits = { ...update, at: '2026-11-24 12:00' };
      const saying = (...more: readonly object[]) => file({}, first, ...more);
      await using day = await openDayWith('08:00', saying());
      await day.step('08:30', saying(waits));
      const ofAll = { ...oops, id: 'oops-all', post_as: undefined };
      const withdrawn = saying(waits, oops, ofAll);
      day.clock.advanceTo(at('10:00'));
      const all = await named(day, withdrawn);
      expect(all.map(([key]) => key).toSorted()).toEqual(
        ['hemer-mastodon', 'hemer-x', 'menden-mastodon', 'menden-x'].map((id) => `it-2026/more.1/${id}/de`),
      );
      await day.step('10:00', withdrawn);
      expect(await named(day, withdrawn)).toEqual(all);
      const raised = saying({ ...waits, edition: 2 }, oops, ofAll);
      await day.step('10:30', raised);
      expect(await named(day, raised)).toEqual([]);
      await day.step('12:00', withdrawn);
      expect((await named(day, withdrawn)).length).toBe(all.length);
    });

    test('an update that is outdated anyway is not named, nor is an all-clear', async () => {
      await using day = await openDay('08:00');
      const status = { id: 'now', kind: 'status', updates: 'outage' };
      const clear = { id: 'clear', kind: 'all-clear', updates: 'outage' };
      const phone = (level: string, ...say: readonly object[]) =>
        file({ hemer: { reach: { phone: level, website: 'limited' } } }, OUTAGE, ...say);
      await day.step('08:00', phone('down'));
      await day.step('09:00', phone('limited', status));
      const wrong = { ...oops, withdraws: 'outage' };
      day.clock.advanceTo(at('10:00'));
      expect(await namedOnX(day, phone('limited', status, wrong))).toEqual(onX(['now']));
      expect((await day.plan(phone('up', status, wrong))).outdated.length).toBeGreaterThan(0);
      expect(await named(day, phone('up', status, wrong))).toEqual([]);
      const works = { hemer: { phase: 'resolved', reach: { phone: 'up', website: 'up' } } };
      const up = file(works, OUTAGE, status, clear);
      await day.step('10:30', up);
      expect(day.published('hemer-x').join()).toContain('WIEDER ERREICHBAR');
      expect(await named(day, file(works, OUTAGE, status, clear, wrong))).toEqual([]);
    });
  });
});

describe('a post that leaves with the wrong words between the view and the record of the first plan with its correction', () => {
  const TIMED = { ...HOTLINE, at: '2026-11-24 08:10' };
  const WORDS = { de: 'Sandsäcke: 0221 4710191.', en: 'Sandbags: 0221 4710191.' };
  const NEW_WORDS = { de: 'Sandsäcke: 0221 4710119.', en: 'Sandbags: 0221 4710119.' };
  const NOTICE = { id: 'hotline', kind: 'notice', post_as: ['hemer'], at: TIMED.at, text: WORDS };
  const OWN = { ...CORRECTION, contact: undefined, text: NEW_WORDS };

  async function correctedLate(day: TestDay, before: string, after: string): Promise<void> {
    await day.step('08:00', before);
    day.clock.advanceTo(at('08:10'));
    await leavesMeanwhile(day, after);
  }

  /** What waits when a tick looks leaves before that tick writes its plan down. `begins`: lets it leave. */
  async function leavesMeanwhile(
    day: TestDay,
    after: string,
    begins: () => Promise<unknown> = async () => {},
  ): Promise<void> {
    const planned = await day.plan(after);
    const { number: over } = await day.ledger.lastAccepted();
    await begins();
    await day.pass(at('08:10') + 500);
    expect(await day.ledger.record(planned.writes, at('08:10'), over)).not.toBeNull();
    await day.work('09:00', after);
  }

  test.each([
    ['a number', [TIMED], [TIMED, CORRECTION]],
    ['own words', [NOTICE], [{ ...NOTICE, text: NEW_WORDS }, OWN]],
    ['own words that nobody changed', [NOTICE], [NOTICE, OWN]],
  ])('is corrected: %s', async (_, before, after) => {
    await using day = await openDay('08:00');
    await correctedLate(
      day,
      file({ hemer: hotline(WRONG) }, ...before),
      file({ hemer: hotline(RIGHT) }, ...after),
    );
    expect(day.everPosted('hemer-x').filter((text) => text.includes('4710191'))).toHaveLength(1);
    const read = ['hemer-x', 'hemer-mastodon'].flatMap((account) => day.published(account));
    expect(read.filter((text) => text.startsWith('KORREKTUR'))).toHaveLength(2);
    expect(read.join()).toContain('4710119');
    expect(read.join()).not.toContain('4710191');
  });

  test('is corrected where the correction calls wrong in its own words what the facts say to this day', async () => {
    await using day = await openDay('08:00');
    const paused = { of: 'account', account: 'hemer-x' } as const;
    await day.ledger.pause({ scope: paused, by: 'press', at: at('08:00') });
    const facts = { hemer: hotline(WRONG) };
    await day.work('08:10', file(facts, HOTLINE));
    await leavesMeanwhile(day, file(facts, HOTLINE, { ...CORRECTION, text: NEW_WORDS }), () =>
      day.ledger.resume(paused, 'press', at('08:10')),
    );
    expect(day.everPosted('hemer-x')).toHaveLength(2);
    expect(day.reads('hemer-x')).toEqual(['hemer-x: correction, right']);
  });

  test.each([
    ['the next edition of the correction', [{ ...CORRECTION, edition: 2 }]],
    ['a second correction', [CORRECTION, { ...CORRECTION, id: 'fix2' }]],
  ])('is corrected by %s as by the first', async (_, corrections) => {
    await using day = await openDay('08:00');
    const paused = { of: 'account', account: 'hemer-x' } as const;
    await day.ledger.pause({ scope: paused, by: 'press', at: at('08:00') });
    await day.work('08:05', file({ hemer: hotline(WRONG) }, HOTLINE));
    const other = '+49 221 4710155';
    await day.work('08:10', file({ hemer: hotline(other) }, HOTLINE, CORRECTION));
    await leavesMeanwhile(day, file({ hemer: hotline(RIGHT) }, HOTLINE, ...corrections), () =>
      day.ledger.resume(paused, 'press', at('08:10')),
    );
    expect(day.everPosted('hemer-x').join()).toContain('4710155');
    expect(day.reads('hemer-x')).toEqual(['hemer-x: correction, right']);
  });

  test('is corrected once it is found, and sent with the right words where it never arrived', async () => {
    await using day = await openDay('08:00');
    day.sandbox.arrange('hemer-x', { kind: 'accepted-then-cut' });
    day.sandbox.arrange('hemer-mastodon', { kind: 'refused-before' }, 2);
    await correctedLate(
      day,
      file({ hemer: hotline(WRONG) }, TIMED),
      file({ hemer: hotline(RIGHT) }, TIMED, CORRECTION),
    );
    expect(day.reads('hemer-x')).toEqual(['hemer-x: correction, right']);
    expect(day.everPosted('hemer-mastodon').join()).not.toContain(WRONG);
    expect(day.reads('hemer-mastodon')).toEqual(RIGHT_AT_ONCE);
  });

  test('is not called wrong where it says nothing of what is corrected, whatever changes later', async () => {
    const outage = { id: 'hotline', kind: 'outage', post_as: ['hemer'], at: TIMED.at };
    const facts = (phone: string) => ({ hemer: { reach: { phone } } });
    const fix = { ...CORRECTION, contact: undefined };
    await using day = await openDay('08:00');
    await correctedLate(day, file(facts('down'), outage), file(facts('down'), outage, fix));
    await day.work('10:30', file(facts('limited'), outage, fix));
    expect(day.reads('hemer-x')).toEqual(['hemer-x: outage']);
  });

  test('what has not left is said with the right words, and needs no correction', async () => {
    await using day = await openDay('08:00');
    const both = { ...TIMED, post_as: ['hemer', 'menden'] };
    for (const account of ['menden-x', 'menden-mastodon'])
      day.sandbox.arrange(account, { kind: 'rate-limited', on: 'write', resetAfterMs: 5 * 60_000 });
    const facts = (phone: string) => ({ hemer: hotline(phone), menden: hotline(phone) });
    await correctedLate(day, file(facts(WRONG), both), file(facts(RIGHT), both, CORRECTION));
    expect(day.reads('menden-x', 'menden-mastodon')).toEqual([
      'menden-x: hotline, right',
      'menden-mastodon: hotline, right',
    ]);
    expect(day.reads('hemer-x')).toEqual(['hemer-x: correction, right']);
  });

  test('is withdrawn all the same', async () => {
    await using day = await openDay('08:00');
    await correctedLate(
      day,
      file({ hemer: hotline(WRONG) }, TIMED),
      file({ hemer: hotline(WRONG) }, TIMED, RETRACTION),
    );
    expect(day.reads('hemer-x', 'hemer-mastodon')).toEqual(['hemer-x: retraction', ...RETRACTED]);
  });
});

describe('a correction names as wrong only what was wrong', () => {
  const fix = { id: 'fix', kind: 'correction', corrects: 'outage' };
  const limited = { 'emergency-calls': 'limited' };
  const works = { unaffected: ['emergency-calls'] };
  const down = { reach: { phone: 'down' } };

  test('it never says that 110/112 work where a fact of the town says that they do not', async () => {
    const hemer = { ...down, services: limited };
    await using day = await openDayWith('09:00', file({ hemer }, OUTAGE));
    const after = file({ all: works, hemer }, OUTAGE, fix);
    await day.step('09:10', after);
    expect(await day.held(after)).toContain('fix/hemer-x/de nothing-to-say');
    expect(day.published('hemer-x')).toEqual([expect.stringMatching(/^ACHTUNG: Der Notruf 110\/112 ist/)]);
  });

  test.each([
    [
      { unaffected: ['emergency-calls'] },
      { services: { 'emergency-calls': 'unavailable' } },
      'ist ausgefallen',
    ],
    [
      { unaffected: ['emergency-calls'] },
      { unaffected: ['emergency-calls'], services: { 'emergency-calls': 'unavailable' } },
      'ist ausgefallen',
    ],
    [{ services: { 'emergency-calls': 'unavailable' } }, { unaffected: ['emergency-calls'] }, 'funktioniert'],
  ])('it says of 110/112 what is right also where it names them: %j, %j', async (before, now, right) => {
    const both = { ...OUTAGE, post_as: ['hemer', 'menden'] };
    const named = { ...fix, post_as: ['hemer'], services: ['emergency-calls'] };
    await using day = await openDayWith('09:00', file({ all: { ...down, ...before } }, both));
    const after = file({ all: { ...down, ...now } }, both, named);
    await day.step('09:10', after);
    expect(await day.held(after)).toEqual([]);
    expect(day.published('hemer-x')).toEqual([
      expect.stringMatching(new RegExp(`^KORREKTUR – Stadt Hemer.*110/112 ${right}\\.`)),
    ]);
    // Menden says the same wrong thing.
    expect(JSON.stringify((await day.plan(after)).warnings)).toContain('outage.1/menden-x/de');
  });

  test('it warns where X deletes the only post about the outage, until a status says the rest', async () => {
    await using day = await openDayWith('09:00', file({ hemer: down }, OUTAGE));
    day.clock.advanceTo(at('09:10'));
    const right = { hemer: { reach: { phone: 'limited' } } };
    const warned = async (...say: readonly object[]) =>
      (await day.plan(file(right, OUTAGE, ...say))).warnings.filter(({ code }) => code === 'deletes-outage');
    expect(await warned(fix)).toEqual([{ code: 'deletes-outage', announcement: 'fix', accounts: 1 }]);
    const status = { id: 'now', kind: 'status', post_as: ['hemer'] };
    expect(await warned(fix, status)).toEqual([]);
    expect(await warned(fix, { ...status, at: '2026-11-26 08:00' })).toHaveLength(1);
    await day.step('09:10', file(right, OUTAGE, fix));
    expect(await warned(fix)).toEqual([]);
  });

  test('it warns of that as long as the status waits for its approval', async () => {
    await using day = await openDay('09:00', 'approvals: {needed: 1, standing: []}\nconfirmed: null\n');
    const facts = (phone: string) => ({ hemer: { reach: { phone } } });
    await day.tick(file(facts('down'), OUTAGE));
    await day.approve('outage', file(facts('down'), OUTAGE), 'press-hemer');
    await day.step('09:05', file(facts('down'), OUTAGE));
    day.clock.advanceTo(at('09:10'));
    const both = file(facts('limited'), OUTAGE, fix, { id: 'now', kind: 'status', post_as: ['hemer'] });
    const codes = async () => (await day.plan(both)).warnings.map(({ code }) => code);
    expect(await codes()).toContain('deletes-outage');
    await day.approve('now', both, 'press-hemer');
    expect(await codes()).not.toContain('deletes-outage');
  });

  test('it says that 110/112 work where it was wrong that they did not', async () => {
    await using day = await openDay('09:00');
    await day.step('09:00', file({ all: works, hemer: { ...down, services: limited } }, OUTAGE));
    await day.step('09:10', file({ all: works, hemer: down }, OUTAGE, fix));
    expect(day.published('hemer-x')).toEqual([
      expect.stringMatching(/^KORREKTUR – Stadt Hemer: Notruf 110\/112 funktioniert\./),
    ]);
  });

  test.each([
    ['110/112', { all: works, hemer: down }],
    ['another way to reach the town', { hemer: { reach: { phone: 'down', website: 'down' } } }],
    ['a number', { hemer: { ...down, ...hotline(RIGHT) } }],
  ])('%s that became known since was not wrong: nothing is said, and nothing deleted', async (_, facts) => {
    await using day = await openDayWith('09:00', file({ hemer: down }, OUTAGE));
    await day.step('09:10', file(facts, OUTAGE, fix));
    expect(await day.held(file(facts, OUTAGE, fix))).toContain('fix/hemer-x/de nothing-to-say');
    expect(day.reads('hemer-x')).toEqual(['hemer-x: outage']);
  });

  test('nobody is to call the wrong number, also where something else became known', async () => {
    await using day = await openDayWith('09:00', file({ hemer: { ...down, ...hotline(WRONG) } }, OUTAGE));
    const hemer = { reach: { phone: 'down', website: 'down' }, ...hotline(RIGHT) };
    await day.step('09:10', file({ all: works, hemer }, OUTAGE, fix));
    const [correction] = day.published('hemer-x');
    expect(correction).toMatch(/^KORREKTUR – Stadt Hemer: Nothotline 0221 .*rufen Sie dort nicht an/);
  });

  test('nobody is asked not to call a number that another contact has', async () => {
    const numbers = (hotline: string, desk: string) => ({
      hemer: {
        contacts: {
          hotline: { phone: hotline, verified_by: 'press-hemer' },
          desk: { phone: desk, verified_by: 'press-hemer' },
        },
      },
    });
    for (const [before, after, isNobodys] of [
      [numbers(WRONG, RIGHT), numbers(RIGHT, WRONG), false],
      [numbers(WRONG, WRONG), numbers(RIGHT, WRONG), false],
      [numbers(WRONG, RIGHT), numbers(RIGHT, RIGHT), true],
    ] as const) {
      await using day = await openDayWith('09:00', file(before, HOTLINE));
      await day.step('09:20', file(after, HOTLINE, FIX));
      for (const account of ['hemer-x', 'hemer-mastodon']) {
        const said = day.published(account).filter((text) => /^(KORREKTUR|CORRECTION)/.test(text));
        expect(said.length).toBeGreaterThan(0);
        for (const text of said) expect(/dort nicht an|do not call/.test(text), text).toBe(isNobodys);
      }
    }
  });

  test.each([
    ['number', HOTLINE, hotline(WRONG), { contact: 'hotline' }],
    [
      'service',
      { id: 'hotline', kind: 'services', post_as: ['hemer'] },
      { services: { passports: 'limited' } },
      { services: ['passports'] },
    ],
  ])(
    'a wrong %s that it names and nobody has changed is not said once more as right',
    async (_, said, hemer, named) => {
      await using day = await openDayWith('09:00', file({ hemer }, said));
      const [before] = day.published('hemer-x');
      const unchanged = file({ hemer }, said, {
        ...fix,
        corrects: 'hotline',
        what: CORRECTION.what,
        ...named,
      });
      await day.step('09:10', unchanged);
      expect(await day.held(unchanged)).toContain('fix/hemer-x/de nothing-to-say');
      expect(day.published('hemer-x')).toEqual([before]);
    },
  );

  test.each([['resolved'], ['monitoring']])(
    'a correction of an all-clear does not say that all works, phase %s: there is nothing to say',
    async (phase) => {
      const clear = { id: 'clear', kind: 'all-clear', post_as: ['hemer'] };
      const corrected = { ...fix, corrects: 'clear' };
      const reach = { phone: 'up' };
      await using day = await openDayWith('09:00', file({ hemer: { phase: 'resolved', reach } }, clear));
      const after = file({ hemer: { phase, reach } }, clear, corrected);
      await day.step('09:10', after);
      expect(await day.held(after)).toContain('fix/hemer-x/de nothing-to-say');
      expect(day.reads('hemer-x')).toEqual(['hemer-x: all-clear']);
    },
  );

  test('it says that it is over only where all facts say so, and that nobody can work where they cannot', async () => {
    await using day = await openDay('09:00');
    const until = (at: string) => ({ reach: { phone: 'limited' }, estimate: { kind: 'expected', at } });
    const estimate = { id: 'estimate', kind: 'estimate', post_as: ['hemer'] };
    await day.step('09:00', file({ hemer: { phase: 'identified', ...until('2026-11-25') } }, estimate));
    const later = { phase: 'resolved', ...until('2026-11-26') };
    await day.step('09:10', file({ hemer: later }, estimate, { ...fix, corrects: 'estimate' }));
    expect(day.published('hemer-x')).toEqual([expect.stringMatching(/26\.11\..*Normalbetrieb/)]);
    await day.step('09:20', file({ menden: down }, { ...OUTAGE, post_as: ['menden'] }));
    const none = { menden: { reach: { phone: 'down', work: 'none' } } };
    await day.step('09:30', file(none, { ...OUTAGE, post_as: ['menden'] }, { ...fix, id: 'none' }));
    expect(day.published('menden-x').at(-1)).toMatch(/nicht arbeiten\. Unser Beitrag/);
  });

  test('a number that somebody else has verified meanwhile was not wrong', async () => {
    await using day = await openDay('09:00');
    const verified = (verified_by: string) => ({ hotline: { phone: RIGHT, verified_by } });
    await day.step('09:00', file({ hemer: { ...down, contacts: verified('press-hemer') } }, OUTAGE));
    const reach = { phone: 'limited' };
    await day.step('09:10', file({ hemer: { reach, contacts: verified('press-mk') } }, OUTAGE, fix));
    const [correction] = day.published('hemer-x');
    expect(correction).toMatch(
      /^KORREKTUR – Stadt Hemer: Das Telefon funktioniert nur eingeschränkt\. Unser Beitrag/,
    );
  });
});

const OWN_WORDS = { id: 'water', kind: 'notice', post_as: ['hemer'] };
const FIX_WORDS = {
  id: 'fix',
  kind: 'correction',
  corrects: 'water',
  what: { de: 'Das Wasser', en: 'The water' },
};

test('a post that was put right before it was sent is not called wrong where the clock of its platform is slow', async () => {
  const slow = (answer: Answer): Answer =>
    answer.kind === 'posted' && answer.at !== null ? { ...answer, at: answer.at - 120_000 } : answer;
  await using day = await openDay('09:00', undefined, {
    clients: (client) => ({ ...client, publish: async (...given) => slow(await client.publish(...given)) }),
  });
  const later = { ...OWN_WORDS, at: '2026-11-24 09:31' };
  await day.step(
    '09:20',
    file({}, { ...later, text: { de: 'Bitte Wasser abkochen.', en: 'Please boil water.' } }),
  );
  const right = { ...later, text: { de: 'Das Wasser ist gut.', en: 'The water is good.' } };
  const fix = {
    ...FIX_WORDS,
    what: undefined,
    text: { de: 'Niemand muss abkochen.', en: 'Nobody need boil.' },
  };
  await day.step('09:30', file({}, right, fix));
  await day.work('10:00', file({}, right, fix));
  expect(day.reads('hemer-x', 'hemer-mastodon')).toEqual([
    'hemer-x: Stadt Hemer: Das Wasser ist gut.',
    'hemer-mastodon: Stadt Hemer: Das Wasser ist gut.',
    expect.stringContaining('hemer-mastodon/en: Town of Hemer: The water is good.'),
  ]);
});

test('a post that went out after the correction of another town was read is not wrong because its number changes later', async () => {
  await using day = await openDay('09:00');
  const both = { ...HOTLINE, post_as: ['hemer', 'menden'] };
  const facts = (hemer: string, menden: string) => ({ hemer: hotline(hemer), menden: hotline(menden) });
  await day.takeOver(file(facts(WRONG, '+49 221 4710100'), both));
  day.clock.advanceTo(at('09:01'));
  await day.work('09:30', file(facts(RIGHT, '+49 221 4710100'), both, CORRECTION));
  const said = ['menden-x', 'menden-mastodon'].map((account) => day.published(account));
  expect(said.flat()).not.toEqual([]);
  await day.work('15:00', file(facts(RIGHT, '+49 221 4710101'), both, CORRECTION));
  expect(['menden-x', 'menden-mastodon'].map((account) => day.published(account))).toEqual(said);
});

test.each(['hemer', 'menden'])(
  'a right post of %s that arrived late, after a correction was read, is not wrong because its number changes later',
  async (town) => {
    await using day = await openDay('08:50');
    const facts = (phone: string, ofTheOther = RIGHT) => ({
      hemer: hotline(ofTheOther),
      menden: hotline(ofTheOther),
      [town]: hotline(phone),
    });
    const both = { ...HOTLINE, post_as: ['hemer', 'menden'] };
    const accounts = [`${town}-x`, `${town}-mastodon`];
    for (const account of accounts) day.sandbox.arrange(account, { kind: 'refused-before' }, 3);
    await day.step('09:00', file(facts(RIGHT, WRONG), both));
    day.clock.advanceTo(at('09:01'));
    await day.work('10:00', file(facts(RIGHT), both, CORRECTION));
    const said = accounts.map((account) => day.published(account));
    expect((await day.entries()).some(({ state, attempts }) => state === 'posted' && attempts > 1)).toBe(
      true,
    );
    await day.work('15:00', file(facts('+49 221 4710101'), both, CORRECTION));
    expect(accounts.map((account) => day.published(account))).toEqual(said);
  },
);

test.each([
  [true, 'cancelled'],
  [false, 'take-place'],
])(
  'a withdrawal that asks nobody to come and says that appointments take place warns: %j, %s',
  async (warns, then) => {
    await using day = await openDay('08:50');
    const facts = (policy: string, more = {}) => ({
      hemer: { reach: { phone: 'down' }, appointments: { policy }, ...more },
    });
    const said = { id: 'said', kind: 'outage', post_as: ['hemer'] };
    const oops = { id: 'oops', kind: 'retraction', withdraws: 'said' };
    await day.work('09:30', file(facts(then), said));
    const { posts, warnings } = await day.plan(
      file(facts('take-place', { instruction: { say: 'stay-home' } }), said, oops),
    );
    expect(posts.some(({ intent }) => intent.text?.includes('finden statt'))).toBe(warns);
    expect(warnings.some(({ code }) => code === 'cannot-be-done')).toBe(warns);
  },
);

test('a retraction of the evening cancels nothing that waits in the morning', async () => {
  await using day = await openDay('08:00', 'approvals: {needed: 1, standing: []}\nconfirmed: null\n');
  const evening = { id: 'oops', kind: 'retraction', withdraws: 'hotline', at: '2026-11-24 18:00' };
  const said = file({ hemer: hotline(RIGHT) }, HOTLINE, evening);
  await day.step('08:00', said);
  await day.approve('hotline', said, 'press');
  await day.step('08:10', said);
  await day.step('08:20', said);
  expect(day.reads('hemer-x')).toEqual(['hemer-x: hotline, right']);
});

test('a retraction asks nobody to call while the phone is down: it gives no number', async () => {
  const out = { id: 'out', kind: 'outage', post_as: ['menden'] };
  const menden = { ...hotline(RIGHT), reach: { phone: 'down' }, instruction: { say: 'call' } };
  await using day = await openDayWith('09:00', file({ menden }, out));
  expect(day.published('menden-x')[0]).toMatch(/rufen Sie an/);
  await day.step('09:20', file({ menden }, out, { id: 'oops', kind: 'retraction', withdraws: 'out' }));
  expect(day.published('menden-x')).toEqual([expect.not.stringMatching(/rufen Sie an/)]);
});

test('a retraction in words of its own says that it is one, and what is right', async () => {
  await using day = await openDay('09:00');
  const bomb = {
    ...{ id: 'bomb', kind: 'notice', post_as: ['hemer'] },
    text: { de: 'Bombenfund am Bahnhof.', en: 'Bomb found.' },
  };
  const none = {
    id: 'none',
    kind: 'retraction',
    withdraws: 'bomb',
    text: { de: 'Es gab keine Bombe.', en: 'None.' },
  };
  await day.step('09:00', file({}, bomb));
  await day.step('09:10', file({}, bomb, none));
  const [text] = day.published('hemer-x');
  expect(text).toMatch(
    /^ZURÜCKGEZOGEN – Stadt Hemer: .* ist gelöscht\. .*nicht weiter\. .* Es gab keine Bombe\./,
  );
});

describe('what a correction calls wrong is said nowhere else until it is put right', () => {
  const own = {
    ...CORRECTION,
    text: { de: 'Unter der Nummer meldet sich niemand.', en: 'Nobody answers this number.' },
  };
  const bothTowns = { ...HOTLINE, post_as: ['hemer', 'menden'] };
  const facts = (phone: string, ofMenden = phone) => ({ hemer: hotline(phone), menden: hotline(ofMenden) });
  const isHeldUntilRight = async (day: TestDay, correction: Record<string, unknown>) => {
    const same = file(facts(WRONG), bothTowns, correction);
    await day.work('09:10', same);
    await day.ledger.resume({ of: 'account', account: 'hemer-x' }, 'press', at('09:10'));
    await day.work('09:30', same);
    expect(day.reads('hemer-x').filter((line) => line.includes('hotline'))).toEqual([]);
    expect(await day.held(same)).toContain('hotline/hemer-x/de not-put-right');
    await day.work('09:50', file(facts(RIGHT), bothTowns, correction));
    expect(day.reads('hemer-x')).toEqual(['hemer-x: hotline, right']);
  };

  test.each([
    ['in its own words', own],
    ['that has nothing right to say yet', CORRECTION],
  ])('a post that waits on another account when it is corrected %s', async (_, correction) => {
    await using day = await openDay('09:00');
    await day.ledger.pause({ scope: { of: 'account', account: 'hemer-x' }, by: 'press', at: at('09:00') });
    await day.work('09:05', file(facts(WRONG), bothTowns));
    await isHeldUntilRight(day, correction);
  });

  test.each([
    ['never arrived', 'refused-before', []],
    ['arrived', 'accepted-then-cut', ['hemer-x: correction']],
  ] as const)('a post that %s when its answer was lost', async (_, kind, expected) => {
    await using day = await openDay('09:00');
    day.sandbox.arrange('hemer-x', { kind });
    await day.tick(file(facts(WRONG), bothTowns));
    await day.pass(at('09:00') + NOTICED_AFTER_MS);
    await day.work('10:00', file(facts(WRONG), bothTowns, own));
    expect(day.reads('hemer-x')).toEqual(expected);
  });

  test('a post that the facts still word so is deleted on both platforms, and stays where they have been put right', async () => {
    for (const [phone, expected] of [
      [WRONG, []],
      [RIGHT, RIGHT_AT_ONCE],
    ] as const) {
      await using day = await openDay('09:00');
      await day.work('09:05', file(facts(WRONG), HOTLINE));
      for (const time of ['09:30', '11:00']) {
        await day.work(time, file(facts(phone), HOTLINE, own));
        const originals = day.reads('hemer-x', 'hemer-mastodon').filter((line) => line.includes('hotline'));
        expect(originals).toEqual(expected);
        expect(day.published('hemer-mastodon').join()).toContain('Unter der Nummer meldet sich niemand.');
      }
    }
  });

  type Written = Readonly<Record<string, unknown>>;
  const rightHere = (ofMenden: string) => facts('+49 221 4710155', ofMenden);

  /** What is held while Hemer, whose accounts wait, is told what, and what goes out there once that is put right. */
  async function heldInHemer(
    accounts: readonly string[],
    [said, ...corrected]: readonly string[],
    right: string,
  ): Promise<readonly string[]> {
    await using day = await openDay('09:00');
    const scopes = accounts.map((account) => ({ of: 'account', account }) as const);
    for (const scope of scopes) await day.ledger.pause({ scope, by: 'press', at: at('09:00') });
    await day.work('09:05', said ?? '');
    await day.work('09:10', corrected[0] ?? '');
    for (const scope of scopes) await day.ledger.resume(scope, 'press', at('09:10'));
    for (const [index, saved] of corrected.entries()) {
      await day.work(`09:${20 + 10 * index}`, saved);
      for (const account of accounts) expect(day.everPosted(account), `after save ${index}`).toEqual([]);
    }
    const held = await day.held(corrected.at(-1) ?? '');
    await day.work('11:00', right);
    expect(day.reads('hemer-x').filter((line) => /wrong/.test(line))).toEqual([]);
    expect(day.published('hemer-x').join()).toContain('4710119');
    return held.filter((line) => line.includes('not-put-right'));
  }

  test.each([
    ['in its own words', own],
    ['by the facts', CORRECTION],
  ])('a wrong number of a town after another town was put right, corrected %s', async (_, correction) => {
    const saved = [
      file(facts(WRONG), bothTowns),
      file(facts(WRONG), bothTowns, correction),
      file(facts(WRONG, RIGHT), bothTowns, correction),
    ];
    const right = file(facts(RIGHT), bothTowns, correction);
    const held = ['hotline/hemer-x/de not-put-right'];
    expect(await heldInHemer(['hemer-x'], saved, right)).toEqual(held);
    expect(await heldInHemer(['hemer-x'], [saved[0] ?? '', saved[2] ?? ''], right)).toEqual(held);
  });

  test.each([
    ['that names the contact, in its own words', own],
    ['that names the contact, by the facts', CORRECTION],
    ['that names nothing, in its own words', { ...own, contact: undefined }],
    ['that names nothing, by the facts', { ...CORRECTION, contact: undefined }],
  ])(
    'the wrong number of all towns, though no account of one of them has said it, after a correction %s',
    async (_, correction) => {
      const accounts = ['hemer-x', 'hemer-mastodon'];
      const all = (phone: string) => ({ all: hotline(phone) });
      const saved = [file(all(WRONG), bothTowns), file(all(WRONG), bothTowns, correction)];
      const right = file(all(RIGHT), bothTowns, correction);
      expect(await heldInHemer(accounts, saved, right)).toHaveLength(3);
      if (correction.contact === undefined) return;
      const onlyMenden = file({ ...all(WRONG), menden: hotline(RIGHT) }, bothTowns, correction);
      expect(await heldInHemer(accounts, [...saved, onlyMenden], right)).toHaveLength(3);
    },
  );

  test.each([
    ['the website', (more: boolean) => ({ reach: { phone: 'down', website: more ? 'down' : 'up' } }), {}],
    ['its hours', () => ({}), { hours: 'Mo-Fr 08:00-20:00' }],
    ['its e-mail address', () => ({}), { email: 'hilfe@example.org' }],
    ['its page', () => ({}), { url: 'https://example.org/hotline' }],
    ['who verified it', () => ({}), { verified_by: 'press-mk' }],
  ])('a wrong number whose contact differs since only in %s', async (of, reach, contact) => {
    const status = { id: 'hotline', kind: 'status', post_as: ['hemer'] };
    const hotlineOf = (phone: string) => ({
      ...{ phone, email: 'info@example.org', url: 'https://example.org/info' },
      ...{ hours: 'Mo-Fr 08:00-16:00', verified_by: 'press-hemer' },
    });
    const hemer = (phone: string, isMore = false) => ({
      hemer: {
        ...{ reach: { phone: 'down' }, ...reach(isMore) },
        contacts: { hotline: { ...hotlineOf(phone), ...(isMore && contact) } },
      },
    });
    for (const [kind, correction] of [
      [status, own],
      [HOTLINE, own],
      // By the facts, a correction says these.
      ...(/hours|e-mail|page/.test(of) ? [] : [[HOTLINE, CORRECTION]]),
    ] as const) {
      const saved = [
        file(hemer(WRONG), kind),
        file(hemer(WRONG), kind, correction),
        file(hemer(WRONG, true), kind, correction),
      ];
      const held = await heldInHemer(['hemer-x'], saved, file(hemer(RIGHT, true), kind, correction));
      expect(held).toEqual(['hotline/hemer-x/de not-put-right']);
    }
  });

  /** The wrong number, as somebody else writes it. `core/domain/mention.test.ts` has all forms. */
  const OTHERWISE = '0221/471-0191';
  test('a wrong number that is only written otherwise since', async () => {
    for (const correction of [own, { ...own, contact: undefined }, CORRECTION]) {
      const saved = [
        file(facts(WRONG), bothTowns),
        file(facts(WRONG), bothTowns, correction),
        file(facts(OTHERWISE), bothTowns, correction),
      ];
      const right = file(facts(RIGHT), bothTowns, correction);
      expect(await heldInHemer(['hemer-x'], saved, right)).toEqual(['hotline/hemer-x/de not-put-right']);
    }
  });

  test('a wrong number that another town writes otherwise', async () => {
    const saved = [
      file(facts(OTHERWISE, WRONG), bothTowns),
      file(facts(OTHERWISE, WRONG), bothTowns, own),
      file(facts(OTHERWISE, RIGHT), bothTowns, own),
    ];
    const right = file(facts(RIGHT), bothTowns, own);
    expect(await heldInHemer(['hemer-x', 'hemer-mastodon'], saved, right)).toHaveLength(3);
  });

  test('the wrong number that towns share beside addresses of their own, in a town that has said nothing', async () => {
    const shared = (phone: string, { own: address = 'hemer' } = {}) => ({
      all: hotline(phone),
      hemer: { contacts: { hotline: { phone, email: `${address}@example.org` } } },
      menden: { contacts: { hotline: { phone, email: 'menden@example.org' } } },
    });
    const accounts = ['hemer-x', 'hemer-mastodon'];
    const saved = [
      file(shared(WRONG), bothTowns),
      file(shared(WRONG), bothTowns, own),
      file(shared(WRONG, { own: 'stadt' }), bothTowns, own),
    ];
    expect(await heldInHemer(accounts, saved, file(shared(RIGHT), bothTowns, own))).toHaveLength(3);
  });

  test('a post is deleted, and not edited, where something else changes while its correction waits for approval', async () => {
    await using day = await openDay('09:00', 'approvals: {needed: 1}\nconfirmed: null\n');
    const status = { id: 'hotline', kind: 'status', post_as: ['hemer'] };
    const said = (website: string, ...say: readonly object[]) =>
      file({ hemer: { reach: { phone: 'down', website }, ...hotline(WRONG) } }, status, ...say);
    await day.work('09:05', said('up'));
    await day.approve('hotline', said('up'), 'press-hemer');
    await day.work('09:10', said('up'));
    await day.work('09:20', said('up', own));
    await day.work('09:25', said('down', own));
    await day.approve('fix', said('down', own), 'press-hemer');
    await day.work('10:00', said('down', own));
    expect(day.reads('hemer-x', 'hemer-mastodon')).toEqual([
      'hemer-x: correction',
      'hemer-mastodon: correction',
      'hemer-mastodon/en: correction',
    ]);
  });

  const hours = { hemer: { contacts: { hotline: { phone: WRONG, hours: 'Mo-Fr 08:00-20:00' } } } };
  const mailed = (name: string, phone: string | null = WRONG) => ({
    hemer: { contacts: { hotline: { phone, email: `${name}@example.org`, hours: 'Mo-Fr 08:00-16:00' } } },
  });
  const takenBack = { id: 'back', kind: 'retraction', withdraws: 'fix' };
  test.each<
    [
      of: string,
      saved: readonly [Written, Written, Written],
      original: Written,
      correction: Written,
      ...others: Written[],
    ]
  >([
    [
      'town was right all along',
      [rightHere(WRONG), rightHere(WRONG), rightHere(RIGHT)],
      bothTowns,
      CORRECTION,
    ],
    [
      'town was right all along, once another town has put right what own words called wrong',
      [rightHere(WRONG), rightHere(WRONG), rightHere(RIGHT)],
      bothTowns,
      own,
    ],
    [
      'town was right all along, once another town has dropped what own words called wrong',
      [rightHere(WRONG), rightHere(WRONG), { hemer: hotline('+49 221 4710155') }],
      bothTowns,
      own,
    ],
    [
      'town is not meant',
      [facts(WRONG), facts(WRONG), facts(WRONG, RIGHT)],
      bothTowns,
      { ...CORRECTION, post_as: ['menden'] },
    ],
    [
      'e-mail address was put right with the correction',
      [mailed('info'), mailed('hilfe'), mailed('hilfe')],
      { ...bothTowns, post_as: ['hemer'] },
      own,
    ],
    [
      'e-mail address was put right after the correction, where there is no number',
      [mailed('info', null), mailed('info', null), mailed('hilfe', null)],
      { ...bothTowns, post_as: ['hemer'] },
      own,
    ],
    [
      'number is given no more, but the same e-mail address',
      [mailed('info'), mailed('info'), mailed('info', null)],
      { ...bothTowns, post_as: ['hemer'] },
      own,
    ],
    [
      'edition was raised once its e-mail address was put right',
      [mailed('info'), mailed('info'), mailed('hilfe')],
      { ...bothTowns, post_as: ['hemer'], edition: 2 },
      own,
    ],
    [
      'hours were put right with the correction',
      [facts(WRONG), hours, hours],
      { ...bothTowns, post_as: ['hemer'] },
      own,
    ],
    ['correction is withdrawn', [facts(WRONG), facts(WRONG), facts(WRONG)], bothTowns, own, takenBack],
    [
      'edition was raised since',
      [facts(WRONG), facts(WRONG), facts(WRONG)],
      { ...bothTowns, edition: 2 },
      own,
    ],
  ])('a post goes out whose %s', async (_, [said, corrected, now], original, correction, ...others) => {
    const first = { ...original, edition: 1 };
    await using day = await openDay('09:00');
    const x = { of: 'account', account: 'hemer-x' } as const;
    await day.ledger.pause({ scope: x, by: 'press', at: at('09:00') });
    await day.work('09:05', file(said, first));
    await day.work('09:10', file(corrected, first, correction));
    await day.ledger.resume(x, 'press', at('09:10'));
    await day.work('09:40', file(now, original, correction, ...others));
    expect(day.reads('hemer-x').join()).toMatch(/hemer-x: (hotline|Stadt Hemer, Nothotline)/);
  });

  test.each([
    ['by the facts', {}],
    ['in own words', { text: { de: 'Die Ursache ist bekannt.', en: 'The cause is known.' } }],
  ])(
    'posts go out of a town that had said nothing when the phase was put right for all, corrected %s',
    async (_, words) => {
      await using day = await openDay('09:00');
      const accounts = ['hemer-x', 'hemer-mastodon'] as const;
      const scopes = accounts.map((account) => ({ of: 'account', account }) as const);
      const outage = { id: 'outage', kind: 'outage', post_as: ['hemer', 'menden'] };
      const said = (phase: string, ...say: readonly Written[]) =>
        fileOf({ phase }, { all: { reach: { phone: 'down' } } }, outage, ...say);
      for (const scope of scopes) await day.ledger.pause({ scope, by: 'press', at: at('09:00') });
      await day.work('09:05', said('investigating'));
      const right = said('identified', { id: 'fix', kind: 'correction', corrects: 'outage', ...words });
      await day.work('09:20', right);
      for (const scope of scopes) await day.ledger.resume(scope, 'press', at('09:20'));
      await day.work('11:00', right);
      expect(await day.held(right)).not.toContainEqual(expect.stringContaining('not-put-right'));
      expect(day.published('hemer-x')).toHaveLength(1);
    },
  );
});

describe('a number that is only written otherwise', () => {
  /** `core/domain/mention.test.ts` has all forms. */
  const OTHERWISE = '0221/471-0119';
  const text = (day: TestDay) =>
    ['hemer-x', 'hemer-mastodon'].flatMap((account) => day.published(account)).join('\n');
  const open = { contacts: { hotline: { phone: RIGHT, hours: 'Mo-Fr 08:00-20:00' } } };

  test('is not called wrong, and its correction waits until another is there', async () => {
    for (const correction of [FIX, { ...FIX, contact: undefined }]) {
      await using day = await openDayWith('09:00', file({ hemer: hotline(RIGHT) }, HOTLINE));
      const before = day.published('hemer-x');
      const same = file({ hemer: hotline(OTHERWISE) }, HOTLINE, correction);
      await day.step('09:30', same);
      expect(await day.held(same)).toContain('fix/hemer-x/de nothing-to-say');
      expect(day.published('hemer-x')).toEqual(before);
      expect(text(day)).not.toMatch(/KORREKTUR|CORRECTION/);
      await day.step('10:00', file({ hemer: hotline('+49 221 4710155') }, HOTLINE, correction));
      expect(day.published('hemer-x')).toEqual([
        expect.stringMatching(/^KORREKTUR.*4710155.*falsche Nummer/),
      ]);
    }
  });

  test('is not called wrong beside hours that were', async () => {
    for (const correction of [FIX, { ...FIX, contact: undefined }]) {
      await using day = await openDayWith('09:00', file({ hemer: open }, HOTLINE));
      const right = file({ hemer: hotline(OTHERWISE) }, HOTLINE, correction);
      await day.step('09:30', right);
      expect(await day.held(right)).toEqual([]);
      expect(day.published('hemer-x')).toEqual([expect.stringMatching(/^KORREKTUR.*8 bis 16 Uhr/)]);
      expect(text(day)).not.toMatch(/falsche Nummer|wrong number/);
    }
  });

  test('is right in the place of another', async () => {
    await using day = await openDayWith('09:00', file({ hemer: hotline(WRONG) }, HOTLINE));
    await day.step('09:30', file({ hemer: hotline(OTHERWISE) }, HOTLINE, FIX));
    expect(day.published('hemer-x')).toEqual([expect.stringMatching(/^KORREKTUR.*falsche Nummer/)]);
    expect(text(day)).toMatch(/^CORRECTION.*wrong number/m);
  });

  test('is not said by a withdrawal to hold no more', async () => {
    await using day = await openDayWith('09:00', file({ hemer: hotline(RIGHT) }, HOTLINE));
    const back = { id: 'back', kind: 'retraction', withdraws: 'hotline' };
    await day.step('09:30', file({ hemer: hotline(OTHERWISE) }, HOTLINE, back));
    expect(text(day)).toMatch(/ZURÜCKGEZOGEN.*WITHDRAWN/s);
    expect(text(day)).not.toMatch(/Nummer|number/);
  });
});

describe('words of its own are wrong until somebody changes them', () => {
  const notice = (hour: string, more = {}) => ({
    ...{ id: 'open', kind: 'notice', post_as: ['hemer'] },
    text: { de: `Das Rathaus ist bis ${hour} Uhr geöffnet.`, en: `The town hall is open until ${hour}.` },
    ...more,
  });
  const corrected = (hour: string, id = 'fix', corrects = 'open') => ({
    ...notice(hour),
    ...{ id, kind: 'correction', corrects },
  });
  const hoursOn = (day: TestDay, account: string) =>
    day.published(account).flatMap((text) => /^.*bis \d+ Uhr/m.exec(text) ?? []);

  test('a correction that says nothing of its own says the notice as it is now, and waits while the notice says the same', async () => {
    const fix = { id: 'fix', kind: 'correction', corrects: 'open' };
    await using day = await openDayWith('09:00', file({}, notice('20')));
    const same = file({}, notice('20'), fix);
    await day.step('09:10', same);
    expect(await day.held(same)).toContain('fix/hemer-x/de nothing-to-say');
    expect(day.published('hemer-mastodon').join()).toContain('bis 20 Uhr');
    const changed = file({}, notice('18'), fix);
    for (const time of ['09:20', '10:20']) {
      await day.step(time, changed);
      expect(await day.held(changed)).toEqual([]);
      for (const account of ['hemer-x', 'hemer-mastodon']) {
        const texts = day.published(account).filter((text) => text.includes('Uhr geöffnet'));
        expect(texts.filter((text) => text.startsWith('KORREKTUR'))).toHaveLength(1);
        expect(texts.filter((text) => text.includes('bis 20 Uhr'))).toEqual([]);
      }
    }
  });

  test('a notice that is corrected while it waits on an account is not sent there, and staff are told', async () => {
    await using day = await openDay('09:00');
    await day.ledger.pause({ scope: { of: 'account', account: 'hemer-x' }, by: 'press', at: at('09:00') });
    await day.work('09:05', file({}, notice('20')));
    const fixed = file({}, notice('20'), corrected('18'));
    await day.work('09:10', fixed);
    await day.ledger.resume({ of: 'account', account: 'hemer-x' }, 'press', at('09:10'));
    await day.work('09:30', fixed);
    expect(hoursOn(day, 'hemer-x')).toEqual([]);
    expect(hoursOn(day, 'hemer-mastodon')).toEqual(['KORREKTUR – Stadt Hemer: Das Rathaus ist bis 18 Uhr']);
    expect(await day.held(fixed)).toEqual(['open/hemer-x/de own-words']);
    await day.work('09:50', file({}, notice('18'), corrected('18')));
    expect(hoursOn(day, 'hemer-x')).toEqual(['Stadt Hemer: Das Rathaus ist bis 18 Uhr']);
  });

  test('two posts of the same minute are both withdrawn in words, though these are the same', async () => {
    await using day = await openDay('09:00');
    const [one, two] = ['one', 'two'].map((id) => ({
      ...{ id, kind: 'notice', post_as: ['hemer'] },
      text: { de: `Hinweis ${id}.`, en: `Note ${id}.` },
    }));
    await day.step('09:00', file({}, one ?? {}, two ?? {}));
    const withdrawn = file(
      {},
      ...[one, two].flatMap((said) => [
        said ?? {},
        { id: `${said?.id}-end`, kind: 'retraction', withdraws: said?.id },
      ]),
    );
    await day.work('09:30', withdrawn);
    const held = (await day.held(withdrawn)).filter((line) => !line.includes('hemer-x'));
    expect(held).toEqual([]);
    expect(day.published('hemer-mastodon')).toHaveLength(4);
  });

  test('what was withdrawn is not withdrawn once more by a second person', async () => {
    await using day = await openDayWith('09:00', SAID);
    await day.step('09:10', WITHDRAWN);
    const again = file({ hemer: hotline(WRONG) }, HOTLINE, RETRACTION, { ...RETRACTION, id: 'oops-again' });
    await day.step('10:00', again);
    expect(day.reads()).toEqual(['hemer-x: retraction', ...RETRACTED]);
    expect(await day.held(again)).toEqual([]);
  });

  test('what was withdrawn is withdrawn once more where the first retraction was taken back', async () => {
    const back = { ...RETRACTION, id: 'back', withdraws: RETRACTION.id };
    await using day = await openDayWith('09:00', SAID);
    await day.step('09:10', WITHDRAWN);
    await day.step('09:20', file({ hemer: hotline(WRONG) }, HOTLINE, RETRACTION, back));
    const again = { ...RETRACTION, id: 'oops-again' };
    await day.step('10:00', file({ hemer: hotline(WRONG) }, HOTLINE, RETRACTION, back, again));
    expect(day.reads('hemer-x')).toEqual(['hemer-x: retraction', 'hemer-x: retraction']);
  });

  test('a notice that was accepted without an answer when it was corrected is deleted once it is found', async () => {
    await using day = await openDay('09:00');
    day.sandbox.arrange('hemer-x', { kind: 'accepted-then-cut' });
    await day.tick(file({}, notice('20')));
    await day.pass(at('09:00') + NOTICED_AFTER_MS);
    const fixed = file({}, notice('20'), corrected('18'));
    await day.work('10:00', fixed);
    expect(hoursOn(day, 'hemer-x')).toEqual(['KORREKTUR – Stadt Hemer: Das Rathaus ist bis 18 Uhr']);
  });

  test('a notice that a correction put right stays when the edition of the correction is raised for another account', async () => {
    await using day = await openDay('09:00');
    await day.work('09:10', file({}, notice('20')));
    day.sandbox.arrange('hemer-x', { kind: 'automated', on: 'delete' });
    const right = (more = {}) => file({}, notice('18'), { ...corrected('18'), ...more });
    await day.work('09:40', right());
    const before = hoursOn(day, 'hemer-mastodon');
    expect(before).toContain('Stadt Hemer: Das Rathaus ist bis 18 Uhr');
    expect(await day.raised()).toContain('refused');
    await day.work('10:20', right({ edition: 2 }));
    expect(hoursOn(day, 'hemer-mastodon')).toEqual(before);
    expect(hoursOn(day, 'hemer-x').filter((words) => words.includes('20'))).toEqual([]);
  });

  test.each([
    ['holds the same words', '20', []],
    ['lets changed words out', '18', ['Stadt Menden: Das Rathaus ist bis 18 Uhr']],
  ])('where a corrected notice is said for the first time, its correction %s', async (_, hour, said) => {
    const fix = { ...corrected('18'), post_as: undefined };
    await using day = await openDayWith('09:00', file({}, notice('20')));
    await day.step('09:10', file({}, notice('20'), fix));
    const elsewhere = file({}, notice(hour, { post_as: ['hemer', 'menden'] }), fix);
    await day.work('09:30', elsewhere);
    expect(hoursOn(day, 'menden-x')).toEqual(said);
    const held = await day.held(elsewhere);
    expect(held.includes('open/menden-x/de own-words')).toBe(said.length === 0);
  });

  test.each([
    ['holds it beside the same words', '20', false],
    ['lets it out beside changed words', '18', true],
  ])('where a corrected notice gets another language, its correction %s', async (_, hour, isSaid) => {
    const inGerman = ({ text: { de }, ...more }: ReturnType<typeof notice>) => ({ ...more, text: { de } });
    await using day = await openDayWith('09:00', file({}, inGerman(notice('20'))));
    await day.step('09:10', file({}, inGerman(notice('20')), inGerman(corrected('18'))));
    const both = file({}, notice(hour), corrected('18'));
    await day.work('09:30', both);
    const begins = `Town of Hemer: The town hall is open until ${hour}.`;
    expect(day.published('hemer-mastodon').some((text) => text.startsWith(begins))).toBe(isSaid);
    const held = await day.held(both);
    expect(held.includes('open/hemer-mastodon/en own-words')).toBe(!isSaid);
  });

  test('a correction that is withdrawn itself holds nothing any more', async () => {
    await using day = await openDay('09:00');
    await day.ledger.pause({ scope: { of: 'account', account: 'hemer-x' }, by: 'press', at: at('09:00') });
    await day.work('09:05', file({}, notice('20')));
    await day.work('09:10', file({}, notice('20'), corrected('18')));
    const oops = { id: 'oops', kind: 'retraction', withdraws: 'fix' };
    await day.ledger.resume({ of: 'account', account: 'hemer-x' }, 'press', at('09:10'));
    const elsewhere = file({}, notice('20'), corrected('18'), { ...oops, post_as: ['menden'] });
    await day.work('09:20', elsewhere);
    expect(await day.held(elsewhere)).toEqual(['open/hemer-x/de own-words']);
    const back = file({}, notice('20'), corrected('18'), oops);
    await day.work('09:30', back);
    expect(await day.held(back)).toEqual([]);
    expect(hoursOn(day, 'hemer-x')).toEqual(['Stadt Hemer: Das Rathaus ist bis 20 Uhr']);
  });

  test('a second correction removes a wrong first one', async () => {
    await using day = await openDayWith('09:00', file({}, notice('20')));
    await day.step('09:10', file({}, notice('20'), corrected('18')));
    await day.step('09:20', file({}, notice('20'), corrected('18'), corrected('19', 'again')));
    for (const account of ['hemer-x', 'hemer-mastodon'])
      expect(hoursOn(day, account)).toEqual(['KORREKTUR – Stadt Hemer: Das Rathaus ist bis 19 Uhr']);
  });

  test.each<readonly [string, (day: TestDay) => Promise<unknown>]>([
    ['waits', (day) => day.ledger.pause({ scope: { of: 'everything' }, by: 'press', at: at('09:05') })],
    ['is published', () => Promise.resolve()],
  ])('a second correction of something else leaves the first one, which %s', async (_, happened) => {
    await using day = await openDay('09:00');
    const hours = { ...corrected('18'), what: { de: 'die Uhrzeit', en: 'the time' } };
    const place = {
      ...{ ...corrected('18', 'place'), what: { de: 'der Ort', en: 'the place' } },
      text: { de: 'Wir sind in der Feuerwache.', en: 'We are at the fire station.' },
    };
    await day.step('09:00', file({}, notice('20')));
    await happened(day);
    await day.step('09:10', file({}, notice('20'), hours));
    const both = file({}, notice('20'), hours, place);
    await day.step('09:20', both);
    await day.ledger.resume({ of: 'everything' }, 'press', at('09:25'));
    await day.work('09:40', both);
    for (const account of ['hemer-x', 'hemer-mastodon'])
      expect(day.published(account).filter((text) => text.startsWith('KORREKTUR'))).toEqual([
        expect.stringContaining('bis 18 Uhr geöffnet. Falsch in unserem Beitrag'),
        expect.stringContaining('Wir sind in der Feuerwache. Falsch in unserem Beitrag'),
      ]);
  });

  test.each([
    [
      null,
      'Unser Beitrag von Dienstag, 24.11., 9 Uhr, war in diesem Punkt falsch. Bitte teilen Sie ihn nicht.',
    ],
    [
      'die Uhrzeit',
      'Falsch in unserem Beitrag von Dienstag, 24.11., 9 Uhr: die Uhrzeit. Bitte teilen Sie den Beitrag nicht.',
    ],
  ])('a correction in words of its own says which post was wrong (%s)', async (what, wrong) => {
    await using day = await openDayWith('09:00', file({}, notice('20')));
    const named = what === null ? {} : { what: { de: what, en: 'the time' } };
    const text = { de: 'Das Rathaus schließt um 18 Uhr', en: 'We close at 6 pm' };
    await day.step('09:10', file({}, notice('20'), { ...corrected('18'), text, ...named }));
    expect(day.published('hemer-x')).toEqual([
      `KORREKTUR – Stadt Hemer: Das Rathaus schließt um 18 Uhr. ${wrong} Entschuldigung für den Fehler.`,
    ]);
  });

  test('a recurring notice is said again only in other words', async () => {
    await using day = await openDay('08:30');
    const daily = { every: '0 9,15 * * *' };
    await day.work('09:01', file({}, notice('20', daily)));
    await day.work('09:20', file({}, notice('20', daily), corrected('18')));
    await day.work('15:05', file({}, notice('20', daily), corrected('18')));
    expect(hoursOn(day, 'hemer-x')).toEqual(['KORREKTUR – Stadt Hemer: Das Rathaus ist bis 18 Uhr']);
    await day.work('15:25', file({}, notice('17', daily), corrected('18')));
    expect(hoursOn(day, 'hemer-x').at(-1)).toBe('Stadt Hemer: Das Rathaus ist bis 17 Uhr');
  });

  test('a recurring notice is not said again because the time of the next information is over', async () => {
    await using day = await openDay('08:30');
    const daily = notice('20', { every: '0 9,15 * * *' });
    const next = { next_update: '2026-11-24 12:00' };
    await day.work('09:01', fileOf(next, {}, daily));
    await day.work('15:05', fileOf(next, {}, daily, corrected('18')));
    expect(hoursOn(day, 'hemer-x')).toEqual(['KORREKTUR – Stadt Hemer: Das Rathaus ist bis 18 Uhr']);
  });

  test('the next edition of a correction takes the place of the one before it', async () => {
    await using day = await openDayWith('09:00', file({}, notice('20')));
    await day.step('09:10', file({}, notice('20'), corrected('18')));
    await day.work('10:00', file({}, notice('20'), { ...corrected('19'), edition: 2 }));
    expect(hoursOn(day, 'hemer-x')).toEqual(['KORREKTUR – Stadt Hemer: Das Rathaus ist bis 19 Uhr']);
  });

  test('two wrong notices are removed by corrections with the same text, though X accepts it once', async () => {
    await using day = await openDay('09:00');
    const other = {
      ...notice('20'),
      id: 'other',
      text: { de: 'Heute ist langer Donnerstag.', en: 'We close late today.' },
    };
    await day.step('09:00', file({}, notice('20'), other));
    await day.step('09:30', file({}, notice('20'), other, corrected('18')));
    const both = file({}, notice('20'), other, corrected('18'), corrected('18', 'fix-other', 'other'));
    await day.step('10:00', both);
    expect(await day.held(both)).toEqual(['fix-other/hemer-x/de said-twice']);
    expect(hoursOn(day, 'hemer-x')).toEqual(['KORREKTUR – Stadt Hemer: Das Rathaus ist bis 18 Uhr']);
  });
});

test('a correction changes the newest of recurring posts, and of those before it what says the same wrong thing', async () => {
  await using day = await openDay('08:30');
  const status = { id: 'status', kind: 'status', post_as: ['menden'], every: '0 9,12,15 * * *' };
  const menden = (confirmed: string, facts: object) =>
    file({ menden: { reach: { phone: 'down' }, confirmed: `2026-11-24 ${confirmed}`, ...facts } }, status);
  await day.work('09:05', menden('08:50', {}));
  await day.work('12:05', menden('11:50', hotline(WRONG)));
  await day.work('15:05', menden('14:50', { ...hotline(WRONG), reach: { phone: 'down', website: 'down' } }));
  expect(day.published('menden-x')).toHaveLength(3);
  const right = {
    reach: { phone: 'down', website: 'down' },
    confirmed: '2026-11-24 15:10',
    ...hotline(RIGHT),
  };
  const fix = { id: 'fix', kind: 'correction', corrects: 'status', contact: 'hotline' };
  await day.work('15:30', file({ menden: right }, status, fix));
  expect(day.reads('menden-x')).toEqual(['menden-x: status', 'menden-x: correction, right']);
  const [first, ...others] = day.published('menden-mastodon');
  expect(first).not.toContain(RIGHT.slice(-7));
  expect(others.join()).not.toContain(WRONG.slice(-7));
});

describe('a town that withdraws its own posts silences no other town', () => {
  const both = {
    kind: 'notice',
    post_as: ['hemer', 'menden'],
    text: { de: 'Das Rathaus ist zu.', en: 'Closed.' },
  };
  const oops = (withdraws: string) => ({ id: 'oops', kind: 'retraction', post_as: ['hemer'], withdraws });

  test('a post that still waits elsewhere goes out', async () => {
    await using day = await openDay('09:00');
    const notice = { id: 'closed', ...both };
    await day.ledger.pause({ scope: { of: 'account', account: 'menden-x' }, by: 'press', at: at('09:00') });
    await day.step('09:00', file({}, notice));
    await day.work('09:10', file({}, notice, oops('closed')));
    await day.ledger.resume({ of: 'account', account: 'menden-x' }, 'press', at('09:10'));
    await day.work('09:20', file({}, notice, oops('closed')));
    expect(day.reads('hemer-x')).toEqual(['hemer-x: retraction']);
    expect(day.published('menden-x')).toEqual([expect.stringMatching(/^Stadt Menden: Das Rathaus ist zu\./)]);
  });

  test('what recurs for all goes on elsewhere', async () => {
    await using day = await openDay('08:30');
    const daily = { id: 'daily', ...both, every: '0 9,15 * * *' };
    await day.work('09:05', file({}, daily));
    await day.work('15:05', file({}, daily, oops('daily')));
    expect(day.reads('hemer-x')).toEqual(['hemer-x: retraction']);
    expect(day.published('menden-mastodon')).toHaveLength(2);
  });
});

test('an all-clear that was wrong is deleted on every channel and not edited into another, and its correction says what is true now, not that it is over', async () => {
  const clear = { id: 'clear', kind: 'all-clear', post_as: ['menden'] };
  const fix = { id: 'fix', kind: 'correction', corrects: 'clear', what: { de: 'Die Website' } };
  const menden = (website: string) => ({ menden: { reach: { phone: 'up', website } } });
  await using day = await openDayWith('09:00', fileOf({ phase: 'resolved' }, menden('up'), clear));
  await day.step('09:10', fileOf({ phase: 'resolved' }, menden('down'), clear, fix));
  for (const account of ['menden-x', 'menden-mastodon'])
    expect(day.published(account)).toEqual([
      expect.stringMatching(
        /^KORREKTUR – Stadt Menden: (?!.*(?:behoben|wieder erreichbar)).*Website.*ausgefallen/i,
      ),
    ]);
});

test('what an all-clear says besides is put right, and its correction says once more that it is over', async () => {
  await using day = await openDay('09:00');
  const clear = { id: 'clear', kind: 'all-clear', post_as: ['menden'] };
  const lost = (lost_until: string) => ({
    menden: { reach: { phone: 'up' }, email: { lost_since: '2026-11-20 10:00', lost_until } },
  });
  await day.step('09:00', fileOf({ phase: 'resolved' }, lost('2026-11-22 10:00'), clear));
  const fix = { id: 'fix', kind: 'correction', corrects: 'clear' };
  const after = fileOf({ phase: 'resolved' }, lost('2026-11-23 12:00'), clear, fix);
  await day.step('09:10', after);
  const corrected = expect.stringMatching(
    /^KORREKTUR – Stadt Menden: Verloren .*23\.11\., 12 Uhr.* war in diesem Punkt falsch\..* Die Störung ist behoben\.$/s,
  );
  expect(day.published('menden-x')).toEqual([corrected]);
  expect(day.published('menden-mastodon')).toEqual([
    expect.stringMatching(/^WIEDER ERREICHBAR.*behoben\..*23\.11\., 12 Uhr/s),
    corrected,
  ]);
  const { posts, held, outdated } = await day.plan(after);
  expect([posts, held, outdated]).toEqual([[], [], []]);
});

test.each([
  ['its appointments', { policy: 'limited' }, 'up', false],
  ['its telephone', { policy: 'cancelled' }, 'limited', true],
  // Either may have been the mistake.
  ['both', { policy: 'limited' }, 'limited', true],
])(
  'the withdrawal of a correction of %s says of appointments nothing that it withdraws',
  async (_, appointments, phone, isRepeated) => {
    await using day = await openDay('09:00');
    const status = { id: 'status', kind: 'status', post_as: ['menden'] };
    const facts = (reach: string, one: object) => ({
      menden: { reach: { phone: reach, website: 'down' }, appointments: one },
    });
    await day.step('09:00', file(facts('up', { policy: 'cancelled' }), status));
    const fix = { id: 'fix', kind: 'correction', corrects: 'status', what: { de: 'Eine Angabe' } };
    const oops = { id: 'oops', kind: 'retraction', withdraws: 'fix' };
    const now = facts(phone, appointments);
    await day.step('09:20', file(now, status, fix));
    expect(day.published('menden-x').at(-1)).toContain('KORREKTUR');
    await day.step('09:40', file(now, status, fix, oops));
    const withdrawal = day.published('menden-x').at(-1) ?? '';
    expect(withdrawal).toMatch(/^ZURÜCKGEZOGEN/);
    expect(/Termine/.test(withdrawal)).toBe(isRepeated);
  },
);

test('the next edition of a correction takes the place of the one before it', async () => {
  await using day = await openDayWith('09:00', SAID);
  await day.step('09:10', file({ hemer: hotline('+49 221 4710777') }, HOTLINE, CORRECTION));
  await day.work('10:00', file({ hemer: hotline(RIGHT) }, HOTLINE, { ...CORRECTION, edition: 2 }));
  expect(day.reads('hemer-x')).toEqual(['hemer-x: correction, right']);
});

test('a correction leaves a later edition that was right, and changes the one that was wrong', async () => {
  await using day = await openDayWith('09:00', SAID);
  await day.work('09:30', file({ hemer: hotline(RIGHT) }, { ...HOTLINE, edition: 2 }));
  await day.work('10:00', file({ hemer: hotline(RIGHT) }, { ...HOTLINE, edition: 2 }, CORRECTION));
  expect(day.reads('hemer-x')).toEqual(['hemer-x: hotline, right', 'hemer-x: correction, right']);
});

test('a retraction for one town also removes what it said in a language that its account has lost since', async () => {
  const said = file({ hemer: hotline(RIGHT) }, HOTLINE);
  const config = 'approvals: {needed: 0}\nconfirmed: null\n';
  await using opened = await openProgramAt('09:00', said, { config });
  await opened.run('run', '--once');
  expect(opened.published().join()).toContain('Helpline');
  const languages = 'part_of: mk\n    languages: ';
  await opened.edit('municipalities.yaml', `${languages}[de, en]`, `${languages}[de]`);
  opened.advanceTo(at('09:30'));
  await opened.reads(file({ hemer: hotline(RIGHT) }, HOTLINE, { ...RETRACTION, post_as: ['hemer'] }));
  await opened.run('run', '--once');
  expect(opened.published().join()).not.toMatch(/Helpline|hotline/i);
});

test('a correction leaves a post alone whose text had no room for what was wrong, also when more changes later', async () => {
  const facts = (services: object) => ({
    menden: {
      reach: { phone: 'down', email_in: 'down', email_out: 'down', website: 'down', counter: 'limited' },
      appointments: { policy: 'cancelled', until: '2026-11-25' },
      unaffected: ['emergency-calls'],
      instruction: { say: 'urgent-at', place: 'Info-Schalter im Rathaus' },
      ...hotline(RIGHT),
      services,
    },
  });
  const cause = { kind: 'cyberattack', supplier: 'Südwestfalen-IT', public: true };
  const says = (services: object, ...more: readonly object[]) =>
    fileOf(
      { next_update: '2026-11-24 12:00', cause },
      facts(services),
      { ...OUTAGE, post_as: ['menden'] },
      ...more,
    );
  const fix = { id: 'fix', kind: 'correction', corrects: 'outage' };
  await using day = await openDayWith('09:00', says({ 'id-cards': 'unavailable', passports: 'unavailable' }));
  const onX = day.published('menden-x');
  expect(onX.join()).not.toContain('Reisep');
  await day.step('09:40', says({ 'id-cards': 'unavailable', passports: 'available' }, fix));
  expect(day.published('menden-mastodon').at(-1)).toMatch(/^KORREKTUR .*Reisepässe/);
  const { reach, ...rest } = facts({ passports: 'available' }).menden;
  const later = {
    menden: {
      ...rest,
      reach: { ...reach, email_in: 'up', email_out: 'up' },
      services: { passports: 'limited' },
    },
  };
  for (const time of ['10:00', '12:30'])
    await day.step(
      time,
      fileOf({ next_update: null, cause }, later, { ...OUTAGE, post_as: ['menden'] }, fix),
    );
  expect(day.published('menden-x')).toEqual(onX);
});

test.each(['menden-x', 'menden-mastodon'])(
  'a correction puts right what an edit made wrong, though the post was right when it was sent, also once %s goes on after a pause',
  async (paused) => {
    await using day = await openDay('09:00');
    const outage = { ...OUTAGE, post_as: ['menden'], keep_current: true };
    const says = (phone: string, edition: number, ...more: readonly object[]) =>
      fileOf({}, { menden: { reach: { phone, website: 'down' } } }, { ...outage, edition }, ...more);
    await day.step('09:00', says('limited', 1));
    await day.work('09:40', says('down', 1));
    await day.step('09:45', says('down', 2));
    await day.ledger.pause({ scope: { of: 'account', account: paused }, by: 'press', at: at('09:50') });
    const right = says('limited', 2, { id: 'fix', kind: 'correction', corrects: 'outage' });
    await day.step('10:00', right);
    await day.ledger.resume({ of: 'account', account: paused }, 'press', at('10:20'));
    await day.step('10:20', right);
    for (const account of ['menden-x', 'menden-mastodon'])
      expect(day.published(account).at(-1)).toMatch(/^KORREKTUR .*eingeschränkt/);
    expect(day.published('menden-mastodon')[0]).toContain('funktioniert nur eingeschränkt');
  },
);

test('staff are told how a correction is said in a language that its account has lost since, and it is said once it is back', async () => {
  await using opened = await openProgramAt('09:00', SAID);
  await opened.run('run', '--once');
  const languages = 'part_of: mk\n    languages: ';
  await opened.edit('municipalities.yaml', `${languages}[de, en]`, `${languages}[de]`);
  await opened.step('09:10', file({ hemer: hotline(RIGHT) }, HOTLINE, FIX));
  const { out } = await opened.run('plan');
  expect(out).toContain('No account speaks en any more.');
  expect(out).not.toContain('There is no messages/en.ftl');
  await opened.edit('municipalities.yaml', `${languages}[de]`, `${languages}[de, en]`);
  await opened.step('09:20');
  expect(opened.published().join()).toContain('CORRECTION – Town of Hemer');
  expect((await opened.run('plan')).out).not.toContain('HELD');
});

describe('a town that left the incident', () => {
  const outage = { id: 'outage', kind: 'outage', post_as: ['all'] };
  const fix = { id: 'fix', kind: 'correction', corrects: 'outage' };
  const down = { all: { reach: { phone: 'down' } } };
  const left = { affects: ['mk', 'hemer'] };

  test('its wrong post is corrected, and removed rather than worded from what is left of its facts', async () => {
    await using day = await openDayWith('09:00', file(down, outage));
    await day.step('09:20', fileOf(left, { ...down, menden: { reach: { phone: 'up' } } }, outage, fix));
    for (const account of ['menden-x', 'menden-mastodon'])
      expect(day.published(account)).toEqual([
        expect.stringMatching(/^KORREKTUR – Stadt Menden: Das Telefon funktioniert\./),
      ]);
  });

  test('it does not say again that it is affected because the facts of `all` no longer reach it', async () => {
    await using day = await openDayWith('09:00', file(down, outage));
    const before = ['menden-x', 'menden-mastodon'].flatMap((account) => day.published(account));
    const after = fileOf(left, { ...down, hemer: { reach: { phone: 'up' } } }, outage, fix);
    await day.step('09:20', after);
    expect(['menden-x', 'menden-mastodon'].flatMap((account) => day.published(account))).toEqual(before);
    expect(await day.held(after)).toContain('fix/menden-x/de nothing-to-say');
  });

  test.each([
    ['one correction', [fix]],
    ['the first of two corrections', [fix, { ...fix, id: 'second' }]],
  ])('what %s had put right stays there, and nothing is said again of it', async (_, fixes) => {
    await using day = await openDay('09:00');
    const said = { ...outage, post_as: ['hemer', 'menden'] };
    const facts = (number: string) => ({ ...down, menden: hotline(number) });
    await day.work('09:10', file(facts(WRONG), said));
    await day.work('09:40', file(facts(RIGHT), said, ...fixes));
    const before = day.reads('menden-mastodon');
    const after = { ...said, post_as: ['hemer'] };
    await day.work('10:10', fileOf({ affects: ['hemer'] }, facts(RIGHT), after, ...fixes));
    expect(day.reads('menden-mastodon')).toEqual(before);
  });

  test('what is said there to be withdrawn goes, though nobody says it any more', async () => {
    await using day = await openDay('09:00');
    const facts = { hemer: hotline(RIGHT), menden: hotline(RIGHT) };
    const of = (...towns: readonly string[]) => [
      { ...HOTLINE, post_as: towns },
      { ...RETRACTION, post_as: towns },
    ];
    await day.work('09:10', file(facts, { ...HOTLINE, post_as: ['hemer', 'menden'] }));
    for (const account of ['hemer-x', 'hemer-mastodon'])
      day.sandbox.arrange(account, { kind: 'rate-limited', on: 'delete' });
    await day.step('09:20', file(facts, ...of('hemer', 'menden')));
    expect(day.reads('hemer-x')).toEqual(['hemer-x: hotline, right', 'hemer-x: retraction']);
    await day.work('11:00', fileOf({ affects: ['menden'] }, facts, ...of('menden')));
    expect(day.reads('hemer-x', 'hemer-mastodon')).toEqual(['hemer-x: retraction', ...RETRACTED]);
  });

  test('what it says again stays, though a retraction from which it was taken out removed what it said', async () => {
    await using day = await openDay('09:00');
    const facts = (number: string) => ({ hemer: hotline(number), menden: hotline(number) });
    const both = { ...HOTLINE, post_as: ['hemer', 'menden'] };
    await day.work('09:10', file(facts(WRONG), both));
    await day.work('09:30', file(facts(WRONG), both, { ...RETRACTION, post_as: ['hemer', 'menden'] }));
    const anew = file(
      facts(RIGHT),
      { ...both, edition: { menden: 2 } },
      { ...RETRACTION, post_as: ['hemer'] },
    );
    for (const time of ['10:30', '11:30']) await day.work(time, anew);
    expect(day.reads('menden-mastodon')).toContain('menden-mastodon: hotline, right');
  });

  test('a second edition of its correction is said only where it is meant', async () => {
    const both = { ...HOTLINE, post_as: ['hemer', 'menden'] };
    const facts = (number: string) => ({ hemer: hotline(number), menden: hotline(number) });
    await using day = await openDayWith('09:00', file(facts(WRONG), both));
    await day.step('09:20', file(facts('+49 221 4710155'), both, { ...FIX, post_as: ['hemer', 'menden'] }));
    const before = day.reads('menden-mastodon').length;
    await day.step('09:40', file(facts(RIGHT), both, { ...FIX, post_as: ['hemer'], edition: 2 }));
    expect(day.reads('hemer-mastodon').at(-1)).toContain('correction, right');
    expect(day.reads('menden-mastodon')).toHaveLength(before);
  });

  test('what never arrived there is not said in place of its correction', async () => {
    await using day = await openDay('09:00');
    day.sandbox.arrange('menden-x', { kind: 'unavailable' });
    await day.step('09:00', file(down, outage));
    const after = fileOf(left, { all: { reach: { phone: 'up' } } }, outage, fix);
    await day.step('09:01', after);
    await day.work('10:00', after);
    expect(day.published('menden-x')).toEqual([]);
    expect(await day.held(after)).toEqual(['fix/menden-mastodon/de nothing-to-say']);
  });
});

test('a correction of a service that nobody knows any more says so, and the wrong post is gone', async () => {
  const back = { id: 'back', kind: 'restoration', post_as: ['menden'], services: ['vehicle-registration'] };
  const services = (status: string) => ({ menden: { services: { 'vehicle-registration': status } } });
  await using day = await openDayWith('09:00', file(services('available'), back));
  const fix = { id: 'fix', kind: 'correction', corrects: 'back' };
  await day.step('10:00', file(services('unknown'), back, fix));
  const right = /^KORREKTUR – Stadt Menden\. Noch unklar ist, ob Folgendes möglich ist: Kfz-Zulassung\./;
  expect(day.published('menden-x')).toEqual([expect.stringMatching(right)]);
});

test('a correction of a phone that works again says that of the phone, and nothing of services that the post never named', async () => {
  const back = { id: 'back', kind: 'restoration', post_as: ['hemer'], reach: ['phone'] };
  const facts = (phone: string, services: object) => ({ hemer: { reach: { phone }, services } });
  await using day = await openDayWith('09:00', file(facts('up', {}), back));
  day.clock.advanceTo(at('10:00'));
  const fix = { id: 'fix', kind: 'correction', corrects: 'back' };
  const { posts } = await day.plan(file(facts('down', { passports: 'unavailable' }), back, fix));
  const said = posts.find(({ intent }) => intent.action === 'publish' && intent.account === 'hemer-x');
  expect(said?.intent.text).toMatch(/^KORREKTUR – Stadt Hemer: Das Telefon ist ausgefallen\. Unser Beitrag /);
});

test('a correction of a service that works again begins with that service, whatever else has failed since', async () => {
  const back = { id: 'back', kind: 'restoration', post_as: ['hemer'], services: ['id-cards'] };
  const up = { reach: { phone: 'up', website: 'up' }, services: { 'id-cards': 'available' } };
  await using day = await openDayWith('09:00', file({ hemer: up }, back));
  day.clock.advanceTo(at('10:00'));
  const down = {
    ...{ reach: { phone: 'down', website: 'down' }, services: { 'id-cards': 'unavailable' } },
    appointments: { policy: 'cancelled', until: '2026-11-25' },
  };
  const fix = { id: 'fix', kind: 'correction', corrects: 'back' };
  const { posts } = await day.plan(file({ hemer: down }, back, fix));
  const said = posts.find(({ intent }) => intent.action === 'publish' && intent.account === 'hemer-x');
  expect(said?.intent.text).toMatch(/^KORREKTUR – Stadt Hemer, zurzeit nicht möglich: Personalausweis\./);
});

test.each([
  ['correction', 'corrects', /^KORREKTUR – Stadt Hemer: Die Ursache ist ein Stromausfall\. /],
  ['retraction', 'withdraws', /\nDie Ursache ist ein Stromausfall\.|\. Die Ursache ist ein Stromausfall\./],
] as const)(
  'a %s in own words still asks people not to come: on X the post that did is deleted',
  async (kind, answers, own) => {
    const facts = { reach: { phone: 'down' }, appointments: { policy: 'cancelled', until: '2026-11-30' } };
    await using day = await openDayWith('09:00', file({ hemer: facts }, OUTAGE));
    day.clock.advanceTo(at('10:00'));
    const text = { de: 'Die Ursache ist ein Stromausfall.', en: 'The cause is a power outage.' };
    const fix = { id: 'fix', kind, [answers]: 'outage', text };
    const { posts } = await day.plan(file({ hemer: facts }, OUTAGE, fix));
    const said = posts.filter(({ intent }) => intent.action === 'publish' && intent.language === 'de');
    expect(said.map(({ intent }) => intent.channel).sort()).toEqual(['mastodon', 'x']);
    for (const { intent } of said) {
      expect(intent.text).toMatch(own);
      expect(intent.text).toMatch(
        /Termine bis (?:Montag|Mo\.), 30\.11\., fallen aus\. Bitte kommen Sie nicht\./,
      );
    }
  },
);

test.each([
  [true, 'Alle Termine finden heute statt.', {}],
  [false, 'Alle Termine finden heute statt.', { appointments: { policy: 'take-place' } }],
  [
    false,
    'Alle Termine fallen bis Freitag aus.',
    { appointments: { policy: 'cancelled', until: '2026-11-27' } },
  ],
  [false, 'Am Terminal gibt es Wartemarken.', {}],
])(
  'own words of a correction that speak of appointments beside those of the wrong post are named in a warning: %j, %s, %j',
  async (isTold, de, right) => {
    const hemer = { appointments: { policy: 'cancelled', until: '2026-11-30' } };
    await using day = await openDayWith('09:00', file({ hemer }, OUTAGE));
    day.clock.advanceTo(at('10:00'));
    const fix = { id: 'fix', kind: 'correction', corrects: 'outage', text: { de, en: 'As usual.' } };
    const { warnings } = await day.plan(file({ hemer: { ...hemer, ...right } }, OUTAGE, fix));
    const told = { code: 'appointments-unchanged', announcement: 'fix', municipalities: ['hemer'] };
    expect(warnings.filter(({ code }) => code === told.code)).toEqual(isTold ? [told] : []);
  },
);

test.each<[of: string, after: object, correction: RegExp | null]>([
  [
    'it named',
    { passports: 'limited', 'id-cards': 'unavailable' },
    /nur eingeschränkt möglich: Reisepass\. Unser/,
  ],
  ['it did not name', { passports: 'unavailable', 'id-cards': 'unavailable' }, null],
])('a correction of a post about a service says what %s', async (_, services, correction) => {
  await using day = await openDay('09:00');
  const off = { id: 'off', kind: 'services', post_as: ['menden'], services: ['passports'] };
  await day.step('09:00', file({ menden: { services: { passports: 'unavailable' } } }, off));
  day.clock.advanceTo(at('10:00'));
  const fix = { id: 'fix', kind: 'correction', corrects: 'off' };
  const { posts, held } = await day.plan(file({ menden: { services } }, off, fix));
  const said = posts.find(({ intent }) => intent.action === 'publish' && intent.account === 'menden-x');
  if (correction) expect(said?.intent.text).toMatch(correction);
  else expect([said, held[0]?.because]).toEqual([undefined, 'nothing-to-say']);
  expect(posts.filter(({ intent }) => intent.text?.includes('Personalausweis'))).toEqual([]);
});

test('who clears a contact that a right correction names is told to give it an end, which takes nothing back', async () => {
  const facts = (phone: string) => file({ hemer: hotline(phone) }, HOTLINE);
  await using program = await openProgramAt('09:00', facts(WRONG));
  await program.step('09:00');
  await program.step('09:10', file({ hemer: hotline(RIGHT) }, HOTLINE, FIX));
  const before = program.published();
  program.advanceTo(at('18:00'));
  const refused = await program.run('set', 'hemer', 'contacts.hotline=null', '--by', 'press-hemer', '--yes');
  expect(refused).toMatchObject({
    status: 1,
    err: expect.stringMatching(/unknown-contact.*\n.*no longer.*`contacts\.hotline\.until`/),
  });
  const end = 'contacts.hotline.until="2026-11-24 17:30"';
  expect(await program.run('set', 'hemer', end, '--by', 'press-hemer', '--yes')).toMatchObject({ status: 0 });
  await program.step('18:10');
  expect(program.published()).toEqual(before);
});

test('who clears a contact that was withdrawn is told which correction still says it', async () => {
  await using program = await openProgramAt(
    '09:00',
    file({ hemer: hotline(RIGHT) }, HOTLINE, FIX, RETRACTION),
  );
  const clear = ['set', 'hemer', 'contacts.hotline=null', '--by', 'press-hemer', '--yes'];
  const refused = await program.run(...clear);
  expect(refused).toMatchObject({
    status: 1,
    err: expect.stringMatching(/unknown-contact.*\n.*withdraw `fix`/),
  });
  const more = { id: 'oops-fix', kind: 'retraction', withdraws: 'fix' };
  await program.write('incident.yaml', file({ hemer: hotline(RIGHT) }, HOTLINE, FIX, RETRACTION, more));
  expect(await program.run(...clear)).toMatchObject({ status: 0 });
});

test.each([
  ['saved at once', {}, {}, '08:10'],
  ['planned for one time and saved apart', { at: '2026-11-24 09:00' }, { at: '2026-11-24 09:00' }, '08:20'],
  ['planned, with one saved since that goes out at once', { at: '2026-11-24 09:00' }, {}, '08:20'],
] as const)('of two retractions of one original, one is said: %s', async (_, first, second, savedAt) => {
  const oops = { id: 'oops', kind: 'retraction', withdraws: 'hotline', ...first };
  await using day = await openDayWith('08:00', file({ hemer: hotline(RIGHT) }, HOTLINE));
  if (savedAt === '08:20') await day.step('08:10', file({ hemer: hotline(RIGHT) }, HOTLINE, oops));
  const both = file({ hemer: hotline(RIGHT) }, HOTLINE, oops, {
    ...oops,
    at: undefined,
    ...second,
    id: 'oops2',
  });
  await day.step(savedAt, both);
  await day.work('09:20', both);
  expect(day.reads('hemer-x')).toEqual(['hemer-x: retraction']);
  expect(day.reads('hemer-mastodon')).toEqual([
    'hemer-mastodon: retraction',
    'hemer-mastodon/en: retraction',
  ]);
  expect(await day.held(both)).toEqual([]);
});

test.each(['accepted-then-cut', 'refused-before'] as const)(
  'a retraction whose answer was lost (%s) is said once, though another of its original is saved meanwhile',
  async (kind) => {
    await using day = await openDayWith('08:00', file({ hemer: hotline(RIGHT) }, HOTLINE));
    day.clock.advanceTo(at('08:10'));
    for (const account of ['hemer-x', 'hemer-mastodon']) day.sandbox.arrange(account, { kind });
    await day.tick(file({ hemer: hotline(RIGHT) }, HOTLINE, RETRACTION));
    day.clock.advanceTo(at('08:11'));
    const both = file({ hemer: hotline(RIGHT) }, HOTLINE, RETRACTION, { ...RETRACTION, id: 'oops2' });
    await day.work('08:50', both);
    expect(day.reads('hemer-x')).toEqual(['hemer-x: retraction']);
    expect(day.reads('hemer-mastodon').toSorted()).toEqual([
      'hemer-mastodon/en: retraction',
      'hemer-mastodon: retraction',
    ]);
    expect(await day.held(both)).toEqual([]);
  },
);

test('`run --once` edits the wrong number though the correction was refused', async () => {
  await using program = await openProgramAt('09:00', SAID);
  await program.run('run', '--once');
  program.advanceTo(at('09:30'));
  program.sandbox.arrange('hemer-mastodon', { kind: 'invalid', on: 'publish' });
  await program.write('incident.yaml', CORRECTED);
  const { err } = await program.run('run', '--once');
  expect(err).not.toContain('in line for the worker');
  const numbers = program.published().filter((text) => text.includes(WRONG));
  expect(numbers, err).toEqual([]);
});

test('a wrong post whose deletion was refused counts as deleted by hand only once the platform shows it no more', async () => {
  await using program = await openProgramAt('09:00', SAID);
  await program.run('run', '--once');
  program.advanceTo(at('09:30'));
  program.sandbox.arrange('hemer-mastodon', { kind: 'invalid', on: 'delete' }, 2);
  await program.write('incident.yaml', WITHDRAWN);
  await program.run('run', '--once');
  const resolve = () =>
    program.run('resolve', 'it-2026/hotline.1/hemer-mastodon/de', '--absent', '--by', 'press-hemer');
  expect(await resolve()).toMatchObject({ status: 1, err: expect.stringContaining('post-there') });
  await program.deleteByHand('hemer-mastodon', 'Nothotline');
  expect((await resolve()).status).toBe(0);
});
