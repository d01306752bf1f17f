import { accountsNow } from '../../app/accounts.ts';
import type { Account } from '../../core/domain/municipality.ts';
import { whereMay } from '../../core/domain/rights.ts';
import type { LedgerView } from '../../core/ledger/ledger.ts';
import { accountWords } from '../../staff-words/account.ts';
import { reasonWords, say } from '../../staff-words/say.ts';
import { html } from './html.ts';
import { badge, link, smallForm } from './kern.ts';
import { configurationOf, isFound, paged, searchForm } from './parts.ts';
import { type Asked, type Markup, page, type Route, type WebAnswer } from './route.ts';

export const ACCOUNTS: readonly Route[] = [
  { method: 'get', path: '/konten', act: 'look', answer: accountsPage },
];

const ACCOUNTS_A_PAGE = 60;

/** Every account: whether the program may post there, when it did last, and the way to stop it. Those that are not ready come first. */
async function accountsPage(asked: Asked): Promise<WebAnswer> {
  const { app, named, person } = asked;
  const accounts = await accountsNow(app, configurationOf(asked), await asked.posts());
  const sorted = accounts.toSorted((a, b) => Number(a.state === 'ready') - Number(b.state === 'ready'));
  const broken = accounts.filter(({ state }) => state !== 'ready').length;
  const theirs = whereMay(person, 'resume', app.files.region);
  const rows = accountRows(
    asked,
    sorted,
    (one) => accountWords(one, named.time).map((words) => html`<br><span class="kern-hint">${words}</span>`),
    ({ account, state }) => {
      const isTheirs = theirs.has(account.municipality);
      const goOn = link(
        `/weiter?konto=${account.id}`,
        say(isTheirs ? 'console-resume' : 'console-look'),
        named.account(account.id),
      );
      const isHalted = state === 'paused' || state === 'stopped';
      return html`${badge(TONES[state], say(`console-account-${state}`))}${isHalted ? goOn : stopForm(asked, account)}`;
    },
  );
  return page(
    say('console-accounts'),
    html`<p class="kern-body">${say('console-accounts-count', { n: accounts.length, broken })}</p>
${rows}`,
  );
}

const TONES = {
  ready: 'success',
  paused: 'warning',
  tried: 'warning',
  stopped: 'danger',
  mute: 'danger',
} as const;

/** Every account with the button that stops it, also while the files are broken. */
export function accountsToStop(asked: Asked): Markup {
  const accounts = [...asked.app.files.region.accounts.values()].map((account) => ({ account }));
  return accountRows(
    asked,
    accounts,
    () => [],
    ({ account }) => stopForm(asked, account),
  );
}

/** Distinct reasons that are said together; that there are more is shown. */
const REASONS_MAX = 2;

/** Whether it was stopped because its credential is that of another account: to resume does not mend it. */
export function isForeign(reason: string): boolean {
  return reason.startsWith('reason.foreign-credential ');
}

/** Stopped accounts and why, for the first page and before they go on: those with the credential of another account apart. */
export function stoppedWords({ named }: Pick<Asked, 'named'>, stopped: LedgerView['stopped']) {
  return [...Map.groupBy(stopped, ([, reason]) => isForeign(reason))].map(([foreign, all]) => {
    const reasons = [...new Set(all.map(([, reason]) => reasonWords(reason)))];
    const why = [...reasons.slice(0, REASONS_MAX), ...(reasons.length > REASONS_MAX ? ['…'] : [])].join('; ');
    const of = { n: all.length, names: named.towns(all.map(([account]) => account)), why };
    return { foreign, words: say(foreign ? 'console-accounts-foreign' : 'console-accounts-refused', of) };
  });
}

function accountRows<One extends { readonly account: Account }>(
  asked: Asked,
  all: readonly One[],
  told: (one: One) => readonly Markup[],
  end: (one: One) => Markup,
): Markup {
  const { named } = asked;
  const found = all.filter(({ account: { municipality, handle } }) =>
    isFound(asked, `${named.town(municipality)} ${handle}`),
  );
  const { items, links } = paged(asked, found, ACCOUNTS_A_PAGE);
  const rows = items.map((one) => {
    const { municipality, handle, channel } = one.account;
    return html`<li><span><strong>${named.town(municipality)}</strong> <span class="handle">@${handle} · ${named.channel(channel)}</span>${told(one)}</span>${end(one)}</li>`;
  });
  return html`${searchForm(asked)}
<ul class="rows">${rows}</ul>
${links}`;
}

function stopForm({ named }: Asked, { id, municipality, channel }: Account): Markup {
  const of = `${named.town(municipality)}, ${named.channel(channel)}`;
  return smallForm('/anhalten', say('console-nav-stop'), 'scope', `account:${id}`, of);
}
