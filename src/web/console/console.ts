import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';
import { type Context, Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { changedElsewhere } from '../../app/changed-file.ts';
import { type ConsoleSession, type From, startSession } from '../../app/people/sign-in.ts';
import { SECOND } from '../../core/domain/clock.ts';
import { isMistake, mistake, OperatorError } from '../../core/domain/errors.ts';
import { languageAsked } from '../../core/domain/language.ts';
import { may, type Person } from '../../core/domain/rights.ts';
import { bytesWithin } from '../../files/read-file.ts';
import { STAFF_LANGUAGES } from '../../staff-words/language.ts';
import { namedIn } from '../../staff-words/named.ts';
import { mistakeWords, say, speaking } from '../../staff-words/say.ts';
import { ACCOUNTS } from './accounts.ts';
import { mountAssets } from './assets.ts';
import { CONFIRM } from './confirm.ts';
import { cookieFor, doneCookie, doneGone, doneIn, languageCookie, sessionIn } from './cookies.ts';
import type { Desk } from './desk.ts';
import { framed } from './frame.ts';
import { html, withRedaction } from './html.ts';
import { alertBox, button, form, hiddenInputs, linkButton } from './kern.ts';
import { brokenFiles, faultMarkup, isForOperator, mistakesOf } from './parts.ts';
import { POST } from './post.ts';
import { POSTS } from './posts.ts';
import { PRACTISE } from './practice-page.ts';
import { PROGRESS } from './progress.ts';
import { REVIEW } from './review.ts';
import type { Asked, PracticeBeside, Route, WebAnswer } from './route.ts';
import { localPath, page, see, wholePath } from './route.ts';
import { INVITATION } from './sign-in/invitation.ts';
import { LOG } from './sign-in/log.ts';
import { ME } from './sign-in/me.ts';
import { PEOPLE } from './sign-in/people.ts';
import { SIGN_IN } from './sign-in/sign-in.ts';
import { signatureFor, touchAsked } from './sign-in/touch.ts';
import { SITUATION } from './situation.ts';
import { STOP } from './stop.ts';
import { TELL } from './tell.ts';
import { AGAIN } from './tell-again.ts';
import { TOWN } from './town.ts';
import { TOWNS } from './towns.ts';
import { UPCOMING } from './upcoming.ts';
import { WRONG } from './wrong-post.ts';

/** Every page and everything that can be done, with the right that it needs. */
export const ROUTES: readonly Route[] = [
  ...SITUATION,
  ...TELL,
  ...CONFIRM,
  ...REVIEW,
  ...PROGRESS,
  ...STOP,
  ...ACCOUNTS,
  ...PRACTISE,
  ...SIGN_IN,
  ...INVITATION,
  ...ME,
  ...PEOPLE,
  ...LOG,
  ...POSTS,
  ...POST,
  ...WRONG,
  ...AGAIN,
  ...UPCOMING,
  ...TOWNS,
  ...TOWN,
].flatMap((route: Route) => (route.touch ? [route, signatureFor(route)] : [route]));

/** Limits of a console's server, whose requests have 200 kB at most. */
export const CONSOLE_LIMITS = { connectionsMax: 256, requestMs: 30 * SECOND };

/** How people come in, beside the pages for that. */
export interface Entrance {
  /** A link that signs somebody in without anything else: in the sandbox practice only. */
  readonly practice: { readonly key: string; readonly person: Person } | null;
  /** The reverse proxy that is trusted to name the origin of a request; null: there is none. */
  readonly trustedProxy: string | null;
  /** Finds the person who is signed in, in place of the desk's own sign-in. */
  readonly signedIn?: (headers: Headers) => Promise<ConsoleSession | null>;
  /** The practice that can be begun here; absent where everything is one. */
  readonly practise?: PracticeBeside;
}

/** An address that does not exist: the page says where to go on. */
const NOWHERE: Route = {
  method: 'get',
  path: '*',
  act: 'look',
  answer: () => {
    const { message, advice } = mistakeWords(mistake('no-page'));
    return page(message.replace(/\.$/, ''), alertBox('info', advice), 404);
  },
};

/** Somebody who is not signed in may do nothing. */
const NOBODY: Person = { id: '', name: '', rights: [], isRemoved: true };

/** Nothing from elsewhere, no script or style in a page, in no other page. KERN draws its icons as data. */
const POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const FORM_BYTES_MAX = 200_000;

/** The console for communications staff. */
export function consoleApp(desk: Desk, entrance: Entrance): Hono {
  const { people } = desk;
  const app = new Hono();
  app.use(async (context, next) => {
    await next();
    context.header('content-security-policy', POLICY);
    context.header('x-content-type-options', 'nosniff');
    context.header('referrer-policy', 'same-origin');
    if (people.origin.startsWith('https:')) context.header('strict-transport-security', 'max-age=31536000');
  });
  // This applies to every content type: browsers name the origin of every POST, also of one from another site.
  app.use(async (context, next) => {
    const isChange = !['GET', 'HEAD'].includes(context.req.method);
    if (!isChange || context.req.header('origin') === people.origin) return next();
    return inWords(context, () => say('console-elsewhere', { origin: people.origin }), 403);
  });
  // Hono would print the error as it is, with any secret in it.
  app.onError((error, context) => {
    desk.bug(error);
    return inWords(context, () => say('console-fault'), 500);
  });
  mountAssets(app);
  const answering =
    (route: Route) =>
    async (context: Context): Promise<Response> => {
      const request = context.req.raw;
      const known = await orFault(
        () => entrance.signedIn?.(request.headers) ?? sessionIn(people, request.headers),
      );
      const session = known instanceof OperatorError ? null : known;
      const language = languageAsked(STAFF_LANGUAGES, request.headers);
      const person = session?.person ?? NOBODY;
      return speaking(language, async () => {
        const form = route.method === 'post' ? await formOf(request) : new URLSearchParams();
        if (form === null) return context.text(say('console-too-much'), 413);
        const params = context.req.param() as Readonly<Record<string, string>>;
        const query = new URL(request.url).searchParams;
        // No database and no file takes a zero byte.
        if ([...Object.values(params), ...query.values(), ...form.values()].some((one) => one.includes('\0')))
          return context.text('', 400);
        // A stop, and signing in for it, needs no state file. Every change waits for the newest one.
        const needsNone = route.act === 'open' || route.act === 'pause';
        const isShown = route.method === 'get';
        const written = await desk.read(needsNone ? 'not' : isShown ? 'briefly' : 'until-answered');
        const { region, channels, settings } = written.app.files;
        const now = people.clock.now();
        const asked: Asked = {
          ...desk,
          ...written,
          ...{ now, person, session, language, form, isShown, params, query, path: context.req.path },
          named: namedIn({ region, channels, zone: settings.zone, now }),
          practise: entrance.practise ?? null,
          from: fromOf(context, entrance),
        };
        const redact = (text: string) => written.app.files.redact(desk.redact?.(text) ?? text);
        return withRedaction(redact, async () => {
          const answer =
            known instanceof OperatorError ? refusal(asked, known) : await answerFor(route, asked);
          return answerOf(context, asked, answer, redact);
        });
      });
    };
  for (const route of ROUTES) app.on(route.method, route.path, answering(route));
  entrance.practise?.mount(app);
  const { practice } = entrance;
  if (practice !== null)
    app.get('/ueben/:key', async (context) => {
      if (context.req.param('key') !== practice.key) return context.text('', 404);
      const { token } = await startSession(
        people,
        practice.person,
        'practice',
        fromOf(context, entrance).device,
      );
      context.header('set-cookie', cookieFor(people, token));
      return context.redirect('/', 303);
    });
  app.post('/sprache', async (context) => {
    const language = STAFF_LANGUAGES.find((one) => one === context.req.query('zu'));
    if (language) context.header('set-cookie', languageCookie(language));
    return context.redirect(localPath(context.req.query('nach')), 303);
  });
  const nowhere = answering(NOWHERE);
  app.notFound((context) => (context.req.method === 'GET' ? nowhere(context) : context.text('', 404)));
  return app;
}

/** Answers with a sentence alone, in the language that the browser asks for. */
function inWords(context: Context, words: () => string, status: 403 | 500): Response {
  const language = languageAsked(STAFF_LANGUAGES, context.req.raw.headers);
  return speaking(language, () => context.text(words(), status));
}

/** Asks the route, once it is clear that the visitor may. */
async function answerFor(route: Route, asked: Asked): Promise<WebAnswer> {
  const { person, session, app } = asked;
  if (route.act !== 'open') {
    if (session === null)
      return route.method === 'get'
        ? see(`/anmelden?nach=${encodeURIComponent(wholePath(asked))}`)
        : signInMeanwhile(asked);
    if (!may(person, route.act, [], app.files.region))
      return page(
        say('console-not-allowed'),
        alertBox('warning', say('console-not-allowed'), say('console-not-allowed-advice')),
        403,
      );
    // Somebody may come by a link that they kept.
    const elsewhere = route.act === 'write' && route.method === 'get' ? changedElsewhere(asked.app) : null;
    if (elsewhere !== null) return refusal(asked, new OperatorError([elsewhere]));
  }
  return answered(route, asked);
}

/** Secrets are typed again, and no page repeats them. */
const SECRET_FIELDS: ReadonlySet<string> = new Set(['passphrase', 'code', 'response', 'secret', 'otpauth']);

/** The session ended while somebody wrote: nothing is lost, and the form can be sent again once they have signed in. */
function signInMeanwhile({ form: sent, path }: Asked): WebAnswer {
  const fields = hiddenInputs([...sent].filter(([name]) => !SECRET_FIELDS.has(name)));
  return page(
    say('console-session-over'),
    html`<p class="kern-body">${say('console-session-over-advice')}</p><p><a class="kern-link" href="/anmelden" target="_blank">${say('console-sign-in')}</a></p>
${form(path, html`${fields}${button('primary', say('console-send-again'))}`)}`,
    401,
  );
}

async function answerOf(
  context: Context,
  asked: Asked,
  answer: WebAnswer,
  redact: (text: string) => string,
): Promise<Response> {
  context.header('cache-control', 'no-store');
  if ('cookie' in answer && answer.cookie !== undefined) context.header('set-cookie', answer.cookie);
  switch (answer.kind) {
    case 'page': {
      const done = doneIn(asked, context.req.raw.headers);
      if (done !== null) context.header('set-cookie', doneGone(asked), { append: true });
      return context.html(await framed(asked, answer, done), answer.status);
    }
    case 'see':
      if (answer.forgets) context.header('clear-site-data', '"storage"');
      if (answer.done) context.header('set-cookie', doneCookie(asked, answer.done), { append: true });
      return context.redirect(answer.path, 303);
    case 'json':
      return context.json(answer.data);
    case 'file':
      context.header('content-disposition', `attachment; filename="${answer.name}"`);
      return context.body(redact(answer.text), 200, { 'content-type': answer.type });
    case 'events':
      return streamSSE(context, async (stream) => {
        const left = new AbortController();
        stream.onAbort(() => left.abort());
        const ended = AbortSignal.any([left.signal, asked.app.runtime.signal]);
        try {
          for await (const event of answer.events(ended)) await stream.writeSSE(event);
        } catch (error) {
          // Nobody listens any more, or the browser asks again, and the page says what is wrong.
          if (!ended.aborted && !(error instanceof OperatorError)) asked.bug(error);
        }
      });
    default:
      return answer satisfies never;
  }
}

const BROWSERS = ['Edg', 'OPR', 'Firefox', 'Chrome', 'Safari'];
const SYSTEMS = ['Android', 'iPhone', 'iPad', 'Windows', 'Mac OS', 'Linux'];

/** `Chrome, Android`: how a browser names itself, in as many words as a list needs. */
function deviceIn(agent: string): string {
  const found = [BROWSERS, SYSTEMS].flatMap((names) => names.find((name) => agent.includes(name)) ?? []);
  return found.join(', ');
}

/** The address that the request came from, or that the trusted proxy names. */
function fromOf({ req, env }: Context, { trustedProxy }: Entrance): From {
  const { incoming } = Object(env) as { readonly incoming?: IncomingMessage };
  const direct = plainAddress(incoming?.socket.remoteAddress ?? '');
  const forwarded = plainAddress(req.header('x-forwarded-for')?.split(',').at(-1)?.trim() ?? '');
  const address = trustedProxy !== null && direct === trustedProxy && forwarded ? forwarded : direct;
  return { address: lineOf(address), device: deviceIn(req.header('user-agent') ?? '') };
}

/** An address without the port that some proxies name with it; one of IPv4 as itself, also where it is written as one of IPv6. */
function plainAddress(address: string): string {
  return address
    .replace(/^\[(.*)\](?::\d+)?$/, '$1')
    .replace(/(?<=\.\d+):\d+$/, '')
    .replace(/^::ffff:(?=\d+\.)/i, '');
}

/** The internet line of an address: of IPv6, the owner of one address has all with the same first 64 bits. */
function lineOf(address: string): string {
  if (!isIPv6(address)) return address;
  const groupsIn = (part: string) => part.split(':').filter((group) => group !== '');
  const [head = '', tail = ''] = address.replace(/%.*/, '').split('::');
  const [first, last] = [groupsIn(head), groupsIn(tail)];
  const left = Array.from({ length: 8 - first.length - last.length }, () => '0');
  const line = [...first, ...left, ...last].slice(0, 4);
  return `${line.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
}

/** A mistake that a person made is a page; anything else is a bug. */
async function answered(route: Route, asked: Asked): Promise<WebAnswer> {
  const answer = await orFault(async () => (await touchAsked(route, asked)) ?? (await route.answer(asked)));
  return answer instanceof OperatorError ? refusal(asked, answer) : answer;
}

async function orFault<Result>(work: () => Promise<Result>): Promise<Result | OperatorError> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    return error;
  }
}

function refusal(asked: Asked, error: OperatorError): WebAnswer {
  const title = say('console-not-possible');
  if (asked.reading.kind === 'broken' && error.mistakes.every(({ place }) => place !== null))
    return page(title, brokenFiles(asked), 409);
  if (isForOperator(error.mistakes)) return page(title, faultMarkup(asked, error.mistakes), 400);
  const body = mistakesOf(asked, error.mistakes);
  if (isMistake(error, 'draft-changed')) {
    const draft = `/pruefen/${asked.form.get('entwurf') ?? asked.params.id}`;
    return page(title, html`${body}${linkButton('secondary', say('console-look'), draft)}`, 409);
  }
  return page(title, body, isMistake(error, 'changed-meanwhile') ? 409 : 400);
}

/**
 * Null where more is sent than any form has. (hono's `bodyLimit` makes a new `Request`, which Node's refuses: the server
 * leaves the global ones to the clients of the platforms.)
 */
async function formOf({ headers, body }: Request): Promise<URLSearchParams | null> {
  if (Number(headers.get('content-length') ?? 0) > FORM_BYTES_MAX) return null;
  // If the connection was cut, nobody waits for an answer.
  const bytes = await bytesWithin(body, FORM_BYTES_MAX).catch(() => null);
  // Browsers send every line break as two characters.
  return bytes && new URLSearchParams(bytes.toString().replace(/%0D%0A/gi, '%0A'));
}
