import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seeded, violationsOf } from './crash/figures.ts';
import { Proof } from './crash/proof.ts';
import { nameOf, type Step } from './crash/step.ts';

/** A sample of what `npm run crash` does hundreds of times: every point once, and every act. */
const SAMPLE: readonly Step[] = [
  { kind: 'delivery', act: 'post', point: 'before the intent', channel: 'x' },
  { kind: 'delivery', act: 'post', point: 'after the intent', channel: 'mastodon' },
  { kind: 'delivery', act: 'post', point: 'request taken, not answered', channel: 'x' },
  { kind: 'look' },
  { kind: 'delivery', act: 'correction', point: 'settled', channel: 'mastodon' },
  { kind: 'delivery', act: 'change', point: 'request sent, not taken', channel: 'x' },
  { kind: 'delivery', act: 'change', point: 'answer received, not settled', channel: 'mastodon' },
  { kind: 'telling', of: 'raised', point: 'taken, not on disk' },
  { kind: 'telling', of: 'over', point: 'not told' },
];

describe('the program, killed without warning', { timeout: 240_000 }, () => {
  let proof: Proof;
  beforeAll(async () => {
    proof = await Proof.open(seeded(1));
  });
  afterAll(() => proof[Symbol.asyncDispose]());

  test.each(SAMPLE.map((step) => [nameOf(step), step] as const))('%s, starts again', async (_, step) => {
    await proof.kill(step);
  });

  test('in the end has said everything once, carried out every edit and deletion, and told staff of everything', {
    timeout: 120_000,
  }, async () => {
    const verdict = await proof.verdict();
    expect(violationsOf(verdict)).toEqual([]);
    expect(verdict.kills).toBe(SAMPLE.length);
  });
});
