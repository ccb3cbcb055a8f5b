export const LIVE = 'live';
const PLACE = 'scrip.realm';

/** The world that this browser looks at: `live`, or a sandbox. */
export function currentRealm(): string {
  return sessionStorage.getItem(PLACE) ?? LIVE;
}

export function enterRealm(realm: string): void {
  if (realm === LIVE) {
    sessionStorage.removeItem(PLACE);
  } else {
    sessionStorage.setItem(PLACE, realm);
  }
}
