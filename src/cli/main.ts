#!/usr/bin/env node
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { config as loadEnvironment } from 'dotenv';
import { type App, openApp } from '../app/load.ts';
import { type LocatedLedgers, locateLedgers } from '../app/locate-ledgers.ts';
import { optionsFrom } from '../app/options.ts';
import { type Runtime, systemRuntime } from '../app/runtime.ts';
import { CHANNELS } from '../channels/registry.ts';
import { KINDS } from '../core/domain/announcement.ts';
import { OperatorError } from '../core/domain/errors.ts';
import { type AnnounceOptions, announceCommand } from './commands/announce.ts';
import { approveCommand } from './commands/approve.ts';
import { checkCommand } from './commands/check.ts';
import { drillCommand } from './commands/drill.ts';
import { historyCommand } from './commands/history.ts';
import { type PauseOptions, pauseCommand, resumeCommand } from './commands/pause.ts';
import { planCommand } from './commands/plan.ts';
import { resolveCommand } from './commands/resolve.ts';
import { runCommand } from './commands/run.ts';
import { setCommand } from './commands/set.ts';
import { BUG, DONE, MISTAKE } from './exit.ts';
import { mistakeLines } from './reports/mistakes-report.ts';

/** The command line. Resolves with the exit status; every mistake of an operator is printed, never thrown. */
export async function main(argv: readonly string[], runtime: Runtime): Promise<number> {
  let status = DONE;
  const program = programFor(runtime, (code) => {
    status = code;
  });
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return status;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? DONE : MISTAKE;
    if (error instanceof OperatorError) {
      runtime.err(mistakeLines(error.mistakes));
      return MISTAKE;
    }
    throw error;
  }
}

function programFor(runtime: Runtime, done: (status: number) => void): Command {
  const program = new Command('ausrufer')
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
    .addHelpText('after', EXIT_STATUS)
    .exitOverride()
    .showHelpAfterError('(ausrufer COMMAND --help explains)')
    .configureOutput({ writeOut: runtime.out, writeErr: runtime.err });

  /** A command that starts from what people wrote. */
  const act = (work: (app: App) => Promise<number>) => async () =>
    done(await work(await openApp(runtime, optionsFrom(program.opts()))));
  /** A command that must work whatever mistakes that has. */
  const actAnyway = (work: (located: LocatedLedgers) => Promise<number>) => async () =>
    done(await work(await locateLedgers(runtime, optionsFrom(program.opts()))));
  const command = (name: string, summary: string, example: string) =>
    program
      .command(name)
      .description(summary)
      .addHelpText('after', `\nExample:\n  ${example}\n\n${FOR_ALL}\n${EXIT_STATUS}`)
      .exitOverride()
      .configureOutput({ writeOut: runtime.out, writeErr: runtime.err });

  const check = command(
    'check',
    'Validates every file, credential and message; proves that every kind of announcement fits every account.',
    'ausrufer check',
  ).option('--online', 'also ask each platform whose credential it is, and how long its texts may be');
  check.action(act((app) => checkCommand(app, { online: check.opts().online === true })));

  const plan = command(
    'plan',
    'Shows what would go out now, where, in which words; what is held and why; what is outdated. Changes nothing.',
    'ausrufer plan --json',
  )
    .option('--json', 'for programs')
    .option('--now <iso>', 'as if it were this time: 2023-10-30T06:30:00+01:00');
  plan.action(
    act((app) => planCommand(app, { json: plan.opts().json === true, now: plan.opts().now ?? null })),
  );

  const approve = command(
    'approve',
    'Approves exactly the texts with this digest, as `plan` shows them.',
    'ausrufer approve outage --digest 3f9a0c11d2e4 --by press-siegen',
  )
    .argument('[announcement]', 'id of the announcement; with --standing a kind')
    .option('--digest <digest>', 'the digest that `plan` shows, or its first characters (8 at least)')
    .option('--standing', 'approve the wording of a standing kind, beforehand')
    .option('--older-file', 'confirm that the state file is meant to say again what an older version said')
    .addOption(byOption());
  approve.action((what = '') =>
    act((app) => {
      const { digest = null, standing = false, olderFile = false, by } = approve.opts();
      return approveCommand(app, { what, digest, standing, olderFile, by });
    })(),
  );

  const run = command(
    'run',
    'The worker: posts what is approved and due, and goes on doing so.',
    'ausrufer run',
  )
    .option('--once', 'a single round: until nothing more can be done now')
    .option('--adopt', 'the ledger was lost: read the accounts first, and take over what stands there');
  run.action(
    act((app) => runCommand(app, { once: run.opts().once === true, adopt: run.opts().adopt === true })),
  );

  const announce = command(
    'announce',
    'Adds an announcement to the state file, shows what goes out, and delivers it once you confirm.',
    'ausrufer announce notice --as siegen --text "Das Rathaus ist bis 20 Uhr geöffnet." --by press-siegen',
  )
    .addArgument(program.createArgument('<kind>', 'what kind of announcement').choices(KINDS))
    .option('--as <who>', 'who says it: municipalities, groups, all, towns-of/ID; several with commas')
    .option('--about <who>', 'about whom, if not about itself')
    .option('--id <id>', 'its id (default: made from kind and who)')
    .option(
      '--text <words>',
      'own words, in the first language; for others LANGUAGE=words, repeated',
      collect,
    )
    .option(
      '--what <words>',
      'of a correction: what was wrong, without repeating it; LANGUAGE=words for others',
      collect,
    )
    .option('--corrects <id>', 'the announcement that it corrects')
    .option('--withdraws <id>', 'the announcement that it withdraws')
    .option('--updates <id>', 'the announcement that it updates')
    .option('--contact <id>', 'the contact that it tells')
    .option('--services <ids>', 'the services that it is about, with commas')
    .option('--at <time>', 'not before: "2023-10-30 06:30"')
    .option('--until <time>', 'never after')
    .option('--yes', 'do not ask: what is shown goes out')
    .addOption(byOption());
  announce.action((kind: string) =>
    act((app) => {
      const { text = [], what = [], ...options } = announce.opts();
      return announceCommand(app, { ...(options as Omit<AnnounceOptions, 'kind'>), text, what, kind });
    })(),
  );

  const set = command(
    'set',
    'Writes facts into the state file, as confirmed now.',
    'ausrufer set siegen reach.phone=up services.id-cards=limited --tell --by press-siegen',
  )
    .argument('<who>', 'a municipality, a group, all; or incident for mode, phase and next_update')
    .argument(
      '<path=value...>',
      'facts: reach.phone=down, contacts.hotline.phone="+49 221 4710119", instruction.de="…"; null clears',
    )
    .option('--tell', 'say again what this makes outdated there: raises the edition of those announcements')
    .option('--yes', 'do not ask: what is shown goes out')
    .addOption(byOption());
  set.action((who: string, assignments: string[]) =>
    act((app) => {
      const { tell = false, yes = false, by } = set.opts();
      return setCommand(app, { who, assignments, tell, yes, by });
    })(),
  );

  const history = command(
    'history',
    'What happened to every post: where, when, in which words, who approved it, what became of it.',
    'ausrufer history --municipality siegen',
  )
    .option('--json', 'for programs')
    .option('--csv', 'for a spreadsheet')
    .option('--key <key>', 'of one post')
    .option('--municipality <id>', 'of one municipality')
    .option('--announcement <id>', 'of one announcement');
  history.action(
    actAnyway((located) => {
      const { json, csv, key = null, municipality = null, announcement = null } = history.opts();
      return historyCommand(located, {
        format: json ? 'json' : csv ? 'csv' : 'table',
        filter: { key, municipality, announcement },
      });
    }),
  );

  const resolve = command(
    'resolve',
    'Settles what only a person can know: whether an unknown post stands.',
    'ausrufer resolve sit-2023-10/outage.1/siegen-x/de --posted https://x.com/stadt_siegen/status/1719000000000000000 --by press-siegen',
  )
    .argument('<key>', 'the key that `history` shows')
    .option('--posted <url>', 'it stands there')
    .option('--absent', 'it does not stand: send it again')
    .addOption(byOption());
  resolve.action((key: string) =>
    act((app) => {
      const { posted = null, absent = false, by } = resolve.opts();
      return resolveCommand(app, { key, posted, absent, by });
    })(),
  );

  const scoped = (one: Command) =>
    one
      .option('--account <id>', 'only this account')
      .addOption(
        new Option('--channel <channel>', 'only this channel').choices(CHANNELS.map((channel) => channel.id)),
      )
      .addOption(byOption());
  const pause = scoped(
    command(
      'pause',
      'Holds everything that is not yet on the wire, at once. Works whatever mistakes the files have.',
      'ausrufer pause --by press-siegen',
    ),
  );
  pause.action(actAnyway((located) => pauseCommand(located, scopeIn(pause))));
  const resume = scoped(
    command(
      'resume',
      'Ends a pause, or lets a stopped account go on. Says first what is due.',
      'ausrufer resume --by press-siegen',
    ),
  );
  resume.action(actAnyway((located) => resumeCommand(located, scopeIn(resume))));

  const drill = command(
    'drill',
    'Plays an example incident against the built-in sandbox, on a clock of its own. Reaches no real account.',
    'ausrufer drill --exit',
  )
    .option('--from <dir>', 'folder with the versions of a state file (default: drill in the config folder)')
    .option('--exit', 'end by itself instead of keeping the timelines open')
    .option('--port <port>', 'of the page with the timelines (default: any that is free)', portNumber);
  drill.action(
    act((app) =>
      drillCommand(app, {
        from: drill.opts().from ?? `${app.options.config}/drill`,
        exit: drill.opts().exit === true,
        port: drill.opts().port ?? 0,
      }),
    ),
  );
  return program;
}

const FOR_ALL = 'Every command also takes --config, --messages, --state and --data: see ausrufer --help';
const EXIT_STATUS =
  '\nExit status: 0 done · 1 a mistake was found and nothing was changed · 2 staff are needed';

function scopeIn(command: Command): PauseOptions {
  const { account = null, channel = null, by } = command.opts();
  return { account, channel, by };
}

function byOption(): Option {
  return new Option('--by <name>', 'who you are').makeOptionMandatory();
}

function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

function portNumber(value: string): number {
  const port = Number(value);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new InvalidArgumentError('A port is a whole number up to 65535.');
  return port;
}

if (import.meta.main) {
  loadEnvironment({ quiet: true });
  // Whoever reads the output may stop reading, as `head` does.
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  const ending = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => ending.abort());
  const runtime = systemRuntime(ending.signal);
  try {
    process.exitCode = await main(process.argv.slice(2), runtime);
  } catch (error) {
    // A bug of ours: shown with its stack, but never with a secret.
    runtime.err(
      `Ausrufer has a bug, please report it.\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    process.exitCode = BUG;
  }
}
