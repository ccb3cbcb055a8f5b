import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, keyed, read } from '../api/client';
import { orgKey } from '../org/data';

/**
 * Pays an order by the provider when somebody clicks. The key is the order's own: a second click, a reload, another tab
 * or a repeat after a lost answer is the same payment.
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
          body: { orders: [order], method: 'sandbox' },
        }),
      ),
    // The page looks at the order again and goes on by itself when it is paid.
    onSuccess: () => queries.invalidateQueries({ queryKey: orgKey(organization) }),
  });
  return {
    error: payment.error,
    isPending: payment.isPending,
    /** Pays, unless it is being paid: the second click of two comes before the button knows of the first. */
    pay: () => {
      if (queries.isMutating({ mutationKey }) === 0) {
        payment.mutate();
      }
    },
    reset: payment.reset,
  };
}
