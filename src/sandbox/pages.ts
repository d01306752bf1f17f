import { readFileSync } from 'node:fs';
import type { Context, Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { z } from 'zod';
import type { Clock, Zone } from '../core/domain/clock.ts';
import type { SandboxAccount } from './account.ts';
import type { SandboxLimits } from './limits.ts';
import { accountPage, type Body, missingPage, overviewPage, type PageContext, type View } from './page.ts';
import { looksWith, wallIn } from './page-post.ts';
import type { Shown, Timelines } from './timelines.ts';
import type { Bindings } from './wire.ts';

export interface Pages {
  readonly accounts: readonly SandboxAccount[];
  readonly timelines: Timelines;
  readonly clock: Clock;
  readonly limits: SandboxLimits;
  readonly title: string;
  readonly zone: Zone;
}

const ASSETS = [
  ['page.css', 'text/css; charset=utf-8'],
  ['page.js', 'text/javascript; charset=utf-8'],
  ['account.svg', 'image/svg+xml'],
] as const;

/** The pages on which people read: `/`, `/accounts/<id>`, and what the posts' own addresses lead to. */
export function mountPages(app: Hono<Bindings>, pages: Pages): void {
  const { accounts, timelines, clock } = pages;
  const looks = looksWith(pages.limits);
  app.use(
    '*',
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        scriptSrc: ["'self'"],
        imgSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
      strictTransportSecurity: false,
    }),
  );

  for (const [name, type] of ASSETS) {
    const content = readFileSync(new URL(`./${name}`, import.meta.url), 'utf8');
    app.get(`/assets/${name}`, (c) => c.body(content, 200, { 'content-type': type }));
  }
  app.get('/revision', (c) => c.text(revision()));

  app.get('/', (c) => {
    const view = viewIn(c.req.query());
    return c.html(overviewPage(bodiesIn(view), view, contextNow()));
  });
  app.get('/accounts/:id', (c) => {
    const account = accounts.find((one) => one.id === c.req.param('id'));
    if (!account) return missing(c);
    return c.html(
      accountPage({ account, posts: postsOf(account) }, viewIn(c.req.query()).refresh, contextNow()),
    );
  });

  // Where a post's own address on either platform leads.
  app.get('/:at{@[^/]+}', (c) => toAccount(c, 'mastodon', c.req.param('at').slice(1)));
  app.get('/:at{@[^/]+}/:id', (c) => toAccount(c, 'mastodon', c.req.param('at').slice(1), c.req.param('id')));
  app.get('/:handle/status/:id', (c) => toAccount(c, 'x', c.req.param('handle'), c.req.param('id')));
  app.notFound(missing);

  function missing(c: Context) {
    return c.html(missingPage(contextNow()), 404);
  }

  function toAccount(c: Context, channel: string, handle: string, post?: string) {
    const account = accounts.find(
      (one) => one.channel === channel && one.handle.toLowerCase() === handle.toLowerCase(),
    );
    if (!account) return missing(c);
    const anchor = post === undefined ? '' : `#p-${encodeURIComponent(post)}`;
    return c.redirect(`/accounts/${encodeURIComponent(account.id)}${anchor}`);
  }

  function postsOf(account: SandboxAccount): readonly Shown[] {
    return timelines.of(account.id, clock.now());
  }

  function bodiesIn(view: View): readonly Body[] {
    const wanted = view.name.toLocaleLowerCase('de');
    const shown = accounts.filter(
      (account) =>
        (view.channel === '' || account.channel === view.channel) &&
        account.group.toLocaleLowerCase('de').includes(wanted),
    );
    const byName = Map.groupBy(shown, (account) => account.group);
    return [...byName].map(([name, members]) => ({
      name,
      timelines: members.map((account) => ({ account, posts: postsOf(account) })),
    }));
  }

  /** Counts changes, and posts that are accepted late as they appear. */
  function revision(): string {
    const visible = accounts.reduce((sum, account) => sum + postsOf(account).length, 0);
    return `${timelines.revision()}.${visible}`;
  }

  function contextNow(): PageContext {
    const { title, zone, limits } = pages;
    return { title, wall: wallIn(zone), looks, limits, now: clock.now(), revision: revision() };
  }
}

/** Whatever stands in the address, a page is shown. */
const viewSchema = z.object({
  name: z.string().trim().max(100).catch(''),
  channel: z.enum(['', 'x', 'mastodon']).catch(''),
  order: z.enum(['configured', 'newest']).catch('configured'),
  refresh: z.enum(['on', 'off']).catch('on'),
});

function viewIn(query: Readonly<Record<string, string>>): View {
  return viewSchema.parse(query);
}
