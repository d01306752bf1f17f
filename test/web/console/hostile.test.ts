import fc from 'fast-check';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { parse } from 'yaml';
import { ROLES } from '../../../src/core/domain/rights.ts';
import { consoleApp, ROUTES } from '../../../src/web/console/console.ts';
import { deskOf } from '../../../src/web/console/desk.ts';
import { openConsole } from '../../fixtures/console.ts';
import { REGION } from '../../fixtures/day.ts';
import { EVERYTHING, ORIGIN } from '../../fixtures/people.ts';
import { plain } from '../../fixtures/practice.ts';
import { openStaff } from '../../fixtures/staff.ts';

/** Others: AUSRUFER_SEED=4711 npm run hostile */
const SEED = Number(process.env.AUSRUFER_SEED ?? 1);
const RUNS = Number(process.env.AUSRUFER_RUNS ?? 500);

const SCRIPT = `"'><script>alert(4711)</script>&lt;`;
const TOKEN = 'tok3n&of<hemer-9f8e7d6c5b4a';
/** Stands in a fact, in names and in a draft: nobody who is not signed in may read it. */
const SECRET = 'Zimtstern';
const WRITTEN = JSON.stringify({ de: `${SECRET} ${SCRIPT}` });
const TOWNS = REGION.replace('{de: Stadt Hemer, en: Town of Hemer}', WRITTEN);
/** In every place where people write freely. */
const STATE = `incident: {id: i-1, mode: exercise, title: ${WRITTEN}, started: "2026-11-24 01:40", phase: identified}
facts:
  hemer:
    reach: {phone: down}
    instruction: ${WRITTEN}
    services: {id-cards: {status: limited, note: ${WRITTEN}}}
    contacts: {hotline: {for: ${WRITTEN}, phone: "+49 221 4710119", hours: Mo-Fr 08:00-16:00, verified_by: presse}}
    appointments: {policy: limited, note: ${WRITTEN}}
announcements: [{id: outage, kind: outage, post_as: [hemer]}]
`;

let staff: Awaited<ReturnType<typeof openStaff>>;
/** Of somebody who may do everything. */
let cookie: string;
/** What may stand for a changing part of a path. */
let known: readonly string[];
/** Forms as the console makes them for somebody who may do everything, filled in as they are shown. */
let forms: readonly Form[];
beforeAll(async () => {
  staff = await openStaff({ region: TOWNS, state: STATE, settings: 'approvals: {needed: 0}\n' });
  const everything = ROLES.map((role) => ({ role, who: 'all' }));
  cookie = await staff.signIn(`${SECRET} ${SCRIPT}`, everything);
  await staff.posted(2);
  const [key = ''] = [...(await text('/beitraege')).matchAll(/\/beitraege\/([^"?]+)"/g)].map(
    ([, one]) => one ?? '',
  );
  const drawn = await ask({
    path: '/melden/outage',
    method: 'POST',
    body: `who=hemer&down=phone&instruction=${SECRET}`,
  });
  const draft = drawn.headers.get('location')?.split('/').at(-1) ?? '';
  const people = (await staff.people.store.people()).map(({ id }) => id);
  expect([key, draft]).not.toContain('');
  known = [key, draft, ...people, 'outage', 'status', 'hemer', 'all'];
  const post = encodeURIComponent(decodeURIComponent(key));
  const pages = ['/', '/melden/outage', '/melden/status', '/melden/restoration', '/melden/all-clear']
    .concat([`/pruefen/${draft}`, '/anhalten', '/weiter', '/staedte', '/staedte/hemer', '/staedte/menden'])
    .concat([`/beitraege/${post}`, `/falsch/${post}`, '/nochmal/outage', '/leute', `/leute/${people[0]}`]);
  forms = (await Promise.all(pages.map(text))).flatMap(formsOn);
  // Each task, and each right, has one.
  for (const path of [
    '/melden/',
    '/pruefen/',
    '/anhalten',
    '/staedte/',
    '/falsch/',
    '/zurueckziehen/',
    '/leute/',
  ])
    expect(forms.map((form) => form.path).filter((one) => one.startsWith(path))).not.toEqual([]);
});
afterAll(() => staff?.[Symbol.asyncDispose]());

interface Form {
  readonly path: string;
  readonly fields: readonly (readonly [name: string, value: string])[];
}

function formsOn(page: string): readonly Form[] {
  return [...page.matchAll(/<form method="post" action="([^"]+)"[^>]*>(.*?)<\/form>/gs)].flatMap(
    ([, action = '', inner = '']): readonly Form[] => {
      const inputs = [...inner.matchAll(/<input([^>]*)>/g)]
        .map(([, attributes = '']) => attributes)
        .filter((one) => !/type="(?:radio|checkbox)"/.test(one) || / checked|name="read"/.test(one));
      const selects = [...inner.matchAll(/<select[^>]* name="([^"]+)"[^>]*>.*?<option value="([^"]*)"/gs)];
      const fields = [
        ...inputs.map((one) => [attribute(one, 'name'), attribute(one, 'value')] as const),
        ...selects.map(([, name = '', value = '']) => [plain(name), plain(value)] as const),
      ];
      const buttons = [...inner.matchAll(/<button([^>]*)>/g)].map(([, one = '']) => one);
      return buttons.map((one) => ({
        path: plain(action),
        fields: [...fields, [attribute(one, 'name'), attribute(one, 'value')] as const].filter(
          ([name]) => name !== '',
        ),
      }));
    },
  );
}

function attribute(attributes: string, name: string): string {
  return plain(new RegExp(` ${name}="([^"]*)"`).exec(attributes)?.[1] ?? '');
}

interface Request {
  readonly path: string;
  readonly method: string;
  readonly body?: string;
  readonly type?: string;
  readonly origin?: string | null;
  readonly cookie?: string;
}

function ask({ path, method, body, type, origin, cookie: own = cookie }: Request): Promise<Response> {
  const headers = new Headers({ cookie: own, 'accept-language': 'de' });
  headers.set('content-type', type ?? 'application/x-www-form-urlencoded');
  if (origin !== null) headers.set('origin', origin ?? staff.origin);
  const withBody = method !== 'GET' && method !== 'HEAD' && body !== undefined;
  return fetch(`${staff.origin}${path}`, { method, headers, redirect: 'manual', ...(withBody && { body }) });
}

async function text(path: string): Promise<string> {
  return (await ask({ path, method: 'GET' })).text();
}

/** Everything that a request could change; that wrong tries to sign in lock a name is as it should be. */
async function everything(): Promise<unknown> {
  const { store } = staff.people;
  const log = (await store.log()).filter(({ what }) => what !== 'locked-out');
  return [await staff.state(), staff.timelines(), await store.drafts(), await store.people(), log];
}

const junk = fc.oneof(
  fc.constantFrom(
    '',
    'x',
    '0',
    '-1',
    '1e99',
    '..',
    '%00',
    '__proto__',
    'constructor',
    'hasOwnProperty',
    SCRIPT,
    'a'.repeat(5_000),
  ),
  fc.string({ unit: 'binary', maxLength: 60 }),
);
const part = fc.oneof(
  { weight: 3, arbitrary: fc.nat().map((n) => decodeURIComponent(known[n % known.length] ?? '')) },
  { weight: 1, arbitrary: junk },
);
const names = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      ...'do digest version read note who down next appointments cause instruction daily back scope suche seite alle zustand zu entwurf nach name rights role label response token secret code passphrase id url what alone'.split(
        ' ',
      ),
    ),
  },
  { weight: 1, arbitrary: junk },
);
const fields = fc
  .array(fc.tuple(names, part), { maxLength: 6 })
  .map((all) =>
    new URLSearchParams(
      all.map(([name, value]): [string, string] => [name, value.toWellFormed()]),
    ).toString(),
  );
const path = fc
  .tuple(
    fc.constantFrom(
      ...ROUTES.map((route) => route.path),
      '/sprache',
      '/ueben/:key',
      '/assets/:name',
      '/:any',
      '/uebung/:any',
    ),
    fc.array(part, { minLength: 3, maxLength: 3 }),
    fields,
  )
  .map(([pattern, parts, query]) => {
    let n = 0;
    return `${pattern.replace(/:\w+/g, () => encodeURIComponent((parts[n++] ?? '').toWellFormed()) || 'x')}?${query}`;
  });
const body = fc.oneof(
  { weight: 4, arbitrary: fields },
  { weight: 1, arbitrary: junk.map((one) => one.toWellFormed()) },
  { weight: 1, arbitrary: fc.json() },
);
const type = fc.constantFrom(
  'application/x-www-form-urlencoded',
  'application/json',
  'text/plain',
  'multipart/form-data; boundary=x',
  'x',
);
const method = fc.constantFrom(
  'GET',
  'GET',
  'HEAD',
  'POST',
  'POST',
  'POST',
  'PUT',
  'DELETE',
  'PATCH',
  'OPTIONS',
);
const stranger = fc.record({
  path,
  method,
  body,
  type,
  cookie: fc.constantFrom('', 'sitzung=x', `sitzung=${'0'.repeat(64)}; uebung=x`),
});
const foreign = fc.record({
  path,
  method: fc.constantFrom('POST', 'PUT', 'DELETE', 'PATCH'),
  body,
  type,
  origin: fc.constantFrom(null, 'null', 'https://example.net'),
});
const reader = fc.record({ path, method: fc.constantFrom('GET', 'HEAD') });
/** Somebody who ends their own session, or begins a practice, asks nothing more of the console. */
const stays = path.filter((one) => !/^\/(?:abmelden|ich\/sitzung|leute|ueben)/.test(one));
const member = fc.record({ path: stays, method, body, type });

/** A form as it is shown, with at most one field left out, sent twice, or filled in with something else. */
const formRequest = fc
  .record({
    form: fc.nat(),
    field: fc.nat(),
    how: fc.constantFrom('as it is', 'left out', 'twice', 'changed', 'changed'),
    value: fc.oneof(
      part,
      fc.nat().map(String),
      fc.constantFrom('menden', 'mk', 'yes', 'down', 'tell', 'save'),
    ),
  })
  .map(({ form, field, how, value }): Request => {
    const { path, fields: all } = forms[form % forms.length] ?? { path: '/', fields: [] };
    const n = field % Math.max(1, all.length);
    const sent = all.flatMap(([name, before], index) => {
      const written = [name, value.toWellFormed()] as const;
      if (index !== n || how === 'as it is') return [[name, before] as const];
      if (how === 'left out') return [];
      return how === 'twice' ? [[name, before] as const, written] : [written];
    });
    return {
      path,
      method: 'POST',
      body: new URLSearchParams(sent.map(([name, value]): [string, string] => [name, value])).toString(),
    };
  });
/** What everybody may do who is signed in: stop, look after their own ways in, and practise. */
const FOR_EVERYONE = /^\/(?:anhalten|ich|abmelden|anmelden|ueben)/;

async function refuseNothing(
  requests: fc.Arbitrary<Request>,
  share: number,
  check: (request: Request, answer: Response, text: string) => void,
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(requests, async (request) => {
      const answer = await ask(request);
      // A stream ends when nobody reads it.
      const isStream = answer.headers.get('content-type')?.startsWith('text/event-stream');
      const said = isStream ? '' : await answer.text();
      if (isStream) await answer.body?.cancel();
      expect(answer.status, said).toBeLessThan(500);
      if (answer.status !== 404 || answer.headers.has('content-security-policy')) headersOf(answer);
      if (answer.headers.get('content-type')?.startsWith('text/html'))
        expect(said).not.toContain('<script>alert');
      check(request, answer, said);
    }),
    { numRuns: Math.ceil(RUNS * share), seed: SEED },
  );
}

function headersOf({ headers }: Response): void {
  expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('cache-control') ?? 'no-store').toMatch(/no-store|immutable|no-cache/);
}

test('a form that is sent from another address, or with too much in it, is refused with words that say what to do', async () => {
  await using given = await openConsole();
  const { browser } = await given.enter('Krause', EVERYTHING);
  const elsewhere = await browser.post('/melden/outage', {}, 'http://127.0.0.1:8082');
  expect([elsewhere.status, elsewhere.text]).toEqual([403, expect.stringContaining(`Öffnen Sie ${ORIGIN}`)]);
  const long = await browser.post('/melden/outage', { instruction: 'x'.repeat(200_001) });
  expect([long.status, long.text]).toEqual([413, expect.stringContaining('kürzen Sie den Text')]);
});

test('whatever a stranger asks, nothing fails, changes or is given away', async () => {
  const before = await everything();
  await refuseNothing(stranger, 0.35, (_, __, said) => expect(said).not.toContain(SECRET));
  expect(await everything()).toEqual(before);
});

test('whatever a page from elsewhere sends in the name of somebody who may do everything, nothing changes', async () => {
  const before = await everything();
  await refuseNothing(foreign, 0.15, (_, { status }) => expect(status).toBe(403));
  expect(await everything()).toEqual(before);
});

test('whatever link somebody follows, nothing changes, and what was written comes out as text', async () => {
  const before = await everything();
  await refuseNothing(reader, 0.15, () => {});
  expect(await everything()).toEqual(before);
});

test.each([
  ['no right', []],
  ['the right to stop', [{ role: 'stopper', who: 'all' }]],
  ['rights for another town only', ROLES.map((role) => ({ role, who: 'menden' }))],
] as const)(
  'a form that somebody with %s sends, as it is or with a field changed, changes nothing that they may not',
  async (name, rights) => {
    const own = await staff.signIn(`P ${name}`, rights);
    const isElsewhere = rights.some(({ who }) => who === 'menden');
    const before = isElsewhere ? await ofHemer() : await everything();
    const sent = formRequest
      .filter((one) => !FOR_EVERYONE.test(one.path))
      .map((one) => ({ ...one, cookie: own }));
    await refuseNothing(sent, 0.05, () => {});
    expect(isElsewhere ? await ofHemer() : await everything()).toEqual(before);
  },
);

/** What only somebody may change who may write, approve or decide for Hemer. */
async function ofHemer(): Promise<unknown> {
  const { facts, announcements } = parse(await staff.state()) as {
    readonly facts: Readonly<Record<string, unknown>>;
    readonly announcements: readonly { readonly post_as: readonly string[] }[];
  };
  const said = announcements.filter(({ post_as }) => post_as.some((who) => who !== 'menden'));
  const people = (await staff.people.store.people()).filter(({ name }) => name.startsWith(SECRET));
  const drafts = (await staff.people.store.drafts()).filter(({ change }) => !change.includes('"menden"'));
  return [facts.hemer, facts.all, facts.mk, said, staff.timelines(), people, drafts];
}

test('a form that somebody sends who may do everything, as it is or with a field changed, never fails', async () => {
  const sent = formRequest.filter((one) => !/^\/(?:abmelden|ich|leute|ueben)/.test(one.path));
  await refuseNothing(sent, 0.1, () => {});
  expect((await ask({ path: '/', method: 'GET' })).status).toBe(200);
});

test('whatever somebody sends who may do everything, nothing fails, and what was written comes out as text', async () => {
  await refuseNothing(member, 0.1, () => {});
  expect((await ask({ path: '/', method: 'GET' })).status).toBe(200);
});

test('no page shows a secret that somebody typed into a file', async () => {
  vi.stubEnv('HEMER_MASTODON_ACCESS_TOKEN', TOKEN);
  onTestFinished(() => void vi.unstubAllEnvs());
  await using given = await openStaff();
  const session = await given.signIn('Krause', []);
  await given.edit((towns) => towns.replace('Stadt Hemer', `Stadt Hemer ${TOKEN}`), 'municipalities.yaml');
  const headers = { cookie: session };
  for (const path of ['/staedte', '/staedte/hemer', '/konten']) {
    const page = await (await fetch(`${given.origin}${path}`, { headers })).text();
    expect(page).toContain('Stadt Hemer [secret]');
    expect(page).not.toContain('9f8e7d6c5b4a');
  }
});

test('a secret that is a word of HTML is blacked out in what is said, and breaks no page', async () => {
  const secrets = {
    HEMER_MASTODON_ACCESS_TOKEN: 'post',
    HEMER_X_ACCESS_TOKEN: 'form',
    MENDEN_X_ACCESS_TOKEN: 'down',
  };
  for (const [name, value] of Object.entries(secrets)) vi.stubEnv(name, value);
  onTestFinished(() => void vi.unstubAllEnvs());
  await using given = await openStaff();
  const headers = { cookie: await given.signIn('Krause', [{ role: 'writer', who: 'all' }]) };
  await given.edit((towns) => towns.replace('Stadt Hemer', 'Stadt Hemer post "form"'), 'municipalities.yaml');
  const page = await (await fetch(`${given.origin}/staedte/hemer`, { headers })).text();
  expect(page).toContain('<title>Stadt Hemer [secret] &quot;[secret]&quot; –');
  expect(page).toMatch(/<form method="post" action="\/staedte\/hemer"/);
  expect(page).toContain('name="reach.phone" value="down"');
  // The mark is where somebody's words are, and nowhere in the markup.
  expect(page.replace(/>[^<]*</g, '><').match(/(?<!value="[^"]*)\[secret\]/g)).toBeNull();
});

/** Sends forms as somebody who is signed in, and follows to no other page. */
function senderTo(origin: string, headers: Readonly<Record<string, string>>) {
  return (path: string, fields = {}) =>
    fetch(`${origin}${path}`, {
      method: 'POST',
      redirect: 'manual',
      headers,
      body: new URLSearchParams(fields),
    });
}

test('a practice beside the console shows no secret either, in no page and no event', async () => {
  vi.stubEnv('HEMER_MASTODON_ACCESS_TOKEN', TOKEN);
  onTestFinished(() => void vi.unstubAllEnvs());
  await using given = await openStaff();
  const headers = { cookie: await given.signIn('Krause', []), origin: given.origin };
  await given.edit((towns) => towns.replace('Stadt Hemer', `Stadt Hemer ${TOKEN}`), 'municipalities.yaml');
  const send = senderTo(given.origin, headers);
  const get = async (path: string) => (await fetch(`${given.origin}${path}`, { headers })).text();
  await send('/ueben');
  const review =
    (await send('/uebung/melden/outage', { who: 'hemer', down: 'phone', next: '' })).headers.get(
      'location',
    ) ?? '';
  const shown = await get(review);
  const field = (name: string) => new RegExp(`name="${name}" value="(\\w+)"`).exec(shown)?.[1] ?? '';
  const sent = { digest: field('digest'), version: field('version'), read: 'yes', do: 'publish' };
  const progress = (await send(review, sent)).headers.get('location') ?? '';
  expect(progress).toContain('/fortschritt/');
  for (const path of ['/uebung/staedte', review, progress, `${progress}/strom`]) {
    const page = await get(path);
    expect(page, path).toContain('Stadt Hemer [secret]');
    expect(page, path).not.toContain('9f8e7d6c5b4a');
  }
});

test('however its path is written, a practice has no pages that invite people or end a session', async () => {
  await using given = await openStaff();
  const headers = { cookie: await given.signIn('Krause', []), origin: given.origin };
  const send = senderTo(given.origin, headers);
  await send('/ueben');
  expect((await send('/uebung/leute/einladen', { name: 'Yilmaz' })).headers.get('location')).toBe('/ich');
  expect((await send('/uebung//x/leute/einladen', { name: 'Yilmaz' })).status).toBe(404);
  expect((await send('/uebung//x/abmelden')).headers.get('set-cookie')).toBeNull();
});

test('a bug is printed where secrets are blacked out and told in German, and a connection that is cut is none', async () => {
  const raw = vi.spyOn(console, 'error');
  onTestFinished(() => raw.mockRestore());
  await using given = await openConsole();
  const { app, people } = given;
  const printed: string[] = [];
  const runtime = { ...app.runtime, err: (text: string) => void printed.push(text) };
  const desk = deskOf({ ...app, runtime }, { people, timelines: null });
  const init = { method: 'POST', headers: { origin: ORIGIN, 'accept-language': 'de' } };
  const answerOf = (own: typeof desk, more: RequestInit) =>
    consoleApp(own, { practice: null, trustedProxy: null }).request(`${ORIGIN}/anmelden`, {
      ...init,
      ...more,
    });

  const cut = new ReadableStream({ pull: () => Promise.reject(new Error('aborted')) });
  await answerOf(desk, { body: cut, duplex: 'half' } as RequestInit);
  expect(printed).toEqual([]);

  const read = () => Promise.reject(new TypeError('tok3n is no function'));
  const answer = await answerOf({ ...desk, read }, {});
  expect([answer.status, await answer.text()]).toEqual([
    500,
    expect.stringContaining('Das Programm konnte das'),
  ]);
  expect(printed).toEqual([expect.stringMatching(/TypeError: tok3n is no function\n/)]);
  expect(raw).not.toHaveBeenCalled();
});
