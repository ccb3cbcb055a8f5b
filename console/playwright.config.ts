import { defineConfig } from '@playwright/test';

const MINUTE = 60_000;
/** Far beyond what a page takes: a busy machine makes no story fail. */
const SHOWN_MILLISECONDS = MINUTE;
const server = process.env['SCRIP_STORIES_SERVER'];

/** Runs against a real server: one that `stories.sh` starts, or the one named by SCRIP_URL and SCRIP_TOKEN. */
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'target/playwright',
  timeout: 5 * MINUTE,
  expect: { timeout: SHOWN_MILLISECONDS },
  // The server, its database and the browser share the machine.
  workers: 3,
  fullyParallel: true,
  forbidOnly: true,
  reporter: [['list']],
  use: {
    baseURL: process.env['SCRIP_URL'] ?? 'http://localhost:8080',
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env['SCRIP_CHROMIUM'] ?? '/usr/bin/chromium',
      args: [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  ...(server
    ? {
        webServer: {
          command: server,
          url: `${process.env['SCRIP_URL']}/health`,
          timeout: 4 * MINUTE,
          // The server stops its own database.
          gracefulShutdown: { signal: 'SIGTERM' as const, timeout: MINUTE },
        },
      }
    : {}),
});
