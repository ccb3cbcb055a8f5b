/** When the server wants the password or passkey again, the page is asked to get it. */

export const STALE = 'SIGN_IN_STALE';

type Ask = () => Promise<boolean>;

let ask: Ask | null = null;
let asked: Promise<boolean> | null = null;

/** Registers what shows the question. */
export function askingWith(question: Ask): () => void {
  ask = question;
  return () => {
    ask = null;
  };
}

/** Asks once for all requests that wait for it; whether the person gave a proof. */
export function proven(): Promise<boolean> {
  asked ??= (ask?.() ?? Promise.resolve(false)).finally(() => {
    asked = null;
  });
  return asked;
}
