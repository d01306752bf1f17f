import { describe, expect, test } from 'vitest';
import { remoteIdAt } from '../../src/app/resolve.ts';
import { CHANNELS } from '../../src/channels/registry.ts';
import type { Mistake, OperatorError } from '../../src/core/domain/errors.ts';
import type { Account } from '../../src/core/domain/municipality.ts';
import { readSettings } from '../../src/files/settings/settings.ts';
import { at, file, fileOf, hotline, OUTAGE, RIGHT, WRONG } from '../fixtures/day.ts';
import { openProgramAt } from '../fixtures/program.ts';
import { regionOf } from '../fixtures/towns.ts';

const common = { municipality: 'siegen', handle: 'Stadt_Siegen', languages: ['de'], publicExercises: false };
const onX: Account = { ...common, id: 'siegen-x', channel: 'x', server: null };
const onMastodon: Account = {
  ...common,
  id: 'siegen-mastodon',
  channel: 'mastodon',
  server: 'https://social.example.org',
};
const settings = readSettings('sandbox: false', 'config.yaml', CHANNELS);
const sandboxed = readSettings('sandbox: true', 'config.yaml', CHANNELS);

describe('the address of a post, copied from a browser', () => {
  test.each([
    [onX, 'https://x.com/stadt_siegen/status/1719000000000000001', '1719000000000000001'],
    [onX, 'https://x.com/Stadt_Siegen/status/1719000000000000001/photo/1?s=20', '1719000000000000001'],
    [onX, 'https://mobile.twitter.com/stadt_siegen/status/1719000000000000001#m', '1719000000000000001'],
    [onX, 'https://www.x.com/STADT_SIEGEN/status/1719000000000000001/', '1719000000000000001'],
    [onX, 'https://x.com/i/status/1719000000000000001', '1719000000000000001'],
    [onX, 'https://x.com/i/web/status/1719000000000000001', '1719000000000000001'],
    [onMastodon, 'https://social.example.org/@stadt_siegen/111000000000000001', '111000000000000001'],
    [onMastodon, 'https://social.example.org/@Stadt_Siegen/111000000000000001/', '111000000000000001'],
    [
      onMastodon,
      'https://social.example.org/deck/@stadt_siegen@social.example.org/111000000000000001',
      '111000000000000001',
    ],
    [
      onMastodon,
      'https://social.example.org/users/stadt_siegen/statuses/111000000000000001/activity',
      '111000000000000001',
    ],
    [onMastodon, 'https://social.example.org/@stadt_siegen/statuses/01HE0V4TQ9C8', '01HE0V4TQ9C8'],
    [onMastodon, 'https://social.example.org/notice/AYzT3Xw2kLm8', 'AYzT3Xw2kLm8'],
    [onMastodon, 'https://social.example.org/notes/9xk2v1abcd', '9xk2v1abcd'],
    [onMastodon, 'https://social.example.org/p/Stadt_Siegen/712345678901234567', '712345678901234567'],
    [
      onMastodon,
      'https://social.example.org/@stadt_siegen/0190a7c2-0f6e-7cc3-8d6b-1f0d3c6a9b52',
      '0190a7c2-0f6e-7cc3-8d6b-1f0d3c6a9b52',
    ],
  ])('the address of a post leads to its id: %#', (account, address, id) => {
    expect(remoteIdAt(address, account, settings, CHANNELS)).toBe(id);
  });

  test('the address of a post in the sandbox leads to its id, at whatever port', () => {
    const origin = 'http://127.0.0.1:4711';
    expect(remoteIdAt(`${origin}/@stadt_siegen/111000000000000001`, onMastodon, sandboxed, CHANNELS)).toBe(
      '111000000000000001',
    );
    expect(remoteIdAt(`${origin}/stadt_siegen/status/17190001`, onX, sandboxed, CHANNELS)).toBe('17190001');
    expect(() => remoteIdAt(`${origin}/stadt_siegen/status/17190001`, onX, settings, CHANNELS)).toThrow();
  });

  test.each([
    [onMastodon, 'https://mastodon.social/@stadt_siegen@social.example.org/111000000000000002'],
    [onMastodon, 'https://mastodon.social/@stadt_siegen/111000000000000002'],
    [onMastodon, 'https://social.example.org/@stadt_hagen/111000000000000002'],
    [onMastodon, 'https://social.example.org/@stadt_siegen@mastodon.social/111000000000000002'],
    [onMastodon, 'https://social.example.org/users/stadt_hagen/statuses/111000000000000002'],
    [onMastodon, 'https://social.example.org/stadt_hagen/p/1700000000.123456'],
    [onMastodon, 'https://social.example.org/p/stadt_hagen/712345678901234567'],
    [onMastodon, 'https://mastodon.social/notice/AYzT3Xw2kLm8'],
    [onMastodon, 'https://social.example.org/@stadt_siegen'],
    [onMastodon, 'https://social.example.org/111000000000000002'],
    [onMastodon, 'https://x.com/stadt_siegen/status/1719000000000000001'],
    [onX, 'https://x.com/stadt_hagen/status/1719000000000000001'],
    [onX, 'https://x.com/stadt_siegen/status/1719000000000000001abc'],
    [onX, 'https://x.com/stadt_siegen'],
    [onX, 'https://x.com.example.org/stadt_siegen/status/1719000000000000001'],
    [onX, 'https://nitter.example.org/stadt_siegen/status/1719000000000000001'],
    [onX, 'https://social.example.org/@stadt_siegen/111000000000000001'],
    [onX, 'javascript:alert(1)'],
    [onX, '1719000000000000001'],
  ])(
    'an address that is no post of the account is refused with an example of one: %#',
    (account, address) => {
      const refused = (() => {
        try {
          return remoteIdAt(address, account, settings, CHANNELS);
        } catch (error) {
          return (error as OperatorError).mistakes[0];
        }
      })();
      expect(refused).toMatchObject({ code: 'bad-address' });
      const [example = ''] = [String((refused as Mistake).args.example)];
      expect(remoteIdAt(example, account, settings, CHANNELS)).toMatch(/^\d+$/);
    },
  );
});

const SAID = { id: 'hotline', kind: 'contacts', contact: 'hotline', post_as: ['menden'] };

test('a post that staff found is the one that a correction later changes: no other server, name or post settles it, and no change of mode hinders that', async () => {
  await using program = await openProgramAt('08:00', file({ menden: hotline(WRONG) }));
  await program.run('run', '--once');
  const facts = { menden: hotline(WRONG), hemer: { reach: { phone: 'down' } } };
  await program.write('incident.yaml', file(facts, SAID, OUTAGE));
  program.sandbox.arrange('menden-mastodon', { kind: 'accepted-then-cut' });
  program.sandbox.arrange('menden-mastodon', { kind: 'timeline-unavailable' }, Number.POSITIVE_INFINITY);
  await program.run('run', '--once');
  const [post] = program.sandbox.timeline('menden-mastodon');
  const key = 'it-2026/hotline.1/menden-mastodon/de';
  const resolve = (address: string) => program.run('resolve', key, '--posted', address, '--by', 'press');
  const identities = () =>
    program.sandbox.requests().filter(({ account, operation }) => {
      return account === 'menden-mastodon' && operation === 'identity';
    });
  // The ledger knows whose the credential is: nobody asks once more.
  const known = identities().length;

  const elsewhere = `https://mastodon.social/@stadt_menden@${new URL(program.sandbox.origin).host}/${post?.id}`;
  expect(await resolve(elsewhere)).toMatchObject({
    status: 1,
    err: expect.stringMatching(/bad-address[\s\S]*→.*\/@stadt_menden\/\d+/),
  });
  expect((await resolve(`${program.sandbox.origin}/@stadt_hemer/${post?.id}`)).err).toContain('bad-address');
  expect((await resolve(`${program.sandbox.origin}/@stadt_menden/${post?.id}9`)).err).toContain(
    'post-absent',
  );
  // This address does not say whose post it is.
  const [other] = program.sandbox.timeline('hemer-mastodon');
  expect((await resolve(`${program.sandbox.origin}/notice/${other?.id}`)).err).toContain('bad-address');
  expect(await program.run('history', '--key', key)).toMatchObject({
    out: expect.stringContaining('UNKNOWN'),
  });

  await program.write('incident.yaml', fileOf({ mode: 'exercise' }, {}));
  expect(await resolve(`${program.sandbox.origin}/@Stadt_Menden/${post?.id}`)).toMatchObject({ status: 0 });
  expect(identities()).toHaveLength(known);
  const fixed = {
    id: 'fixed',
    kind: 'correction',
    corrects: 'hotline',
    contact: 'hotline',
    what: { de: 'Die Nummer' },
  };
  await program.step('08:30', file({ menden: hotline(RIGHT) }, SAID, fixed));
  const standing = program.published().filter((text) => text.startsWith('menden-mastodon'));
  expect(standing).toHaveLength(2);
  expect(standing.filter((text) => text.includes(WRONG))).toEqual([]);
});

test('a post that was made by hand in other words, and settled, is known by its words, and deleted on X when it is withdrawn', async () => {
  const facts = { hemer: { reach: { phone: 'down' } } };
  const region = regionOf([{ id: 'hemer', channels: ['x'] }]);
  await using program = await openProgramAt('08:00', file(facts, OUTAGE), { region });
  await program.run('pause', '--by', 'press-hemer');
  await program.run('run', '--once');
  const words = 'Stadt Hemer: Unser Telefon ist ausgefallen.';
  const made = await fetch(`${program.sandbox.origin}/2/tweets`, {
    method: 'POST',
    headers: {
      authorization: `Bearer token-of-hemer-x-${'k3y'.repeat(5)}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ text: words }),
  });
  const { data } = (await made.json()) as { data: { id: string } };
  const key = 'it-2026/outage.1/hemer-x/de';
  const address = `${program.sandbox.origin}/hemer/status/${data.id}`;
  expect(await program.run('resolve', key, '--posted', address, '--by', 'press-hemer')).toMatchObject({
    status: 0,
  });
  expect((await program.run('history', '--key', key)).out).toContain(words);
  await program.run('resume', '--yes', '--by', 'press-hemer');
  program.advanceTo(at('08:20'));
  const withdrawn = { id: 'oops', kind: 'retraction', withdraws: 'outage' };
  await program.reads(file(facts, OUTAGE, withdrawn));
  expect(program.published()).toEqual([expect.stringContaining('gelöscht')]);
});

test("a post that is another town's settles nothing, though its address names the right account", async () => {
  const facts = { hemer: { reach: { phone: 'down' } }, menden: { reach: { phone: 'down' } } };
  const outage = { ...OUTAGE, post_as: ['hemer', 'menden'] };
  await using program = await openProgramAt('08:00', file(facts, outage));
  await program.run('pause', '--account', 'menden-x', '--by', 'press-hemer');
  await program.run('run', '--once');
  const [other] = program.sandbox.timeline('hemer-x');
  const address = `${program.sandbox.origin}/stadt_menden/status/${other?.id}`;
  const key = 'it-2026/outage.1/menden-x/de';
  expect(await program.run('resolve', key, '--posted', address, '--by', 'press-hemer')).toMatchObject({
    status: 1,
    err: expect.stringContaining('bad-address'),
  });
  await program.run('resume', '--account', 'menden-x', '--yes', '--by', 'press-hemer');
  await program.run('run', '--once');
  expect(program.sandbox.timeline('menden-x')).toHaveLength(1);
});
