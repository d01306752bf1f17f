import { connect, type Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { Session } from '../../src/app/session.ts';
import { virtualClock } from '../../src/app/virtual-clock.ts';
import { conditionOf } from '../../src/web/condition.ts';
import { metricsOf } from '../../src/web/metrics.ts';
import { parseExposition } from '../fixtures/exposition.ts';
import { openProgram, type TestProgram } from '../fixtures/program.ts';

const HEAD =
  'incident: {id: i-1, mode: live, title: {de: IT-Ausfall, en: IT outage}, started: "2026-01-31 01:01", phase: identified}\nfacts: {all: {reach: {phone: down}}}\n';
const STATE = `${HEAD}announcements:
  - {id: outage, kind: outage, post_as: [siegen, kreis-soest]}
  - {id: n, kind: notice, post_as: [siegen], text: {de: "Das Rathaus ist offen."}}
`;

interface Health {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

async function open(): Promise<TestProgram> {
  return openProgram({ state: STATE, at: Date.parse('2026-01-31T02:10+01:00') });
}

async function working(program: TestProgram) {
  const worker = program.begin('run');
  const origin = await worker.origin();
  return {
    health: async (): Promise<Health> => {
      const answer = await fetch(`${origin}/healthz`);
      return { status: answer.status, body: (await answer.json()) as Health['body'] };
    },
    async metrics() {
      const answer = await fetch(`${origin}/metrics`);
      expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
      const samples = parseExposition(await answer.text());
      return (name: string, labels: Readonly<Record<string, string>> = {}) =>
        samples.find(
          (sample) =>
            sample.name === `ausrufer_${name}` &&
            Object.entries(labels).every(([label, value]) => sample.labels[label] === value),
        )?.value;
    },
    async [Symbol.asyncDispose]() {
      await worker.end();
    },
  };
}

describe('the health server', () => {
  test('requests that never end are cut off, and hold up neither a delivery nor the end', async () => {
    await using program = await openProgram({ state: `${HEAD}announcements: []\n` });
    const worker = program.begin('run');
    const { hostname, port } = new URL(await worker.origin());
    let cut = 0;
    const half = Array.from({ length: 100 }, () =>
      connect(Number(port), hostname, function (this: Socket) {
        this.write('GET /healthz HTTP/1.1\r\n');
      })
        .on('error', () => {})
        .on('close', () => cut++),
    );
    await expect.poll(() => cut).toBeGreaterThanOrEqual(30);
    await program.write('incident.yaml', STATE);
    await expect.poll(() => program.published().length).toBeGreaterThan(0);
    await worker.end();
    await expect.poll(() => cut).toBe(half.length);
  });

  test('/metrics counts deliveries, waiting posts and alerts, in the format that Prometheus reads', async () => {
    await using program = await open();
    program.sandbox.arrange('soest-x', { kind: 'automated' });
    await using worker = await working(program);
    await expect.poll(() => program.published()).toHaveLength(6);
    // Published posts may not be written down yet.
    await expect
      .poll(async () => {
        const metrics = await worker.metrics();
        return [metrics('deliveries_total', { outcome: 'refused' }), metrics('next_due_timestamp_seconds')];
      })
      .toEqual([1, 0]);
    const metrics = await worker.metrics();
    expect(
      metrics('deliveries_total', { action: 'publish', channel: 'mastodon', outcome: 'posted' }),
    ).toBeGreaterThan(0);
    expect(metrics('alerts_open', { code: 'held' })).toBe(1);
    expect(metrics('ticks_total', { found: 'planned' })).toBeGreaterThan(0);
    expect(metrics('plan', { of: 'held' })).toBe(1);
    expect(metrics('posts', { state: 'unknown' })).toBe(0);
    expect(metrics('last_tick_age_seconds')).toBe(0);
    expect(metrics('healthy')).toBe(1);
    expect(metrics('clock_doubted')).toBe(0);
  });

  test('/healthz says whether the program works, and why not', async () => {
    await using program = await open();
    await using worker = await working(program);
    await expect.poll(async () => (await worker.health()).body.last_tick).not.toBeNull();
    expect(await worker.health()).toMatchObject({
      status: 200,
      body: { ok: true, state_file: 'fine', ledger: 'fine', clock: 'fine', alerts: 'fine' },
    });
    await program.write('incident.yaml', 'incident: [');
    await expect.poll(async () => (await worker.health()).body.state_file).toBe('broken');
    expect((await worker.health()).status).toBe(200);
    expect((await worker.metrics())('state_file_broken')).toBe(1);
  });
});

test('two scrapes at once count each alert once', async () => {
  const openAlerts = async () => {
    await setImmediate();
    return [{ reason: { code: 'held' } }] as never;
  };
  const session = { ledger: { openAlerts, nextDue: async () => [] } } as unknown as Session;
  const metrics = metricsOf({ ...conditionOf({ clock: virtualClock(0), steady: () => 0 }), session });
  for (const text of await Promise.all([metrics.text(), metrics.text()]))
    expect(text).toContain('ausrufer_alerts_open{code="held"} 1\n');
});

test.each([
  ['a family without type', 'ausrufer_a 1\n'],
  ['a sample twice', '# HELP a b\n# TYPE a gauge\na{x="1"} 1\na{x="1"} 2\n'],
  ['a label without quotes', '# HELP a b\n# TYPE a gauge\na{x=1} 1\n'],
  ['a family in pieces', '# HELP a b\n# TYPE a gauge\na 1\n# HELP c d\n# TYPE c gauge\nc 1\na{x="1"} 1\n'],
  ['no line feed at the end', '# HELP a b\n# TYPE a gauge\na 1'],
])('the reader of metrics refuses %s', (_, text) => {
  expect(() => parseExposition(text)).toThrow();
});
