import type { Command } from 'commander';
import { resolve } from '../../app/resolve.ts';
import { operatorError } from '../../core/domain/errors.ts';
import { type Act, actorNamed, appOf, byOption } from '../command.ts';
import { DONE } from '../exit.ts';

interface Given {
  readonly posted?: string;
  readonly absent?: boolean;
  readonly by: string;
}

export function define(command: Command, act: Act): void {
  command
    .argument('<key>', 'the key that `history` shows')
    .option('--posted <url>', 'the post is there')
    .option('--absent', 'the post is not there: send it again')
    .addOption(byOption())
    .action((key: string, { posted, absent = false, by }: Given) =>
      act(async (cli) => {
        if ((posted === undefined) !== absent)
          throw operatorError(
            'resolve-how',
            'Say what you saw: --posted URL or --absent',
            'Look at the account first.',
          );
        const seen = posted === undefined ? ({ absent: true } as const) : { posted };
        const { state, reason } = await resolve(await appOf(cli), key, seen, actorNamed(by));
        cli.runtime.err(
          posted !== undefined
            ? `${key} is at ${posted}, says ${by}.\n`
            : state === 'superseded'
              ? `${key} is not there, says ${by}. It is not sent any more: ${reason}.\n`
              : `${key} is not there, says ${by}: it will be sent again.\n`,
        );
        return DONE;
      }),
    );
}
