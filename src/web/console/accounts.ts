import { html } from 'hono/html';
import { type AccountNow, accountsNow } from '../../app/accounts.ts';
import { accountWords } from '../../staff-words/account.ts';
import { say } from '../../staff-words/say.ts';
import { badge, link } from './kern.ts';
import { configurationOf, isFound, paged, searchForm } from './parts.ts';
import { type Asked, type Markup, page, type Route, type WebAnswer } from './route.ts';

export const ACCOUNTS: readonly Route[] = [
  { method: 'get', path: '/konten', act: 'look', answer: accountsPage },
];

const ACCOUNTS_A_PAGE = 60;

/** Every account: whether the program may post there, when it did last, and the way to stop it. Those that are not ready come first. */
async function accountsPage(asked: Asked): Promise<WebAnswer> {
  const { app, named } = asked;
  const accounts = await accountsNow(app, configurationOf(asked), await asked.posts());
  const found = accounts
    .filter(({ account }) => isFound(asked, `${named.town(account.municipality)} ${account.handle}`))
    .sort((a, b) => Number(a.state === 'ready') - Number(b.state === 'ready'));
  const broken = accounts.filter(({ state }) => state !== 'ready').length;
  const { items, links } = paged(asked, found, ACCOUNTS_A_PAGE);
  return page(
    say('console-accounts'),
    html`<p class="kern-body">${say('console-accounts-count', { n: accounts.length, broken })}</p>
${searchForm(asked)}
<ul class="rows">${items.map((one) => row(asked, one))}</ul>
${links}`,
  );
}

const TONES = {
  ready: 'success',
  paused: 'warning',
  tried: 'warning',
  stopped: 'danger',
  mute: 'danger',
} as const;

function row({ named }: Asked, one: AccountNow): Markup {
  const { account, state } = one;
  const isHalted = state === 'paused' || state === 'stopped';
  const told = accountWords(one, named.time);
  return html`<li><span><strong>${named.town(account.municipality)}</strong> <span class="handle">@${account.handle} · ${named.channel(account.channel)}</span>${told.map((words) => html`<br><span class="kern-hint">${words}</span>`)}</span>${badge(TONES[state], say(`console-account-${state}`))}${link(`/${isHalted ? 'weiter' : 'anhalten'}?konto=${account.id}`, say(isHalted ? 'console-resume' : 'console-nav-stop'))}</li>`;
}
