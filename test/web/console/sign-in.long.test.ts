import { describe, expect, test } from 'vitest';
import { changeRights } from '../../../src/app/people/change-rights.ts';
import { invite, inviteAgain } from '../../../src/app/people/invitations.ts';
import { askerOf } from '../../../src/app/people/people.ts';
import { endSessions, SESSION_MS, startSession } from '../../../src/app/people/sign-in.ts';
import { MINUTE } from '../../../src/core/domain/clock.ts';
import { ROLES } from '../../../src/core/domain/rights.ts';
import { ROUTES } from '../../../src/web/console/console.ts';
import { authenticator } from '../../fixtures/authenticator.ts';
import { fieldIn, openConsole } from '../../fixtures/console.ts';
import { REGION } from '../../fixtures/day.ts';
import { codeIn, codeOf, EVERYTHING, ORIGIN, PASSPHRASE } from '../../fixtures/people.ts';
import { plain } from '../../fixtures/practice.ts';

const ADMIN = [{ role: 'admin', who: 'all' }] as const;

describe('signing in', () => {
  test('signing in with a passkey gives a cookie that only this host gets, encrypted, and no script reads', async () => {
    await using given = await openConsole();
    const { passkey } = await given.join('Krause', []);
    const browser = given.browser();
    expect((await browser.get('/ich')).to).toBe('/anmelden?nach=%2Fich');
    const whole = '/staedte?suche=Bad%20Laasphe&seite=2';
    expect((await browser.get(whole)).to).toBe(`/anmelden?nach=${encodeURIComponent(whole)}`);
    const options = JSON.parse((await browser.post('/anmelden/frage')).text);
    const response = JSON.stringify(passkey.get(options));
    const answer = await browser.post('/anmelden/passkey', { response, nach: '/ich' });
    expect([answer.status, answer.to]).toEqual([303, '/ich']);
    expect(answer.headers.get('set-cookie')).toMatch(
      /^__Host-sitzung=[\w-]{43}; Max-Age=21600; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    expect((await browser.get('/ich')).text).toContain('<h1 class="kern-heading-medium">Krause</h1>');
  });

  test.each(['//example.net', 'https://example.net', '/\\example.net', 'javascript:alert(1)', '/a"b'])(
    'signing in leads to the first page, and not to %s',
    async (nach) => {
      await using given = await openConsole();
      const { passkey } = await given.join('Krause', []);
      const browser = given.browser();
      const options = JSON.parse((await browser.post('/anmelden/frage')).text);
      const response = JSON.stringify(passkey.get(options));
      expect((await browser.post('/anmelden/passkey', { response, nach })).to).toBe('/');
    },
  );

  test('signing in with a wrong name, a wrong passphrase and a wrong code is answered alike, to the byte', async () => {
    await using given = await openConsole();
    const { session, passkey, browser } = await given.enter('Krause', []);
    const begun = (await browser.touch(passkey, '/ich/app')).text;
    const [, secret = ''] = /name="secret" value="(\w+)"/.exec(begun) ?? [];
    const [, made = ''] = /name="token" value="([\w-]+)"/.exec(begun) ?? [];
    const fields = { token: made, secret, otpauth: 'otpauth://totp/x' };
    const typed = { passphrase: PASSPHRASE, code: codeOf(secret, given.clock) };
    const weak = await browser.post('/ich/code', { ...fields, ...typed, passphrase: 'kurz' });
    expect([weak.status, weak.text.includes(secret)]).toEqual([400, true]);
    expect((await browser.post('/ich/code', { ...fields, ...typed })).text).toMatch(
      /(<li><code>[A-Z\d-]{19}<\/code><\/li>){8}/,
    );

    given.clock.advanceTo(given.clock.now() + MINUTE);
    const right = { name: session.person.name, passphrase: PASSPHRASE, code: codeOf(secret, given.clock) };
    const answers = [];
    for (const wrong of [
      { name: 'Niemand' },
      { passphrase: 'etwas anderes' },
      { code: 'AAAA-BBBB-CCCC-DDDD' },
    ])
      answers.push(await given.browser().post('/anmelden', { ...right, ...wrong }));
    const shown = answers.map(({ status, text }) => [status, text.replace(/value="(Krause|Niemand)"/, '')]);
    expect(new Set(shown.map((one) => JSON.stringify(one)))).toHaveLength(1);
    expect(shown[0]?.[0]).toBe(401);
    expect((await given.browser().post('/anmelden', right)).status).toBe(303);
  });

  test('signing in is counted by the address that the trusted proxy names, and not by what others write', async () => {
    await using given = await openConsole({ entrance: { practice: null, trustedProxy: '127.0.0.1' } });
    const tried = async (at: { address: string; forwarded?: string }) =>
      (await given.browser(undefined, at).post('/anmelden/passkey', { response: '{}' })).status;
    for (let n = 0; n < 30; n++)
      await tried({ address: '127.0.0.1', forwarded: `203.0.113.${n}, 192.0.2.7` });
    expect(await tried({ address: '127.0.0.1', forwarded: '192.0.2.7' })).toBe(429);
    // As proxies write it that name the port as well, which is another with each connection.
    expect(await tried({ address: '127.0.0.1', forwarded: '192.0.2.7:50123' })).toBe(429);
    expect(await tried({ address: '::ffff:127.0.0.1', forwarded: '192.0.2.8' })).toBe(401);
    for (let n = 0; n < 30; n++)
      await tried({ address: '127.0.0.1', forwarded: `[2001:db8:666::${n}]:${50_000 + n}` });
    expect(await tried({ address: '127.0.0.1', forwarded: '2001:db8:666::1' })).toBe(429);
    for (let n = 0; n < 30; n++) await tried({ address: '192.0.2.9', forwarded: `203.0.113.${n}` });
    expect(await tried({ address: '192.0.2.9', forwarded: '203.0.113.99' })).toBe(429);
  });

  test('signing in is asked for sixty times by one address, which so pushes out nobody else', async () => {
    await using given = await openConsole();
    const { passkey } = await given.join('Krause', []);
    const options = JSON.parse((await given.browser().post('/anmelden/frage')).text);
    const stranger = given.browser(undefined, { address: '192.0.2.66' });
    for (let n = 0; n < 60; n++) expect((await stranger.post('/anmelden/frage')).status).toBe(200);
    expect((await stranger.post('/anmelden/frage')).status).toBe(429);
    const response = JSON.stringify(passkey.get(options));
    expect((await given.browser().post('/anmelden/passkey', { response })).status).toBe(303);
  });

  test('all addresses of one IPv6 line count as one', async () => {
    await using given = await openConsole();
    const asks = async (address: string) =>
      (await given.browser(undefined, { address }).post('/anmelden/frage')).status;
    for (let host = 0; host < 60; host++) await asks(`2001:db8:666::${host.toString(16)}`);
    expect(await asks('2001:0db8:666:0:ffff::1')).toBe(429);
    expect(await asks('2001:db8:666:1::1')).toBe(200);
    // As a socket or a proxy of both kinds writes those of IPv4.
    for (let host = 0; host < 60; host++) await asks('::ffff:203.0.113.5');
    expect(await asks('203.0.113.5')).toBe(429);
    expect(await asks('::ffff:198.51.100.7')).toBe(200);
  });

  test('signing in by the link of a practice works in a practice only', async () => {
    await using real = await openConsole();
    const { session } = await real.join('Krause', []);
    const refused = await real.browser().get('/ueben/geheim');
    expect([refused.to, refused.headers.get('set-cookie')]).toEqual([
      '/anmelden?nach=%2Fueben%2Fgeheim',
      null,
    ]);
    await using practice = await openConsole({
      entrance: { practice: { key: 'geheim', person: session.person }, trustedProxy: null },
    });
    await practice.people.store.addPerson(session.person, practice.clock.now());
    const browser = practice.browser();
    expect((await browser.get('/ueben/geraten')).status).toBe(404);
    expect((await browser.get('/ueben/geheim')).to).toBe('/');
    expect((await browser.get('/ich')).status).toBe(200);
  });
});

describe('a session', () => {
  test('a session that ends from outside is over with the next request; what was written can be sent again', async () => {
    await using given = await openConsole();
    const { session, browser } = await given.enter('Krause', []);
    expect((await browser.get('/ich')).status).toBe(200);
    await endSessions(given.people, askerOf(session.person), session.person, 'all');
    expect((await browser.get('/ich')).to).toBe('/anmelden?nach=%2Fich');
    const late = await browser.post('/ich/passkey/weg', { id: '"><script>alert(1)</script>' });
    expect(late.status).toBe(401);
    expect(late.text).toContain('action="/ich/passkey/weg"');
    expect(late.text).toContain('name="id" value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"');
    const pasted = { do: 'posted', address: 'https://example.org/@hemer/1', secret: 'typed' };
    const settling = await browser.post('/beitraege/some-key', pasted);
    expect(settling.text).toContain('name="address" value="https://example.org/@hemer/1"');
    expect(settling.text).not.toContain('typed');
  });

  test('a session warns in its last half hour', async () => {
    await using given = await openConsole();
    const { browser } = await given.enter('Krause', []);
    expect((await browser.get('/ich')).text).toMatch(/ hidden><[^>]*><[^>]*><[^>]*>Sie sind angemeldet bis/);
    given.clock.advanceTo(given.clock.now() + SESSION_MS - 20 * MINUTE);
    expect((await browser.get('/ich')).text).not.toMatch(
      / hidden><[^>]*><[^>]*><[^>]*>Sie sind angemeldet bis/,
    );
  });

  test('a session that somebody signs out of opens nothing any more', async () => {
    await using given = await openConsole();
    const { token, browser } = await given.enter('Krause', []);
    const left = await browser.post('/abmelden');
    expect(left.headers.get('set-cookie')).toMatch(/^__Host-sitzung=; Max-Age=0; Path=\//);
    expect((await given.browser(token).get('/ich')).to).toBe('/anmelden?nach=%2Fich');
  });
});

describe('an invitation', () => {
  test('an invitation is accepted on its page, once, and says nothing to who comes later', async () => {
    await using given = await openConsole();
    const { link } = await invite(given.shell, { name: '<b>Krause</b>', rights: [], alone: null });
    const path = `/einladung/${codeIn(link)}`;
    const [browser, thief] = [given.browser(), given.browser()];
    const page = (await browser.get(path)).text;
    expect(page).toContain('Willkommen, &lt;b&gt;Krause&lt;/b&gt;');
    expect(page).not.toContain('<b>');
    const passkey = authenticator(ORIGIN);
    const response = JSON.stringify(passkey.create(JSON.parse((await browser.post(`${path}/frage`)).text)));
    expect((await browser.post(`${path}/passkey`, { response, label: 'Telefon' })).to).toBe('/');
    expect((await browser.get('/ich')).text).toContain('<strong>Telefon</strong>');
    for (const answer of [
      await thief.get(path),
      await thief.post(`${path}/frage`),
      await thief.get('/einladung/geraten'),
    ]) {
      expect(answer.status).toBe(404);
      expect(answer.text).not.toContain('Krause');
    }
    expect((await thief.post(`${path}/passkey`, { response })).status).toBe(400);
  });

  test('an invitation is made on the page of people, and its rights wait for the second admin', async () => {
    await using given = await openConsole();
    const [one, two] = [await given.join('Yilmaz', ADMIN), await given.join('Brandt', ADMIN)];
    const [first, second] = [given.browser(one.token), given.browser(two.token)];
    const made = await first.touch(one.passkey, '/leute/einladen', {
      ...{ name: 'Krause', role: 'approver', who: 'hemer' },
    });
    expect(made.text).toMatch(/<svg.*https:\/\/lage\.example\.org\/einladung\/[\w-]{43}/s);
    const [, id = ''] = /action="\/leute\/aenderung\/([\w-]+)"/.exec((await second.get('/leute')).text) ?? [];
    expect((await first.touch(one.passkey, `/leute/aenderung/${id}`)).status).toBe(400);
    expect((await second.touch(two.passkey, `/leute/aenderung/${id}`)).to).toBe('/leute');
    const invited = (await given.people.store.people()).find(({ name }) => name === 'Krause');
    expect(invited?.rights).toEqual([{ role: 'approver', who: 'hemer' }]);
    const taken = await first.touch(one.passkey, '/leute/einladen', { name: 'Krause' });
    expect(taken.text).toContain('unter <a class="kern-link" href="/leute">Leute</a> neu ein');
  });
});

describe('a session alone, as of an unlocked phone or a stolen cookie,', () => {
  const TOUCHED = [
    ...[
      '/ich/passkey/neu',
      '/ich/passkey/weg',
      '/ich/app',
      '/ich/codes',
      '/leute/einladen',
      '/leute/:id/rechte',
    ],
    ...['/leute/:id/weg', '/leute/:id/einladen', '/leute/aenderung/:id'],
  ];

  test('a session alone, as of an unlocked phone or a stolen cookie, adds and removes no way to sign in, invites nobody and changes no rights', async () => {
    await using given = await openConsole();
    const [{ token, session }, other] = [
      await given.join('Yilmaz', ADMIN),
      await given.join('Brandt', ADMIN),
    ];
    const thief = given.browser(token);
    expect(ROUTES.filter(({ touch }) => touch).map(({ path }) => path)).toEqual(TOUCHED);
    const { store } = given.people;
    const all = async () => [
      await store.people(),
      await store.log(),
      await store.passkeysOf(session.person.id),
      await store.secondWayOf(session.person.id),
      await store.rightChanges(),
    ];
    const before = await all();
    for (const path of TOUCHED) {
      const where = path.replace(':id', other.session.person.id);
      const fields = {
        name: 'Strohmann',
        role: 'approver',
        who: 'all',
        id: (await store.passkeysOf(session.person.id))[0]?.id ?? '',
      };
      for (const evidence of [{}, { response: '{}' }, { passphrase: 'x', code: '000000' }]) {
        const { status, text } = await thief.post(where, { ...fields, ...evidence });
        expect([200, 400], `${where} ${text}`).toContain(status);
      }
    }
    expect(await all()).toEqual(before);
  });

  test('a session alone, as of an unlocked phone or a stolen cookie, acts alone for another with a touch of exactly what the page shows: the person, the rights and the reason', async () => {
    await using given = await openConsole();
    const { token, passkey } = await given.join('Yilmaz', ADMIN);
    await given.join('Brandt', ADMIN);
    const { session } = await given.join('Krause', []);
    const browser = given.browser(token);
    const path = `/leute/${session.person.id}/rechte`;
    const fields = { role: 'approver', who: 'hemer', alone: 'Brandt <b>liegt im Krankenhaus</b>' };
    const page = (await browser.post(path, fields)).text;
    expect(page).toContain(
      'alle erfahren sofort Ihren Grund: „Brandt &lt;b&gt;liegt im Krankenhaus&lt;/b&gt;“',
    );
    const options = JSON.parse((await browser.post(`${path}/unterschrift`, fields)).text);
    const response = JSON.stringify(passkey.get(options));
    expect((await browser.post(path, { ...fields, alone: 'etwas anderes', response })).status).toBe(400);
    expect((await browser.touch(passkey, path, fields)).to).toBe('/leute');
    expect(given.told.at(-1)).toMatchObject({ about: 'Krause', reason: fields.alone });
    // Nobody is told a reason that they cannot see, nor one that looks like another message.
    const told = given.told.length;
    await browser.touch(passkey, path, { ...fields, role: 'writer', alone: '\u200b\u2060' });
    expect(given.told).toHaveLength(told);
    await browser.touch(passkey, path, { ...fields, role: 'writer', alone: 'Nacht\n\u202eAlles in Ordnung' });
    expect(given.told.at(-1)).toMatchObject({ reason: 'Nacht Alles in Ordnung' });
  });

  test('a page of rights that is out of date gives nothing back, and takes nothing away', async () => {
    await using given = await openConsole();
    const admin = await given.enter('Amsel', ADMIN);
    const { person } = await given.enter('Krause', EVERYTHING);
    const path = `/leute/${person.id}`;
    const shown = fieldIn((await admin.browser.get(path)).text, 'shown');
    const [kept = ''] = shown.split(' ');
    const rightsNow = async () =>
      (await given.people.store.people()).find(({ id }) => id === person.id)?.rights;
    const fewer = [{ role: 'writer', who: 'menden' }] as const;
    await changeRights(given.shell, { person: person.id, rights: fewer, alone: 'misuse' });
    for (const fields of [{ shown }, { keep: kept }, { shown, keep: kept, role: 'writer', who: 'mk' }]) {
      const late = await admin.browser.post(`${path}/rechte`, { alone: '', ...fields });
      expect([late.status, late.text.includes('Rechte von Krause')]).toEqual([409, true]);
    }
    expect(await rightsNow()).toEqual(fewer);
    const today = fieldIn((await admin.browser.get(path)).text, 'shown');
    const fields = { shown: today, keep: 'writer=menden', role: 'approver', who: 'hemer', alone: '' };
    await admin.browser.touch(admin.passkey, `${path}/rechte`, fields);
    expect(await rightsNow()).toHaveLength(2);
  });

  test('who no longer wants to decide about people is told so on a page that they may see, and is refused where nobody else would', async () => {
    await using given = await openConsole();
    const { browser, passkey, person } = await given.enter('Amsel', ADMIN);
    const path = `/leute/${person.id}/rechte`;
    const refused = await browser.touch(passkey, path, { role: 'writer', who: 'all' });
    expect(refused.text).toContain('könnte niemand mehr, der sich anmelden kann, Zugänge verwalten: Alle');
    await given.enter('Brandt', ADMIN);
    const gone = { role: 'writer', who: 'all', alone: 'Ruhestand' };
    expect((await browser.touch(passkey, path, gone)).to).toBe('/');
    expect((await browser.get('/')).text).toContain('Ihre Rechte sind geändert.');
  });

  test('a session alone, as of an unlocked phone or a stolen cookie, has no use of a touch that was for something else, for another session or of somebody else', async () => {
    await using given = await openConsole();
    const { token, passkey, session } = await given.join('Yilmaz', ADMIN);
    const brandt = await given.join('Brandt', []);
    const browser = given.browser(token);
    const fields = { name: 'Krause', role: 'approver', who: 'hemer' };
    const touched = async (
      with_: typeof passkey,
      where = '/leute/einladen',
      asked: Record<string, string> = fields,
    ) => JSON.stringify(with_.get(JSON.parse((await browser.post(`${where}/unterschrift`, asked)).text)));
    const sent = async (response: string, who = browser, asked: Record<string, string> = fields) =>
      (await who.post('/leute/einladen', { ...asked, response })).status;
    expect(await sent(await touched(passkey), browser, { ...fields, who: 'all' })).toBe(400);
    expect(await sent(await touched(passkey, '/ich/codes', {}))).toBe(400);
    expect(await sent(await touched(brandt.passkey))).toBe(400);
    const second = given.browser((await startSession(given.people, session.person, 'passkey', '')).token);
    expect(await sent(await touched(passkey), second)).toBe(400);
    const once = await touched(passkey);
    expect(await sent(once)).toBe(200);
    expect(await sent(once, browser)).toBe(400);
    const late = await touched(passkey);
    given.clock.advanceTo(given.clock.now() + 5 * MINUTE);
    expect(await sent(late, browser)).toBe(400);
    const names = (await given.people.store.people()).map(({ name }) => name);
    expect(names.toSorted()).toEqual(['Brandt', 'Krause', 'Yilmaz']);
  });

  test('a session alone, as of an unlocked phone or a stolen cookie, adds one passkey with one touch, on the session that gave it, within minutes', async () => {
    await using given = await openConsole();
    const { passkey, session, browser } = await given.enter('Krause', []);
    const other = given.browser((await startSession(given.people, session.person, 'passkey', '')).token);
    const granted = async () => {
      const { text } = await browser.touch(passkey, '/ich/passkey/neu');
      return JSON.parse(plain(/data-given="([^"]+)"/.exec(text)?.[1] ?? ''));
    };
    const add = async (who: typeof browser, options: Parameters<typeof passkey.create>[0], label: string) => {
      const response = JSON.stringify(authenticator(ORIGIN).create(options));
      return (await who.post('/ich/passkey', { response, label })).status;
    };
    const first = await granted();
    expect([await add(other, first, 'Dieb'), await add(browser, first, 'Dieb')]).toEqual([400, 400]);
    const own = await granted();
    expect([await add(browser, own, 'Tablet'), await add(browser, own, 'Dieb')]).toEqual([303, 400]);
    const late = await granted();
    given.clock.advanceTo(given.clock.now() + 5 * MINUTE);
    expect(await add(browser, late, 'Dieb')).toBe(400);
    const labels = (await given.people.store.passkeysOf(session.person.id)).map(({ label }) => label);
    expect(labels).toEqual(['Telefon', 'Tablet']);
  });

  test('a session alone, as of an unlocked phone or a stolen cookie, cannot finish an invitation or a second way that another began', async () => {
    await using given = await openConsole();
    const { passkey, session, browser } = await given.enter('Krause', []);
    const begun = (await browser.touch(passkey, '/ich/app')).text;
    const field = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(begun)?.[1] ?? '';
    const fields = { token: field('token'), secret: field('secret'), address: field('address') };
    const typed = { ...fields, passphrase: PASSPHRASE, code: codeOf(fields.secret, given.clock) };
    const other = given.browser((await startSession(given.people, session.person, 'passkey', '')).token);
    expect((await other.post('/ich/code', typed)).status).toBe(400);
    expect(await given.people.store.secondWayOf(session.person.id)).toBeNull();
    const { link } = await inviteAgain(given.shell, { name: 'Krause', alone: null });
    const asked = JSON.parse((await browser.post(`/einladung/${codeIn(link)}/frage`)).text);
    await browser.touch(passkey, '/ich/passkey/neu');
    const response = JSON.stringify(authenticator(ORIGIN).create(asked));
    expect((await browser.post('/ich/passkey', { response, label: 'x' })).status).toBe(400);
  });

  test('a code is not called wrong where the second way is set up already, as on a page that was loaded again, or was begun too long ago', async () => {
    await using given = await openConsole();
    const { passkey, browser } = await given.enter('Krause', []);
    const begin = async () => {
      const { text } = await browser.touch(passkey, '/ich/app');
      const [token, secret] = [fieldIn(text, 'token'), fieldIn(text, 'secret')];
      return () =>
        browser.post('/ich/code', {
          ...{ token, secret, otpauth: fieldIn(text, 'otpauth') },
          ...{ passphrase: PASSPHRASE, code: codeOf(secret, given.clock) },
        });
    };
    const set = await begin();
    expect((await set()).text).toContain('class="codes"');
    const [again, late] = [set, await begin()];
    given.clock.advanceTo(given.clock.now() + 20 * MINUTE);
    for (const { status, text } of [await again(), await late()]) {
      expect([status, text.includes('name="code"')]).toEqual([400, false]);
      expect(text).toContain('schon eingerichtet, oder Sie haben vor zu langer Zeit');
      expect(text).toContain('<a class="kern-link" href="/ich">Ich</a>');
    }
  });

  test('a session alone, as of an unlocked phone or a stolen cookie, is told on its own page of each new way, and can be ended from there on every other device', async () => {
    await using given = await openConsole();
    const { token, passkey, session } = await given.join('Krause', []);
    const [browser, thief] = [
      given.browser(token),
      given.browser((await startSession(given.people, session.person, 'passkey', 'Dieb')).token),
    ];
    expect((await browser.get('/ich')).text).not.toContain('hat neue Wiederherstellungscodes');
    await thief.touch(passkey, '/ich/codes');
    expect((await browser.get('/ich')).text).toContain('Krause hat neue Wiederherstellungscodes');
    expect((await browser.post('/ich/sitzung/andere')).to).toBe('/ich');
    expect([(await browser.get('/ich')).status, (await thief.get('/ich')).status]).toEqual([200, 303]);
  });
});

test('who invites somebody with a lost phone again reads that the phone works until then, and what ends it now', async () => {
  await using given = await openConsole();
  const { token, session } = await given.join('Krause', []);
  const phone = given.browser(token);
  const { browser, passkey } = await given.enter('Yilmaz', [{ role: 'admin', who: 'all' }]);
  const path = `/leute/${session.person.id}`;
  const { text } = await browser.get(path);
  expect(text).toContain('Bis die Einladung angenommen ist, gelten alle früheren Geräte der Person weiter.');
  expect((await browser.touch(passkey, `${path}/einladen`)).text).toContain('/einladung/');
  expect((await phone.get('/ich')).status).toBe(200);
  expect(text).toContain('tippen Sie zuerst auf „Überall abmelden“');
  await browser.post(`${path}/abmelden`);
  expect((await phone.get('/ich')).status).toBe(303);
});

test('who may resume in one town resumes that town, and no other', async () => {
  await using given = await openConsole();
  const { browser } = await given.enter('Krause', [{ role: 'writer', who: 'hemer' }]);
  for (const scope of ['account:hemer-x', 'account:menden-x', 'everything'])
    await browser.post('/anhalten', { scope });
  const page = (await browser.get('/weiter')).text;
  expect([...page.matchAll(/name="scope" value="([^"]*)"/g)].map(([, scope]) => scope)).toEqual([
    'account:hemer-x',
  ]);
  const go = async (scope: string) => {
    const [, digest = ''] =
      new RegExp(`name="digest" value="(\\w+)">[^\n]*value="${scope}"`).exec(page) ?? [];
    return (await browser.post('/weiter', { scope, digest })).status;
  };
  expect([await go('account:menden-x'), await go('everything'), await go('account:hemer-x')]).toEqual([
    400, 400, 303,
  ]);
});

test('an account that the platform stopped goes on from its row among the accounts, or with all others', async () => {
  await using given = await openConsole();
  const { browser } = await given.enter('Krause', EVERYTHING);
  const stopped = () => given.inLedger(async (ledger) => [...(await ledger.view('')).stopped.keys()]);
  const stop = (account: string) =>
    given.inLedger((ledger) => ledger.stop(account, 'X says: suspended.', given.clock.now()));
  await stop('hemer-x');
  await stop('menden-x');
  expect((await browser.get('/konten')).text).toContain(
    'aria-label="Fortsetzen: Stadt Hemer auf X" href="/weiter?konto=hemer-x">',
  );
  const go = async (path: string) => {
    const { text } = await browser.get(path);
    const [, digest = '', scope = ''] =
      /name="digest" value="(\w+)">[^\n]*name="scope" value="([^"]+)"/.exec(text) ?? [];
    const { to } = await browser.post('/weiter', { scope, digest });
    return [/<h2[^>]*>(.*)<\/h2>/.exec(text)?.[1], scope, to];
  };
  expect(await go('/weiter?konto=hemer-x')).toEqual([
    'Von der Plattform gesperrt: Konto Stadt Hemer (@stadt_hemer, X). X says: suspended. Ist das behoben, setzen Sie fort.',
    'account:hemer-x',
    '/',
  ]);
  expect(await stopped()).toEqual(['menden-x']);
  await stop('hemer-x');
  expect(await go('/weiter')).toEqual([
    '2 Konten sind von den Plattformen gesperrt (Stadt Hemer, Stadt Menden): X says: suspended. Ist das behoben, setzen Sie fort.',
    'everything',
    '/',
  ]);
  expect(await stopped()).toEqual([]);
  expect((await given.people.store.log()).filter(({ what }) => what === 'resumed')).toHaveLength(2);
});

test('a pause of an account that was taken out of the files can be ended by itself, and no other', async () => {
  await using given = await openConsole();
  const { browser } = await given.enter('Krause', EVERYTHING);
  const scope = { of: 'account', account: 'iserlohn-x' } as const;
  const now = given.clock.now();
  await given.inLedger((ledger) => ledger.pause({ scope, by: 'Krause', at: now }));
  const digest = fieldIn((await browser.get('/weiter')).text, 'digest');
  const go = async (account: string) =>
    (await browser.post('/weiter', { scope: `account:${account}`, digest })).status;
  expect([await go('altena-x'), await go('iserlohn-x'), await go('iserlohn-x')]).toEqual([400, 303, 400]);
  expect((await browser.post('/anhalten', { scope: 'account:iserlohn-x' })).status).toBe(400);
});

describe('every route', () => {
  /** What the roles allow, written down once more. */
  const ALLOWED: Readonly<Record<string, readonly string[]>> = {
    look: ['none', 'writer', 'approver', 'stopper', 'admin'],
    pause: ['none', 'writer', 'approver', 'stopper', 'admin'],
    write: ['writer'],
    approve: ['approver'],
    resume: ['writer', 'approver'],
    alone: ['writer', 'approver'],
    people: ['admin'],
    accounts: ['admin'],
    open: ['nobody', 'none', 'writer', 'approver', 'stopper', 'admin'],
  };
  const OPEN = ['/anmelden', '/anmelden/frage', '/anmelden/passkey', '/einladung/:code'];

  test('every route is open to everybody only where somebody signs in or accepts an invitation', () => {
    const open = ROUTES.filter(({ act }) => act === 'open').map(({ path }) => path);
    expect(open.filter((path) => !OPEN.some((one) => path.startsWith(one)))).toEqual([]);
  });

  test('every route that changes something needs a right, but for one’s own ways, drafts, which check it themselves, and to stop', () => {
    const free = /^\/(anmelden|abmelden|einladung|ich|protokoll|pruefen|anhalten|ueben)(\/|$)/;
    const lax = ROUTES.filter(
      ({ method, act }) => method === 'post' && ['open', 'look', 'pause'].includes(act),
    );
    expect(lax.map(({ path }) => path).filter((path) => !free.test(path))).toEqual([]);
    const people = ROUTES.filter(({ path }) => path.startsWith('/leute'));
    expect(new Set(people.map(({ act }) => act))).toEqual(new Set(['people']));
  });

  test('every route answers each role, and nobody, as the role allows, whatever the method', async () => {
    await using given = await openConsole();
    const visitors = new Map([['nobody', given.browser()]]);
    for (const role of ['none', ...ROLES]) {
      const rights = role === 'none' ? [] : [{ role: role as (typeof ROLES)[number], who: 'all' }];
      visitors.set(role, given.browser((await given.join(`P ${role}`, rights)).token));
    }
    const wrong: string[] = [];
    for (const { method, path, act } of ROUTES) {
      if (path === '/abmelden') continue;
      const where = path.replace(/:\w+/g, 'x');
      for (const [role, browser] of visitors) {
        const asked = method === 'get' ? browser.get(where) : browser.post(where);
        const { status, to } = await asked;
        const isIn =
          !(status === 401 && act !== 'open') &&
          status !== 403 &&
          !(act !== 'open' && to?.startsWith('/anmelden'));
        if (isIn !== ALLOWED[act]?.includes(role)) wrong.push(`${method} ${path} as ${role}: ${status}`);
        if (status >= 500) wrong.push(`${method} ${path} as ${role}: ${status}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test('every route that changes something refuses a foreign origin, or none, for every content type', async () => {
    await using given = await openConsole();
    const everything = ROLES.map((role) => ({ role, who: 'all' }));
    const { browser } = await given.enter('Krause', everything);
    const lines = (await given.people.store.log()).length;
    for (const { method, path } of [...ROUTES, { method: 'post', path: '/sprache' }]) {
      if (method === 'get') continue;
      for (const origin of [
        'https://example.net',
        'null',
        '',
        `${ORIGIN}.example.net`,
        ORIGIN.replace('https', 'http'),
      ])
        expect((await browser.post(path.replace(/:\w+/g, 'x'), {}, origin)).status, path).toBe(403);
    }
    expect((await given.people.store.log()).length).toBe(lines);
  });

  test('every route that is only shown changes nothing', async () => {
    await using given = await openConsole();
    const everything = ROLES.map((role) => ({ role, who: 'all' }));
    const { browser } = await given.enter('Krause', everything);
    const before = [await given.people.store.log(), await given.people.store.drafts(), await given.state()];
    for (const { path } of ROUTES) await browser.get(path.replace(/:\w+/g, 'x'));
    expect([await given.people.store.log(), await given.people.store.drafts(), await given.state()]).toEqual(
      before,
    );
  });
});

test('places of one name are told apart by their district, where rights are given and where they are shown', async () => {
  const halls = (id: string, member: string) =>
    `  ${id}: {name: {de: die Rathäuser im Kreis}, members: [${member}]}\n`;
  const other =
    '  olpe: {name: {de: Kreis Olpe}, kind: kreis, ags: "05966", languages: [de], accounts: []}\n  wenden: {name: {de: Gemeinde Wenden}, kind: gemeinde, ags: "05966028", part_of: olpe, languages: [de], accounts: []}\n';
  const region = `${REGION}${other}groups:\n${halls('halls-mk', 'hemer')}${halls('halls-olpe', 'wenden')}`;
  await using given = await openConsole({ region: region });
  const { token, session } = await given.join('Krause', [...ADMIN, { role: 'writer', who: 'halls-olpe' }]);
  const page = (await given.browser(token).get(`/leute/${session.person.id}`)).text;
  expect(page.match(/die Rathäuser im Kreis[^<]*/g)).toEqual([
    'die Rathäuser im Kreis (Kreis Olpe)',
    'die Rathäuser im Kreis (Märkischer Kreis)',
    'die Rathäuser im Kreis (Kreis Olpe)',
  ]);
});

test('the log is shown, verified and downloaded', async () => {
  await using given = await openConsole();
  const { browser } = await given.enter('Krause', []);
  expect((await browser.get('/protokoll')).text).toContain('Krause hat sich angemeldet');
  expect((await browser.post('/protokoll')).text).toContain('Das Protokoll ist unversehrt: 3 Zeilen');
  const csv = await browser.get('/protokoll.csv');
  expect(csv.headers.get('content-disposition')).toBe('attachment; filename="protokoll.csv"');
  expect(csv.text.split('\r\n')).toHaveLength(5);
});

test('a zero byte, which PostgreSQL takes for a failure, reaches no page', async () => {
  await using given = await openConsole();
  const { browser } = await given.enter('Krause', []);
  const asked = [
    browser.post('/anmelden', { name: 'a\0b' }),
    browser.get('/pruefen/a%00b'),
    browser.get('/beitraege?suche=%00'),
  ];
  expect((await Promise.all(asked)).map(({ status }) => status)).toEqual([400, 400, 400]);
});
