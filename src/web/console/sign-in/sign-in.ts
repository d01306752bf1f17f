import { html } from 'hono/html';
import { optionsToSignIn } from '../../../app/people/passkeys.ts';
import { askerOf } from '../../../app/people/people.ts';
import { endSessions, type SignIn, signIn, signInTyped } from '../../../app/people/sign-in.ts';
import { say } from '../../../staff-words/say.ts';
import { alertBox, button, textInput } from '../parts.ts';
import { type Answer, type Asked, localPath, type Markup, type Route } from '../route.ts';
import { cookieFor, cookieGone } from './cookie.ts';
import { passkeyForm } from './passkey-form.ts';

export const SIGN_IN: readonly Route[] = [
  { method: 'get', path: '/anmelden', act: 'open', answer: signInPage },
  { method: 'post', path: '/anmelden/frage', act: 'open', answer: askPasskey },
  { method: 'post', path: '/anmelden/passkey', act: 'open', answer: byPasskey },
  { method: 'post', path: '/anmelden', act: 'open', answer: byCode },
  { method: 'post', path: '/abmelden', act: 'look', answer: signOut },
];

async function signInPage(asked: Asked): Promise<Answer> {
  return page(asked, '');
}

function page({ query, form }: Asked, notice: Markup, status: 200 | 401 | 429 = 200): Answer {
  const to = localPath(form.get('nach') ?? query.get('nach'));
  const after = html`<input type="hidden" name="nach" value="${to}">`;
  return {
    kind: 'page',
    status,
    title: say('console-sign-in'),
    body: html`${notice}${passkeyForm('sign-in', '/anmelden/frage', '/anmelden/passkey', after, say('console-sign-in-passkey'))}
<details${status === 200 ? '' : html` open`}><summary class="kern-link">${say('console-sign-in-otherwise')}</summary>
<form method="post" action="/anmelden" class="stack">${after}
${textInput('name', say('console-name'), '', form.get('name') ?? '', 'text', 'username')}
${textInput('passphrase', say('console-passphrase'), '', '', 'password', 'current-password')}
${textInput('code', say('console-code'), say('console-code-hint'), '', 'text', 'one-time-code')}
${button('secondary', say('console-sign-in'))}</form></details>
<p class="kern-hint">${say('console-sign-in-no-way')}</p>`,
  };
}

async function askPasskey(asked: Asked): Promise<Answer> {
  const { desk, from } = asked;
  if ((await desk.people.limits.asks.count(from.address)) === null) return signedIn(asked, 'too-many');
  return { kind: 'json', data: await optionsToSignIn(desk.people) };
}

async function byPasskey(asked: Asked): Promise<Answer> {
  const { desk, form, from } = asked;
  return signedIn(asked, await signIn(desk.people, jsonIn(form.get('response')), from));
}

async function byCode(asked: Asked): Promise<Answer> {
  const { desk, form, from } = asked;
  const [name, passphrase, code] = ['name', 'passphrase', 'code'].map((one) => form.get(one) ?? '');
  const typed = { name: name ?? '', passphrase: passphrase ?? '', code: code ?? '' };
  return signedIn(asked, await signInTyped(desk.people, typed, from));
}

function signedIn(asked: Asked, result: SignIn): Answer {
  if (result === 'too-many')
    return page(asked, alertBox('danger', say('console-too-many'), say('console-too-many-advice')), 429);
  if (result === 'refused')
    return page(asked, alertBox('danger', say('console-refused'), say('console-refused-advice')), 401);
  const { desk, form } = asked;
  return { kind: 'see', path: localPath(form.get('nach')), cookie: cookieFor(desk.people, result.token) };
}

async function signOut({ desk, visitor }: Asked): Promise<Answer> {
  const { person, session } = visitor;
  if (session) await endSessions(desk.people, askerOf(person), person, { only: session.id });
  return { kind: 'see', path: '/anmelden', cookie: cookieGone(desk.people), forgets: true };
}

/** What a script sent as JSON; null where it is none. */
export function jsonIn(written: string | null): unknown {
  try {
    return JSON.parse(written ?? '');
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
