import createClient, { type Middleware } from 'openapi-fetch';
import type { components, paths } from './schema';
import { authorization, lacksFactor, sessionToken } from './access';
import { proven, STALE } from './proof';
import { currentRealm, LIVE } from './realm';

export type Schemas = components['schemas'];
export type Problem = Schemas['Problem'];
export type Text = Schemas['Text'];
export type MoneyValue = Schemas['Money'];

/** A refusal of the server, or no answer at all (`AWAY`). */
export class ProblemError extends Error {
  readonly code: string;
  readonly status: number;
  readonly problem: Problem | undefined;

  constructor(status: number, code: string, detail: string, problem?: Problem) {
    super(detail);
    this.status = status;
    this.code = code;
    this.problem = problem;
  }
}

export const AWAY = 'AWAY';

/** The headers with the credentials and the realm. */
export function callerHeaders(method: string): Record<string, string> {
  const headers: Record<string, string> = {};
  const bearer = authorization();
  if (bearer) {
    headers['Authorization'] = bearer;
  }
  const realm = currentRealm();
  // Whoever lacks a second factor knows no sandbox yet.
  if (realm !== LIVE && !lacksFactor()) {
    headers['Scrip-Realm'] = realm;
  }
  const csrf = sessionToken();
  if (method !== 'GET' && csrf) {
    headers['X-CSRF-Token'] = csrf;
  }
  return headers;
}

const FORBIDDEN = 403;

/** Requests with a body that may have to be repeated: a body is read only once. */
const copies = new Map<string, Request>();

const caller: Middleware = {
  onRequest({ request, id }) {
    Object.entries(callerHeaders(request.method)).forEach(([name, value]) => request.headers.set(name, value));
    if (request.method !== 'GET') {
      copies.set(id, request.clone());
    }
    return request;
  },
  /** What makes a way in, or takes out all that is kept of a person, needs a recent proof: it is asked for, and the request repeated as it was. */
  async onResponse({ request, response, id }) {
    const copy = copies.get(id) ?? (request.method === 'GET' ? request : undefined);
    copies.delete(id);
    if (!copy || response.status !== FORBIDDEN || !(await isStale(response))) {
      return undefined;
    }
    return (await proven()) ? fetch(copy) : undefined;
  },
  onError({ id }) {
    copies.delete(id);
  },
};

async function isStale(response: Response): Promise<boolean> {
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => null);
  return typeof body === 'object' && body !== null && 'code' in body && body.code === STALE;
}

export const api = createClient<paths, 'application/json'>({ baseUrl: '' });
api.use(caller);

/** The data of an answer; throws the server's refusal. */
export async function read<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  let answer;
  try {
    answer = await call;
  } catch {
    throw new ProblemError(0, AWAY, '');
  }
  if (answer.data === undefined) {
    throw problemOf(answer.response, answer.error);
  }
  return answer.data;
}

function problemOf(response: Response, body: unknown): ProblemError {
  const problem = typeof body === 'object' && body !== null && 'code' in body ? (body as Problem) : undefined;
  return new ProblemError(response.status, problem?.code ?? AWAY, problem?.detail ?? '', problem);
}

/** A new idempotency key for a write; it stays the same when the write is repeated. */
export function freshKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function keyed(key: string): { 'Idempotency-Key': string } {
  return { 'Idempotency-Key': key };
}
