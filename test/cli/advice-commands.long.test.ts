import { afterAll, expect, test } from 'vitest';
import { alertWords, holdAdvice, worded } from '../../src/staff-words/advice.ts';
import { speak } from '../../src/staff-words/say.ts';
import { file, fileOf } from '../fixtures/day.ts';
import { openProgramAt } from '../fixtures/program.ts';
import { ALERTS, HOLDS, WARNINGS } from '../staff-words/reasons.ts';

afterAll(() => speak('en'));

/** Facts in which every value that an advice names is set, with an estimate of the kind that a command needs. */
const factsFor = (command: string) => ({
  contacts: { hotline: { phone: '+49 221 4710119' } },
  email: { lost_since: '2026-11-23 18:00', action: 'resend' },
  estimate: command.includes('estimate.at')
    ? { kind: 'expected', at: '2026-11-30' }
    : { kind: 'expected-between', from: '2026-11-28', to: '2026-11-30' },
});

/** Replaces the words in capitals and each `…` as a person does who types the command. */
function typed(advice: string): string {
  return advice
    .replace(/\b(?:TOWN|STADT)\b/g, 'hemer')
    .replace(/\bNAME\b/g, 'press-hemer')
    .replace(/\bURL\b/g, 'https://x.com/stadt_hemer/status/1719000000000000000')
    .replace('phone="…"', 'phone="+49 221 4710119"')
    .replace('instruction.de="…"', 'instruction.de="Dringendes: Anlaufstelle."')
    .replace(/((?:started|next_update|lost_until|estimate\.\w+)=)"…"/g, '$1"2026-11-29 08:00"');
}

const BY = '--by press-hemer';

/** Every command in an advice, and the same command with each other value or option that the advice offers. */
function commandsIn(advice: string): readonly string[] {
  const said = typed(advice);
  const named =
    /(?:\bausrufer|:) ((?:set|resume|approve|resolve|announce) (?!…).*?)(?=\.(?: |$)|[,)](?! (?:or |oder )?--)|$)/g;
  return [...said.matchAll(named)].flatMap(([, command = '']) => {
    const [, who] = /^(set \S+) /.exec(command) ?? [];
    const [, post, isEither] = /^(resolve \S+) --posted \S+?(,)? /.exec(command) ?? [];
    if (post && isEither) return [command.replace(/, \w+ --absent,/, ''), `${post} --absent ${BY}`];
    const values = [...said.matchAll(/ ((?:[a-z_]+\.)*[a-z_]+=(?:"[^"]*"|[^\s",]+))/g)];
    return who ? values.map(([, value]) => `${who} ${value} ${BY}`).concat(command) : [command];
  });
}

/** The words of a command, as a shell reads them. */
function words(command: string): readonly string[] {
  return [...command.matchAll(/(?:[^\s"]|"[^"]*")+/g)].map(([word]) => word.replaceAll('"', ''));
}

/** Every command that an advice names in this language. */
function commandsFor(language: 'de' | 'en'): readonly string[] {
  speak(language);
  const each = (of: string, all: object) =>
    Object.entries(all).flatMap(([code, values]) => values.map((one: object) => ({ [of]: code, ...one })));
  const advices = [
    ...each('because', HOLDS).map((one) => holdAdvice(one as never, String)),
    ...each('code', WARNINGS).map((one) => worded(one as never, String).advice),
    ...each('code', ALERTS).map((one) => alertWords(one as never, 1, String, String).advice),
  ];
  return [...new Set(advices.flatMap(commandsIn))];
}

test('every command that an advice names is understood, whatever the language of the advice', async () => {
  const languages = [commandsFor('de'), commandsFor('en')];
  for (const commands of languages) expect(commands.length).toBeGreaterThan(20);
  await using program = await openProgramAt('09:00', file({}));
  const refused: string[] = [];
  // Most are the same in both languages.
  for (const command of new Set(languages.flat())) {
    const facts = factsFor(command);
    await program.write('incident.yaml', fileOf({ estimate: facts.estimate }, { hemer: facts }));
    const { status, err } = await program.run(...words(command));
    // Nobody is there to agree, and nothing was ever published.
    const isUnderstood =
      status !== 1 || /\((?:not-confirmed|not-resolvable|unknown-announcement)\)/.test(err);
    if (!isUnderstood) refused.push(`${command}: ${err}`);
  }
  expect(refused).toEqual([]);
});
