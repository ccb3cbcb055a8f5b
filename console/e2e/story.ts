import { expect, test as base, type BrowserContext } from '@playwright/test';

/** What the browser itself notes of a refusal, or of an answer that did not come: stories bring these about. */
const REFUSED = /^Failed to load resource: /;

/** A story at whose end no page of it has warned, complained or failed in the log of the browser. */
export const test = base.extend<{ quietLog: void }>({
  quietLog: [
    async ({ browser }, use) => {
      const said: string[] = [];
      const listen = (context: BrowserContext) => {
        context.on('console', (message) => {
          if (/^(?:warning|error|assert)$/.test(message.type()) && !REFUSED.test(message.text())) {
            said.push(`${message.type()}: ${message.text()} (${message.location().url})`);
          }
        });
        context.on('weberror', (failure) => said.push(`failed: ${failure.error().stack ?? failure.error().message}`));
      };
      browser.on('context', listen);
      await use();
      browser.off('context', listen);
      expect(said, 'said in the log of the browser').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
export type { Locator, Page } from '@playwright/test';
