import { currentRealm, LIVE } from '../api/realm';

export type Method = 'sandbox' | 'transfer';

/** How one can pay here. The provider `sandbox` moves no real money: it exists in sandboxes only. */
export function methodsOf(): Method[] {
  return currentRealm() === LIVE ? ['transfer'] : ['sandbox', 'transfer'];
}
