import { optionsToVouch } from '../../../app/people/passkeys.ts';
import { vouch } from '../../../app/people/proof.ts';
import type { Mistake } from '../../../core/domain/errors.ts';
import { sha256 } from '../../../core/domain/post-key.ts';
import { say } from '../../../staff-words/say.ts';
import { html } from '../html.ts';
import { button, folded, form, hiddenInputs } from '../kern.ts';
import { mistakesOf } from '../parts.ts';
import { type Asked, type Intended, page, type Route, type WebAnswer } from '../route.ts';
import { passkeyForm, typedInputs } from './forms.ts';
import { aloneIn, proofIn, proving, sessionOf } from './sign.ts';

/*
 * A session alone adds no way to sign in and changes no rights: an unlocked phone or a stolen cookie must not last. A request to
 * a route with `touch` is first shown on a page, on which the person proves for exactly this request that they are there.
 */

const SIGNATURE = '/unterschrift';
/** The fields of the proof; all other fields describe the act. */
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

async function askTouch(asked: Asked): Promise<WebAnswer> {
  const digest = digestOfAct(asked, asked.path.slice(0, -SIGNATURE.length));
  return { kind: 'json', data: await optionsToVouch(asked.people, sessionOf(asked), digest) };
}

/** The page on which the person proves that they are there; null where they have proved it, or need not. */
export async function touchAsked({ touch }: Route, asked: Asked): Promise<WebAnswer | null> {
  if (!touch) return null;
  const ask = async (refused: Mistake | null) => touchPage(asked, await touch(asked), refused);
  return proving(asked, ask, async (session) => {
    const digest = digestOfAct(asked, asked.path);
    await vouch(asked.people, session, proofIn(asked, digest), digest);
    return null;
  });
}

async function touchPage(
  asked: Asked,
  { title, what }: Intended,
  refused: Mistake | null,
): Promise<WebAnswer> {
  const { people, person, session, path } = asked;
  const said = html`${hiddenInputs(saidIn(asked))}`;
  const [passkeys, second] = await Promise.all([
    people.store.passkeysOf(person.id),
    people.store.secondWayOf(person.id),
  ]);
  const reason = aloneIn(asked);
  const typed = form(path, html`${said}${typedInputs()}${button('secondary', say('console-touch-confirm'))}`);
  const isOpen = passkeys.length === 0 || session?.way === 'second-way';
  return page(
    title,
    html`${refused === null ? '' : mistakesOf(asked, [refused])}${what === '' ? '' : html`<p class="kern-body kern-body--large">${what}</p>`}${reason === null ? '' : html`<p class="kern-body">${say('console-touch-alone', { reason })}</p>`}<p class="kern-body">${say('console-touch-means')}</p>
${passkeys.length === 0 ? '' : passkeyForm('confirm', `${path}${SIGNATURE}`, path, said, say('console-touch-passkey'))}
${second === null ? '' : folded(say('console-touch-typed'), typed, isOpen)}`,
    refused === null ? 200 : 400,
  );
}
