/**
 * Phrases as one list. `{Personalausweise} beantragen` and `{Reisepässe} beantragen` differ in what is in braces only:
 * together they are `Personalausweise und Reisepässe beantragen`.
 */
export function joinedPhrases(
  phrases: readonly string[],
  list: (entries: readonly string[]) => string,
): string {
  const frames = Map.groupBy(phrases, (phrase) => phrase.replace(OBJECT, '{}'));
  return list(
    [...frames].map(([frame, alike]) => {
      const objects = alike.flatMap((phrase) => OBJECT.exec(phrase)?.[1] ?? []);
      return frame.replace('{}', () => list(objects));
    }),
  );
}

const OBJECT = /\{([^{}]*)\}/;
