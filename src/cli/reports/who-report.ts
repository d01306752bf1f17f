import type { AccountNow } from '../../app/accounts.ts';
import { CHANNELS } from '../../channels/registry.ts';
import { channelWithId } from '../../core/domain/channel.ts';
import type { Instant } from '../../core/domain/clock.ts';
import type { Localized } from '../../core/domain/language.ts';
import { type Account, ALL, namesIn, type Region, TOWNS_OF } from '../../core/domain/municipality.ts';
import { accountWords } from '../../staff-words/account.ts';
import { say } from '../../staff-words/say.ts';
import { columns } from './words.ts';

/** One line for each municipality with its accounts, then groups and the other words that name several. */
export function whoReport(region: Region): string {
  const municipalities = [...region.municipalities.values()];
  const groups = [...region.groups.values()];
  const accounts = municipalities.flatMap((one) => one.accounts);
  return [
    say('who-municipalities', { municipalities: say('municipalities', { n: municipalities.length }) }),
    ...columns(
      municipalities.map((one) => [
        one.id,
        nameOf(one.name, one.languages[0]),
        one.partOf ? say('who-in', { district: one.partOf }) : '',
      ]),
    ),
    '',
    say('who-accounts', { accounts: say('accounts', { n: accounts.length }) }),
    ...columns(
      accounts.map((one) => [
        one.id,
        `${channelWithId(CHANNELS, one.channel).name} ${handleOf(one)}`,
        one.languages.join(', '),
      ]),
    ),
    '',
    say('who-words'),
    ...columns([
      [ALL, say('who-all')],
      ...groups.map(({ id, name, members }) => [id, nameOf(name, 'de'), members.join(', ')]),
      ...namesIn(region)
        .filter((word) => word.startsWith(TOWNS_OF))
        .map((word) => [word, say('who-part-of', { district: word.slice(TOWNS_OF.length) })]),
    ]),
    '',
  ].join('\n');
}

/** `who --now`: whether the program can post on each account now, in the words of the console. */
export function accountsReport(accounts: readonly AccountNow[], time: (at: Instant) => string): string {
  const rows = accounts.map((one) => {
    const told = accountWords(one, time);
    return [one.account.id, say(`console-account-${one.state}`), told.join(' ')];
  });
  return `${columns(rows).join('\n')}\n`;
}

function nameOf(name: Localized, language: string): string {
  return name[language] ?? Object.values(name)[0] ?? '';
}

function handleOf({ handle, server }: Account): string {
  return `@${handle}${server === null ? '' : `@${new URL(server).host}`}`;
}
