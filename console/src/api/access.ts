import { currentRealm } from './realm';

/** Who is signed in: a person with a session, or the holder of this server's emergency token. */

export interface Membership {
  realm: string;
  id: string;
  name: string;
  roles: string[];
  permissions: string[];
}

export interface SignedIn {
  name: string;
  email?: string;
  csrf?: string;
  vendor: boolean;
  vendorPermissions: string[];
  organizations: Membership[];
  /** Whether this is the emergency token, which has every permission. */
  everything: boolean;
  secondFactor: SecondFactorOfSession;
}

type SecondFactorOfSession = 'NONE' | 'NEEDED' | 'TO_SET_UP' | 'GIVEN';

const TOKEN = 'scrip.token';
const UNAUTHENTICATED = 401;
let current: SignedIn | null = null;

const ADMINISTRATOR: SignedIn = {
  name: '',
  vendor: true,
  vendorPermissions: [],
  organizations: [],
  everything: true,
  secondFactor: 'NONE',
};

export function authorization(): string | null {
  const token = sessionStorage.getItem(TOKEN);
  return token ? `Bearer ${token}` : null;
}

export function sessionToken(): string | null {
  return current?.csrf ?? null;
}

export function signedIn(): SignedIn | null {
  return current;
}

/** Whether the session does nothing before its second factor is given or set up. */
export function lacksFactor(): boolean {
  return current?.secondFactor === 'NEEDED' || current?.secondFactor === 'TO_SET_UP';
}

/** Asks the server who is signed in in this browser; null for nobody. */
export async function lookWho(): Promise<SignedIn | null> {
  if (authorization()) {
    current = ADMINISTRATOR;
    return current;
  }
  const response = await fetch('/v1/session', { headers: { Accept: 'application/json' } }).catch(() => null);
  // The body is read even for a refusal: an unread body keeps the connection open.
  const body: unknown = await response?.json().catch(() => null);
  current = response?.ok ? fromSession(body as SessionBody) : null;
  return current;
}

/** Signs in with the emergency token if the server accepts it. */
export async function signInWithToken(token: string): Promise<boolean> {
  const response = await fetch('/v1/organizations?limit=1', { headers: { Authorization: `Bearer ${token}` } });
  if (!response.ok) {
    return response.status !== UNAUTHENTICATED && Promise.reject(new Error(String(response.status)));
  }
  sessionStorage.setItem(TOKEN, token);
  current = ADMINISTRATOR;
  return true;
}

/** Signs a person in by e-mail and password; returns the code of the refusal, or null. */
export async function signInWithPassword(email: string, password: string): Promise<string | null> {
  const response = await fetch('/v1/session', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });
  const body = await response.json();
  if (!response.ok) {
    return (body as { code?: string }).code ?? 'AWAY';
  }
  current = fromSession(body);
  return null;
}

export async function signOut(): Promise<void> {
  if (authorization()) {
    sessionStorage.removeItem(TOKEN);
  } else if (current?.csrf) {
    await fetch('/v1/session', { method: 'DELETE', headers: { 'X-CSRF-Token': current.csrf } }).catch(() => undefined);
  }
  current = null;
}

/** Takes over a session that the server started after a link was used. */
export function begin(session: SessionBody): void {
  sessionStorage.removeItem(TOKEN);
  current = fromSession(session);
}

/** Whether the signed-in person has a permission in an organization of this page's realm, or at the vendor. */
export function may(permission: string, organization?: string): boolean {
  if (!current) {
    return false;
  }
  return (
    current.everything ||
    current.vendorPermissions.includes(permission) ||
    current.organizations.some(
      (one) => one.realm === currentRealm() && one.id === organization && one.permissions.includes(permission),
    )
  );
}

/** Forgets who was signed in, after the server has ended the session. */
export function forget(): void {
  sessionStorage.removeItem(TOKEN);
  current = null;
}

export interface SessionBody {
  person: { name: string; email: string };
  csrf_token: string;
  vendor: { roles: string[]; permissions: string[] };
  organizations: Membership[];
  second_factor: SecondFactorOfSession;
}

function fromSession(body: SessionBody): SignedIn {
  return {
    name: body.person.name,
    email: body.person.email,
    csrf: body.csrf_token,
    vendor: body.vendor.roles.length > 0,
    vendorPermissions: body.vendor.permissions,
    organizations: body.organizations,
    everything: false,
    secondFactor: body.second_factor,
  };
}
