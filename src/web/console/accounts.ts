import { html } from 'hono/html';
import { type AccountNow, accountsNow } from '../../app/accounts.ts';
import { accountWords } from '../../staff-words/account.ts';
import { say } from '../../staff-words/say.ts';
import {
  badge,
  channelName,
  configurationOf,
  pageIn,
  pageLinks,
  searchForm,
  timeShown,
  townName,
} from './parts.ts';
import type { Answer, Asked, Markup, Route } from './route.ts';

export const ACCOUNTS: readonly Route[] = [
  { method: 'get', path: '/konten', act: 'look', answer: accountsPage },
];

const ACCOUNTS_A_PAGE = 60;

/** Every account: whether the program may post there, when it did last, and the way to stop it. */
async function accountsPage(asked: Asked): Promise<Answer> {
  const { query, app, desk } = asked;
  const configuration = configurationOf(asked);
  const title = say('console-accounts');
  const search = (query.get('suche') ?? '').trim().toLowerCase();
  const accounts = await accountsNow(app, configuration, await desk.posts());
  const found = accounts.filter(({ account }) =>
    `${townName(app.files, account.municipality)} ${account.handle}`.toLowerCase().includes(search),
  );
  const broken = found.filter(({ state }) => state !== 'ready');
  const sorted = [...broken, ...found.filter(({ state }) => state === 'ready')];
  const { page, pages, from } = pageIn(query, ACCOUNTS_A_PAGE, sorted.length);
  const to = (n: number) => `/konten?${new URLSearchParams({ suche: search, seite: String(n) })}`;
  return {
    kind: 'page',
    title,
    body: html`<p class="kern-body">${say('console-accounts-count', { n: accounts.length, broken: accounts.filter(({ state }) => state !== 'ready').length })}</p>
${searchForm('/konten', query)}
<ul class="rows">${sorted.slice(from, from + ACCOUNTS_A_PAGE).map((one) => row(asked, one))}</ul>
${pageLinks(page, pages, to)}`,
  };
}

const TONES = {
  ready: 'success',
  paused: 'warning',
  tried: 'warning',
  stopped: 'danger',
  mute: 'danger',
} as const;

function row(asked: Asked, one: AccountNow): Markup {
  const { account, state } = one;
  const { files } = asked.app;
  const isHalted = state === 'paused' || state === 'stopped';
  const told = accountWords(one, (at) => timeShown(asked, at));
  return html`<li><span><strong>${townName(files, account.municipality)}</strong> <span class="handle">@${account.handle} · ${channelName(files, account.channel)}</span>${told.map((words) => html`<br><span class="kern-hint">${words}</span>`)}</span>${badge(TONES[state], say(`console-account-${state}`))}<a class="kern-link" href="/${isHalted ? 'weiter' : 'anhalten'}?konto=${account.id}">${say(isHalted ? 'console-resume' : 'console-nav-stop')}</a></li>`;
}
