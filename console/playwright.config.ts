import { defineConfig } from '@playwright/test';

/** Runs against a real server: SCRIP_URL and SCRIP_TOKEN name it. */
export default defineConfig({
  testDir: 'e2e',
  timeout: 60_000,
  workers: 1,
  reporter: [['list']],
  use: {
    baseURL: process.env['SCRIP_URL'] ?? 'http://127.0.0.1:8290',
    trace: 'off',
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
});
