import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { at, file, hotline, type Life, openLife, RIGHT, WRONG } from './life.ts';

const HOTLINE = { id: 'hotline', kind: 'contacts', post_as: ['hemer'], contact: 'hotline' };
const CORRECTION = {
  id: 'fix',
  kind: 'correction',
  corrects: 'hotline',
  contact: 'hotline',
  what: { de: 'Die Nummer', en: 'The number' },
};
const RETRACTION = { id: 'oops', kind: 'retraction', withdraws: 'hotline' };

const SAID = file({ hemer: hotline(WRONG) }, HOTLINE);
const CORRECTED = file({ hemer: hotline(RIGHT) }, HOTLINE, CORRECTION);
const WITHDRAWN = file({ hemer: hotline(WRONG) }, HOTLINE, RETRACTION);

const EDITED_AND_CORRECTED = [
  'hemer-mastodon: hotline, right',
  'hemer-mastodon/en: hotline, right',
  'hemer-mastodon: correction, right',
  'hemer-mastodon/en: correction, right',
];
const RETRACTED = ['hemer-mastodon: retraction', 'hemer-mastodon/en: retraction'];
const RIGHT_AT_ONCE = ['hemer-mastodon: hotline, right', 'hemer-mastodon/en: hotline, right'];

/** How soon the mistake was seen and mended: what was on the wire still is. */
const NOTICED_AFTER_MS = 20_000;

interface State {
  readonly original: string;
  /** Brings the original on X into its state; what is not said otherwise stands on Mastodon. */
  readonly happened: (life: Life) => Promise<void>;
  /** What X's and Mastodon's followers read two hours after it was corrected. */
  readonly corrected: readonly string[];
  /** And after it was withdrawn instead. */
  readonly withdrawn: readonly string[];
}

const STATES: readonly State[] = [
  {
    original: 'stands',
    happened: async (life) => void (await life.step('09:00', SAID)),
    corrected: ['hemer-x: correction, right', ...EDITED_AND_CORRECTED],
    withdrawn: ['hemer-x: retraction', ...RETRACTED],
  },
  {
    original: 'is planned for later',
    happened: async (life) =>
      void (await life.step(
        '09:00',
        file({ hemer: hotline(WRONG) }, { ...HOTLINE, at: '2026-11-24 10:00' }),
      )),
    corrected: ['hemer-x: hotline, right', ...RIGHT_AT_ONCE],
    withdrawn: [],
  },
  {
    original: 'waits for the rate limit on X',
    happened: async (life) => {
      life.sandbox.arrange('hemer-x', { kind: 'rate-limited' });
      await life.step('09:00', SAID);
    },
    corrected: ['hemer-x: hotline, right', ...EDITED_AND_CORRECTED],
    withdrawn: RETRACTED,
  },
  {
    original: 'waits for the end of a pause everywhere',
    happened: async (life) => {
      await life.ledger.pause({ scope: { of: 'everything' }, by: 'press-hemer', at: at('09:00') });
      await life.step('09:00', SAID);
      await life.ledger.resume({ of: 'everything' }, 'press-hemer', at('09:00'));
    },
    corrected: ['hemer-x: hotline, right', ...RIGHT_AT_ONCE],
    withdrawn: [],
  },
  {
    original: 'is on the wire to X, and arrives',
    happened: async (life) => {
      life.sandbox.arrange('hemer-x', { kind: 'accepted-late', afterMs: 60_000 });
      await life.step('09:00', SAID);
    },
    corrected: ['hemer-x: correction, right', ...EDITED_AND_CORRECTED],
    withdrawn: ['hemer-x: retraction', ...RETRACTED],
  },
  {
    original: 'is unknown on X, and stands',
    happened: async (life) => {
      life.sandbox.arrange('hemer-x', { kind: 'accepted-then-cut' });
      await life.step('09:00', SAID);
    },
    corrected: ['hemer-x: correction, right', ...EDITED_AND_CORRECTED],
    withdrawn: ['hemer-x: retraction', ...RETRACTED],
  },
  {
    original: 'is unknown on both, and stands on Mastodon only',
    happened: async (life) => {
      life.sandbox.arrange('hemer-x', { kind: 'unavailable' });
      life.sandbox.arrange('hemer-mastodon', { kind: 'accepted-then-cut' }, 2);
      await life.step('09:00', SAID);
    },
    corrected: ['hemer-x: hotline, right', ...EDITED_AND_CORRECTED],
    withdrawn: RETRACTED,
  },
  {
    original: 'was refused by X',
    happened: async (life) => {
      life.sandbox.arrange('hemer-x', { kind: 'invalid' });
      await life.step('09:00', SAID);
    },
    corrected: EDITED_AND_CORRECTED,
    withdrawn: RETRACTED,
  },
  {
    original: 'was edited to another wrong number',
    happened: async (life) => {
      const kept = { ...HOTLINE, keep_current: true };
      await life.step('08:00', file({ hemer: hotline('+49 221 4710199') }, kept));
      await life.step('08:10', file({ hemer: hotline(WRONG) }, kept));
      await life.work('08:17', file({ hemer: hotline(WRONG) }, kept));
      expect(life.reads('hemer-mastodon')[0]).toBe('hemer-mastodon: hotline, wrong');
    },
    corrected: ['hemer-x: correction, right', ...EDITED_AND_CORRECTED],
    withdrawn: ['hemer-x: retraction', ...RETRACTED],
  },
  {
    original: 'was deleted by hand on both',
    happened: async (life) => {
      await life.step('09:00', SAID);
      for (const account of ['hemer-x', 'hemer-mastodon']) await life.deleteByHand(account);
    },
    corrected: [
      'hemer-x: correction, right',
      'hemer-mastodon: correction, right',
      'hemer-mastodon/en: correction, right',
    ],
    withdrawn: ['hemer-x: retraction', ...RETRACTED],
  },
  {
    original: 'stands on X only, while Mastodon is down',
    happened: async (life) => {
      life.sandbox.arrange('hemer-mastodon', { kind: 'unavailable', on: 'any' }, 2);
      await life.tick(SAID);
    },
    corrected: ['hemer-x: correction, right', ...RIGHT_AT_ONCE],
    withdrawn: ['hemer-x: retraction'],
  },
];

describe('wherever the original is, once it is corrected or withdrawn the wrong number is nowhere to be read', () => {
  test.each(STATES)('the original $original', async ({ happened, corrected, withdrawn }) => {
    for (const [next, expected] of [
      [CORRECTED, corrected],
      [WITHDRAWN, withdrawn],
    ] as const) {
      await using life = await openLife('08:00');
      await happened(life);
      life.clock.advanceTo(life.clock.now() + NOTICED_AFTER_MS);
      await life.work('11:30', next);
      expect(life.reads('hemer-x', 'hemer-mastodon')).toEqual(expected);
      expect(await life.dueNow(next)).toEqual([]);
    }
  });
});

describe('what is wrong goes, even where nothing can be said about it', () => {
  test('a retraction that facts with a mistake hold back deletes all the same, and is said once they are mended', async () => {
    await using life = await openLife('09:00');
    await life.step('09:00', SAID);
    const cleared = file({ hemer: hotline(null) }, HOTLINE, RETRACTION);
    await life.step('09:20', cleared);
    expect(life.reads()).toEqual([]);
    expect(await life.held(cleared)).toContain('oops/hemer-x/de facts-broken');
    await life.step('09:30', WITHDRAWN);
    expect(life.reads()).toEqual(['hemer-x: retraction', ...RETRACTED]);
  });

  test('a correction without words in one language still mends the post in that language, and staff are told', async () => {
    await using life = await openLife('09:00', 'approvals: {needed: 0}\n', {
      messages: (path) => path !== 'en/correction.liquid',
    });
    await life.step('09:00', SAID);
    await life.step('09:20', CORRECTED);
    expect(life.reads('hemer-mastodon')).toEqual([
      'hemer-mastodon: hotline, right',
      'hemer-mastodon/en: hotline, right',
      'hemer-mastodon: correction, right',
    ]);
    expect(await life.held(CORRECTED)).toEqual(['fix/hemer-mastodon/en no-message']);
  });

  test('a correction that X refuses does not keep the wrong post standing', async () => {
    await using life = await openLife('09:00');
    await life.step('09:00', SAID);
    life.sandbox.arrange('hemer-x', { kind: 'invalid' });
    life.clock.advanceTo(at('09:20'));
    await life.tick(CORRECTED);
    await life.step('09:21', CORRECTED);
    expect(life.reads('hemer-x')).toEqual([]);
    expect(await life.held(CORRECTED)).toEqual(['fix/hemer-x/de refused']);
  });

  test('a correction that waited for approval until it was too old is not said, but the wrong post still goes', async () => {
    await using life = await openLife('09:00', 'approvals: {needed: 1, standing: [contacts]}\n');
    await life.approveWording('contacts', 'press-hemer');
    await life.step('09:00', SAID);
    await life.step('09:20', CORRECTED);
    await life.step('10:20 +1', CORRECTED);
    await life.approve('fix', CORRECTED, 'press-hemer');
    await life.step('10:21 +1', CORRECTED);
    expect(life.reads('hemer-x', 'hemer-mastodon')).toEqual(RIGHT_AT_ONCE);
  });
});

describe('corrected again', () => {
  test('a correction that was wrong itself goes with the second one, on both channels and in both languages', async () => {
    await using life = await openLife('09:00');
    const again = { ...CORRECTION, id: 'fix-again' };
    await life.step('09:00', file({ hemer: hotline('+49 221 4710199') }, HOTLINE));
    await life.step('09:20', file({ hemer: hotline(WRONG) }, HOTLINE, CORRECTION));
    expect(life.reads('hemer-x')).toEqual(['hemer-x: correction, wrong']);
    const right = file({ hemer: hotline(RIGHT) }, HOTLINE, CORRECTION, again);
    await life.step('09:40', right);
    expect(life.reads('hemer-x', 'hemer-mastodon')).toEqual([
      'hemer-x: correction, right',
      ...EDITED_AND_CORRECTED,
      'hemer-mastodon: correction, right',
      'hemer-mastodon/en: correction, right',
    ]);
  });

  test('withdrawn after it was corrected: nothing of the original stands, the correction does', async () => {
    await using life = await openLife('09:00');
    await life.step('09:00', SAID);
    await life.step('09:20', CORRECTED);
    await life.step('09:40', file({ hemer: hotline(RIGHT) }, HOTLINE, CORRECTION, RETRACTION));
    expect(life.reads('hemer-x')).toEqual(['hemer-x: correction, right', 'hemer-x: retraction']);
    expect(life.reads('hemer-mastodon').filter((line) => line.includes('hotline'))).toEqual([]);
  });

  test('a correction says what was wrong and what is right, never the wrong value', async () => {
    await using life = await openLife('09:00');
    await life.step('09:00', SAID);
    await life.step('09:20', CORRECTED);
    const said = life.everPosted('hemer-x').concat(life.everPosted('hemer-mastodon'));
    const corrections = said.filter((text) => /^(KORREKTUR|CORRECTION)/.test(text));
    expect(corrections).toHaveLength(3);
    for (const text of corrections) {
      expect(text).toContain(RIGHT);
      expect(text).not.toContain(WRONG);
    }
  });
});

describe('where the platform keeps what was said', () => {
  test('Mastodon shows the earlier version of an edited post, which the handbook says; a retraction removes it', async () => {
    await using life = await openLife('09:00');
    await life.step('09:00', SAID);
    await life.step('09:20', CORRECTED);
    const versions = () =>
      life.sandbox
        .timeline('hemer-mastodon')
        .filter((post) => post.deletedAt === null)
        .flatMap((post) => post.edits);
    expect(versions().join()).toContain(WRONG);
    const handbook = await readFile(join(import.meta.dirname, '../docs/operations.md'), 'utf8');
    expect(handbook).toContain('Mastodon shows everybody the earlier versions of an edited post');
    await life.step('09:40', file({ hemer: hotline(RIGHT) }, HOTLINE, CORRECTION, RETRACTION));
    expect(versions().join()).not.toContain(WRONG);
  });
});
