import { type MistakeArgs, type MistakeSentence, mistake } from './errors.ts';

/**
 * Why something waits, was refused or given up, as the ledger keeps it: what a platform said, or a sentence of ours with what
 * it names. `reasonWords` words it when it is shown. `reason.older-than {"hours":24}`
 */
export function reason<Id extends MistakeSentence & `reason.${string}`>(
  sentence: Id,
  ...given: MistakeArgs<Id>
): string {
  const { args } = mistake(sentence, ...given);
  return Object.keys(args).length === 0 ? sentence : `${sentence} ${JSON.stringify(args)}`;
}

/** The same reason with at most so many characters of what a platform said. */
export function shortened(reason: string, charactersMax: number): string {
  const cut = (text: string) => {
    const characters = [...text];
    return characters.length <= charactersMax ? text : `${characters.slice(0, charactersMax - 1).join('')}…`;
  };
  const [, sentence, args] = /^(reason\.[a-z-]+) (\{.*\})$/s.exec(reason) ?? [];
  if (args === undefined) return cut(reason);
  const named = JSON.parse(args, (_, value) => (typeof value === 'string' ? cut(value) : value));
  return `${sentence} ${JSON.stringify(named)}`;
}
