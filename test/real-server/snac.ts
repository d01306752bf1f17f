import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../fixtures/bare-server.ts';

/** snac2 as Debian packages it: a server that speaks Mastodon's API, and that nobody here wrote. */
export interface Snac extends AsyncDisposable {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  readonly tokens: ReadonlyMap<string, string>;
  readonly passwords: ReadonlyMap<string, string>;
}

const START_MAX_MS = 10_000;

/** One server with these accounts, in a folder and on a port of its own. Needs the command `snac`. */
export async function startSnac(handles: readonly string[]): Promise<Snac> {
  const parent = await mkdtemp(join(tmpdir(), 'ausrufer-snac-'));
  const folder = join(parent, 'server');
  const port = await freePort();
  const host = `127.0.0.1:${port}`;
  const origin = `http://${host}`;
  await snac(['init', folder], `127.0.0.1\n${port}\n${host}\n\n\n`);
  await configure(join(folder, 'server.json'));
  const passwords = new Map<string, string>();
  for (const handle of handles) {
    const told = await snac(['adduser', folder, handle], '');
    passwords.set(handle, /password is (\S+)/.exec(told)?.[1] ?? '');
  }
  const server = spawn('snac', ['httpd', folder], { stdio: 'ignore' });
  const close = async () => {
    await ended(server);
    await rm(parent, { recursive: true, force: true });
  };
  try {
    await answering(origin, server);
    const tokens = new Map<string, string>();
    for (const [handle, password] of passwords) tokens.set(handle, await token(origin, handle, password));
    return { origin, tokens, passwords, [Symbol.asyncDispose]: close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Without the last two, requests stall for seconds while the server writes its inbox. */
async function configure(file: string): Promise<void> {
  const written: unknown = JSON.parse(await readFile(file, 'utf8'));
  const settings = {
    protocol: 'http',
    num_threads: 16,
    disable_inbox_collection: true,
    shared_inboxes: false,
  };
  await writeFile(file, JSON.stringify({ ...Object(written), ...settings }));
}

async function snac(words: readonly string[], typed: string): Promise<string> {
  const [out] = await new Promise<[string]>((resolve, reject) => {
    const child = execFile('snac', words, (error, stdout) => (error ? reject(error) : resolve([stdout])));
    child.stdin?.end(typed);
  });
  return out;
}

async function answering(origin: string, server: ChildProcess): Promise<void> {
  const giveUpAt = Date.now() + START_MAX_MS;
  while (Date.now() < giveUpAt && server.exitCode === null) {
    const answered = await fetch(`${origin}/api/v1/instance`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (answered) return;
    await pause(50);
  }
  throw new Error('snac2 did not start');
}

async function token(origin: string, login: string, passwd: string): Promise<string> {
  const body = new URLSearchParams({ login, passwd });
  const answer = await fetch(`${origin}/oauth/x-snac-get-token`, { method: 'POST', body });
  return (await answer.text()).trim();
}

async function ended(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  server.kill('SIGKILL');
  await once(server, 'exit');
}
