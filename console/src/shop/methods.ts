import { may } from '../api/access';
import { currentRealm, LIVE } from '../api/realm';

export type Method = 'SANDBOX' | 'TRANSFER';

/** The available payment methods. The provider `SANDBOX` moves no real money: it exists only in sandboxes. */
export function methodsOf(): Method[] {
  return currentRealm() === LIVE ? ['TRANSFER'] : ['SANDBOX', 'TRANSFER'];
}

/** Those that the signed-in person may use. A transfer is sent at the bank, which needs no permission here. */
export function methodsFor(organization: string): Method[] {
  return methodsOf().filter((one) => one === 'TRANSFER' || may('orders.pay', organization));
}
