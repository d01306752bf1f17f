import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderOfTest } from '../fixtures/folder.ts';

const ROOT = join(import.meta.dirname, '../..');

test.each([
  ['127.0.0.2', 200, 0],
  ['127.0.0.2', 503, 1],
  ['::1', 200, 0],
])(
  'the health check of the image asks where config.yaml says that it listens: %s, %i',
  async (host, status, expected) => {
    const server = createServer((request, response) =>
      response.writeHead(request.url === '/healthz' ? status : 404).end(),
    ).listen(0, host);
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const folder = folderOfTest();
    await mkdir(join(folder, 'config'));
    await writeFile(join(folder, 'config/config.yaml'), `web: {host: "${host}", port: ${port}}\n`);
    await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    const [, words = ''] =
      /^HEALTHCHECK [^\n]*\n\s+CMD (.*)$/m.exec(readFileSync(join(ROOT, 'Dockerfile'), 'utf8')) ?? [];
    const [, ...given] = JSON.parse(words) as string[];
    const check = spawn(process.execPath, given, { cwd: folder, stdio: 'ignore' });
    const [code] = await once(check, 'exit');
    server.close();
    expect(code).toBe(expected);
  },
);
