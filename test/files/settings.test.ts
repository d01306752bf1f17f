import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CHANNELS } from '../../src/channels/registry.ts';
import { readServices } from '../../src/files/services/services.ts';
import { readSettings } from '../../src/files/settings/settings.ts';
import { complaints } from '../fixtures/small-files.ts';

const CASES: readonly [string, string, RegExp][] = [
  ['a misspelt time zone', 'time_zone: Europe/Berln', /^1:12 unknown-time-zone: .*`Europe\/Berlin`/],
  ['an offset for a zone', 'time_zone: "+01:00"', /^1:12 unknown-time-zone/],
  [
    'a claim too short for its sends',
    'claim_seconds: 59\nchannels: {x: {send_timeout_seconds: 5}}',
    /^1:16 claim-too-short: .*mastodon → Make claim_seconds at least 60/,
  ],
  [
    'a send too long for its claim',
    'channels: {x: {send_timeout_seconds: 41}}',
    /^1:38 claim-too-short: .*on x →/,
  ],
  [
    'a quiet time too short',
    'channels: {mastodon: {quiet_seconds: 140}}',
    /^1:38 quiet-too-short: .*more than 140: a post that is sent again too early/,
  ],
  ['an unprotected API', 'channels: {x: {base_url: "http://api.example.org"}}', /^1:26 bad-url/],
  ['an API of Mastodon', 'channels: {mastodon: {base_url: "http://localhost"}}', /^1:23 unknown-key/],
  ['yes for true', 'sandbox: yes', /^1:10 wrong-type: .*`true` or `false`/],
  ['a number in quotes', 'gap_minutes: "5"', /^1:14 wrong-type: .*a number belongs here/],
  ['a key that nobody knows', 'freshnes_hours: 3', /^1:1 unknown-key: .*Did you mean `freshness_hours`/],
  ['three approvals', 'approvals: {needed: 3}', /^1:21 too-big: .*at most 2/],
  ['an approved notice', 'approvals: {standing: [status, notice]}', /^1:32 own-words/],
  [
    'a kind that nobody knows',
    'approvals: {standing: [outrage]}',
    /^1:24 unknown-word: .*Did you mean `outage`/,
  ],
  ['a schedule in words', 'tick: hourly', /^1:7 bad-cron: .*five fields/],
  ['ticks that node-cron refuses', 'tick: "0/20 * * * *"', /^1:7 bad-cron: .*0\/20 .*→ .*every minute/],
  ['ticks at any minute', 'tick: "? * * * *"', /^1:7 bad-cron: .*`\?`/],
  ['ticks apart by a tab', 'tick: "*\\t* * * *"', /^1:7 unseen-character: .*U\+0009/],
  ['ticks that node-cron makes fewer', 'tick: "* * 1 * 1"', /^1:7 bad-cron: .*a weekday/],
  ['a schedule by chance', 'tick: "H * * * *"', /^1:7 bad-cron: .*random/],
  [
    'a rate of nothing',
    'channels: {x: {rates: [{of: tweets, per: app, count: 1, within_minutes: 1}]}}',
    /^1:29 unknown-word: .*`posts`/,
  ],
  ['no reserve left', 'channels: {x: {reserve: 1}}', /^1:25 too-big/],
  ['a port that is none', 'web: {port: 70000}', /^1:13 too-big/],
];

describe('The settings', () => {
  it.each(CASES)('the settings refuse %s', (_, text, told) => {
    const lines = complaints(() => readSettings(text, 'config.yaml', CHANNELS));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(told);
  });

  it('the password of a database in the file is refused and never shown', () => {
    const [line = ''] = complaints(() =>
      readSettings('database: postgres://me:hush-hush@db/x', 'config.yaml', CHANNELS),
    );
    expect(line).toMatch(/^1:11 secret-in-file: .*DATABASE_URL/);
    expect(line).not.toContain('hush');
  });

  it('the shipped settings are the defaults', () => {
    const shipped = readSettings(readFileSync('config/config.yaml'), 'config.yaml', CHANNELS);
    expect(shipped).toEqual(readSettings('sandbox: true', 'config.yaml', CHANNELS));
    expect(shipped).toMatchObject({
      zone: 'Europe/Berlin',
      sandbox: true,
      approvals: { needed: 1, preApproved: new Set(['outage', 'status']) },
      freshnessMs: 24 * 3_600_000,
      claimMs: 120_000,
      channels: {
        x: {
          baseUrl: 'https://api.x.com',
          sendTimeoutMs: 20_000,
          quietMs: 300_000,
          limits: { characters: 280, perUrl: 23 },
        },
        mastodon: { baseUrl: null, quietMs: 180_000, limits: { characters: 500, perUrl: 23 } },
      },
    });
  });

  it('X may be a test server on this machine', () => {
    const { channels } = readSettings(
      'channels: {x: {base_url: "http://127.0.0.1:4010/"}}',
      'config.yaml',
      CHANNELS,
    );
    expect(channels.x?.baseUrl).toBe('http://127.0.0.1:4010');
  });
});

describe('The catalogue of services', () => {
  it('a service has names, and a LeiKa key where it is known', () => {
    const services = readServices(
      'services:\n  passport: {name: {de: Pass}, leika: "99089004000000"}\n  tax: {name: {de: Steuern}}\n',
      's',
    );
    expect([...services.values()]).toEqual([
      { id: 'passport', name: { de: 'Pass' }, phrase: null, leika: '99089004000000' },
      { id: 'tax', name: { de: 'Steuern' }, phrase: null, leika: null },
    ]);
  });

  it.each([
    ['{im Hallenbad schwimmen', false],
    ['im Hallenbad} schwimmen', false],
    ['{im} {Hallenbad} schwimmen', false],
    ['{{im Hallenbad}} schwimmen', false],
    ['{ } schwimmen', false],
    ['{im Hallenbad} schwimmen', true],
    ['schwimmen', true],
  ])(
    'a phrase has its object in one pair of braces, or none, so that no follower reads a brace: %s',
    (phrase, isRight) => {
      const text = `services:\n  pool:\n    name: {de: Bad}\n    phrase: {de: '${phrase}', en: swim}\n`;
      const told = complaints(() => readServices(text, 's'));
      if (isRight) expect(told).toEqual([]);
      else
        expect(told).toEqual([
          expect.stringMatching(/^4:\d+ bad-phrase: .* → .*\{Personalausweise\} beantragen/),
        ]);
    },
  );

  it('a LeiKa key without quotes, an id with capitals, and a service without a name are refused', () => {
    const text =
      'services:\n  passport: {name: {de: Pass}, leika: 99089004000000}\n  Tax: {name: {de: Steuern}}\n  x: {}\n';
    expect(complaints(() => readServices(text, 's')).map((line) => line.split(': ')[0])).toEqual([
      '2:39 not-quoted',
      '3:3 bad-id',
      '4:6 missing-key',
    ]);
  });
});
