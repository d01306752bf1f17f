import { html } from 'hono/html';
import { optionsToVouch } from '../../../app/people/passkeys.ts';
import { vouch } from '../../../app/people/proof.ts';
import { type Mistake, mistake, operatorError } from '../../../core/domain/errors.ts';
import { sha256 } from '../../../core/domain/post-key.ts';
import { say } from '../../../staff-words/say.ts';
import { button, hiddenInputs, mistakesOf } from '../parts.ts';
import type { Answer, Asked, Route } from '../route.ts';
import { passkeyForm } from './passkey-form.ts';
import { aloneIn, proofIn, proving, typedInputs } from './sign.ts';

/*
 * A session alone adds no way to sign in and changes no rights: an unlocked phone or a stolen cookie must not last. What a
 * route with `touch` is asked is first shown on a page, on which the person proves for exactly this that they are there.
 */

const SIGNATURE = '/unterschrift';
/** The fields by which somebody proves it; everything else says what is to be done. */
const EVIDENCE: ReadonlySet<string> = new Set(['response', 'passphrase', 'code']);

function saidIn({ form }: Asked): readonly (readonly [string, string])[] {
  return [...form].filter(([name]) => !EVIDENCE.has(name));
}

function digestOfAct(asked: Asked, path: string): string {
  return sha256(JSON.stringify(['act', path, saidIn(asked)]));
}

/** The route at which a browser asks for the challenge of such a request: its form, sent to this path. */
export function signatureFor({ path, act }: Route): Route {
  return { method: 'post', path: `${path}${SIGNATURE}`, act, answer: askTouch };
}

async function askTouch(asked: Asked): Promise<Answer> {
  const { desk, visitor, path } = asked;
  if (visitor.session === null) throw operatorError(mistake('not-signed.act'));
  const digest = digestOfAct(asked, path.slice(0, -SIGNATURE.length));
  return { kind: 'json', data: await optionsToVouch(desk.people, visitor.session, digest) };
}

/** The page on which the person proves that they are there; null where they have proved it, or need not. */
export async function touchAsked({ touch }: Route, asked: Asked): Promise<Answer | null> {
  if (!touch) return null;
  const { people } = asked.desk;
  return proving(
    asked,
    (refused) => touchPage(asked, touch, refused),
    async (session) => {
      const digest = digestOfAct(asked, asked.path);
      await vouch(people, session, proofIn(asked, digest), digest);
      return null;
    },
  );
}

async function touchPage(
  asked: Asked,
  touch: NonNullable<Route['touch']>,
  refused: Mistake | null,
): Promise<Answer> {
  const { desk, visitor, path } = asked;
  const { store } = desk.people;
  const { title, what } = await touch(asked);
  const said = hiddenInputs(saidIn(asked));
  const [passkeys, second] = await Promise.all([
    store.passkeysOf(visitor.person.id),
    store.secondWayOf(visitor.person.id),
  ]);
  const alone = aloneIn(asked);
  const isOpen = passkeys.length === 0 || visitor.session?.way === 'second-way';
  return {
    ...{ kind: 'page', status: refused === null ? 200 : 400, title },
    body: html`${refused === null ? '' : mistakesOf([refused])}${what === '' ? '' : html`<p class="kern-body kern-body--large">${what}</p>`}${alone === null ? '' : html`<p class="kern-body">${say('console-touch-alone', { reason: alone })}</p>`}<p class="kern-body">${say('console-touch-means')}</p>
${passkeys.length === 0 ? '' : passkeyForm('confirm', `${path}${SIGNATURE}`, path, html`${said}`, say('console-touch-passkey'))}
${second === null ? '' : html`<details${isOpen ? html` open` : ''}><summary class="kern-link">${say('console-touch-typed')}</summary><form method="post" action="${path}" class="stack">${said}${typedInputs()}${button('secondary', say('console-touch-confirm'))}</form></details>`}`,
  };
}
