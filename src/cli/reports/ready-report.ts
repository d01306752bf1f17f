import type { Readiness } from '../../app/ready.ts';
import type { Instant } from '../../core/domain/clock.ts';
import { nameOf, type Region } from '../../core/domain/municipality.ts';
import { isSentence, languageName, names, say, sayWith, spokenName } from '../../staff-words/say.ts';

/** Towns that a line names before the rest is counted. */
const TOWNS_MAX = 20;
const ORDER = ['no', 'unknown', 'yes'] as const;

/** One answer to a line, what needs somebody first, with what to do below. */
export function readyReport(
  all: readonly Readiness[],
  region: Region,
  time: (at: Instant) => string,
): string {
  const width = Math.max(...ORDER.map((answer) => say(`ready-answer-${answer}`).length)) + 2;
  return ORDER.flatMap((answer) => all.filter((one) => one.answer === answer))
    .map((one) => {
      const [sentence, advice] = wordsOf(one, region, time);
      const answer = say(`ready-answer-${one.answer}`).padEnd(width);
      return `${answer}${sentence}\n${advice === null ? '' : `${' '.repeat(width)}→ ${advice}\n`}`;
    })
    .join('');
}

function wordsOf(
  { what, n, towns, names: ids, at }: Readiness,
  region: Region,
  time: (at: Instant) => string,
): readonly [sentence: string, advice: string | null] {
  const named = what === 'unsigned' ? ids.map(languageName) : ids;
  const args = { n, names: named.join(', '), first: ids[0] ?? '', time: at === null ? '' : time(at) };
  const about = [...towns].map(([id, count]) => {
    const name = spokenName(nameOf(region, id)) || id;
    return count > 1 ? `${name} (${count})` : name;
  });
  const said = sayWith(`ready-${what}`, args);
  const advice = `ready-${what}-advice`;
  return [
    about.length === 0 ? said : `${said} ${say('ready-towns', { towns: names(about, TOWNS_MAX) })}`,
    isSentence(advice) ? sayWith(advice, args) : null,
  ];
}
