import { readFileSync } from 'node:fs';
import type { Context, Hono } from 'hono';
import type { Clock, Zone } from '../core/domain/clock.ts';
import { languageAsked } from '../core/domain/language.ts';
import type { SandboxAccount } from './account.ts';
import { accountPage, addressOf, missingPage, overviewPage, type PageContext, viewSchema } from './page.ts';
import type { PageTimeline } from './page-post.ts';
import type { Bindings, RunningPlatform } from './wire.ts';
import { PAGE_LANGUAGES, wordsIn } from './words.ts';

interface Pages {
  readonly running: readonly RunningPlatform[];
  /** In the order in which the page shows them. */
  readonly accounts: readonly SandboxAccount[];
  readonly clock: Clock;
  readonly zone: Zone;
}

/** The pages load nothing from elsewhere, and are shown in no other page. */
const POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const DATE: Intl.DateTimeFormatOptions = {
  weekday: 'short',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
};

/** The pages on which people read: `/`, `/accounts/<id>`, and a redirection from every post's own address. */
export function mountPages(app: Hono<Bindings>, { running, accounts, clock, zone }: Pages): void {
  const platforms = running.map(({ platform }) => platform);
  app.use(async (c, next) => {
    await next();
    c.header('content-security-policy', POLICY);
    c.header('x-content-type-options', 'nosniff');
  });

  const marks = platforms.map(
    ({ channel, colours }) =>
      `.mark.${channel} {\n  background: ${colours.background};\n  color: ${colours.text};\n}\n`,
  );
  asset('page.css', 'text/css', marks.join(''));
  asset('page.js', 'text/javascript');
  asset('account.svg', 'image/svg+xml');
  // A choice of language is kept, for the pages of a console on this machine too.
  app.use(async (c, next) => {
    const chosen = PAGE_LANGUAGES.find((one) => c.req.method === 'GET' && one === c.req.query('sprache'));
    if (!chosen) return next();
    c.header('set-cookie', `sprache=${chosen}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly`);
    return c.redirect(c.req.path);
  });
  app.get('/revision', (c) => c.text(revision()));

  app.get('/', (c) => {
    const context = contextOf(c);
    const { name, channel } = context.view;
    const wanted = accounts.filter(
      (account) =>
        (channel === '' || account.channel === channel) &&
        account.group.toLocaleLowerCase('de').includes(name.toLocaleLowerCase('de')),
    );
    return c.html(overviewPage(wanted.flatMap(timelineOf), context));
  });
  app.get('/accounts/:id', (c) => {
    const [timeline] = accounts.filter((one) => one.id === c.req.param('id')).flatMap(timelineOf);
    return timeline ? c.html(accountPage(timeline, contextOf(c))) : missing(c);
  });
  app.notFound((c) => {
    for (const { platform, accounts } of running) {
      const { handle, id } = platform.address.exec(c.req.path)?.groups ?? {};
      const account = accounts.find((one) => one.handle.toLowerCase() === handle?.toLowerCase());
      if (account) return c.redirect(addressOf(account) + (id ? `#p-${encodeURIComponent(id)}` : ''));
    }
    return missing(c);
  });

  function asset(name: string, type: string, more = ''): void {
    const content = readFileSync(new URL(`./${name}`, import.meta.url), 'utf8') + more;
    app.get(`/assets/${name}`, (c) => c.body(content, 200, { 'content-type': `${type}; charset=utf-8` }));
  }

  function missing(c: Context) {
    const context = contextOf(c);
    return c.html(missingPage({ ...context, view: { ...context.view, refresh: 'off' } }), 404);
  }

  function timelineOf(account: SandboxAccount): readonly PageTimeline[] {
    const own = running.filter(({ platform }) => platform.channel === account.channel);
    return own.map(({ platform, timelines }) => ({
      account,
      platform,
      posts: timelines.all(account, clock.now()),
    }));
  }

  function revision(): string {
    return running.map(({ timelines }) => timelines.revision(clock.now())).join('.');
  }

  function contextOf(c: Context): PageContext {
    const language = languageAsked(PAGE_LANGUAGES, c.req.raw.headers);
    const say = wordsIn(language);
    const dates = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'de-DE', { timeZone: zone, ...DATE });
    const format = (instant: number) => say('time', { time: dates.format(instant) });
    const asked = viewSchema.parse(c.req.query());
    const isKnown = platforms.some(({ channel }) => channel === asked.channel);
    const view = { ...asked, channel: isKnown ? asked.channel : '' };
    const said = { language, say, format, path: c.req.path };
    return { ...said, platforms, now: clock.now(), view, revision: revision() };
  }
}
