import fc from 'fast-check';
import { KINDS } from '../../src/core/domain/announcement.ts';
import { OperatorError } from '../../src/core/domain/errors.ts';
import { file } from '../fixtures/day.ts';
import { openProgram, type TestProgram } from '../fixtures/program.ts';
import { BROKEN_TEMPLATES, hostileIn, poisoned } from './hostile.ts';
import { REGION } from './story.ts';

const NOW = Date.parse('2026-11-24T09:00+01:00');
const STATE = file(
  { hemer: { reach: { phone: 'down' } } },
  { id: 'now', kind: 'outage', post_as: ['hemer'] },
);

/** What a hurried, careless or hostile person may type where the command wants one of these words. */
function typed(...right: readonly string[]): fc.Arbitrary<string> {
  const meant = fc.constantFrom(...right);
  return fc.oneof(
    { weight: 30, arbitrary: meant },
    { weight: 4, arbitrary: poisoned(meant) },
    meant.map((word) => `„${word}“`),
    meant.map((word) => word.toUpperCase().normalize('NFD')),
    fc.constantFrom(
      ...BROKEN_TEMPLATES,
      '',
      ' ',
      '-',
      '—yes',
      '__proto__',
      'constructor',
      'ä,ö',
      '\n',
      '*a',
      '[a',
    ),
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom('x', ' ', '[', '\u202e').map((one) => one.repeat(9_000)),
  );
}

const WORDS = ['Rathaus zu.', 'Ab 8 Uhr: 0221 4710119', '{ $who }', 'Mehr: https://example.org'] as const;
/** What `set` takes, for a town or for the incident. */
const ASSIGNMENTS = [
  ...['reach.phone=down', 'confirmed=now', 'next_update=2026-11-24 18:00', 'phase=identified', 'reach=null'],
  ...['services.id-cards=unavailable', 'instruction.de=Rathaus zu.', 'estimate.kind=unknown', 'id=it-2027'],
  ...[
    'contacts.hotline.phone=+49 221 4710119',
    'email.note.de=Post kommt an.',
    'mode=draft',
    'title.de=Ausfall',
  ],
] as const;
const who = typed('hemer', 'all', 'rathaeuser', 'towns-of/mk', 'hemer,menden', 'incident');
const by = typed('press-hemer', 'Äbtissin Özgür', 'mayor').map((name) => ['--by', name]);
const yes = fc.constantFrom(['--yes'], []);
const assigned = typed(...ASSIGNMENTS);

/** The words of one command. */
export const command: fc.Arbitrary<readonly string[]> = fc
  .oneof(
    fc.tuple(fc.constant('set'), who, assigned, by, yes),
    fc.tuple(
      ...[
        fc.constant('announce'),
        typed('notice', 'notice', 'notice', ...KINDS),
        fc.constant('--as'),
        who,
        fc.constant('--text'),
        typed(...WORDS),
      ],
      ...[
        fc.oneof(
          fc.constant([]),
          typed('more', 'now').map((id) => ['--id', id]),
        ),
        by,
        yes,
      ],
    ),
    fc.tuple(
      fc.constant('approve'),
      typed('now'),
      fc.constant('--digest'),
      typed('3f9a-0c11-d2e4-77b2-0e4f'),
      by,
    ),
    fc.tuple(fc.constantFrom('pause', 'resume'), fc.constant('--account'), typed('hemer-x'), by),
    fc.tuple(fc.constant('resolve'), typed('it-2026/now.1/hemer-x/de'), fc.constant('--absent'), by),
    fc.tuple(
      fc.constant('history'),
      fc.constantFrom('--key', '--municipality', '--incident'),
      typed('hemer'),
    ),
    fc.tuple(fc.constant('facts'), typed('hemer')),
  )
  .map((parts) => parts.flat());

/**
 * Types a command beside the same files each time, and returns what must not be; null where all is well. Nothing that nobody
 * sees comes into the file or to the public, a command that found a mistake changed nothing, and what was written can be read.
 */
export async function commandViolation(
  program: TestProgram,
  words: readonly string[],
): Promise<string | null> {
  await program.write('incident.yaml', STATE);
  const before = program.published();
  let ended: Awaited<ReturnType<TestProgram['run']>>;
  try {
    ended = await program.run(...words);
  } catch (error) {
    return `it broke: ${error instanceof OperatorError ? error.message : error instanceof Error ? error.stack : error}`;
  }
  const { status, out, err } = ended;
  const after = await program.read('incident.yaml');
  const said = program.published().filter((post) => !before.includes(post));
  const hostile = hostileIn(`${after}${said.join()}`);
  if (hostile !== null) return `${hostile} was written or published`;
  if (status === 1 && after !== STATE) return `it found a mistake and changed the file:\n${err}`;
  if (/undefined|\[object|NaN\b/.test(`${out}${err}`.replaceAll(words.join(' '), '')))
    return `it prints ${err}`;
  const checked = after === STATE ? null : await program.run('check');
  return checked?.status === 1 ? `what it wrote cannot be read:\n${checked.err}` : null;
}

export function openCommands(): Promise<TestProgram> {
  return openProgram({ at: NOW, region: REGION, state: STATE });
}
