/** The realm of real organizations and real money. Every other realm is a sandbox. */
export const LIVE = 'live';

const OF_SANDBOX = /^\/sandbox\/([\w.-]+)(?:\/|$)/;

/** The address of the page names its realm, so a page of another realm is another document. */
const realm = OF_SANDBOX.exec(window.location.pathname)?.[1] ?? LIVE;

export function currentRealm(): string {
  return realm;
}

/** The address of a page in a realm. Links between pages of one realm need no realm: the router adds it. */
export function addressIn(inRealm: string, path: string): string {
  return inRealm === LIVE ? path : `/sandbox/${encodeURIComponent(inRealm)}${path}`;
}
