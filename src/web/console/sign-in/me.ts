import { optionsToAdd } from '../../../app/people/passkeys.ts';
import { askerOf } from '../../../app/people/people.ts';
import { beginSecondWay, printCodes } from '../../../app/people/second-way.ts';
import { endSessions } from '../../../app/people/sign-in.ts';
import { addWay, removePasskey } from '../../../app/people/sign-in-ways.ts';
import { DAY } from '../../../core/domain/clock.ts';
import { say } from '../../../staff-words/say.ts';
import { html } from '../html.ts';
import { button, form, section, smallForm } from '../kern.ts';
import { type Asked, type Intended, type Markup, page, type Route, see, type WebAnswer } from '../route.ts';
import { labelInput, newPasskeyIn, newSecondWayIn, passkeyForm } from './forms.ts';
import { appAgain, appPage, codesPage } from './invitation.ts';
import { sessionOf } from './sign.ts';

/** Everybody may decide about their own ways to sign in. */
export const ME: readonly Route[] = [
  { method: 'get', path: '/ich', act: 'look', answer: mePage },
  { method: 'post', path: '/ich/passkey', act: 'look', answer: addPasskey },
  { method: 'post', path: '/ich/passkey/neu', act: 'look', touch: intendsPasskey, answer: beginPasskey },
  { method: 'post', path: '/ich/passkey/weg', act: 'look', touch: intendsRemoval, answer: dropPasskey },
  { method: 'post', path: '/ich/app', act: 'look', touch: intendsApp, answer: beginApp },
  { method: 'post', path: '/ich/code', act: 'look', answer: addSecondWay },
  { method: 'post', path: '/ich/codes', act: 'look', touch: intendsCodes, answer: newCodes },
  { method: 'post', path: '/ich/sitzung/ende', act: 'look', answer: endSession },
  { method: 'post', path: '/ich/sitzung/andere', act: 'look', answer: endOthers },
];

async function mePage(asked: Asked): Promise<WebAnswer> {
  const { people, person, session, now, named } = asked;
  const { time } = named;
  const { store } = people;
  const [passkeys, second, codes, sessions] = await Promise.all([
    store.passkeysOf(person.id),
    store.secondWayOf(person.id),
    store.recoveryCodesOf(person.id),
    store.sessionsOf(person.id, now),
  ]);
  const ways = [
    ...passkeys.map(({ id, label, addedAt, usedAt }) =>
      row(
        label,
        usedAt === null
          ? say('console-way-added', { time: time(addedAt) })
          : say('console-way-used', { time: time(usedAt) }),
        smallForm('/ich/passkey/weg', say('console-way-remove'), 'id', id),
      ),
    ),
    row(
      say('console-second-way'),
      second === null
        ? say('console-second-way-none')
        : say('console-second-way-since', { time: time(second.at) }),
      smallForm(
        '/ich/app',
        second === null ? say('console-second-way-begin') : say('console-second-way-again'),
      ),
    ),
    second === null
      ? ''
      : row(
          say('console-codes'),
          say('console-codes-left', { n: codes }),
          smallForm('/ich/codes', say('console-codes-new')),
        ),
  ];
  const open = sessions.map(({ id, device, at, expiresAt }) =>
    row(
      id === session?.id ? say('console-session-this') : device,
      say('console-session-since', { time: time(at), until: time(expiresAt) }),
      smallForm('/ich/sitzung/ende', say('console-session-end'), 'id', id),
    ),
  );
  const another = smallForm('/ich/passkey/neu', say('console-passkey-another'));
  return page(
    person.name,
    html`<p class="kern-body">${named.rights(person.rights)}</p>
${section('ways', say('console-ways'), html`<ul class="rows">${ways}</ul>${another}`)}
${section('sessions', say('console-sessions'), html`<ul class="rows">${open}</ul>`)}
${await lately(asked)}
${form('/abmelden', button('secondary', say('console-sign-out')))}`,
  );
}

function row(name: string, state: string, act: Markup): Markup {
  return html`<li><span><strong>${name}</strong><br>${state}</span>${act}</li>`;
}

function intendsPasskey(): Intended {
  return { title: say('console-passkey-another'), what: '' };
}

function intendsApp(): Intended {
  return { title: say('console-second-way'), what: say('console-second-way-means') };
}

function intendsCodes(): Intended {
  return { title: say('console-codes'), what: say('console-codes-replace') };
}

async function intendsRemoval({ people, person, form }: Asked): Promise<Intended> {
  const own = await people.store.passkeysOf(person.id);
  const label = own.find(({ id }) => id === form.get('id'))?.label;
  return { title: say('console-passkey-remove'), what: label ?? '' };
}

/** Gives the browser the options to make one passkey in this session: the person has just proved that they may add it. */
async function beginPasskey(asked: Asked): Promise<WebAnswer> {
  const options = await optionsToAdd(asked.people, asked.person, sessionOf(asked).id);
  return page(
    say('console-passkey-another'),
    html`<p class="kern-body">${say('console-passkey-means')}</p>${passkeyForm('add', options, '/ich/passkey', labelInput(), say('console-passkey-make'))}`,
  );
}

async function addPasskey(asked: Asked): Promise<WebAnswer> {
  await addWay(asked.people, sessionOf(asked), newPasskeyIn(asked));
  return see('/ich');
}

async function dropPasskey({ people, person, form }: Asked): Promise<WebAnswer> {
  await removePasskey(people, person, form.get('id') ?? '');
  return see('/ich');
}

async function beginApp(asked: Asked): Promise<WebAnswer> {
  const { people, person } = asked;
  return appPage(await beginSecondWay(people, person, sessionOf(asked).id), '/ich/code');
}

async function addSecondWay(asked: Asked): Promise<WebAnswer> {
  // Sent again after the session had ended: what it began ended with it.
  if (!asked.form.get('secret')) return see('/ich');
  return appAgain(asked, async () =>
    codesPage(await addWay(asked.people, sessionOf(asked), newSecondWayIn(asked)), '/ich'),
  );
}

async function newCodes({ people, person }: Asked): Promise<WebAnswer> {
  return codesPage(await printCodes(people, person), '/ich');
}

async function endSession(asked: Asked): Promise<WebAnswer> {
  const { person, id } = sessionOf(asked);
  await endSessions(asked.people, askerOf(person), person, { only: asked.form.get('id') ?? '' }, id);
  return see('/ich');
}

async function endOthers(asked: Asked): Promise<WebAnswer> {
  const { person, id } = sessionOf(asked);
  await endSessions(asked.people, askerOf(person), person, { except: id });
  return see('/ich');
}

/** Everything by which somebody's ways to sign in change. */
const OF_WAYS = ['joined', 'passkey-added', 'passkey-removed', 'second-way-set', 'codes-printed'] as const;
const TOLD_MS = 7 * DAY;

/** Says what became of the ways to sign in, in case that it was somebody else. */
async function lately({ people, person, now, named }: Asked): Promise<Markup> {
  const lines = await people.store.logOf(person.id, OF_WAYS, now - TOLD_MS);
  if (lines.length === 0) return '';
  const rows = lines
    .toReversed()
    .map(
      ({ what, at, actor }) =>
        html`<li><span>${say(`console-did-${what as (typeof OF_WAYS)[number]}`, { name: actor.name })}</span><span>${named.time(at)}</span></li>`,
    );
  return section(
    'lately',
    say('console-ways-lately'),
    html`<ul class="rows">${rows}</ul><p class="kern-hint">${say('console-ways-lately-means')}</p>${smallForm('/ich/sitzung/andere', say('console-sessions-others-end'))}`,
  );
}
