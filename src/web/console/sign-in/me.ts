import { html } from 'hono/html';
import { optionsToAdd } from '../../../app/people/passkeys.ts';
import { askerOf } from '../../../app/people/people.ts';
import { beginSecondWay, printCodes } from '../../../app/people/second-way.ts';
import { endSessions } from '../../../app/people/sign-in.ts';
import { addWay, removePasskey } from '../../../app/people/ways.ts';
import { say } from '../../../words/say.ts';
import { button, timeShown } from '../parts.ts';
import type { Answer, Asked, Markup, Route } from '../route.ts';
import { appAgain, appPage, codesPage, labelInput } from './invitation.ts';
import { passkeyForm } from './passkey-form.ts';
import { rightsWords } from './rights-words.ts';
import { jsonIn } from './sign-in.ts';

/** Everybody may decide about their own ways to sign in. */
export const ME: readonly Route[] = [
  { method: 'get', path: '/ich', act: 'look', answer: mePage },
  { method: 'post', path: '/ich/frage', act: 'look', answer: askPasskey },
  { method: 'post', path: '/ich/passkey', act: 'look', answer: addPasskey },
  { method: 'post', path: '/ich/passkey/weg', act: 'look', answer: dropPasskey },
  { method: 'post', path: '/ich/app', act: 'look', answer: beginApp },
  { method: 'post', path: '/ich/code', act: 'look', answer: addSecondWay },
  { method: 'post', path: '/ich/codes', act: 'look', answer: newCodes },
  { method: 'post', path: '/ich/sitzung/ende', act: 'look', answer: endSession },
];

async function mePage(asked: Asked): Promise<Answer> {
  const { desk, visitor, now } = asked;
  const { person, session } = visitor;
  const { store } = desk.people;
  const [passkeys, second, codes, sessions] = await Promise.all([
    store.passkeysOf(person.id),
    store.secondWayOf(person.id),
    store.recoveryCodesOf(person.id),
    store.sessionsOf(person.id, now),
  ]);
  const time = (at: number) => timeShown(asked, at);
  return {
    kind: 'page',
    title: person.name,
    body: html`<p class="kern-body">${rightsWords(asked, person.rights)}</p>
${section(
  'ways',
  say('console-ways'),
  html`<ul class="rows">${passkeys.map(
    ({ id, label, addedAt, usedAt }) =>
      html`<li><span><strong>${label}</strong><br>${usedAt === null ? say('console-way-added', { time: time(addedAt) }) : say('console-way-used', { time: time(usedAt) })}</span>${small('/ich/passkey/weg', 'id', id, say('console-way-remove'))}</li>`,
  )}<li><span><strong>${say('console-second-way')}</strong><br>${second === null ? say('console-second-way-none') : say('console-second-way-since', { time: time(second.at) })}</span>${small('/ich/app', '', '', second === null ? say('console-second-way-begin') : say('console-second-way-again'))}</li>
${second === null ? '' : html`<li><span><strong>${say('console-codes')}</strong><br>${say('console-codes-left', { n: codes })}</span>${small('/ich/codes', '', '', say('console-codes-new'))}</li>`}</ul>
<details><summary class="kern-link">${say('console-passkey-another')}</summary>${passkeyForm('create', '/ich/frage', '/ich/passkey', labelInput(), say('console-passkey-make'))}</details>`,
)}
${section(
  'sessions',
  say('console-sessions'),
  html`<ul class="rows">${sessions.map(
    ({ id, device, at, expiresAt }) =>
      html`<li><span><strong>${id === session?.id ? say('console-session-this') : device}</strong><br>${say('console-session-since', { time: time(at), until: time(expiresAt) })}</span>${small('/ich/sitzung/ende', 'id', id, say('console-session-end'))}</li>`,
  )}</ul>`,
)}
<form method="post" action="/abmelden" class="stack">${button('secondary', say('console-sign-out'))}</form>`,
  };
}

function section(id: string, title: string, body: Markup): Markup {
  return html`<section aria-labelledby="${id}"><h2 id="${id}" class="kern-heading-small">${title}</h2>${body}</section>`;
}

/** A button of its own form, with one value. */
export function small(action: string, name: string, value: string, words: string): Markup {
  return html`<form method="post" action="${action}"><button class="kern-btn kern-btn--secondary kern-btn--small"${name === '' ? '' : html` name="${name}" value="${value}"`}><span class="kern-label">${words}</span></button></form>`;
}

async function askPasskey({ desk, visitor }: Asked): Promise<Answer> {
  return { kind: 'json', data: await optionsToAdd(desk.people, visitor.person) };
}

async function addPasskey({ desk, visitor, form }: Asked): Promise<Answer> {
  const response = jsonIn(form.get('response'));
  await addWay(desk.people, visitor.person, { kind: 'passkey', response, label: form.get('label') ?? '' });
  return { kind: 'see', path: '/ich' };
}

async function dropPasskey({ desk, visitor, form }: Asked): Promise<Answer> {
  await removePasskey(desk.people, visitor.person, form.get('id') ?? '');
  return { kind: 'see', path: '/ich' };
}

async function beginApp({ desk, visitor }: Asked): Promise<Answer> {
  return appPage(beginSecondWay(desk.people, visitor.person), '/ich/code', '');
}

function addSecondWay(asked: Asked): Promise<Answer> {
  const { desk, visitor, form } = asked;
  const field = (name: string) => form.get(name) ?? '';
  return appAgain(asked, '/ich/code', async () => {
    const given = { token: field('token'), passphrase: field('passphrase'), code: field('code') };
    return codesPage(await addWay(desk.people, visitor.person, { kind: 'second-way', ...given }), '/ich');
  });
}

async function newCodes({ desk, visitor }: Asked): Promise<Answer> {
  return codesPage(await printCodes(desk.people, visitor.person), '/ich');
}

async function endSession({ desk, visitor, form }: Asked): Promise<Answer> {
  const { person } = visitor;
  await endSessions(desk.people, askerOf(person), person, form.get('id') ?? '');
  return { kind: 'see', path: '/ich' };
}
