import type { Mistake } from '../../core/domain/errors.ts';
import { mistakeWords } from '../../words/say.ts';

/** `config/incident.yaml:12:5  unknown-key  …` with the advice below: one mistake, two lines. */
export function mistakeLines(mistakes: readonly Mistake[]): string {
  return mistakes
    .map((mistake) => {
      const { place, code } = mistake;
      const { message, advice } = mistakeWords(mistake);
      const where =
        place === null
          ? ''
          : `${[place.file, place.line, place.column].filter((part) => part !== null).join(':')}  `;
      return `${where}${message} (${code})\n   → ${advice}\n`;
    })
    .join('');
}
