import { may } from '../api/access';
import { currentRealm, LIVE } from '../api/realm';

export type Method = 'sandbox' | 'transfer';

/** How one can pay here. In the live realm no real money would move: there only the vendor's finance settles by the sandbox provider. */
export function methodsOf(organization: string): Method[] {
  return currentRealm() !== LIVE || may('payments.record', organization) ? ['sandbox', 'transfer'] : ['transfer'];
}
