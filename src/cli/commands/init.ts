import { init } from '../../app/init.ts';
import type { AppContext } from '../../app/pause.ts';
import { CHANNELS } from '../../channels/registry.ts';
import { say, sayingCommandsWith } from '../../staff-words/say.ts';
import type { Typed } from '../command.ts';

export const usage = '<dir> [--from <file>]';

export function refine({ option }: Typed): void {
  const from = option('from');
  const channels = CHANNELS.map(({ id, name }) => say('help-init-channel', { id, name }));
  from.description = `${from.description} ${say('help-init-columns', { channels: channels.join(', ') })}`;
}

export async function run({ runtime }: AppContext, dir: string, { from }: { readonly from?: string }) {
  const { files, region, variables } = await init(runtime, dir, from ?? null);
  runtime.err(
    `${say('init-written', {
      ...{ dir, files: files.filter((name) => name.endsWith('.yaml')).join(', ') },
      municipalities: say('municipalities', { n: region.municipalities.size }),
      accounts: say('accounts', { n: region.accounts.size }),
    })}\n${sayingCommandsWith({ config: dir }, () => say('init-next'))}\n`,
  );
  if (variables.length === 0) return;
  runtime.err(`${sayingCommandsWith({ config: dir }, () => say('init-secrets'))}\n`);
  runtime.out(variables.map((name) => `${name}=\n`).join(''));
}
