import { Command, CommanderError, Option } from 'commander';
import { optionsFrom } from '../app/options.ts';
import type { Runtime } from '../app/runtime.ts';
import { CHANNELS } from '../channels/registry.ts';
import { OperatorError } from '../core/domain/errors.ts';
import type { Cli, CommandModule } from './command.ts';
import { DONE, MISTAKE } from './exit.ts';
import { mistakeLines } from './reports/mistakes-report.ts';
import { typingHint } from './typing.ts';
import { languageOf, STAFF_LANGUAGES } from './words/language.ts';
import { speak } from './words/say.ts';

interface Listed {
  readonly summary: string;
  readonly example: string;
  /** Loads the command when it is called: each command loads what it needs and no more. */
  readonly load: () => Promise<CommandModule>;
}

const COMMANDS: Readonly<Record<string, Listed>> = {
  check: {
    summary:
      'Validates every file, credential and message; proves that every kind of announcement fits every account.',
    example: 'ausrufer check',
    load: () => import('./commands/check.ts'),
  },
  plan: {
    summary:
      'Shows what would go out now, where, in which words; what is held and why; what is outdated. Changes nothing.',
    example: 'ausrufer plan --json',
    load: () => import('./commands/plan.ts'),
  },
  approve: {
    summary: 'Approves exactly the texts with this digest, as `plan` shows them.',
    example: 'ausrufer approve outage --digest 3f9a-0c11-d2e4-77b2-0e4f --by press-siegen',
    load: () => import('./commands/approve.ts'),
  },
  run: {
    summary: 'The worker: posts what is approved and due, and goes on doing so.',
    example: 'ausrufer run',
    load: () => import('./commands/run.ts'),
  },
  announce: {
    summary: 'Adds an announcement to the state file, shows what goes out, and delivers it once you confirm.',
    example:
      'ausrufer announce notice --as siegen --text "Das Rathaus ist bis 20 Uhr geöffnet." --by press-siegen',
    load: () => import('./commands/announce.ts'),
  },
  set: {
    summary: 'Writes facts into the state file, as confirmed now.',
    example: 'ausrufer set siegen reach.phone=up services.id-cards=limited --tell --by press-siegen',
    load: () => import('./commands/set.ts'),
  },
  facts: {
    summary: 'Lists what `set` can set, with the allowed values, and for a town what is set now and where.',
    example: 'ausrufer facts siegen',
    load: () => import('./commands/facts.ts'),
  },
  who: {
    summary: 'Lists towns, groups and accounts, with the ids that other commands take.',
    example: 'ausrufer who',
    load: () => import('./commands/who.ts'),
  },
  translations: {
    summary: 'Shows which sentences are missing, unsigned or stale; exports, imports and signs them.',
    example: 'ausrufer translations ar --export ar.po',
    load: () => import('./commands/translations.ts'),
  },
  history: {
    summary:
      'Shows what happened to every post: where, when, in which words, who approved it, what became of it.',
    example: 'ausrufer history --municipality siegen',
    load: () => import('./commands/history.ts'),
  },
  resolve: {
    summary: 'Settles what only a person can know: whether an unknown post is on the account.',
    example:
      'ausrufer resolve sit-2023-10/outage.1/siegen-x/de --posted https://x.com/stadt_siegen/status/1719000000000000000 --by press-siegen',
    load: () => import('./commands/resolve.ts'),
  },
  pause: {
    summary: 'Holds everything that is not yet on the wire, at once. Works whatever mistakes the files have.',
    example: 'ausrufer pause --by press-siegen',
    load: () => import('./commands/pause.ts'),
  },
  resume: {
    summary: 'Ends a pause, or starts a stopped account again. First says what is due.',
    example: 'ausrufer resume --by press-siegen',
    load: () => import('./commands/resume.ts'),
  },
  archive: {
    summary: 'Moves what the ledger has of an earlier incident into a file, checked by count and digest.',
    example: 'ausrufer archive sit-2023-10 --by press-siegen',
    load: () => import('./commands/archive.ts'),
  },
  'migrate-ledger': {
    summary: 'Moves a ledger between a file and PostgreSQL, and checks every table by count and digest.',
    example: 'ausrufer migrate-ledger --from data/live.sqlite --to DATABASE_URL',
    load: () => import('./commands/migrate-ledger.ts'),
  },
  drill: {
    summary:
      'Plays an example incident against the built-in sandbox, on a clock of its own. Reaches no real account.',
    example: 'ausrufer drill --exit',
    load: () => import('./commands/drill.ts'),
  },
};

const FOR_ALL = 'Every command also takes --config, --messages, --state and --data: see ausrufer --help';
const EXIT_STATUS =
  '\nExit status: 0 done · 1 a mistake was found: what the lines name was not done · 2 staff are needed';

/** The command line. Resolves with the exit status. Every mistake of an operator is printed, never thrown. */
export async function main(argv: readonly string[], runtime: Runtime): Promise<number> {
  speak(languageOf(argv, runtime));
  let status = DONE;
  const program = programFor(runtime);
  for (const [name, { summary, example, load }] of Object.entries(COMMANDS)) {
    const command = program
      .command(name)
      .description(summary)
      .addHelpText('after', `\nExample:\n  ${example}\n\n${FOR_ALL}\n${EXIT_STATUS}`)
      .exitOverride()
      .configureOutput({ writeOut: runtime.out, writeErr: runtime.err });
    if (!argv.includes(name)) continue;
    const { define } = await load();
    define(command, async (work) => {
      const cli: Cli = { runtime, options: optionsFrom(program.opts()) };
      status = await work(cli);
    });
  }
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return status;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return DONE;
    if (error instanceof OperatorError) runtime.err(mistakeLines(error.mistakes));
    else if (!(error instanceof CommanderError)) throw error;
    runtime.err(typingHint(argv));
    return MISTAKE;
  }
}

function programFor({ out, err }: Runtime): Command {
  return new Command('ausrufer')
    .description(
      `Tells the public, on every municipality's own ${CHANNELS.map(({ name }) => name).join(' and ')} account, what one shared incident state file says.`,
    )
    .option(
      '--config <dir>',
      'folder of config.yaml, municipalities.yaml and services.yaml (default: config)',
    )
    .option('--messages <dir>', 'folder of the messages (default: messages)')
    .option(
      '--state <file|url>',
      'the incident state file: a path or an https address (default: incident.yaml in the config folder)',
    )
    .option('--data <dir>', 'folder of the ledgers (default: data; DATABASE_URL for PostgreSQL)')
    .addOption(
      new Option(
        '--lang <language>',
        'language of the program (default: LC_ALL or LANG, then language: in config.yaml, else de)',
      ).choices(STAFF_LANGUAGES),
    )
    .addHelpText('after', EXIT_STATUS)
    .exitOverride()
    .showHelpAfterError('(ausrufer COMMAND --help explains)')
    .configureOutput({ writeOut: out, writeErr: err });
}
