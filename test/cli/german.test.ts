import { afterAll, expect, test } from 'vitest';
import { speak } from '../../src/staff-words/say.ts';
import { file, OUTAGE } from '../fixtures/day.ts';
import { englishIn } from '../fixtures/english.ts';
import { openProgramAt } from '../fixtures/program.ts';

afterAll(() => speak('en'));

const STATE = file({}, OUTAGE);
const GERMAN = { LANG: 'de_DE.UTF-8' };

test('a press officer reads the plan, the pause and the last line in German', async () => {
  await using program = await openProgramAt('09:00', STATE, { env: GERMAN });
  const plan = await program.run('plan');
  expect(plan.out).toContain('ECHT auf den echten Plattformen: 3 zu veröffentlichen.');
  expect(plan.out).toContain('Es ist keine Freigabe nötig.');
  expect(plan.out).toContain('Kosten: 3 Vorgänge, etwa 0,02 US-Dollar.');
  expect(plan.out).toContain('── outage · Ausfall · 3 Vorgänge');
  const pause = await program.run('pause', '--by', 'presse-a');
  const unworked =
    'Kein Dienst arbeitet gerade mit diesen Journalen. Arbeitet einer mit einer Datenbank, macht er weiter: Tragen Sie sie als DATABASE_URL in .env ein, und halten Sie noch einmal an.\n';
  expect(pause.err).toBe(
    `Angehalten: alles. Bis \`resume\` geht dort nichts mehr hinaus. Nach dem, was unterwegs ist, wird weiter gesucht.\n${unworked}`,
  );
  const again = await program.run('pause', '--by', 'presse-a');
  expect(again.err.replace(unworked, '')).toMatch(
    /^Schon angehalten \(alles\), seit \w\w\.? \d+\.\d+\. \d\d:\d\d \(UTC\) von presse-a\.\n$/,
  );
});

test('--lang comes before LC_ALL and LANG, these before `language:` of config.yaml, and German is left', async () => {
  const spoken = async (env: Record<string, string>, config: string, ...words: string[]) => {
    await using program = await openProgramAt('09:00', STATE, { env, config });
    const { out } = await program.run('plan', ...words);
    return out.includes('auf den echten Plattformen') ? 'de' : 'en';
  };
  const open = 'approvals: {needed: 0}\n';
  expect(await spoken({ LANG: 'en_GB.UTF-8' }, open, '--lang', 'de')).toBe('de');
  expect(await spoken({ LANG: 'en_GB.UTF-8', LC_ALL: 'de_AT.UTF-8' }, open)).toBe('de');
  expect(await spoken({ LANG: 'en_GB.UTF-8' }, `language: de\n${open}`)).toBe('en');
  expect(await spoken({ LANG: 'C.UTF-8' }, `language: en\n${open}`)).toBe('en');
  expect(await spoken({ LANG: 'C.UTF-8' }, open)).toBe('de');
});

test('help is in German, the headings and the choices too', async () => {
  await using program = await openProgramAt('09:00', STATE, { env: GERMAN });
  const { out } = await program.run('pause', '--help');
  expect(out).toContain('Aufruf: ausrufer pause [Optionen]');
  expect(out).toContain('--account <id>       nur dieses Konto');
  const { out: people } = await program.run('people', '--help');
  expect(people).toMatch(/"end-sessions", sonst: "list"\)/);
  expect(people).not.toMatch(/choices|default/);
});

test('what can be set is described in German, every field', async () => {
  await using program = await openProgramAt('09:00', STATE, { env: GERMAN });
  const { out } = await program.run('facts', 'menden');
  expect(out).toMatch(/^ {3}contacts\.ID\.lines=4 +Wie viele gleichzeitig anrufen können\.$/m);
  expect(englishIn(out)).toEqual([]);
});

test('the facts against an all-clear, and those that a text lacks, are named in German', async () => {
  const facts = { hemer: { reach: { phone: 'down' } } };
  const said = ['all-clear', 'services'].map((kind) => ({ id: kind, kind, post_as: ['hemer'] }));
  await using program = await openProgramAt('09:00', file(facts, ...said), { env: GERMAN });
  const { out } = await program.run('plan');
  expect(out).toContain(
    'solange die Angaben von hemer sagen: phase: investigating (wird untersucht), reach.phone: down (ausgefallen)',
  );
  expect(out).toContain('Zu „Leistungen“ steht nichts in den Angaben von hemer.');
});

test('the values that can be set are in German beside each of them', async () => {
  await using program = await openProgramAt('09:00', STATE, { env: GERMAN });
  const { out } = await program.run('facts');
  expect(out).toMatch(
    /reach\.phone=up \| limited \| down \| unknown +\(geht \| eingeschränkt \| ausgefallen \| unbekannt\)/,
  );
  const choices = out.split('\n').filter((line) => / \| /.test(line) && !/true \| false/.test(line));
  for (const line of choices) {
    const [values = '', german = ''] = line.split('  (');
    expect(german.split(' | '), line).toHaveLength(values.split(' | ').length);
  }
  expect(out).toMatch(/ausrufer --config .* set WER PFAD=WERT/);
  expect(out).toContain('instruction.SPRACHE=');
});

test('a night in German has no English line: not in the plan, the steps, the history or the log of what failed', async () => {
  const state = file({}, { ...OUTAGE, post_as: ['menden'] });
  await using program = await openProgramAt('09:00', state, { env: GERMAN });
  program.sandbox.arrange('menden-x', { kind: 'automated' });
  program.sandbox.arrange('menden-mastodon', { kind: 'accepted-then-cut' });
  const commands =
    'check|plan|run --once|plan|history --all|history|who|translations|translations ar|pause --by presse-a';
  for (const words of commands.split('|')) {
    const { out, err } = await program.run(...words.split(' '));
    expect(englishIn(`${out}\n${err}`), words).toEqual([]);
  }
  expect((await program.run('history', '--all')).out).toContain('X antwortete 403: „');
});
