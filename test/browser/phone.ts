import { accessSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';

/** In CSS pixels. */
export const NARROW = { width: 360, height: 740 };
export const WIDE = { width: 1280, height: 900 };
/** Longer than anything takes, also on a busy machine. */
const NEVER_REACHED_MS = 60_000;

/** A browser in somebody's hand. What is done with it is counted. */
export interface Phone extends AsyncDisposable {
  readonly page: Page;
  /** Presses one control, which must be there to be pressed. */
  press(control: Locator): Promise<void>;
  /** Presses since the count began: of controls, and of the passkey. */
  presses(): { readonly controls: number; readonly passkey: number };
  countAnew(): void;
  /** Chromium gives each tab an authenticator of its own: this one then has the passkeys, until they are taken back. */
  passkeyIn(tab: Page): Promise<() => Promise<void>>;
  /** From now on the authenticator is that of another device, without a passkey. */
  otherDevice(): Promise<void>;
}

/** Chromium, with nothing on the screen. */
export function openBrowser(): Promise<Browser> {
  // Chromium's own sandbox refuses to work for root, who runs tests in containers.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ executablePath: chromiumFile(), args });
}

/** A phone with a built-in authenticator, which its owner touches whenever it asks. It has opened the link. */
export async function openPhone(browser: Browser, link: string): Promise<Phone> {
  const context = await browser.newContext({ viewport: NARROW, locale: 'de-DE', hasTouch: true });
  context.setDefaultTimeout(NEVER_REACHED_MS);
  const page = await context.newPage();
  const { devtools, authenticatorId } = await withAuthenticator(page);
  let controls = 0;
  let passkey = 0;
  devtools.on('WebAuthn.credentialAsserted', () => passkey++);
  await page.goto(link);
  return {
    page,
    async press(control) {
      controls++;
      await control.tap();
    },
    async passkeyIn(tab) {
      const other = await withAuthenticator(tab);
      await moved({ devtools, authenticatorId }, other);
      return () => moved(other, { devtools, authenticatorId });
    },
    async otherDevice() {
      await devtools.send('WebAuthn.clearCredentials', { authenticatorId });
    },
    presses: () => ({ controls, passkey }),
    countAnew() {
      controls = 0;
      passkey = 0;
    },
    [Symbol.asyncDispose]: () => context.close(),
  };
}

type Authenticator = Awaited<ReturnType<typeof withAuthenticator>>;

async function moved(from: Authenticator, to: Authenticator): Promise<void> {
  const { authenticatorId } = to;
  const { credentials } = await from.devtools.send('WebAuthn.getCredentials', {
    authenticatorId: from.authenticatorId,
  });
  await from.devtools.send('WebAuthn.clearCredentials', { authenticatorId: from.authenticatorId });
  for (const credential of credentials)
    await to.devtools.send('WebAuthn.addCredential', { authenticatorId, credential });
}

async function withAuthenticator(page: Page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      ...({ protocol: 'ctap2', transport: 'internal' } as const),
      ...{ hasResidentKey: true, hasUserVerification: true, isUserVerified: true },
      automaticPresenceSimulation: true,
    },
  });
  return { devtools, authenticatorId };
}

/** From an invitation to the situation. Next time the passkey signs in. */
export async function joinStaff({ page }: Phone): Promise<void> {
  await page.getByRole('button', { name: 'Passkey anlegen' }).click();
  const toSituation = page.getByRole('link', { name: 'Lage' });
  await toSituation.click();
  await page.getByRole('heading', { name: 'Lage' }).waitFor();
  await page.context().clearCookies();
  await page.goto(new URL('/', page.url()).href);
  await signIn(page);
}

/** Signs in with the passkey, on the page to sign in. */
export async function signIn(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Mit Passkey anmelden' }).click();
  await page.getByRole('heading', { name: 'Lage' }).waitFor();
}

/** The headless shell takes half the CPU time of the Chromium that has windows. */
function chromiumFile(): string {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const found = ['chromium-headless-shell', 'chromium']
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find(isThere);
  if (found === undefined) throw new Error('chromium is not installed: .ci/install-chromium');
  return found;
}

function isThere(file: string): boolean {
  try {
    accessSync(file);
    return true;
  } catch {
    return false;
  }
}

/** From the situation to the review: everything is down, for everybody. */
export async function drawUpOutage({ page, press }: Phone): Promise<void> {
  await press(page.getByRole('link', { name: 'Ausfall melden' }));
  await press(page.getByText('Alles (Schalter nur eingeschränkt)'));
  await press(page.getByRole('button', { name: 'Weiter zur Prüfung' }));
  await page.getByRole('heading', { name: 'Prüfen' }).waitFor();
}
