import type { Hono } from 'hono';
import type { App } from '../../app/load.ts';
import type { People } from '../../app/people/people.ts';
import type { Instant } from '../../core/domain/clock.ts';
import { consoleApp } from './console.ts';
import { sessionIn } from './cookies.ts';
import { addToPractice, type PracticeGround, practising, startPractice } from './practice.ts';
import { PRACTICE } from './practice-page.ts';
import type { PracticeBeside } from './route.ts';

/** The timelines of the practice, for telephones that cannot reach the sandbox's own port. */
const TIMELINES = `${PRACTICE}/zeitleisten`;
/** Pages of the timelines; everything else of the sandbox is for the program. */
const READABLE = /^\/(?:$|\?|accounts\/|assets\/|revision$)/;
/** Ways to sign in, and who may: they are the same in a practice, so they are those of the console. */
const OF_PEOPLE = /^\/(?:ich|abmelden|anmelden|einladung|leute)(?:[/?]|$)/;

interface Running {
  readonly by: string;
  readonly at: Instant;
  readonly ground: PracticeGround;
  readonly pages: Hono;
}

/**
 * The practice beside a console: the same pages, for the same people, who may all try everything, on files, people and
 * platforms of its own. One runs at a time.
 */
export function practiseBeside(people: People): PracticeBeside {
  let running: Promise<Running> | null = null;
  let now: Running | null = null;

  async function start(app: App, by: string, at: Instant): Promise<Running> {
    const ground = await startPractice(app, people.origin, `${TIMELINES}/?refresh=off`);
    const joined = new Map<string, Promise<void>>();
    // Everybody who is signed in to the console may practise, whenever they come. A signature in a practice has no effect.
    const signedIn = async (headers: Headers) => {
      const session = await sessionIn(people, headers);
      if (session === null) return null;
      const person = practising(session.person);
      const joining = joined.get(person.id) ?? addToPractice(ground.desk.people, person);
      joined.set(person.id, joining);
      joining.catch(() => joined.delete(person.id));
      await joining;
      return { ...session, person, way: 'practice' } as const;
    };
    const pages = consoleApp(ground.desk, { practice: null, trustedProxy: null, signedIn });
    return { by, at, ground, pages };
  }

  async function end(): Promise<void> {
    const ending = running;
    running = null;
    now = null;
    await (await ending)?.ground[Symbol.asyncDispose]();
  }

  return {
    running: () => now && { by: now.by, at: now.at },
    async begin(app, by, at) {
      running ??= start(app, by.name, at).catch((error: unknown) => {
        // It can be begun once more.
        running = null;
        throw error;
      });
      now = await running;
    },
    end,
    mount(outer) {
      outer.all(`${TIMELINES}/*`, async (context) => {
        const path = below(TIMELINES, context.req.url);
        const isSignedIn = (await sessionIn(people, context.req.raw.headers)) !== null;
        if (now === null || !isSignedIn || context.req.method !== 'GET' || !READABLE.test(path))
          return context.text('', 404);
        return moved(await fetch(`${now.ground.platforms}${path}`), TIMELINES, now.ground.platforms);
      });
      outer.all(`${PRACTICE}/*`, async (context) => {
        if (now === null) return context.redirect('/ueben', 303);
        if ((await sessionIn(people, context.req.raw.headers)) === null)
          return context.redirect(`/anmelden?nach=${encodeURIComponent('/ueben')}`, 303);
        const { raw } = context.req;
        const own = below(PRACTICE, raw.url);
        // A passkey or a session of the practice would take the place of the real one in this browser.
        if (OF_PEOPLE.test(own)) return context.redirect(raw.method === 'GET' ? own : '/ich', 303);
        const inner = new Request(`${people.origin}${own}`, raw);
        return moved(await now.pages.fetch(inner, context.env), PRACTICE, now.ground.platforms);
      });
    },
  };
}

/** The path below a prefix, with its query. Letters have one spelling: the routes know `%69ch` for `ich`. */
function below(prefix: string, url: string): string {
  const { pathname, search } = new URL(url);
  const spelled = pathname.replace(/%(?:2d|[3-7]\d|[4-7][a-f])/gi, (one) => {
    const letter = decodeURIComponent(one);
    return /[\w-]/.test(letter) ? letter : one;
  });
  return `${spelled.slice(prefix.length)}${search}`;
}

/**
 * The same answer with its own paths below the prefix, and addresses of the sandbox among the timelines. Texts have no
 * quotation marks in HTML: an attribute that begins so is ours.
 */
function moved(answer: Response, prefix: string, platforms: string): Response {
  const headers = new Headers(answer.headers);
  const location = headers.get('location');
  if (location?.startsWith('/')) headers.set('location', `${prefix}${location}`);
  const isText = /^text\/(?:html|event-stream)/.test(headers.get('content-type') ?? '');
  if (!isText || answer.body === null) return new Response(answer.body, { status: answer.status, headers });
  headers.delete('content-length');
  const decoder = new TextDecoder();
  const body = answer.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, control) {
        const text = decoder
          .decode(chunk, { stream: true })
          .replaceAll(/ (href|src|action|data-events)="\/(?!\/)/g, ` $1="${prefix}/`)
          .replaceAll(`${PRACTICE}${TIMELINES}`, TIMELINES)
          .replaceAll(`"${platforms}/`, `"${TIMELINES}/`);
        control.enqueue(new TextEncoder().encode(text));
      },
    }),
  );
  return new Response(body, { status: answer.status, headers });
}
