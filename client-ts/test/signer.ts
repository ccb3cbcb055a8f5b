const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Signs answers as the server does. */
export class Signer {
  private constructor(
    readonly kid: string,
    private readonly pair: CryptoKeyPair,
  ) {}

  static async named(kid: string): Promise<Signer> {
    const pair = await crypto.subtle.generateKey({ name: 'Ed25519' }, true, ['sign', 'verify']);
    return new Signer(kid, pair as CryptoKeyPair);
  }

  async jwk(): Promise<object> {
    const { x } = await crypto.subtle.exportKey('jwk', this.pair.publicKey);
    return { kty: 'OKP', crv: 'Ed25519', alg: 'EdDSA', use: 'sig', kid: this.kid, x };
  }

  async jws(claims: object, header: object = {}): Promise<string> {
    const signed = `${part({ alg: 'EdDSA', typ: 'scrip-access+jwt', kid: this.kid, ...header })}.${part(claims)}`;
    const bytes = await crypto.subtle.sign({ name: 'Ed25519' }, this.pair.privateKey, Buffer.from(signed));
    return `${signed}.${Buffer.from(bytes).toString('base64url')}`;
  }
}

const QUESTION = { organization: 'first-hospital', feature: 'aimis/basic', surface: 'API' } as const;

/** An answer to the question of the tests, signed. */
export async function signedAnswer(signer: Signer, from: number, until: number, more: object = {}): Promise<object> {
  const answer = { ...QUESTION, at: new Date(from).toISOString(), access: 'ALLOWED', ...more };
  const claims = { ...answer, iat: Math.floor(from / 1000), exp: Math.floor(until / 1000) };
  return { ...answer, jws: await signer.jws(claims) };
}

export { QUESTION };
