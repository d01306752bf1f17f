import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { REGION } from '../fixtures/day.ts';

const ROOT = join(import.meta.dirname, '../..');

test('a script of ten lines announces an outage: it shows each text, and exactly these are sent', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ausrufer-test-'));
  try {
    await cp(join(ROOT, 'config/services.yaml'), join(folder, 'services.yaml'));
    await writeFile(join(folder, 'municipalities.yaml'), REGION);
    await writeFile(join(folder, 'config.yaml'), 'approvals: {needed: 1, standing: []}\n');
    const started = new Date(Date.now() - 3_600_000).toISOString();
    await writeFile(
      join(folder, 'incident.yaml'),
      `incident: {id: i-1, mode: live, title: {de: IT-Ausfall, en: IT outage}, started: "${started.slice(0, 16)}Z"}
facts: {all: {reach: {phone: down}}}
announcements: []
`,
    );
    const run = (script: string, ...words: readonly string[]) =>
      promisify(execFile)(process.execPath, [join(ROOT, script), ...words], {
        cwd: ROOT,
        env: { PATH: process.env.PATH, LANG: 'en_GB.UTF-8' },
      });
    const data = join(folder, 'data');
    const { stdout } = await run('docs/use-case.ts', folder, data, 'hemer');
    expect(stdout).toContain('3 texts approved, 3 sent by this-call.');
    const history = await run('src/cli/main.js', '--config', folder, '--data', data, 'history', '--json');
    const posts = JSON.parse(history.stdout) as { account: string; text: string; state: string }[];
    expect(posts.map(({ state }) => state)).toEqual(['posted', 'posted', 'posted']);
    for (const { account, text } of posts) expect(stdout).toContain(`${account}: ${text}`);
  } finally {
    await rm(folder, { recursive: true });
  }
});
