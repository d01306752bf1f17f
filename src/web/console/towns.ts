import { html } from 'hono/html';
import { troubles } from '../../app/tasks.ts';
import { factsOf } from '../../core/domain/incident.ts';
import { ALL } from '../../core/domain/municipality.ts';
import { whereMay } from '../../core/domain/rights.ts';
import { localized, say, spoken } from '../../staff-words/say.ts';
import {
  badge,
  button,
  configurationOf,
  pageIn,
  pageLinks,
  searchForm,
  select,
  shortName,
  timeShown,
  townName,
} from './parts.ts';
import type { Answer, Asked, Markup, Route } from './route.ts';

export const TOWNS: readonly Route[] = [{ method: 'get', path: '/staedte', act: 'look', answer: townsPage }];

const TOWNS_A_PAGE = 50;

/** Those that the visitor may write for come first. */
async function townsPage(asked: Asked): Promise<Answer> {
  const { query, visitor, app } = asked;
  const { region } = app.files;
  const title = say('console-towns-title');
  const configuration = configurationOf(asked);
  const search = (query.get('suche') ?? '').trim();
  const mine = whereMay(visitor.person, 'write', region);
  const collator = new Intl.Collator(spoken());
  const found = [...region.municipalities.values()]
    .map((town) => ({
      town,
      name: shortName({ region }, town.id),
      isMine: mine.has(town.id),
    }))
    .filter(({ town }) => townName({ region }, town.id).toLowerCase().includes(search.toLowerCase()))
    .sort((a, b) => Number(b.isMine) - Number(a.isMine) || collator.compare(a.name, b.name));
  const { page, pages, from } = pageIn(query, TOWNS_A_PAGE, found.length);
  const rows = found.slice(from, from + TOWNS_A_PAGE).map(({ town }) => {
    const n = troubles(configuration, town.id).length;
    const { confirmed } = factsOf(region, configuration.state, town);
    const isBroken = configuration.state.broken.has(town.id);
    const words = isBroken
      ? say('console-town-broken')
      : n === 0
        ? say('console-town-well')
        : say('console-town-troubles', { n });
    return html`<li><span><a class="kern-link" href="/staedte/${town.id}"><strong>${townName({ region }, town.id)}</strong></a>${confirmed === null ? '' : html`<br><span class="handle">${say('console-confirmed', { time: timeShown(asked, confirmed) })}</span>`}</span>${badge(isBroken ? 'danger' : n === 0 ? 'success' : 'warning', words)}</li>`;
  });
  const to = (n: number) => `/staedte?${new URLSearchParams({ suche: search, seite: String(n) })}`;
  return {
    kind: 'page',
    title,
    body: html`${searchForm('/staedte', asked.query)}
<ul class="rows">${rows}</ul>${pageLinks(page, pages, to)}${confirmMany(asked)}`,
  };
}

/** Facts of several at once: what they are, and that they still hold. */
function confirmMany({ visitor, app }: Asked): Markup {
  const { region } = app.files;
  const mine = whereMay(visitor.person, 'write', region);
  const isMine = (members: readonly string[]) => members.length > 0 && members.every((id) => mine.has(id));
  const options = [
    ...(isMine([...region.municipalities.keys()])
      ? [{ value: ALL, words: say('console-everybody', { n: region.municipalities.size }) }]
      : []),
    ...[...region.groups.values()]
      .filter(({ members }) => isMine(members))
      .map(({ id, name }) => ({ value: id, words: localized(name) })),
  ];
  if (options.length === 0) return '';
  return html`<details><summary class="kern-link">${say('console-set-many')}</summary><ul class="towns">${options.map(({ value, words }) => html`<li><a class="kern-link" href="/staedte/${value}">${words}</a></li>`)}</ul></details>
<details><summary class="kern-link">${say('console-confirm-many')}</summary><form method="post" action="/bestaetigen" class="stack"><input type="hidden" name="nach" value="/staedte">${select('who', say('console-confirm-whose'), '', options, '')}${button('secondary', say('console-still-true'))}</form></details>`;
}
