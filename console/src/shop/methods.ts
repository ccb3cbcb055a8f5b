import { may } from '../api/access';
import { currentRealm, LIVE } from '../api/realm';

export type Method = 'sandbox' | 'transfer';

/** The available payment methods. The provider `sandbox` moves no real money: it exists only in sandboxes. */
export function methodsOf(): Method[] {
  return currentRealm() === LIVE ? ['transfer'] : ['sandbox', 'transfer'];
}

/** Those that the signed-in person may use. A transfer is sent at the bank, which needs no permission here. */
export function methodsFor(organization: string): Method[] {
  return methodsOf().filter((one) => one === 'transfer' || may('orders.pay', organization));
}
