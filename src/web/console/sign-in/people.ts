import {
  changeRights,
  confirmRights,
  type Office,
  refuseRights,
  refuseUnlessAdmin,
  rightsAsked,
} from '../../../app/people/change-rights.ts';
import { type Invited, invite, inviteAgain } from '../../../app/people/invitations.ts';
import { askerOf, personWithId } from '../../../app/people/people.ts';
import { endSessions } from '../../../app/people/sign-in.ts';
import { operatorError } from '../../../core/domain/errors.ts';
import { ALL } from '../../../core/domain/municipality.ts';
import { may, type Person, type Right, ROLES } from '../../../core/domain/rights.ts';
import { say } from '../../../staff-words/say.ts';
import { html } from '../html.ts';
import {
  boxes,
  button,
  choices,
  folded,
  form,
  hiddenInputs,
  link,
  type Option,
  select,
  smallForm,
  textInput,
} from '../kern.ts';
import { CHOICES_MAX, isFound, searchForm } from '../parts.ts';
import {
  type Asked,
  type Intended,
  type Markup,
  page,
  type Route,
  see,
  seeDone,
  type WebAnswer,
} from '../route.ts';
import { qrCode } from './invitation.ts';
import { aloneIn, reasonInput } from './sign.ts';

export const PEOPLE: readonly Route[] = [
  { method: 'get', path: '/leute', act: 'people', answer: peoplePage },
  { method: 'post', path: '/leute/einladen', act: 'people', touch: intendsInvitation, answer: invited },
  { method: 'get', path: '/leute/:id', act: 'people', answer: personPage },
  {
    method: 'post',
    path: '/leute/:id/rechte',
    act: 'people',
    touch: intendsRights,
    answer: (asked) => change(asked, rightsIn(asked)),
  },
  {
    method: 'post',
    path: '/leute/:id/weg',
    act: 'people',
    touch: intendsRemoval,
    answer: (asked) => change(asked, null),
  },
  { method: 'post', path: '/leute/:id/einladen', act: 'people', touch: intendsAgain, answer: invitedAgain },
  { method: 'post', path: '/leute/:id/abmelden', act: 'people', answer: sessionsEnded },
  {
    method: 'post',
    path: '/leute/aenderung/:id',
    act: 'people',
    touch: intendsConfirming,
    answer: confirmed,
  },
  { method: 'post', path: '/leute/aenderung/:id/nein', act: 'people', answer: refused },
];

async function peoplePage(asked: Asked): Promise<WebAnswer> {
  const { people, named, now } = asked;
  const { store } = people;
  const everybody = await store.people();
  const nameOf = (id: string) => everybody.find((one) => one.id === id)?.name ?? id;
  const waiting = (await store.rightChanges()).map(({ id, person, by, at, rights }) => {
    const isAboutVisitor = person === asked.person.id;
    const path = `/leute/aenderung/${id}`;
    const confirm =
      by === asked.person.id || isAboutVisitor
        ? html`<p class="kern-hint">${say('console-rights-second')}</p>`
        : form(path, button('primary', say('console-rights-confirm')));
    const refuse = form(`${path}/nein`, button('secondary', say('console-rights-refuse')));
    return html`<div class="card"><p><strong>${wantedWords(asked, nameOf(person), rights)}</strong><br>${say('console-rights-by', { by: nameOf(by), time: named.time(at) })}</p>
${confirm}
${isAboutVisitor && by !== person ? '' : refuse}</div>`;
  });
  const rows = everybody
    .filter(({ isRemoved }) => !isRemoved)
    .map(async ({ id, name, rights }) => {
      const n = (await store.sessionsOf(id, now)).length;
      return html`<li><span>${link(`/leute/${id}`, name)}<br>${named.rights(rights)}</span><span>${say('people-sessions', { n })}</span></li>`;
    });
  const invitation = form(
    '/leute/einladen',
    html`${textInput('name', say('console-name'), say('console-name-hint'))}${rightInputs(asked)}${reasonFold(asked)}${button('primary', say('console-invite'))}`,
  );
  const isOpen = asked.query.has('suche');
  return page(
    say('console-people'),
    html`${waiting}
<ul class="rows">${await Promise.all(rows)}</ul>
${folded(say('console-invite'), html`${placeSearch(asked)}${invitation}`, isOpen)}`,
  );
}

/** Lists all places or, if there are too many for a list, those that the visitor searched for. */
function placesIn(asked: Asked): readonly Option[] {
  const { app, named, query } = asked;
  const { groups, municipalities } = app.files.region;
  const places = [...groups.keys(), ...municipalities.keys()].map((id) => ({
    value: id,
    words: named.who(id),
  }));
  if (!isLong(asked)) return places;
  return places
    .filter(({ words }) => query.get('suche')?.trim() && isFound(asked, words))
    .slice(0, CHOICES_MAX)
    .map(({ value, words }) => ({ value, words: `${words} (${value})` }));
}

function isLong({ app }: Asked): boolean {
  const { groups, municipalities } = app.files.region;
  return groups.size + municipalities.size > CHOICES_MAX;
}

/** Finds places for `rightInputs` on the same page, where there are too many for a list. */
function placeSearch(asked: Asked): Markup {
  return isLong(asked)
    ? html`<p class="kern-hint">${say('console-where-search')}</p>${searchForm(asked)}`
    : '';
}

function rightInputs(asked: Asked): Markup {
  const roles = ROLES.filter((role) => role !== 'stopper').map((role) => ({
    value: role,
    words: say(`console-role-${role}`),
  }));
  const none = { value: '', words: say('console-role-none') };
  const places = placesIn(asked);
  const wheres = [{ value: ALL, words: say('console-everywhere') }, ...places];
  const chosen = isLong(asked) ? places[0]?.value : undefined;
  return html`${select('role', say('console-role'), '', [none, ...roles], '')}${select('who', say('console-where'), '', wheres, chosen ?? ALL)}`;
}

function reasonFold(asked: Asked): Markup {
  return folded(say('console-alone'), reasonInput(asked));
}

async function personPage(asked: Asked): Promise<WebAnswer> {
  const { id, name, rights } = await personOf(asked);
  const path = `/leute/${id}`;
  const all = new Map(rights.map((right) => [written(right), asked.named.right(right)]));
  const kept = boxes('keep', [...all.keys()], [...all.keys()], (one) => all.get(one) ?? one);
  const change = html`${choices(say('console-rights'), kept.length === 0 ? say('console-no-rights') : '', kept)}
<p class="kern-hint">${say('console-rights-add')}</p>${rightInputs(asked)}${reasonFold(asked)}${button('primary', say('console-rights-change'))}`;
  const again = form(
    `${path}/einladen`,
    html`${reasonFold(asked)}${button('secondary', say('console-invite-again'))}`,
  );
  const remove = form(
    `${path}/weg`,
    html`${reasonFold(asked)}${button('secondary', say('console-remove-name', { name }))}`,
  );
  return page(
    name,
    html`${placeSearch(asked)}${form(`${path}/rechte`, html`${hiddenInputs([['shown', rights.map(written).join(' ')]])}${change}`)}
<p class="kern-hint">${say('console-approvals-end')}</p>
<div class="stack">${smallForm(`${path}/abmelden`, say('console-end-sessions'))}
${folded(say('console-invite-again'), html`<p class="kern-body">${say('console-invite-again-means')}</p>${again}`)}
${folded(say('console-remove'), remove)}</div>`,
  );
}

function written({ role, who }: Right): string {
  return `${role}=${who}`;
}

/** The person whose rights a page shows. Throws `changed-meanwhile` where these are not their rights any more. */
async function shownPerson(asked: Asked): Promise<Person> {
  const person = await personOf(asked);
  const rights = person.rights.map(written);
  const isKept = asked.form.getAll('keep').every((one) => rights.includes(String(one)));
  const shown = asked.form.get('shown') ?? rights.join(' ');
  if (isKept && shown === rights.join(' ')) return person;
  throw operatorError('changed-meanwhile.rights', { name: person.name });
}

function personOf({ people, params }: Asked): Promise<Person> {
  return personWithId(people, params.id ?? '');
}

/** The rights that stay ticked, and the one that is chosen. */
function rightsIn({ form }: Asked): readonly Right[] {
  const chosen = form.get('role') ? [`${form.get('role')}=${form.get('who') ?? ALL}`] : [];
  return [...new Set([...form.getAll('keep'), ...chosen])].flatMap((written) => {
    const [name = '', who = ALL] = written.split('=');
    const role = ROLES.find((one) => one === name);
    return role ? [{ role, who }] : [];
  });
}

async function change(asked: Asked, rights: readonly Right[] | null): Promise<WebAnswer> {
  const { id: person } = await shownPerson(asked);
  const office = officeOf(asked);
  const outcome = await changeRights(office, { person, rights, alone: aloneIn(asked) });
  const isOwn = person === asked.person.id && outcome !== 'asked' && rights !== null;
  if (isOwn && !may({ rights, isRemoved: false }, 'people', [], office.region))
    return seeDone('/', say('console-done-own-rights'));
  return see('/leute');
}

/** The people of the console, and the visitor who decides about them. */
function officeOf({ people, person, app }: Asked): Office {
  return { people, asker: askerOf(person), region: app.files.region };
}

async function invited(asked: Asked): Promise<WebAnswer> {
  const given = { name: asked.form.get('name') ?? '', rights: rightsIn(asked), alone: aloneIn(asked) };
  return linkPage(asked, await invite(officeOf(asked), given));
}

async function invitedAgain(asked: Asked): Promise<WebAnswer> {
  const { name } = await personOf(asked);
  return linkPage(asked, await inviteAgain(officeOf(asked), { name, alone: aloneIn(asked) }));
}

async function linkPage({ named }: Asked, invitation: Invited): Promise<WebAnswer> {
  const { person, expiresAt, rights } = invitation;
  const { name } = person;
  return page(
    say('console-invited', { name }),
    html`<p class="kern-body">${say('people-invited', { name, time: named.time(expiresAt) })}</p>${rights === 'asked' ? html`<p class="kern-body">${say('console-rights-second')}</p>` : ''}${await qrCode(invitation.link)}<p class="text"><code>${invitation.link}</code></p><p>${link('/leute', say('console-people'))}</p>`,
  );
}

async function sessionsEnded(asked: Asked): Promise<WebAnswer> {
  const office = officeOf(asked);
  const person = await personOf(asked);
  refuseUnlessAdmin(office, person.rights);
  await endSessions(office.people, office.asker, person, 'all');
  return see('/leute');
}

async function confirmed(asked: Asked): Promise<WebAnswer> {
  await confirmRights(officeOf(asked), asked.params.id ?? '');
  return see('/leute');
}

async function refused(asked: Asked): Promise<WebAnswer> {
  await refuseRights(officeOf(asked), asked.params.id ?? '');
  return see('/leute');
}

function intendsInvitation(asked: Asked): Intended {
  const what = `${asked.form.get('name') ?? ''}: ${asked.named.rights(rightsIn(asked))}`;
  return { title: say('console-invite'), what };
}

async function intendsAgain(asked: Asked): Promise<Intended> {
  return { title: say('console-invite-again'), what: (await personOf(asked)).name };
}

async function intendsRights(asked: Asked): Promise<Intended> {
  return wantedFor(asked, (await shownPerson(asked)).name, rightsIn(asked));
}

async function intendsRemoval(asked: Asked): Promise<Intended> {
  return wantedFor(asked, (await personOf(asked)).name, null);
}

async function intendsConfirming(asked: Asked): Promise<Intended> {
  const { change, person } = await rightsAsked(asked.people, asked.params.id ?? '');
  return wantedFor(asked, person.name, change.rights);
}

function wantedFor(asked: Asked, name: string, rights: readonly Right[] | null): Intended {
  const title = rights === null ? say('console-remove') : say('console-rights-change');
  return { title, what: wantedWords(asked, name, rights) };
}

/** Describes the change that somebody asks a second admin to confirm. */
export function wantedWords({ named }: Asked, name: string, rights: readonly Right[] | null): string {
  if (rights === null) return say('console-remove-name', { name });
  const words = rights.length === 0 ? say('console-role-none') : named.rights(rights);
  return say('console-rights-wanted', { name, rights: words });
}
