import type { ChannelId } from '../../src/core/domain/channel.ts';

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

/** What staff are told: that something needs them, and that it is over. */
export const TELLINGS = ['raised', 'over'] as const;
export type Telling = (typeof TELLINGS)[number];

/** How far an alert has come. */
export const TELLING_POINTS = ['not told', 'told, not answered', 'taken, not on disk', 'on disk'] as const;
export type TellingPoint = (typeof TELLING_POINTS)[number];

/** What changes under the running program, so that it begins another session or can plan nothing; it is changed back after the kill. */
export const UPHEAVALS = ['sandbox', 'exercise', 'broken settings', 'town added'] as const;
export type Upheaval = (typeof UPHEAVALS)[number];

/** Where the program is killed. */
export type Step =
  | { readonly kind: 'delivery'; readonly act: Act; readonly point: Point; readonly channel: ChannelId }
  /** In the middle of asking the platform what became of an earlier kill. */
  | { readonly kind: 'look' }
  /** Soon after files changed while something is due. */
  | { readonly kind: 'files'; readonly of: Upheaval; readonly channel: ChannelId }
  | { readonly kind: 'telling'; readonly of: Telling; readonly point: TellingPoint };

/** A look-up follows each point that leaves something to look for. */
const others: Step[] = [
  ...POINTS.flatMap((point): Step[] => {
    const deliveries = ACTS.flatMap((act) =>
      (['x', 'mastodon'] as const).map((channel): Step => ({ kind: 'delivery', act, point, channel })),
    );
    return point.startsWith('request') ? [...deliveries, { kind: 'look' }] : deliveries;
  }),
  ...UPHEAVALS.flatMap((of) =>
    (['x', 'mastodon'] as const).map((channel): Step => ({ kind: 'files', of, channel })),
  ),
];

/** How many steps fill the time until an alert that may have been told is told again. */
const WHILE_TELLING = 13;

/** Every step, once. */
export const STEPS: readonly Step[] = [
  ...TELLING_POINTS.flatMap((point) =>
    TELLINGS.flatMap((of): readonly Step[] => [
      { kind: 'telling', of, point },
      ...others.splice(0, isToldAgain(point) ? WHILE_TELLING : 0),
    ]),
  ),
  ...others,
];

/** Whether a kill there leaves an alert that staff may have read, and that is told again. */
export function isToldAgain(point: TellingPoint): boolean {
  return point === 'told, not answered' || point === 'taken, not on disk';
}

export function nameOf(step: Step): string {
  switch (step.kind) {
    case 'delivery':
      return `${step.act} on ${step.channel}, ${step.point}`;
    case 'look':
      return 'while looking';
    case 'files':
      return `post on ${step.channel}, while files change: ${step.of}`;
    case 'telling':
      return `alert ${step.of}, ${step.point}`;
    default:
      return step satisfies never;
  }
}
