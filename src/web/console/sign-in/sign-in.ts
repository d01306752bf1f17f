import { optionsToSignIn } from '../../../app/people/passkeys.ts';
import { askerOf } from '../../../app/people/people.ts';
import { endSessions, type SignIn, signIn, signInTyped } from '../../../app/people/sign-in.ts';
import { say } from '../../../staff-words/say.ts';
import { cookieFor } from '../cookies.ts';
import { html } from '../html.ts';
import { alertBox, button, folded, form, hidden, textInput } from '../kern.ts';
import { type Asked, localPath, type Markup, page, type Route, see, type WebAnswer } from '../route.ts';
import { passkeyForm, responseIn, typedIn, typedInputs } from './forms.ts';

export const SIGN_IN: readonly Route[] = [
  { method: 'get', path: '/anmelden', act: 'open', answer: (asked) => signInPage(asked, '') },
  { method: 'post', path: '/anmelden/frage', act: 'open', answer: askPasskey },
  { method: 'post', path: '/anmelden/passkey', act: 'open', answer: byPasskey },
  { method: 'post', path: '/anmelden', act: 'open', answer: byCode },
  { method: 'post', path: '/abmelden', act: 'look', answer: signOut },
];

function signInPage({ query, form: sent }: Asked, notice: Markup, status: 200 | 401 | 429 = 200): WebAnswer {
  const after = hidden('nach', localPath(sent.get('nach') ?? query.get('nach')));
  const otherwise = html`${after}
${textInput('name', say('console-name'), '', sent.get('name'), 'text', 'username')}
${typedInputs()}
${button('secondary', say('console-sign-in'))}`;
  return page(
    say('console-sign-in'),
    html`${notice}${passkeyForm('sign-in', '/anmelden/frage', '/anmelden/passkey', after, say('console-sign-in-passkey'))}
${folded(say('console-sign-in-otherwise'), form('/anmelden', otherwise), status !== 200)}
<p class="kern-hint">${say('console-sign-in-no-way')}</p>`,
    status,
  );
}

async function askPasskey(asked: Asked): Promise<WebAnswer> {
  const { people, from } = asked;
  if ((await people.limits.asks.count(from.address)) === null) return signedIn(asked, 'too-many');
  return { kind: 'json', data: await optionsToSignIn(people) };
}

async function byPasskey(asked: Asked): Promise<WebAnswer> {
  return signedIn(asked, await signIn(asked.people, responseIn(asked), asked.from));
}

async function byCode(asked: Asked): Promise<WebAnswer> {
  const typed = { name: asked.form.get('name') ?? '', ...typedIn(asked) };
  return signedIn(asked, await signInTyped(asked.people, typed, asked.from));
}

function signedIn(asked: Asked, result: SignIn): WebAnswer {
  if (result === 'too-many')
    return signInPage(
      asked,
      alertBox('danger', say('console-too-many'), say('console-too-many-advice')),
      429,
    );
  if (result === 'refused')
    return signInPage(asked, alertBox('danger', say('console-refused'), say('console-refused-advice')), 401);
  return see(localPath(asked.form.get('nach')), { cookie: cookieFor(asked.people, result.token) });
}

async function signOut({ people, person, session }: Asked): Promise<WebAnswer> {
  if (session) await endSessions(people, askerOf(person), person, { only: session.id }, session.id);
  return see('/anmelden', { cookie: cookieFor(people, ''), forgets: true });
}
