import type { HeldBecause, Warning } from '../../core/domain/advice.ts';
import type { Mistake } from '../../core/domain/errors.ts';
import { mistakeWords } from '../../staff-words/say.ts';

export interface WordedMistake extends Pick<Mistake, 'place'> {
  /** The code of a mistake, or of the reason why a post would be held or doubted. */
  readonly code: Mistake['code'] | HeldBecause | Warning['code'];
  readonly message: string;
  readonly advice: string;
}

/** `config/incident.yaml:12:5  there is no key … (unknown-key)` with the advice below: one mistake, two lines. */
export function mistakeLines(mistakes: readonly Mistake[]): string {
  return placedLines(mistakes.map((mistake) => ({ ...mistake, ...mistakeWords(mistake) })));
}

export function placedLines(mistakes: readonly WordedMistake[]): string {
  return mistakes
    .map(({ place, code, message, advice }) => {
      const where =
        place === null
          ? ''
          : `${[place.file, place.line, place.column].filter((part) => part !== null).join(':')}  `;
      return `${where}${message} (${code})\n   → ${advice}\n`;
    })
    .join('');
}
