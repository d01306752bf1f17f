import { Command, CommanderError, Option } from 'commander';
import { optionsFrom } from '../app/options.ts';
import type { Runtime } from '../app/runtime.ts';
import { CHANNELS } from '../channels/registry.ts';
import { OperatorError } from '../core/domain/errors.ts';
import { languageOf, STAFF_LANGUAGES } from '../staff-words/language.ts';
import { say, sayingCommandsWith, speak } from '../staff-words/say.ts';
import { appOf, type CommandModule, refuseSlips, withUsage } from './command.ts';
import { DONE, MISTAKE } from './exit.ts';
import { mistakeLines } from './reports/mistakes-report.ts';
import { commandWords, typingHint } from './typing.ts';

/** Every command, in the order of the help, with an example. Each is a file of its name in `commands/`. */
const EXAMPLES = {
  init: 'ausrufer init region --from kommunen.csv',
  check: 'ausrufer check',
  ready: 'ausrufer ready',
  plan: 'ausrufer plan --json',
  approve: 'ausrufer approve outage --digest 3f9a-0c11-d2e4-77b2-0e4f --by press-siegen',
  run: 'ausrufer run',
  announce:
    'ausrufer announce notice --as siegen --text "Das Rathaus ist bis 20 Uhr geöffnet." --by press-siegen',
  set: 'ausrufer set siegen reach.phone=up services.id-cards=limited --tell --by press-siegen',
  facts: 'ausrufer facts siegen',
  who: 'ausrufer who',
  translations: 'ausrufer translations ar --export ar.po',
  history: 'ausrufer history --municipality siegen',
  resolve:
    'ausrufer resolve sit-2023-10/outage.1/siegen-x/de --posted https://x.com/stadt_siegen/status/1719000000000000000 --by press-siegen',
  pause: 'ausrufer pause --by press-siegen',
  resume: 'ausrufer resume --by press-siegen',
  people: 'ausrufer people invite press-siegen --role writer=siegen --role approver=siegen',
  audit: 'ausrufer audit verify protokoll.csv',
  archive: 'ausrufer archive sit-2023-10 --by press-siegen',
  'migrate-ledger': 'ausrufer migrate-ledger --from data/live.sqlite --to DATABASE_URL',
  connect: 'ausrufer connect siegen-x',
  secrets: 'ausrufer secrets rotate siegen-x',
  drill: 'ausrufer drill --exit',
} as const;

/** The command line. Resolves with the exit status. Every mistake of an operator is printed, never thrown. */
export async function main(argv: readonly string[], runtime: Runtime): Promise<number> {
  speak(languageOf(argv, runtime));
  let status = DONE;
  const program = programFor(runtime);
  refuseSlips(program);
  for (const [name, example] of Object.entries(EXAMPLES)) {
    const command = program
      .command(name)
      .description(say(`help-${name as keyof typeof EXAMPLES}`))
      .addHelpText(
        'after',
        `\n${say('help-example')}\n  ${example}\n\n${say('help-for-all')}\n\n${say('help-exit-status')}`,
      )
      .helpOption('-h, --help', say('help-help'))
      .configureHelp(HELP)
      .exitOverride()
      .configureOutput({ writeOut: runtime.out, writeErr: runtime.err });
    if (!argv.includes(name)) continue;
    // Each command loads only the modules that it needs.
    const { usage, refine, run, onFiles }: CommandModule = await import(`./commands/${name}.ts`);
    const typed = withUsage(command, usage);
    refine?.(typed);
    refuseSlips(command);
    command.action(async (...given) => {
      const options = optionsFrom(program.opts());
      const { config, messages, state, data } = program.opts();
      const cli = { runtime, options };
      const ended = sayingCommandsWith(
        { config, messages, state: state && options.stateShown, data },
        async () => (run ? run(cli, ...given) : onFiles?.(await appOf(cli), ...given)),
      );
      status = (await ended) ?? DONE;
    });
  }
  try {
    await program.parseAsync(withoutIdleHelp(argv), { from: 'user' });
    return status;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return DONE;
    if (error instanceof OperatorError) runtime.err(mistakeLines(error.mistakes));
    else if (!(error instanceof CommanderError)) throw error;
    runtime.err(typingHint(argv));
    return MISTAKE;
  }
}

/** `help nix` as `nix`: commander then says that there is no such command. For the first it would print all commands. */
function withoutIdleHelp(argv: readonly string[]): string[] {
  const at = argv.findIndex((word) => word === 'help' || word in EXAMPLES);
  const [word, about = '-'] = argv.slice(Math.max(at, 0));
  const isIdle = word === 'help' && !about.startsWith('-') && about !== 'help' && !(about in EXAMPLES);
  return isIdle ? argv.filter((_, index) => index !== at) : [...argv];
}

function programFor({ out, err }: Runtime): Command {
  return new Command('ausrufer')
    .description(
      say('help-ausrufer', { channels: CHANNELS.map(({ name }) => name).join(say('help-channels-and')) }),
    )
    .option('--config <dir>', say('help-config'))
    .option('--messages <dir>', say('help-messages'))
    .option('--state <file|url>', say('help-state'))
    .option('--data <dir>', say('help-data'))
    .addOption(new Option('--lang <language>', say('help-lang')).choices(STAFF_LANGUAGES))
    .addHelpText('after', `\n${say('help-exit-status')}`)
    .helpOption('-h, --help', say('help-help'))
    .helpCommand('help [command]', say('help-help'))
    .configureHelp(HELP)
    .exitOverride()
    .showHelpAfterError(say('help-after-error'))
    .configureOutput({
      writeOut: out,
      writeErr: err,
      outputError: (said, write) => write(commandWords(said)),
    });
}

/** Commander has headings such as `Options:`, and lists what may be chosen and what is meant where nothing is. */
const HELP = {
  styleTitle: (title: string) => say('help-title', { title: title.replace(/:$/, '') }),
  styleUsage: (usage: string) =>
    usage.replace('[options]', say('help-usage-options')).replace('[command]', say('help-usage-command')),
  styleDescriptionText: (text: string) =>
    text
      .replace('(choices:', `(${say('help-choices')}`)
      .replace(/([(,] ?)default:(?= "[^"]*"\)$)/, `$1${say('help-default')}`),
};
