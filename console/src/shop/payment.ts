import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, keyed, read } from '../api/client';
import { orgKey } from '../org/data';

/**
 * Pays an order by the provider on a click. The key is derived from the order: a second click, a reload, another tab or
 * a repeat after a lost answer is the same payment.
 */
export function usePayment(organization: string, order: string) {
  const queries = useQueryClient();
  const mutationKey = ['pay', organization, order];
  const payment = useMutation({
    mutationKey,
    mutationFn: () =>
      read(
        api.POST('/v1/organizations/{organization}/payments', {
          params: { path: { organization }, header: keyed(`console-pay-${order}`) },
          body: { orders: [order], method: 'SANDBOX' },
        }),
      ),
    // The page reloads the order and continues by itself when it is paid.
    onSuccess: () => queries.invalidateQueries({ queryKey: orgKey(organization) }),
  });
  return {
    error: payment.error,
    isPending: payment.isPending,
    /** Pays, unless a payment is already in flight: a second click can come before the button is disabled. */
    pay: () => {
      if (queries.isMutating({ mutationKey }) === 0) {
        payment.mutate();
      }
    },
    reset: payment.reset,
  };
}
