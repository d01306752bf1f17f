import { describe, expect, test } from 'vitest';
import type { Answer, Channel } from '../../src/core/domain/channel.ts';
import { AS_IT_IS, fuzz, type Replacements, TARGETS, type Target } from './fuzz.ts';

/** A sample of what `npm run fuzz` does by the thousand. */
const SAMPLE: Readonly<Record<Target, number>> = {
  answers: 100,
  files: 600,
  commands: 40,
  stories: 3,
  losses: 3,
};

describe('whatever platforms answer, files say, and happens meanwhile', () => {
  test.each(TARGETS)(
    'random %s make nothing crash, and publish nothing that nobody let go',
    async (target) => {
      const verdict = await fuzz(target, { runs: SAMPLE[target], seed: 20_261_124, path: null }, AS_IT_IS);
      expect(verdict.violation).toBeNull();
      expect(verdict.runs).toBe(SAMPLE[target]);
      if (target === 'stories' || target === 'losses') expect(verdict.posts).toBeGreaterThan(0);
    },
  );
});

/** A channel that believes what a careless one would. */
function misled(believe: (answer: Answer) => Answer): Replacements['channel'] {
  return (channel: Channel) => ({
    ...channel,
    publish: async (...asked) => believe(await channel.publish(...asked)),
  });
}

describe('the checkers can fail', () => {
  test.each<readonly [string, Replacements['channel']]>([
    [
      'takes what is unknown for refused',
      misled((answer) =>
        answer.kind === 'unknown' ? { kind: 'refused', cause: 'post', reason: answer.reason } : answer,
      ),
    ],
    [
      'takes what is unknown for posted',
      misled((answer) =>
        answer.kind === 'unknown' ? { kind: 'posted', remoteId: '1', url: null, at: null } : answer,
      ),
    ],
  ])('the checker notices a channel that %s', async (_, channel) => {
    const verdict = await fuzz('answers', { runs: 60, seed: 1, path: null }, { ...AS_IT_IS, channel });
    expect(verdict.violation).not.toBeNull();
  });

  test('the checker notices a command that writes what it has found a mistake in', async () => {
    const program: Replacements['program'] = (honest) => ({
      ...honest,
      async run(...words) {
        const ended = await honest.run(...words);
        if (ended.status === 1) await honest.write('incident.yaml', `# ${words.join(' ')}`);
        return ended;
      },
    });
    const verdict = await fuzz('commands', { runs: 10, seed: 1, path: null }, { ...AS_IT_IS, program });
    expect(verdict.violation?.words).toMatch(/changed the file|was written or published/);
  });

  test('the checker notices a program that sends other words than those that were approved', async () => {
    const configuration: Replacements['configuration'] = (opened) => {
      const { channel: honest } = opened.delivery;
      const channel: typeof honest = (account) => {
        const own = honest(account);
        return (
          own && {
            ...own,
            publish: ({ text, ...rest }, signal) => own.publish({ ...rest, text: `${text} ` }, signal),
          }
        );
      };
      return { ...opened, delivery: { ...opened.delivery, channel } };
    };
    const verdict = await fuzz(
      'stories',
      { runs: 3, seed: 20_261_127, path: '0' },
      { ...AS_IT_IS, configuration },
    );
    expect(verdict.violation?.words).toContain('nobody let this go');
  });

  test('the checker notices a new ledger that finds nothing on the accounts', async () => {
    const configuration: Replacements['configuration'] = (opened) => {
      const { channel: honest } = opened.delivery;
      const channel: typeof honest = (account) => {
        const own = honest(account);
        const nothing = { kind: 'read', value: { posts: [], complete: true } } as const;
        return own && { ...own, timeline: async () => nothing };
      };
      return { ...opened, delivery: { ...opened.delivery, channel } };
    };
    const verdict = await fuzz(
      'losses',
      { runs: 3, seed: 20_261_127, path: '0' },
      { ...AS_IT_IS, configuration },
    );
    expect(verdict.violation?.words).toContain('a new ledger makes');
  });
});
