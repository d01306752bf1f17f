import { html } from 'hono/html';
import {
  areaOf,
  changeRights,
  confirmRights,
  refuseRights,
  rightsAsked,
} from '../../../app/people/change-rights.ts';
import { type Invited, invite, inviteAgain } from '../../../app/people/invitations.ts';
import { askerOf, personWithId, refuseUnlessMay } from '../../../app/people/people.ts';
import { endSessions } from '../../../app/people/sign-in.ts';
import { ALL } from '../../../core/domain/municipality.ts';
import { type Person, type Right, ROLES } from '../../../core/domain/rights.ts';
import { localized, say } from '../../../staff-words/say.ts';
import { button, CHOICES_MAX, searchForm, select, textInput, timeShown } from '../parts.ts';
import type { Answer, Asked, Intended, Markup, Route } from '../route.ts';
import { qrCode } from './invitation.ts';
import { small } from './me.ts';
import { rightsWords, rightWords } from './rights-words.ts';
import { aloneIn } from './sign.ts';

export const PEOPLE: readonly Route[] = [
  { method: 'get', path: '/leute', act: 'people', answer: peoplePage },
  { method: 'post', path: '/leute/einladen', act: 'people', touch: intendsInvitation, answer: invited },
  { method: 'get', path: '/leute/:id', act: 'people', answer: personPage },
  { method: 'post', path: '/leute/:id/rechte', act: 'people', touch: intendsRights, answer: rightsChanged },
  { method: 'post', path: '/leute/:id/weg', act: 'people', touch: intendsRemoval, answer: removed },
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

async function peoplePage(asked: Asked): Promise<Answer> {
  const { store, clock } = asked.desk.people;
  const people = await store.people();
  const here = people.filter(({ isRemoved }) => !isRemoved);
  const named = (id: string) => people.find((one) => one.id === id)?.name ?? id;
  const waiting = await store.rightChanges();
  const signedIn = new Map<string, number>();
  for (const { id } of here) signedIn.set(id, (await store.sessionsOf(id, clock.now())).length);
  return {
    kind: 'page',
    title: say('console-people'),
    body: html`${waiting.map(({ id, person, by, at, rights }) => {
      const isAboutVisitor = person === asked.visitor.person.id;
      return html`<div class="card"><p><strong>${wantedWords(asked, named(person), rights)}</strong><br>${say('console-rights-by', { by: named(by), time: timeShown(asked, at) })}</p>
${by === asked.visitor.person.id || isAboutVisitor ? html`<p class="kern-hint">${say('console-rights-second')}</p>` : html`<form method="post" action="/leute/aenderung/${id}" class="stack">${button('primary', say('console-rights-confirm'))}</form>`}
${isAboutVisitor && by !== person ? '' : html`<form method="post" action="/leute/aenderung/${id}/nein" class="stack">${button('secondary', say('console-rights-refuse'))}</form>`}</div>`;
    })}
<ul class="rows">${here.map(
      (person) =>
        html`<li><span><a class="kern-link" href="/leute/${person.id}">${person.name}</a><br>${rightsWords(asked, person.rights)}</span><span>${say('people-sessions', { n: signedIn.get(person.id) ?? 0 })}</span></li>`,
    )}</ul>
<details${asked.query.has('suche') ? html` open` : ''}><summary class="kern-link">${say('console-invite')}</summary>${placeSearch(asked, '/leute')}<form method="post" action="/leute/einladen" class="stack">
${textInput('name', say('console-name'), say('console-name-hint'))}${rightInputs(asked)}${reasonInput()}${button('primary', say('console-invite'))}</form></details>`,
  };
}

/** Where there are too many places for a list, those that were searched for. */
function placesIn({
  app: { files },
  query,
}: Asked): readonly { readonly value: string; readonly words: string }[] {
  const { groups, municipalities } = files.region;
  const all = [...groups.values(), ...municipalities.values()];
  const places = all.map(({ id, name }) => ({ value: id, words: localized(name) || id }));
  if (!isLong(files)) return places;
  const search = (query.get('suche') ?? '').trim().toLowerCase();
  return places
    .filter(({ words }) => search !== '' && words.toLowerCase().includes(search))
    .slice(0, CHOICES_MAX)
    .map(({ value, words }) => ({ value, words: `${words} (${value})` }));
}

function isLong({ region }: Asked['app']['files']): boolean {
  return region.groups.size + region.municipalities.size > CHOICES_MAX;
}

/** Finds places for `rightInputs` on a page of this path, where there are too many for a list. */
function placeSearch({ app, query }: Asked, path: string): Markup {
  return isLong(app.files)
    ? html`<p class="kern-hint">${say('console-where-search')}</p>${searchForm(path, query)}`
    : '';
}

function rightInputs(asked: Asked): Markup {
  const roles = [
    { value: '', words: say('console-role-none') },
    ...ROLES.filter((role) => role !== 'stopper').map((role) => ({
      value: role,
      words: say(`console-role-${role}`),
    })),
  ];
  const places = placesIn(asked);
  const wheres = [{ value: ALL, words: say('console-everywhere') }, ...places];
  const chosen = isLong(asked.app.files) ? places[0]?.value : undefined;
  return html`${select('role', say('console-role'), '', roles, '')}${select('who', say('console-where'), '', wheres, chosen ?? ALL)}`;
}

function reasonInput(): Markup {
  return html`<details><summary class="kern-link">${say('console-alone')}</summary>${textInput('alone', say('console-alone-why'), say('console-alone-hint'))}</details>`;
}

async function personPage(asked: Asked): Promise<Answer> {
  const person = await personOf(asked);
  return {
    kind: 'page',
    title: person.name,
    body: html`${placeSearch(asked, `/leute/${person.id}`)}<form method="post" action="/leute/${person.id}/rechte" class="stack"><fieldset class="kern-fieldset"><legend class="kern-label kern-label--large">${say('console-rights')}</legend>
${person.rights.length === 0 ? html`<p class="kern-hint">${say('console-no-rights')}</p>` : html`<div class="chips">${person.rights.map((right, n) => keep(asked, right, n))}</div>`}</fieldset>
<p class="kern-hint">${say('console-rights-add')}</p>${rightInputs(asked)}${reasonInput()}${button('primary', say('console-rights-change'))}</form>
<div class="stack">${small(`/leute/${person.id}/abmelden`, '', '', say('console-end-sessions'))}
<details><summary class="kern-link">${say('console-invite-again')}</summary><p class="kern-body">${say('console-invite-again-means')}</p><form method="post" action="/leute/${person.id}/einladen" class="stack">${reasonInput()}${button('secondary', say('console-invite-again'))}</form></details>
<details><summary class="kern-link">${say('console-remove')}</summary><form method="post" action="/leute/${person.id}/weg" class="stack">${reasonInput()}${button('secondary', say('console-remove-name', { name: person.name }))}</form></details></div>`,
  };
}

function keep(asked: Asked, right: Right, n: number): Markup {
  return html`<span class="chip"><input type="checkbox" id="keep-${n}" name="keep" value="${right.role}=${right.who}" checked><label for="keep-${n}">${rightWords(asked, right)}</label></span>`;
}

function personOf({ desk, params }: Asked): Promise<Person> {
  return personWithId(desk.people, params.id ?? '');
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

async function rightsChanged(asked: Asked): Promise<Answer> {
  return change(asked, rightsIn(asked));
}

async function removed(asked: Asked): Promise<Answer> {
  return change(asked, null);
}

async function change(asked: Asked, rights: readonly Right[] | null): Promise<Answer> {
  const { desk, visitor, app } = asked;
  const person = await personOf(asked);
  const wanted = { person: person.id, rights, alone: aloneIn(asked) };
  await changeRights(desk.people, askerOf(visitor.person), wanted, app.files.region);
  return { kind: 'see', path: '/leute' };
}

async function invited(asked: Asked): Promise<Answer> {
  const { desk, visitor, app, form } = asked;
  const given = { name: form.get('name') ?? '', rights: rightsIn(asked), alone: aloneIn(asked) };
  return linkPage(asked, await invite(desk.people, askerOf(visitor.person), given, app.files.region));
}

async function invitedAgain(asked: Asked): Promise<Answer> {
  const { desk, visitor, app } = asked;
  const { name } = await personOf(asked);
  const given = { name, alone: aloneIn(asked) };
  return linkPage(asked, await inviteAgain(desk.people, askerOf(visitor.person), given, app.files.region));
}

async function linkPage(asked: Asked, { person, link, expiresAt, rights }: Invited): Promise<Answer> {
  return {
    kind: 'page',
    title: say('console-invited', { name: person.name }),
    body: html`<p class="kern-body">${say('people-invited', { name: person.name, time: timeShown(asked, expiresAt) })}</p>${rights === 'asked' ? html`<p class="kern-body">${say('console-rights-second')}</p>` : ''}${await qrCode(link)}<p class="text"><code>${link}</code></p><p><a class="kern-link" href="/leute">${say('console-people')}</a></p>`,
  };
}

async function sessionsEnded(asked: Asked): Promise<Answer> {
  const { region } = asked.app.files;
  const asker = askerOf(asked.visitor.person);
  const person = await personOf(asked);
  refuseUnlessMay(asker, 'people', areaOf(person.rights, region), region);
  await endSessions(asked.desk.people, asker, person, 'all');
  return { kind: 'see', path: '/leute' };
}

async function confirmed({ desk, visitor, app, params }: Asked): Promise<Answer> {
  await confirmRights(desk.people, askerOf(visitor.person), params.id ?? '', app.files.region);
  return { kind: 'see', path: '/leute' };
}

async function refused({ desk, visitor, app, params }: Asked): Promise<Answer> {
  await refuseRights(desk.people, askerOf(visitor.person), params.id ?? '', app.files.region);
  return { kind: 'see', path: '/leute' };
}

async function intendsInvitation(asked: Asked): Promise<Intended> {
  const what = `${asked.form.get('name') ?? ''}: ${rightsWords(asked, rightsIn(asked))}`;
  return { title: say('console-invite'), what };
}

async function intendsAgain(asked: Asked): Promise<Intended> {
  return { title: say('console-invite-again'), what: (await personOf(asked)).name };
}

async function intendsRights(asked: Asked): Promise<Intended> {
  return wantedFor(asked, (await personOf(asked)).name, rightsIn(asked));
}

async function intendsRemoval(asked: Asked): Promise<Intended> {
  return wantedFor(asked, (await personOf(asked)).name, null);
}

async function intendsConfirming(asked: Asked): Promise<Intended> {
  const { person, rights } = await rightsAsked(asked.desk.people, asked.params.id ?? '');
  return wantedFor(asked, (await personWithId(asked.desk.people, person)).name, rights);
}

function wantedFor(asked: Asked, name: string, rights: readonly Right[] | null): Intended {
  const title = rights === null ? say('console-remove') : say('console-rights-change');
  return { title, what: wantedWords(asked, name, rights) };
}

function wantedWords(asked: Asked, name: string, rights: readonly Right[] | null): string {
  if (rights === null) return say('console-remove-name', { name });
  const words = rights.length === 0 ? say('console-role-none') : rightsWords(asked, rights);
  return say('console-rights-wanted', { name, rights: words });
}
