import type { ChannelId } from '../../src/channel.ts';

/** What is being delivered when the program is killed. `change`: the edit or deletion that a correction brings. */
export const ACTS = ['post', 'correction', 'change'] as const;
export type Act = (typeof ACTS)[number];

/** How far the delivery has come. */
export const POINTS = [
  'before the intent',
  'after the intent',
  'request sent, not taken',
  'request taken, not answered',
  'answer received, not settled',
  'settled',
  'any instant',
] as const;
export type Point = (typeof POINTS)[number];

/** Where the program is killed. */
export type Step =
  | { readonly kind: 'delivery'; readonly act: Act; readonly point: Point; readonly channel: ChannelId }
  /** In the middle of asking the platform what became of an earlier kill. */
  | { readonly kind: 'look' };

/** Each once; a look after those points that leave something to be looked for. */
export const STEPS: readonly Step[] = POINTS.flatMap((point): Step[] => {
  const deliveries = ACTS.flatMap((act) =>
    (['x', 'mastodon'] as const).map((channel): Step => ({ kind: 'delivery', act, point, channel })),
  );
  return point.startsWith('request') ? [...deliveries, { kind: 'look' }] : deliveries;
});

export function nameOf(step: Step): string {
  return step.kind === 'look' ? 'while looking' : `${step.act} on ${step.channel}, ${step.point}`;
}
