import { expect, test, type Page } from './story';
import { World } from './world';

const PASSWORD = 'a long enough sentence 7';
// A passkey is bound to a host name; an IP address has none.
const ROOT = (process.env['SCRIP_URL'] ?? 'http://127.0.0.1:8290').replace('127.0.0.1', 'localhost');

/** A virtual authenticator in Chromium that holds passkeys and verifies its user. */
async function authenticator(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

test('a person adds a passkey to their profile, signs in with it, ends another session and removes it', async ({
  page,
  browser,
}) => {
  const world = await new World('passkey').open('2026-03-01T09:00:00Z');
  await world.institution('first-hospital', 'First Hospital');
  const email = `lin.${Date.now()}@hospital.example`;
  const invitation = await world.call<{ link: string }>('POST', '/v1/organizations/first-hospital/invitations', {
    email,
    roles: ['OWNER'],
  });
  await page.addInitScript(() => localStorage.setItem('scrip.language', 'en'));
  await page.goto(`${ROOT}/accept-invitation${new URL(invitation.link).hash}`);
  await page.getByLabel('Your name').fill('Lin Mei');
  await page.getByLabel('New password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('link', { name: 'First Hospital' })).toBeVisible();

  await authenticator(page);
  await page.getByRole('button', { name: 'Lin Mei' }).click();
  await page.getByRole('link', { name: 'My profile' }).click();
  await expect(page.getByText('No passkey yet.')).toBeVisible();
  await page.getByLabel('Name of this device').fill('Ward notebook');
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await expect(page.getByText('The passkey is added.')).toBeVisible();
  await expect(page.getByText('not used yet')).toBeVisible();

  await page.getByRole('button', { name: 'Lin Mei' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('link', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await page.getByRole('link', { name: 'First Hospital' }).click();
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();

  const elsewhere = await browser.newContext({ locale: 'en-GB' });
  const other = await elsewhere.newPage();
  await other.goto(`${ROOT}/sign-in`);
  await other.getByLabel('E-mail').fill(email);
  await other.getByLabel('Password').fill(PASSWORD);
  await other.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(other.getByRole('link', { name: 'First Hospital' })).toBeVisible();

  await page.goto(`${ROOT}/me`);
  const sessions = page.getByRole('region', { name: 'Sessions' });
  await expect(sessions.getByRole('row').filter({ hasText: 'This one' })).toContainText('Passkey');
  await sessions.getByRole('button', { name: /^End the session of/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'End' }).click();
  await expect(sessions.getByRole('row')).toHaveCount(2);
  await other.reload();
  await expect(other.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await elsewhere.close();

  await expect(page.getByRole('button', { name: 'Remove Ward notebook' })).toBeVisible();
  await expect(page.getByText('not used yet')).toHaveCount(0);
  await page.getByRole('button', { name: 'Remove Ward notebook' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByText('No passkey yet.')).toBeVisible();
  await page.getByRole('button', { name: 'Lin Mei' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.goto(`${ROOT}/sign-in`);
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await expect(page.getByRole('alert')).toContainText('This passkey is not known here');
});
