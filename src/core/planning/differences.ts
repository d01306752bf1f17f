import type { Fitting } from '../wording/fill.ts';

/**
 * The sentences of a text that another one does not say, worded from other facts. What the other says in another form, or
 * leaves out for want of room, is no difference.
 */
export function saidOnlyIn(text: Fitting, other: Fitting): readonly string[] {
  const said = new Set(
    [other.text, ...other.shortened.map(({ full }) => full)].flatMap((words) => sentencesOf(words)),
  );
  const inFull = (sentence: string) =>
    text.shortened.find(({ words }) => words !== null && sentencesOf(words).includes(sentence))?.full;
  return sentencesOf(text.text).filter(
    (sentence) =>
      !said.has(sentence) && !sentencesOf(inFull(sentence) ?? sentence).every((one) => said.has(one)),
  );
}

/** A sentence ends where the next begins with a capital letter, a link or a hashtag: `30.10., 6:30 Uhr` is none. */
function sentencesOf(text: string): readonly string[] {
  const oneLine = text.replace(/\s+/g, ' ');
  return oneLine.split(/(?<=[.!?]) (?=\p{Lu}|https?:|#)|(?<=\S) (?=#)/u);
}
