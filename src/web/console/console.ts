import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { isMistake, OperatorError } from '../../core/domain/errors.ts';
import { may } from '../../core/domain/person.ts';
import { STAFF_LANGUAGES, type StaffLanguage } from '../../words/language.ts';
import { mistakeWords, say, speaking } from '../../words/say.ts';
import { ACCOUNTS } from './accounts.ts';
import { mountAssets } from './assets.ts';
import type { Desk } from './desk.ts';
import { framed } from './frame.ts';
import { alertBox } from './parts.ts';
import { PROGRESS } from './progress.ts';
import { REVIEW } from './review.ts';
import type { Answer, Asked, Route, Visitor } from './route.ts';
import { SITUATION } from './situation.ts';
import { STOP } from './stop.ts';
import { TELL } from './tell.ts';

/** Every page and everything that can be done, with the right that it needs. */
export const ROUTES: readonly Route[] = [...SITUATION, ...TELL, ...REVIEW, ...PROGRESS, ...STOP, ...ACCOUNTS];

/** Who may come in. */
export interface Access {
  /** Null: nobody who is signed in. */
  visitor(request: Request): Promise<Omit<Visitor, 'language'> | null>;
  /** The address of the console, as browsers name it in `Origin`. */
  readonly origin: string;
  /** Adds the pages that need nobody to be signed in. */
  mount(app: Hono): void;
}

/** Nothing from elsewhere, no script or style in a page, in no other page. KERN draws its icons as data. */
const POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const FORM_BYTES_MAX = 200_000;

/** The console for communications staff. */
export function consoleApp(desk: Desk, access: Access): Hono {
  const app = new Hono();
  app.use(async (context, next) => {
    await next();
    context.header('content-security-policy', POLICY);
    context.header('x-content-type-options', 'nosniff');
    context.header('referrer-policy', 'same-origin');
  });
  mountAssets(app);
  access.mount(app);
  for (const route of ROUTES)
    app.on(route.method, route.path, async (context) => {
      const request = context.req.raw;
      if (route.method === 'post' && request.headers.get('origin') !== access.origin)
        return context.text('', 403);
      const found = await access.visitor(request);
      if (found === null) return context.text('', 401);
      const visitor = { ...found, language: languageOf(request.headers) };
      return speaking(visitor.language, async () => {
        const form = route.method === 'post' ? await formOf(request) : new URLSearchParams();
        if (form === null) return context.text('', 413);
        const written = await desk.read();
        const asked: Asked = {
          ...written,
          ...{ desk, visitor, form, signal: request.signal, now: written.app.runtime.clock.now() },
          params: context.req.param() as Readonly<Record<string, string>>,
          query: new URL(request.url).searchParams,
        };
        if (!may(visitor.person, route.act, [], written.app.files.region))
          return context.html(
            framed(
              asked,
              say('console-not-allowed'),
              alertBox('warning', say('console-not-allowed'), say('console-not-allowed-advice')),
            ),
            403,
          );
        const answer = await answered(route, asked);
        switch (answer.kind) {
          case 'page':
            context.header('cache-control', 'no-store');
            return context.html(framed(asked, answer.title, answer.body), answer.status ?? 200);
          case 'see':
            return context.redirect(answer.path, 303);
          case 'events':
            context.header('cache-control', 'no-store');
            return streamSSE(context, async (stream) => {
              for await (const event of answer.events) await stream.writeSSE(event);
            });
          default:
            return answer satisfies never;
        }
      });
    });
  app.post('/sprache', async (context) => {
    const language = STAFF_LANGUAGES.find((one) => one === context.req.query('zu'));
    if (language)
      context.header('set-cookie', `sprache=${language}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly`);
    return context.redirect(localPath(context.req.query('nach')), 303);
  });
  app.notFound((context) => context.text('', 404));
  return app;
}

/** A mistake that a person made is a page; anything else is a bug. */
async function answered(route: Route, asked: Asked): Promise<Answer> {
  try {
    return await route.answer(asked);
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    const body = error.mistakes.map((mistake) => {
      const { message, advice } = mistakeWords(mistake);
      return alertBox('danger', message, advice);
    });
    const status = isMistake(error, 'changed-meanwhile') || isMistake(error, 'draft-changed') ? 409 : 400;
    return { kind: 'page', title: say('console-not-possible'), body: body.join(''), status };
  }
}

/** Null where more is sent than any form has. */
async function formOf(request: Request): Promise<URLSearchParams | null> {
  const text = await request.text();
  return text.length > FORM_BYTES_MAX ? null : new URLSearchParams(text);
}

function languageOf(headers: Headers): StaffLanguage {
  const chosen = /(?:^|;\s*)sprache=(\w+)/.exec(headers.get('cookie') ?? '')?.[1];
  const wanted = [
    chosen,
    ...(headers.get('accept-language') ?? '').split(',').map((one) => one.trim().slice(0, 2)),
  ];
  return wanted.flatMap((one) => STAFF_LANGUAGES.find((language) => language === one) ?? [])[0] ?? 'de';
}

/** A path of this console: never an address elsewhere. */
function localPath(written: string | undefined): string {
  return written && /^\/(?![/\\])[\w/?=&.%-]*$/.test(written) ? written : '/';
}
