import { randomBytes } from 'node:crypto';
import type { Hono } from 'hono';
import { html } from 'hono/html';
import type { SandboxAccount } from './account.ts';
import type { PlatformState } from './platform.ts';
import type { Bindings } from './wire.ts';

/** The page on which an account lets a program in. Nobody has a password here: whose code it shows is chosen on it. */
export function mountConsent(app: Hono<Bindings>, running: readonly PlatformState[]): void {
  app.get('/oauth/authorize', (c) => {
    const { as, ...query } = c.req.query();
    const asked = running.flatMap(({ platform, accounts }) =>
      accounts.map((account) => ({ account, code: platform.consentCode?.(query, account) ?? null })),
    );
    const codes = asked.filter(({ code }) => code !== null);
    const agreed = codes.find(({ account }) => account.id === as);
    if (agreed)
      return c.html(html`<!DOCTYPE html><title>@${agreed.account.handle}</title><code>${agreed.code}</code>`);
    const links = codes.map(({ account }) => {
      const search = new URLSearchParams({ ...query, as: account.id }).toString();
      return html`<li><a href="?${search}">@${account.handle}</a></li>`;
    });
    return c.html(html`<!DOCTYPE html><title>OAuth</title><ul>${links}</ul>`, codes.length === 0 ? 404 : 200);
  });
}

/** Makes another valid token of an account. */
export function newToken(tokens: PlatformState['tokens'], account: SandboxAccount): string {
  const token = `${account.id}-${randomBytes(18).toString('base64url')}`;
  tokens.set(token, account);
  return token;
}
