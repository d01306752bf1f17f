import { html } from 'hono/html';
import { say } from '../../../words/say.ts';
import { button } from '../parts.ts';
import type { Markup } from '../route.ts';

/**
 * A form that the script sends with the answer of a passkey in the field `response`: it posts the form to `options` first, and
 * asks the browser what comes back. `inside`: further fields.
 */
export function passkeyForm(
  ceremony: 'create' | 'get',
  options: string,
  action: string,
  inside: Markup,
  words: string,
): Markup {
  return html`<form method="post" action="${action}" class="stack" data-passkey="${ceremony}" data-options="${options}"><input type="hidden" name="response">
${inside}<noscript><p class="kern-hint">${say('console-needs-script')}</p></noscript><p class="kern-hint" role="alert" hidden data-failed>${say('console-passkey-failed')}</p>
${button('primary', words)}</form>`;
}
