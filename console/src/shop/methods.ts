import { currentRealm, LIVE } from '../api/realm';

export type Method = 'sandbox' | 'transfer';

/** The available payment methods. The provider `sandbox` moves no real money: it exists only in sandboxes. */
export function methodsOf(): Method[] {
  return currentRealm() === LIVE ? ['transfer'] : ['sandbox', 'transfer'];
}
