import { type Change, unsaidOf } from '../../app/changed-file.ts';
import { speakersOf } from '../../app/effects.ts';
import { planNow, viewNow } from '../../app/load.ts';
import { planned } from '../../app/planned.ts';
import type { Situation } from '../../app/situation.ts';
import { HOUR, type Instant } from '../../core/domain/clock.ts';
import { operatorError } from '../../core/domain/errors.ts';
import { isUnapproved } from '../../core/ledger/approval.ts';
import type { Upcoming } from '../../core/planning/upcoming.ts';
import { wordings } from '../../core/planning/wordings.ts';
import { say } from '../../staff-words/say.ts';
import { drawUp } from './draw-up.ts';
import { html } from './html.ts';
import { alertBox, button, folded, form, link, section } from './kern.ts';
import { heldBoxes } from './odd-words.ts';
import { changeable, configurationOf, kindNamed, postsNamed, whyNotMine } from './parts.ts';
import { type Asked, type Markup, page, type Route, type WebAnswer } from './route.ts';
import { wordingMarkup } from './wording.ts';

/* Recurring announcements: when, in which words, and how to end them. */

export const UPCOMING: readonly Route[] = [
  { method: 'get', path: '/kommt/:announcement', act: 'look', answer: upcomingPage },
  { method: 'post', path: '/kommt/:announcement', act: 'write', answer: end },
];

/** Everything that is said by itself, on the first page; nothing where nothing is. */
export function upcomingPart({ named }: Asked, all: readonly Upcoming[]): Markup {
  if (all.length === 0) return '';
  const rows = all.map((one) => {
    const words = nextWords({ named }, one);
    return html`<li>${link(`/kommt/${one.announcement}`, words)}</li>`;
  });
  return section('upcoming', say('console-upcoming'), html`<ul class="towns">${rows}</ul>`);
}

/** Lists the approved posts that go out later, for the first page; empty where there are none. */
export function plannedPart(
  { named }: Asked,
  { plan, configuration }: Pick<Situation, 'plan' | 'configuration'>,
  now: Instant,
): Markup {
  const { needed } = configuration.settings.approvals;
  const later = plan.posts.filter(
    ({ intent: { at, action }, approvals }) =>
      at > now && action === 'publish' && !isUnapproved({ approvals }, needed, null),
  );
  if (later.length === 0 || plan.mode === 'draft') return '';
  const rows = [...Map.groupBy(later, ({ intent }) => intent.announcement)].map(([announcement, posts]) => {
    const words = postsNamed(
      { named },
      posts.map(({ intent }) => intent),
    );
    return html`<li>${link(`/beitraege?${new URLSearchParams({ meldung: announcement })}`, words)}</li>`;
  });
  return section('planned', say('console-planned'), html`<ul class="towns">${rows}</ul>`);
}

function nextWords(
  { named }: Pick<Asked, 'named'>,
  { kind, announcement, occurrence, until, posts, held }: Upcoming,
): string {
  const accounts = [...posts.map(({ intent }) => intent.account), ...held.map(({ account }) => account)];
  return say('console-upcoming-next', {
    kind: kindNamed(kind),
    whose: accounts.length === 0 ? announcement : named.towns(accounts),
    ...{ time: named.time(occurrence), n: posts.length },
    until: until === null ? 'none' : named.time(until),
  });
}

/** Tells which announcement a draft ends, and how many of its posts would still be published. */
export async function endingMarkup(asked: Asked, { ends }: Change): Promise<Markup> {
  if (ends === undefined) return '';
  const { announcement } = ends;
  const n = unsaidOf(announcement, await planNow(asked.app, configurationOf(asked), asked.now));
  return alertBox('info', say('console-ends', { announcement }), say('console-ends-means', { n }));
}

/** The words of what is said later by itself. */
export function upcomingMarkup(asked: Asked, all: readonly Upcoming[]): Markup {
  return html`${all.map((one) => {
    const title = html`<h2 class="kern-heading-small">${nextWords(asked, one)}</h2>`;
    return html`${title}${wordsMarkup(asked, one)}`;
  })}`;
}

/** Says that facts must be confirmed by then: only at that time are posts held for it. */
function confirmBox({ named }: Asked, held: Upcoming['held']): Markup {
  const unconfirmed = held.flatMap((one) => (one.because === 'not-confirmed' ? [one] : []));
  const [first] = unconfirmed;
  if (first === undefined) return '';
  const names = named.whos([...new Set(unconfirmed.map(({ municipality }) => municipality))]);
  const words = say('console-upcoming-confirm', {
    hours: first.withinMs / HOUR,
    n: unconfirmed.length,
    names,
  });
  return alertBox('warning', words, say('console-upcoming-confirm-advice'));
}

function wordsMarkup(asked: Asked, { posts, held, needed }: Upcoming): Markup {
  const others = held.filter(({ because }) => because !== 'not-confirmed');
  const isSilent = posts.length + held.length === 0;
  const waits = posts.some((post) => isUnapproved(post, needed, null));
  return html`${isSilent ? alertBox('info', say('console-upcoming-nothing')) : ''}${confirmBox(asked, held)}${heldBoxes(asked, others)}
${waits ? html`<p class="kern-hint">${say('console-upcoming-approval')}</p>` : ''}
${wordings(posts).map((one) => wordingMarkup(asked, one))}`;
}

/** Finds the recurring announcement of the address, its speakers, and whether the visitor may end it. */
async function upcomingNamed(asked: Asked) {
  const { announcement = '' } = asked.params;
  const configuration = configurationOf(asked);
  const view = await viewNow(asked.app, configuration);
  const { upcoming, plan } = planned(configuration, view, asked.now);
  const found = upcoming().find((one) => one.announcement === announcement);
  if (found !== undefined) {
    const speakers = speakersOf(configuration, view, announcement);
    const mine = changeable(asked);
    return { found, plan, speakers, isMine: speakers.every((id) => mine.has(id)) };
  }
  const isOver = configuration.state.announcements.some(
    ({ id, every, until }) => id === announcement && every !== null && until !== null && until <= asked.now,
  );
  throw isOver ? operatorError('said-no-more.here', { announcement }) : operatorError('no-page');
}

async function upcomingPage(asked: Asked): Promise<WebAnswer> {
  const { found, plan, speakers, isMine } = await upcomingNamed(asked);
  const n = unsaidOf(found.announcement, plan);
  const means = html`<p class="kern-body">${say('console-ends-means', { n })}</p>`;
  const words = say('console-upcoming-not-mine', { names: asked.named.whos(speakers) });
  const ending = html`${means}${form(asked.path, button('secondary', say('console-upcoming-end')))}`;
  return page(
    say('console-upcoming'),
    html`${upcomingMarkup(asked, [found])}
${isMine ? folded(say('console-upcoming-end'), ending) : whyNotMine(asked, words)}`,
  );
}

async function end(asked: Asked): Promise<WebAnswer> {
  const { found, speakers, isMine } = await upcomingNamed(asked);
  if (!isMine) throw operatorError('not-your-town');
  return drawUp(asked, 'end', { ends: { announcement: found.announcement, speakers } });
}
