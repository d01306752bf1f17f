import { factsToday } from '../../app/facts.ts';
import { troubles } from '../../app/tasks.ts';
import type { Configuration } from '../../core/domain/configuration.ts';
import { factsOf } from '../../core/domain/incident.ts';
import type { Municipality } from '../../core/domain/municipality.ts';
import { whereMay } from '../../core/domain/rights.ts';
import { policyNow } from '../../core/planning/doubts/contradictions.ts';
import { say, spoken } from '../../staff-words/say.ts';
import { confirmWhom } from './confirm.ts';
import { html } from './html.ts';
import { badge, folded, link, select } from './kern.ts';
import { configurationOf, isFound, paged, searchForm } from './parts.ts';
import { type Asked, type Markup, page, type Route, type WebAnswer } from './route.ts';
import { speakersFor } from './tell.ts';

export const TOWNS: readonly Route[] = [{ method: 'get', path: '/staedte', act: 'look', answer: townsPage }];

const TOWNS_A_PAGE = 50;

/** Puts the towns that the visitor may write for first. */
function townsPage(asked: Asked): WebAnswer {
  const { person, app, named } = asked;
  const { region, settings } = app.files;
  const configuration = configurationOf(asked);
  const mine = whereMay(person, 'write', region);
  const collator = new Intl.Collator(spoken());
  const found = [...region.municipalities.values()]
    .filter(({ id }) => isFound(asked, named.town(id)))
    .map((town) => ({ town, name: named.shortTown(town.id), isMine: mine.has(town.id) }))
    .sort((a, b) => Number(b.isMine) - Number(a.isMine) || collator.compare(a.name, b.name));
  const { items, links } = paged(asked, found, TOWNS_A_PAGE);
  const rows = items.map(({ town }) => {
    const facts = factsOf(region, configuration.state, town);
    const { confirmed, work } = facts;
    const isOff = ['cancelled', 'limited'].includes(policyNow(facts, settings.zone, asked.now) ?? '');
    const n = troubles(configuration, town.id).length + (work === null ? 0 : 1) + (isOff ? 1 : 0);
    const state = configuration.state.broken.has(town.id)
      ? badge('danger', say('console-town-broken'))
      : n > 0
        ? badge('warning', say('console-town-troubles', { n }))
        : isTold(configuration, town)
          ? badge('success', say('console-town-well'))
          : badge('info', say('console-town-silent'));
    return html`<li><span>${link(`/staedte/${town.id}`, html`<strong>${named.town(town.id)}</strong>`)}${confirmed === null ? '' : html`<br><span class="handle">${say('console-confirmed', { time: named.time(confirmed) })}</span>`}</span>${state}</li>`;
  });
  return page(
    say('console-towns-title'),
    html`${searchForm(asked)}
<ul class="rows">${rows}</ul>${links}${confirmMany(asked)}`,
  );
}

/** Whether anything tells how a town is. That 110 and 112 work, or that there is a number, says nothing about its town hall. */
function isTold(configuration: Configuration, town: Municipality): boolean {
  return factsToday(configuration, town.id).some(
    ({ path, value, prepared }) =>
      !prepared && (path === 'phase' ? value === 'resolved' : HOW_IT_IS.test(path) && value !== 'unknown'),
  );
}

const HOW_IT_IS = /^reach\.|^services\.(?!emergency-calls(?:\.|$))[^.]+(?:\.status)?$|^appointments\.policy$/;

/** Facts of several at once: what they are, and that they still hold. */
function confirmMany(asked: Asked): Markup {
  const options = speakersFor(asked);
  if (options.length === 0) return '';
  const pages = options.map(({ value, words }) => html`<li>${link(`/staedte/${value}`, words)}</li>`);
  const whos = options.map(({ value }) => value);
  const whom = select('who', say('console-confirm-whose'), '', options, '');
  const confirmed = confirmWhom(asked, whos, '/staedte', whom);
  return html`${folded(say('console-set-many'), html`<ul class="towns">${pages}</ul>`)}
${folded(say('console-confirm-many'), confirmed)}`;
}
