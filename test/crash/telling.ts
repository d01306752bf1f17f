import type { Message } from '../desk.ts';

/** What staff read, held against what was to be told. A kill between a message and its being written down makes it two. */
export interface Told {
  readonly raised: number;
  readonly twice: number;
  readonly tooOften: readonly string[];
  readonly never: readonly string[];
}

/** `alerts`: how often something came about that staff must hear of, and hear that it is over. */
export function toldAmong(messages: readonly Message[], alerts: number): Told {
  const raised = countedBy(messages, 'raised');
  const over = countedBy(messages, 'over');
  const all = [...raised, ...over];
  const missing = (kind: string, found: number) =>
    found < alerts ? [`${alerts - found} alerts were never told to be ${kind}`] : [];
  return {
    raised: alerts,
    twice: all.filter(([, times]) => times === 2).length,
    tooOften: [
      ...all.filter(([, times]) => times > 2).map(([id, times]) => `${id} was told ${times} times`),
      ...(raised.length > alerts ? [`${raised.length} alerts were told of ${alerts}`] : []),
    ],
    never: [...missing('raised', raised.length), ...missing('over', over.length)],
  };
}

function countedBy(
  messages: readonly Message[],
  kind: Message['kind'],
): readonly (readonly [string, number])[] {
  const meant = messages.filter((one) => one.kind === kind && one.code === 'facts-broken');
  return [...Map.groupBy(meant, (one) => one.id)].map(([id, same]) => [id, same.length]);
}
