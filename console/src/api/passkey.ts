import { begin, type SessionBody } from './access';
import { api, ProblemError, read } from './client';

/** Whether this browser can create and use passkeys. */
export function offersPasskeys(): boolean {
  return (
    typeof PublicKeyCredential !== 'undefined' &&
    typeof PublicKeyCredential.parseCreationOptionsFromJSON === 'function' &&
    typeof PublicKeyCredential.parseRequestOptionsFromJSON === 'function'
  );
}

/** The person closed the browser's dialog, or their device refused. */
export const PASSKEY_DECLINED = 'PASSKEY_DECLINED';
/** The page is open at another host than the one to which passkeys of this server are bound. */
export const PASSKEY_ELSEWHERE = 'PASSKEY_ELSEWHERE';

/** The server does not know this passkey: it was removed, or belongs to another server. */
export const PASSKEY_UNKNOWN = 'PASSKEY_UNKNOWN';

/** The host to which passkeys are bound, if it is not this page's. */
export class ElsewhereError extends ProblemError {
  readonly host: string;

  constructor(host: string) {
    super(0, PASSKEY_ELSEWHERE, '');
    this.host = host;
  }
}

function checkHost(host: string | undefined) {
  const here = window.location.hostname;
  if (host && here !== host && !here.endsWith(`.${host}`)) {
    throw new ElsewhereError(host);
  }
}

async function asked<T>(question: Promise<T | null>): Promise<T> {
  const answer = await question.catch(() => null);
  if (!answer) {
    throw new ProblemError(0, PASSKEY_DECLINED, '');
  }
  return answer;
}

/** Creates a passkey on this device and adds it to the signed-in person. */
export async function addPasskey(label: string) {
  const { ceremony, options } = await read(api.POST('/v1/passkeys/options', { body: {} }));
  const wanted = options as unknown as PublicKeyCredentialCreationOptionsJSON;
  checkHost(wanted.rp.id);
  const made = (await asked(
    navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(wanted) }),
  )) as PublicKeyCredential;
  return read(api.POST('/v1/passkeys', { body: { ceremony, label, credential: made.toJSON() } }));
}

/** The answer of a passkey of this device, whoever it belongs to. */
async function answered() {
  const { ceremony, options } = await read(api.POST('/v1/session/passkey-options', { body: {} }));
  const wanted = options as unknown as PublicKeyCredentialRequestOptionsJSON;
  checkHost(wanted.rpId);
  const found = (await asked(
    navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(wanted) }),
  )) as PublicKeyCredential;
  return { ceremony, credential: found.toJSON() };
}

function unknown(error: unknown): never {
  throw error instanceof ProblemError && error.code === 'SIGN_IN_REFUSED'
    ? new ProblemError(error.status, PASSKEY_UNKNOWN, '')
    : error;
}

/** Signs in with a passkey of this device, whoever it belongs to. */
export async function signInWithPasskey(): Promise<void> {
  const body = await answered();
  begin((await read(api.POST('/v1/session/passkey', { body })).catch(unknown)) as SessionBody);
}

/** Proves with a passkey of this device that the signed-in person is still there. */
export async function proveWithPasskey(): Promise<void> {
  const body = await answered();
  await read(api.POST('/v1/session/proof', { body })).catch(unknown);
}
