/** The realm of real organizations and real money. Every other is a sandbox. */
export const LIVE = 'live';

const OF_SANDBOX = /^\/sandbox\/([\w.-]+)(?:\/|$)/;

/** The address of the page says its realm, so a page of another realm is another document. */
const realm = OF_SANDBOX.exec(window.location.pathname)?.[1] ?? LIVE;

export function currentRealm(): string {
  return realm;
}

/** Where a page of a realm is. Links between pages of one realm need not say it: the router does. */
export function addressIn(inRealm: string, path: string): string {
  return inRealm === LIVE ? path : `/sandbox/${encodeURIComponent(inRealm)}${path}`;
}
